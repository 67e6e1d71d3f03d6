//! The phones of a row as they are kept beside it, and the countries that read them.

use serde_json::{Value, json};

use super::keys;
use crate::account::Account;
use crate::draft::{self, Body};

/// The countries that read national numbers of a row: those it names itself, its store's, the account's, each once.
pub fn countries<'a>(own: impl IntoIterator<Item = Option<&'a str>>, site: i64, account: &'a Account) -> Vec<&'a str> {
    let site = account.site_by_id(site).and_then(|site| site.text("countryIso"));
    let mut countries = Vec::with_capacity(4);
    for country in own.into_iter().chain([site, Some(account.country())]).flatten() {
        if !country.is_empty() && !countries.contains(&country) {
            countries.push(country);
        }
    }
    countries
}

/// The phones of a row as they are kept beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phones {
    /// What they are compared by.
    pub keys: Vec<String>,
    /// The country that was named with them, where one was: it reads them again when the rules or the account change.
    pub country: Option<String>,
}

impl Phones {
    /// What was kept among the facets of a row.
    pub fn of_facets(facets: &str) -> Self {
        let facets: Body = serde_json::from_str(facets).unwrap_or_default();
        let keys = draft::text(&facets, "phones").into_iter().flat_map(|keys| keys.split('|')).filter(|key| !key.is_empty());
        Self { keys: keys.map(str::to_owned).collect(), country: draft::text(&facets, "phoneCountry").map(str::to_owned) }
    }

    /// Adds the numbers of a text that are not there yet.
    pub fn add(&mut self, text: &str, countries: &[&str]) {
        for key in keys(text, countries) {
            if !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
    }

    /// The numbers between bars, `|+34612345678|`, so that one is found by its own bars.
    pub fn facet(&self) -> Value {
        if self.keys.is_empty() { Value::Null } else { json!(format!("|{}|", self.keys.join("|"))) }
    }

    /// Appends their digits to a text that searches for part of a number look at.
    pub fn push_digits(&self, text: &mut String) {
        for key in &self.keys {
            let digits = key.trim_start_matches('+');
            if !text.contains(digits) {
                text.push_str(digits);
                text.push(' ');
            }
        }
    }
}
