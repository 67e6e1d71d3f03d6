//! Status groups: the stages every order goes through.

use schemars::JsonSchema;
use serde::Serialize;

/// A stage in the life of an order; the set is fixed, and statuses are put into it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StatusGroup {
    /// Name.
    pub name: String,
    /// Symbolic code.
    pub code: String,
    /// Whether it is in use.
    pub active: bool,
    /// Place in lists.
    pub ordering: i64,
    /// Whether orders in it are being worked on.
    pub process: bool,
    /// Codes of its statuses, in order.
    pub statuses: Vec<String>,
}
