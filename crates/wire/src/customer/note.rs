//! Notes on customers.

use crate::noun::Named;
use crate::order::CustomerName;
use crate::patch::entity;
use crate::{Int, LongText, Moment, Patch, ReadOnly};

entity! {
    /// A note on a customer.
    #[schemars(example = serde_json::json!({"text": "Prefers to be called in the evening", "customer": {"externalId": "1001"}}))]
    pub struct Note {
        /// Internal ID.
        id: ReadOnly<i64>,
        /// Internal ID of the manager who wrote it.
        manager_id: Patch<Int>,
        /// The text.
        text: Patch<LongText>,
        /// When it was written.
        created_at: ReadOnly<Moment>,
        /// The customer; in responses with `id`, `externalId`, `site` and `type`.
        customer: Patch<CustomerName>,
    }
}

impl Named for Note {
    const ONE: &'static str = "note";
    const MANY: &'static str = "notes";
    const REFUSED_EMPTY: bool = false;
    const TEXT: &'static str = "The note.";
    const TEXTS: &'static str = "The notes.";
    const SITE: &'static str = "Code of the store, to find the customer by external id.";
}
