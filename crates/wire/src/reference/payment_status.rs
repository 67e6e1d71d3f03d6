//! Payment statuses.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// A status a payment can be in.
    #[schemars(example = serde_json::json!({"name": "Partly paid"}))]
    pub struct PaymentStatus {
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
        /// Whether a payment in this status is paid.
        payment_complete: Patch<Flag>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
        /// Description.
        description: Patch<LongText>,
        /// Codes of the payment types whose payments can be in it.
        payment_types: Patch<List<Text>>,
    }
}
