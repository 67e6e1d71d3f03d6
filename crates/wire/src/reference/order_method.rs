//! Order methods: the ways an order came in.

use crate::patch::entity;
use crate::{Flag, Patch, ReadOnly, Text};

entity! {
    /// A way an order came in: by telephone, through the cart.
    #[schemars(example = serde_json::json!({"name": "Through a chat"}))]
    pub struct OrderMethod {
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
        /// Whether such orders come from a till.
        is_from_pos: ReadOnly<Flag>,
    }
}
