//! Groups of costs.

use crate::patch::entity;
use crate::{Flag, Int, Patch, Text};

entity! {
    /// A group of cost items.
    #[schemars(example = serde_json::json!({"name": "Costs of the shop"}))]
    pub struct CostGroup {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Colour in charts, `#rrggbb`.
        color: Patch<Text>,
    }
}
