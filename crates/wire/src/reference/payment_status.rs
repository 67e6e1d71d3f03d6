//! Payment statuses.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// A status a payment can be in.
    #[schemars(example = serde_json::json!({"name": "Partly paid"}))]
    pub struct PaymentStatus {
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
