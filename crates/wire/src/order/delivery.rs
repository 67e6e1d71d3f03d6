//! Delivery of an order.

use crate::address::Address;
use crate::patch::entity;
use crate::{Clock, Day, Flag, Json, Money, Patch, ReadOnly, Text};

entity! {
    /// Delivery of an order.
    pub struct Delivery {
        /// Code of the delivery type.
        code: Patch<Text>,
        /// Code of the delivery integration.
        integration_code: ReadOnly<Text>,
        /// Data of the delivery service: `externalId`, `trackNumber`, `pickuppointId`, packages and other fields.
        data: Patch<Json>,
        /// The service of the delivery type.
        service: Patch<DeliveryService>,
        /// What the buyer pays for it.
        cost: Patch<Money>,
        /// What it costs the seller.
        net_cost: Patch<Money>,
        /// Day.
        date: Patch<Day>,
        /// Time of day.
        time: Patch<DeliveryTime>,
        /// Address.
        address: Patch<Address>,
        /// VAT rate as text.
        vat_rate: Patch<Text>,
    }
}

entity! {
    /// A service of a delivery type.
    #[schemars(rename = "OrderDeliveryService")]
    pub struct DeliveryService {
        /// Name.
        name: Patch<Text>,
        /// Code.
        code: Patch<Text>,
        /// Whether it is in use.
        active: Patch<Flag>,
        /// Code of the delivery type it belongs to.
        delivery_type: Patch<Text>,
    }
}

entity! {
    /// A span of the day, or words for one.
    pub struct DeliveryTime {
        /// From.
        from: Patch<Clock>,
        /// To.
        to: Patch<Clock>,
        /// In words.
        custom: Patch<Text>,
    }
}
