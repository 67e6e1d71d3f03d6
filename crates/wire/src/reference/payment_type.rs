//! Payment types.

use crate::patch::entity;
use crate::{Flag, List, LongText, Patch, Text};

entity! {
    /// A way to pay.
    #[schemars(example = serde_json::json!({"name": "Gift card"}))]
    pub struct PaymentType {
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
        /// Description.
        description: Patch<LongText>,
        /// Codes of the delivery types it is offered with.
        delivery_types: Patch<List<Text>>,
        /// Codes of the statuses its payments can be in.
        payment_statuses: Patch<List<Text>>,
        /// Codes of the stores it is offered in; an empty list is every store.
        sites: Patch<List<Text>>,
    }
}
