//! What a template holds: what a key starts with, beside its name, its token and its stores.

use database::keys::Key;
use serde_json::{Map, Value};

use crate::access::grant::Grant;
use crate::access::limits::Limits;
use crate::access::masks::Masks;
use crate::access::rows::Rows;
use crate::access::templates::{Stores, Template as BuiltIn};
use crate::keys::{self, Card, Changes};

/// What a key starts with.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Which stores such a key is for. Which ones is said when it is made.
    pub stores: Stores,
    /// Whether such a key is another company's.
    pub partner: bool,
    /// Its methods.
    pub grant: Grant,
    /// Its limits; a template has no beginning.
    pub limits: Limits,
    /// What it does not see as it is.
    pub masks: Masks,
    /// Which orders of its stores it sees.
    pub rows: Rows,
}

impl Contents {
    /// What a built-in template holds.
    pub fn of_built_in(template: &BuiltIn) -> Self {
        Self {
            stores: template.stores,
            partner: template.partner,
            grant: if template.everything() {
                Grant::All
            } else {
                Grant::Some(template.methods().map(|method| method.name().to_owned()).collect())
            },
            limits: Limits { burst: template.burst, ..Limits::usual() },
            masks: Masks::default(),
            rows: Rows::default(),
        }
    }

    /// The settings of a key.
    pub fn of_key(key: &Key) -> Self {
        let stores = match (key.all_sites, key.sites.len()) {
            (true, _) => Stores::All,
            (false, 1) => Stores::One,
            (false, _) => Stores::Some,
        };
        Self {
            stores,
            partner: Card::of(key, &[]).party.is_some(),
            grant: if key.all_methods { Grant::All } else { Grant::Some(key.methods.clone()).without_managing() },
            limits: Limits { starts_at: None, ..keys::limits(key) },
            masks: keys::masks(key),
            rows: keys::rows(key),
        }
    }

    /// What is kept in a template's body.
    ///
    /// # Errors
    /// It cannot be read: nothing may be made of it by mistake.
    pub fn of_body(body: &Map<String, Value>) -> Result<Self, String> {
        let grant = match body.get("methods") {
            Some(Value::String(all)) if all == "all" => Grant::All,
            Some(Value::Array(names)) => Grant::Some(names.iter().filter_map(Value::as_str).map(str::to_owned).collect()),
            _ => return Err("the methods cannot be read".to_owned()),
        };
        Ok(Self {
            stores: body.get("stores").and_then(Value::as_str).and_then(Stores::named).ok_or("the stores cannot be read")?,
            partner: body.get("partner").and_then(Value::as_bool).unwrap_or_default(),
            grant,
            limits: match body.get("limits") {
                None => Limits::default(),
                Some(limits) => serde_json::from_value(limits.clone()).map_err(|error| error.to_string())?,
            },
            masks: Masks::of_body(body)?,
            rows: Rows::of_body(body)?,
        })
    }

    /// Puts it into a template's body.
    pub fn put(&self, body: &mut Map<String, Value>) {
        body.insert("stores".to_owned(), self.stores.name().into());
        body.insert("partner".to_owned(), self.partner.into());
        let methods = match &self.grant {
            Grant::All | Grant::AllAnd(_) => "all".into(),
            Grant::Some(names) => names.clone().into(),
        };
        body.insert("methods".to_owned(), methods);
        self.limits.put(body);
        self.masks.put(body);
        self.rows.put(body);
    }

    /// What it makes of a key that is limited like this so far: methods, limits, masks and rows. When the key begins to work
    /// is the key's own affair, like its end, its stores and what people note about it.
    pub fn changes(&self, so_far: &Limits) -> Changes {
        Changes {
            grant: Some(self.grant.clone()),
            limits: Some(Limits { starts_at: so_far.starts_at, ..self.limits.clone() }),
            masks: Some(self.masks.clone()),
            rows: Some(self.rows.clone()),
            ..Changes::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_kept_as_they_are() {
        let contents = Contents {
            stores: Stores::One,
            partner: true,
            grant: Grant::Some(vec!["/orders".to_owned()]),
            limits: Limits { header_only: true, rate: 5, ..Limits::default() },
            masks: Masks::parse("phone=hide").expect("masks"),
            rows: Rows::parse("source=cpa").expect("rows"),
        };
        let mut body = Map::new();
        contents.put(&mut body);
        assert_eq!(Contents::of_body(&body), Ok(contents.clone()));
        let everything = Contents { grant: Grant::All, ..contents };
        everything.put(&mut body);
        assert_eq!(Contents::of_body(&body), Ok(everything));
    }

    #[test]
    fn contents_that_cannot_be_read_are_no_empty_ones() {
        for body in [
            serde_json::json!({}),
            serde_json::json!({"stores": "one"}),
            serde_json::json!({"stores": "few", "methods": "all"}),
            serde_json::json!({"stores": "one", "methods": "all", "masks": "all"}),
            serde_json::json!({"stores": "one", "methods": "all", "limits": 5}),
        ] {
            assert!(Contents::of_body(body.as_object().expect("an object")).is_err(), "{body}");
        }
    }
}
