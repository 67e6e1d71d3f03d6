//! The answers of the methods of corporate customers.

use schemars::JsonSchema;
use serde::Serialize;

use super::HistoryRow;
use crate::Moment;
use crate::page::Pagination;
use crate::reply::Ready;

/// A page of a history.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CorporateHistory")]
pub struct History {
    /// When the answer was made.
    pub generated_at: Moment,
    /// The rows, by ascending id.
    pub history: Vec<Ready<HistoryRow>>,
    /// Which page it is.
    pub pagination: Pagination,
}
