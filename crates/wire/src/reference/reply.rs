//! The answers of the methods of dictionaries that are not listed as a whole.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use super::MgTemplate;
use crate::page::Pagination;

/// The countries.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountryList {
    /// ISO 3166-1 alpha-2 codes, the account's own country first.
    pub countries_iso: Vec<String>,
}

/// A page of templates.
#[derive(Serialize, JsonSchema)]
pub struct TemplateList {
    /// Which page it is.
    pub pagination: Pagination,
    /// The templates.
    #[schemars(with = "Vec<MgTemplate>")]
    pub templates: Vec<Map<String, Value>>,
}
