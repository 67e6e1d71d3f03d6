//! What a field of an entry may hold.

use serde_json::{Map, Value};

use super::dictionary::Context;

/// A rule for one field. Some also bring the value into its usual spelling.
#[derive(Debug, Clone, Copy)]
pub enum Rule {
    /// The code of an entry of another dictionary: its kind, and what errors call it.
    Code(&'static str, &'static str),
    /// The code of a store that the caller may see.
    Site,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// An ISO 4217 code.
    Currency,
    /// An ISO 3166-1 alpha-2 code.
    Country,
    /// Something that can be an e-mail address.
    Email,
    /// A VAT rate: per cent with two decimals, or `none`.
    Vat,
    /// `#rrggbb`.
    Colour,
    /// A number in these bounds.
    Between(i64, i64),
}

impl Rule {
    /// Applies the rule to every value at a path; what is wrong is added to `errors`, by the path of the value.
    pub fn check(self, context: Context<'_>, path: &str, body: &mut Map<String, Value>, errors: &mut Vec<(String, String)>) {
        let (field, rest) = path.split_at(path.find(['.', '[']).unwrap_or(path.len()));
        if let Some(value) = body.get_mut(field) {
            walk(value, field.to_owned(), rest, &mut |at, value| {
                if let Err(error) = self.apply(context, value) {
                    errors.push((at, error));
                }
            });
        }
    }

    fn apply(self, context: Context<'_>, value: &mut Value) -> Result<(), String> {
        let text = value.as_str().unwrap_or_default();
        match self {
            Self::Code(kind, name) => context
                .account
                .dictionary(kind)
                .get(text)
                .map(drop)
                .ok_or_else(|| format!("\"{name}\" with \"code\"=\"{text}\" does not exist.")),
            Self::Site => {
                let seen = context.account.site(text).is_some_and(|site| context.sites.contains(site.id));
                if seen { Ok(()) } else { Err(format!("\"Site\" with \"code\"=\"{text}\" does not exist.")) }
            }
            Self::OneOf(words) => {
                if words.contains(&text) {
                    Ok(())
                } else {
                    Err(format!("must be one of {}", words.join(", ")))
                }
            }
            Self::Currency => {
                *value = currency(text)?.into();
                Ok(())
            }
            Self::Country => {
                *value = country(text)?.into();
                Ok(())
            }
            Self::Email => {
                let whole = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
                if whole && !text.contains(char::is_whitespace) { Ok(()) } else { Err("must be an e-mail address".to_owned()) }
            }
            Self::Vat => {
                *value = vat(text)?.into();
                Ok(())
            }
            Self::Colour => {
                let digits = text.strip_prefix('#').unwrap_or_default();
                let colour = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
                if colour { Ok(()) } else { Err("must be a colour such as #19976e".to_owned()) }
            }
            Self::Between(least, most) => {
                let inside = value.as_f64().is_some_and(|number| (least as f64..=most as f64).contains(&number));
                match most {
                    _ if inside => Ok(()),
                    i64::MAX => Err(format!("must be {least} or more")),
                    _ => Err(format!("must be {least} to {most}")),
                }
            }
        }
    }
}

/// The ISO 4217 code that a text means.
pub fn currency(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match iso_currency::Currency::from_code(&code) {
        Some(_) => Ok(code),
        None => Err(format!("There is no currency \"{text}\"; write its ISO 4217 code, such as EUR.")),
    }
}

/// The ISO 3166-1 alpha-2 code that a text means.
pub fn country(text: &str) -> Result<String, String> {
    let code = text.trim().to_ascii_uppercase();
    match rust_iso3166::from_alpha2(&code) {
        Some(_) => Ok(code),
        None => Err(format!("There is no country \"{text}\"; write its two-letter ISO 3166-1 code, such as ES.")),
    }
}

fn vat(text: &str) -> Result<String, String> {
    if text == "none" {
        return Ok(text.to_owned());
    }
    match text.trim().parse::<rust_decimal::Decimal>() {
        Ok(rate) if (rust_decimal::Decimal::ZERO..=rust_decimal::Decimal::ONE_HUNDRED).contains(&rate) => Ok(format!("{rate:.2}")),
        _ => Err("must be a rate in per cent, 0 to 100, or none".to_owned()),
    }
}

/// Calls `visit` with every value at `rest`, a path such as `.code` or `[].code`, and with where it is.
fn walk(value: &mut Value, at: String, rest: &str, visit: &mut dyn FnMut(String, &mut Value)) {
    if rest.is_empty() {
        if !value.is_null() {
            visit(at, value);
        }
    } else if let Some(rest) = rest.strip_prefix("[]") {
        let items = value.as_array_mut().map(Vec::as_mut_slice).unwrap_or_default();
        for (index, item) in items.iter_mut().enumerate() {
            walk(item, format!("{at}[{index}]"), rest, visit);
        }
    } else if let Some(rest) = rest.strip_prefix('.') {
        let (field, rest) = rest.split_at(rest.find(['.', '[']).unwrap_or(rest.len()));
        if let Some(member) = value.get_mut(field) {
            walk(member, format!("{at}.{field}"), rest, visit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_of_currencies_and_countries_are_brought_into_their_usual_spelling() {
        assert_eq!(currency(" eur "), Ok("EUR".to_owned()));
        assert_eq!(currency("BYN"), Ok("BYN".to_owned()));
        assert!(currency("EURO").is_err_and(|error| error.contains("ISO 4217")));
        assert_eq!(country("es"), Ok("ES".to_owned()));
        assert!(country("ESP").is_err_and(|error| error.contains("ISO 3166-1")));
        assert!(country("").is_err());
    }

    #[test]
    fn a_vat_rate_has_two_decimals_or_is_none() {
        assert_eq!(vat("20"), Ok("20.00".to_owned()));
        assert_eq!(vat("5.5"), Ok("5.50".to_owned()));
        assert_eq!(vat("none"), Ok("none".to_owned()));
        for wrong in ["-1", "100.01", "a lot", ""] {
            assert!(vat(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_value_at_a_path_is_visited_with_its_place() {
        let mut value = json!([{"code": "a"}, {"cod": true}, {"code": "b"}, {"code": null}]);
        let mut seen = Vec::new();
        walk(&mut value, "types".to_owned(), "[].code", &mut |at, value| seen.push(format!("{at}={value}")));
        assert_eq!(seen, ["types[0].code=\"a\"", "types[2].code=\"b\""]);
        let mut value = json!({"countryIso": "es"});
        walk(&mut value, "address".to_owned(), ".countryIso", &mut |at, value| *value = at.into());
        assert_eq!(value, json!({"countryIso": "address.countryIso"}));
        walk(&mut json!("no object"), "address".to_owned(), ".countryIso", &mut |_, _| panic!("there is nothing to visit"));
    }
}
