//! Order methods: the ways an order came in.

use crate::patch::entity;
use crate::{Flag, Patch, ReadOnly, Text};

entity! {
    /// A way an order came in: by telephone, through the cart.
    #[schemars(example = serde_json::json!({"name": "Through a chat"}))]
    pub struct OrderMethod {
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
        /// Whether such orders come from a till.
        is_from_pos: ReadOnly<Flag>,
    }
}
