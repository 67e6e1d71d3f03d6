//! What a key does not see as it is: classes of fields, and how each is masked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A class of fields about people or money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Phones, also inside texts.
    Phone,
    /// E-mails, also inside texts.
    Email,
    /// Addresses.
    Address,
    /// Names of people and organisations, and what else says who they are: birthday, tax and account numbers.
    Names,
    /// Prices, costs, discounts, sums.
    Prices,
    /// Custom fields.
    Custom,
}

/// Every class, in the order of the pages.
pub const CLASSES: [Class; 6] = [Class::Phone, Class::Email, Class::Address, Class::Names, Class::Prices, Class::Custom];

impl Class {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Address => "address",
            Self::Names => "names",
            Self::Prices => "prices",
            Self::Custom => "custom",
        }
    }

    /// The class of a word.
    pub fn named(name: &str) -> Option<Self> {
        CLASSES.into_iter().find(|class| class.name() == name)
    }

    /// The masks that make sense for it: a sum made up or cut short would still be added up.
    pub fn masks(self) -> &'static [Mask] {
        if self == Self::Prices { &[Mask::Hide] } else { &MASKS }
    }
}

/// How a field is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mask {
    /// It is left out.
    Hide,
    /// A little is left: the last two digits, the domain, the initial, the city.
    Partial,
    /// A made-up value stands for it, for one key the same one for the same value.
    Pseudonym,
}

/// Every mask.
pub const MASKS: [Mask; 3] = [Mask::Hide, Mask::Partial, Mask::Pseudonym];

impl Mask {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Partial => "partial",
            Self::Pseudonym => "pseudonym",
        }
    }

    /// The mask of a word.
    pub fn named(name: &str) -> Option<Self> {
        MASKS.into_iter().find(|mask| mask.name() == name)
    }
}

/// The masks of a key, as they are kept in its body under `masks`; the default masks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Masks(pub BTreeMap<Class, Mask>);

impl Masks {
    /// The masks in a key's body.
    ///
    /// # Errors
    /// They cannot be read: the key must not see everything by mistake.
    pub fn of_body(body: &Map<String, Value>) -> Result<Self, String> {
        match body.get("masks") {
            None => Ok(Self::default()),
            Some(masks) => serde_json::from_value(masks.clone()).map_err(|error| error.to_string()),
        }
    }

    /// Puts them into a key's body; masks that mask nothing are left out.
    pub fn put(&self, body: &mut Map<String, Value>) {
        match serde_json::to_value(self) {
            Ok(value) if !self.is_empty() => body.insert("masks".to_owned(), value),
            _ => body.shift_remove("masks"),
        };
    }

    /// Reads `phone=partial,email=hide`; `none` for no masks at all.
    ///
    /// # Errors
    /// A class or a mask that there is not, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut masks = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "none") {
            let (class, mask) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is not a valid mask. Example: phone=partial"))?;
            let class = Class::named(class.trim())
                .ok_or_else(|| format!("there is no class \"{class}\"; the classes are: {}", CLASSES.map(Class::name).join(", ")))?;
            let mask = Mask::named(mask.trim())
                .ok_or_else(|| format!("there is no mask \"{mask}\"; the masks are: {}", MASKS.map(Mask::name).join(", ")))?;
            masks.0.insert(class, mask);
        }
        masks.fault().map_or(Ok(()), Err)?;
        Ok(masks)
    }

    /// What is wrong with them.
    pub fn fault(&self) -> Option<String> {
        let (class, _) = self.0.iter().find(|(class, mask)| !class.masks().contains(mask))?;
        let possible: Vec<&str> = class.masks().iter().map(|mask| mask.name()).collect();
        Some(format!("The class \"{}\" can be masked by: {}.", class.name(), possible.join(", ")))
    }

    /// How a class is masked; `None` when it is not.
    pub fn of(&self, class: Class) -> Option<Mask> {
        self.0.get(&class).copied()
    }

    /// Whether a class is masked.
    pub fn cover(&self, class: Class) -> bool {
        self.0.contains_key(&class)
    }

    /// True when nothing is masked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Masks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(class, mask)| format!("{}={}", class.name(), mask.name())).collect();
        f.write_str(&parts.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_read_kept_and_written_the_same_way() {
        let masks = Masks::parse("email=hide, phone=partial,names=pseudonym").expect("masks");
        assert_eq!(masks.to_string(), "phone=partial,email=hide,names=pseudonym");
        let mut body = Map::new();
        masks.put(&mut body);
        assert_eq!(Value::Object(body.clone()), serde_json::json!({"masks": {"phone": "partial", "email": "hide", "names": "pseudonym"}}));
        assert_eq!(Masks::of_body(&body), Ok(masks));
        Masks::parse("none").expect("no masks").put(&mut body);
        assert!(body.is_empty());
    }

    #[test]
    fn what_cannot_be_is_told_in_words() {
        assert_eq!(
            Masks::parse("fax=hide"),
            Err("there is no class \"fax\"; the classes are: phone, email, address, names, prices, custom".to_owned())
        );
        assert_eq!(Masks::parse("phone=blur"), Err("there is no mask \"blur\"; the masks are: hide, partial, pseudonym".to_owned()));
        assert_eq!(Masks::parse("phone"), Err("\"phone\" is not a valid mask. Example: phone=partial".to_owned()));
        assert_eq!(Masks::parse("prices=partial"), Err("The class \"prices\" can be masked by: hide.".to_owned()));
        for body in [serde_json::json!({"masks": {"fax": "hide"}}), serde_json::json!({"masks": "all"})] {
            assert!(Masks::of_body(body.as_object().expect("an object")).is_err());
        }
    }
}
