//! Couriers.

use crate::patch::entity;
use crate::{Flag, Int, LongText, Patch, ReadOnly, Text};

entity! {
    /// A person who delivers orders.
    #[schemars(example = serde_json::json!({"firstName": "Pau", "phone": {"number": "+34612345678"}}))]
    pub struct Courier {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// First name; required for a new courier.
        first_name: Patch<Text>,
        /// Last name.
        last_name: Patch<Text>,
        /// Patronymic.
        patronymic: Patch<Text>,
        /// Whether they work; true for a new courier.
        active: Patch<Flag>,
        /// Email.
        email: Patch<Text>,
        /// Telephone.
        phone: Patch<CourierPhone>,
        /// Description.
        description: Patch<LongText>,
    }
}

entity! {
    /// The telephone of a courier.
    pub struct CourierPhone {
        /// The number, as it was written.
        number: Patch<Text>,
    }
}
