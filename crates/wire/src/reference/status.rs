//! Statuses of orders.

use crate::patch::entity;
use crate::{Flag, Int, Patch, Text};

entity! {
    /// A status an order can be in.
    #[schemars(example = serde_json::json!({"name": "Waiting for parts", "group": "assembling", "ordering": 40}))]
    pub struct Status {
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
        /// Code of its status group; required for a new status.
        group: Patch<Text>,
    }
}
