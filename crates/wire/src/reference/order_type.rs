//! Order types.

use crate::patch::entity;
use crate::{Flag, Int, Patch, Text};

entity! {
    /// A kind of order, such as one of a company.
    #[schemars(example = serde_json::json!({"name": "Wholesale"}))]
    pub struct OrderType {
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Default for what users add; at most one entry.
        default_for_crm: Patch<Flag>,
        /// Default for what programs add; at most one entry.
        default_for_api: Patch<Flag>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
    }
}
