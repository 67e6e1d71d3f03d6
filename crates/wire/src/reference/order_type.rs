//! Order types.

use crate::patch::entity;
use crate::{Flag, Int, Patch, Text};

entity! {
    /// A kind of order, such as one of a company.
    #[schemars(example = serde_json::json!({"name": "Wholesale"}))]
    pub struct OrderType {
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Symbolic code; it stands in the address and never changes.
        code: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Taken for what people add without a choice; at most one entry has it.
        default_for_crm: Patch<Flag>,
        /// Taken for what programs add without a choice; at most one entry has it.
        default_for_api: Patch<Flag>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
    }
}
