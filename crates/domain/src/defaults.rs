//! The reference data a fresh account comes with, in every language: the file `defaults.json` beside this one.

use serde_json::{Map, Value};

use crate::fault::Fault;

/// One entry of it.
#[derive(Debug, Clone)]
pub struct Seed {
    /// The dictionary.
    pub kind: String,
    /// Code; it is the same in every language.
    pub code: String,
    /// Its fields. A text that has a version in each language is an object of them, by language.
    fields: Map<String, Value>,
}

/// Every entry, dictionary by dictionary, in order.
///
/// # Errors
/// The file is damaged.
pub fn all() -> Result<Vec<Seed>, Fault> {
    let kinds: Map<String, Value> = serde_json::from_str(include_str!("defaults.json"))?;
    let mut all = Vec::new();
    for (kind, entries) in kinds {
        for fields in serde_json::from_value::<Vec<Map<String, Value>>>(entries)? {
            let code = fields.get("code").and_then(Value::as_str).unwrap_or_default().to_owned();
            all.push(Seed { kind: kind.clone(), code, fields });
        }
    }
    Ok(all)
}

impl Seed {
    /// Its fields in one language.
    pub fn in_language(&self, language: &str) -> Map<String, Value> {
        let view = |value: &Value| spoken(value, language).cloned().unwrap_or_else(|| value.clone());
        self.fields.iter().map(|(field, value)| (field.clone(), view(value))).collect()
    }

    /// The texts that are still what they were in one language or another, in this language. `stored` are the fields
    /// as they are.
    pub fn renamed(&self, stored: &Map<String, Value>, language: &str) -> Vec<(String, Value)> {
        let mut renamed = Vec::new();
        for (field, value) in &self.fields {
            let (Some(wanted), Some(versions), Some(now)) = (spoken(value, language), value.as_object(), stored.get(field)) else {
                continue;
            };
            if now != wanted && versions.values().any(|version| version == now) {
                renamed.push((field.clone(), wanted.clone()));
            }
        }
        renamed
    }
}

/// The version of a text in a language; `None` for a value that has no versions.
fn spoken<'a>(value: &'a Value, language: &str) -> Option<&'a Value> {
    let versions = value.as_object().filter(|versions| versions.contains_key("en"))?;
    versions.get(language).or_else(|| versions.get("en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::LANGUAGES;
    use std::collections::{HashMap, HashSet};

    fn seeds() -> Vec<Seed> {
        all().unwrap_or_else(|fault| panic!("{fault}"))
    }

    #[test]
    fn every_dictionary_has_what_shop_modules_expect() {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let mut codes = HashSet::new();
        for seed in seeds() {
            assert!(!seed.code.is_empty() && codes.insert((seed.kind.clone(), seed.code.clone())), "{} {}", seed.kind, seed.code);
            *counts.entry(seed.kind).or_default() += 1;
        }
        let expected = [
            ("status-groups", 6),
            ("statuses", 24),
            ("order-types", 3),
            ("order-methods", 11),
            ("payment-types", 5),
            ("payment-statuses", 10),
            ("delivery-types", 2),
            ("product-statuses", 13),
            ("price-types", 1),
            ("units", 2),
            ("currencies", 1),
            ("cost-groups", 6),
            ("cost-items", 17),
            ("user-groups", 3),
        ];
        assert_eq!(counts, expected.map(|(kind, count)| (kind.to_owned(), count)).into());
    }

    #[test]
    fn codes_that_entries_refer_to_are_there() {
        let seeds = seeds();
        let codes: HashSet<(&str, &str)> = seeds.iter().map(|seed| (seed.kind.as_str(), seed.code.as_str())).collect();
        let texts = |value: &Value| -> Vec<String> {
            let one = value.as_str().or_else(|| value.get("code")?.as_str()).map(str::to_owned);
            let many = value.as_array().into_iter().flatten().filter_map(|item| item.as_str().or_else(|| item.get("code")?.as_str()));
            one.into_iter().chain(many.map(str::to_owned)).collect()
        };
        let links = [
            ("statuses", "group", "status-groups"),
            ("payment-types", "paymentStatuses", "payment-statuses"),
            ("delivery-types", "deliveryPaymentTypes", "payment-types"),
            ("product-statuses", "orderStatusByProductStatus", "statuses"),
            ("product-statuses", "orderStatusForProductStatus", "statuses"),
            ("cost-items", "group", "cost-groups"),
        ];
        for (kind, field, other) in links {
            let mut checked = 0;
            for seed in seeds.iter().filter(|seed| seed.kind == kind) {
                for code in seed.fields.get(field).map(texts).unwrap_or_default() {
                    assert!(codes.contains(&(other, code.as_str())), "{kind} {}: {field} {code}", seed.code);
                    checked += 1;
                }
            }
            assert!(checked > 0, "{kind} {field}");
        }
    }

    #[test]
    fn every_entry_has_a_name_in_every_language() {
        for seed in seeds().iter().filter(|seed| seed.kind != "currencies") {
            for language in LANGUAGES {
                let name = seed.in_language(language).get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
                assert!(!name.trim().is_empty(), "{} {} in {language}", seed.kind, seed.code);
                let cyrillic = name.chars().any(|letter| ('\u{400}'..'\u{500}').contains(&letter));
                assert!(cyrillic == (language == "ru") || name == "SEO", "{name} in {language}");
            }
        }
    }

    #[test]
    fn only_names_that_nobody_touched_are_told_in_another_language() {
        let seed = seeds().into_iter().find(|seed| seed.kind == "units" && seed.code == "pc");
        let seed = seed.unwrap_or_else(|| panic!("the unit is there"));
        let russian = seed.in_language("ru");
        assert_eq!(seed.renamed(&russian, "es"), [("name".to_owned(), "Unidad".into()), ("sym".to_owned(), "ud.".into())]);
        assert_eq!(seed.renamed(&russian, "ru"), []);
        let mut own = russian;
        own.insert("name".to_owned(), "Банка".into());
        assert_eq!(seed.renamed(&own, "es"), [("sym".to_owned(), "ud.".into())]);
    }
}
