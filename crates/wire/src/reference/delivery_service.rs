//! Delivery services: the tariffs of a delivery type.

use crate::patch::entity;
use crate::{Flag, Patch, Text};

entity! {
    /// A service of a delivery type, such as its express tariff.
    #[schemars(example = serde_json::json!({"name": "To the door"}))]
    pub struct DeliveryService {
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
    }
}
