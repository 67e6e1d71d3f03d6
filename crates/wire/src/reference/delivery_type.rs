//! Delivery types.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Money, Patch, ReadOnly, Text};

entity! {
    /// A way an order gets to the customer.
    #[schemars(example = serde_json::json!({"name": "Bicycle courier"}))]
    pub struct DeliveryType {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// What the customer pays unless the order says otherwise, in `currency`.
        default_cost: Patch<Money>,
        /// What it costs the shop unless the order says otherwise, in `currency`.
        default_net_cost: Patch<Money>,
        /// ISO 4217 code of its costs; the account's currency when none is set.
        currency: Patch<Text>,
        /// VAT rate in per cent, such as `20.00`, or `none`.
        vat_rate: Patch<Text>,
        /// Description.
        description: Patch<LongText>,
        /// Codes of the payment types it is offered with; older than `deliveryPaymentTypes`, which wins when both are sent.
        payment_types: Patch<List<Text>>,
        /// The payment types it is offered with.
        delivery_payment_types: Patch<List<DeliveryTypePaymentType>>,
        /// Codes of its delivery services.
        delivery_services: Patch<List<Text>>,
        /// Code of the integration module that serves it; set once, when the type is created.
        integration_code: Patch<Text>,
        /// Default for what users add; at most one entry.
        default_for_crm: Patch<Flag>,
        /// Codes of the stores it is offered in; an empty list is every store.
        sites: Patch<List<Text>>,
        /// Whether a module works out the cost while the order is edited.
        is_dynamic_cost_calculation: ReadOnly<Flag>,
        /// Whether the cost is worked out by a module.
        is_auto_cost_calculation: ReadOnly<Flag>,
        /// Whether the net cost is worked out by a module.
        is_auto_net_cost_calculation: ReadOnly<Flag>,
        /// Whether the cost depends on region, weight and sum.
        is_cost_depends_on_region_and_weight_and_sum: ReadOnly<Flag>,
        /// Whether the cost depends on date and time.
        is_cost_depends_on_date_time: ReadOnly<Flag>,
        /// Code of the tariff taken by default.
        default_tariff_code: ReadOnly<Text>,
        /// Type of the tariff taken by default.
        default_tariff_type: ReadOnly<Text>,
        /// Name of the tariff taken by default.
        default_tariff_name: ReadOnly<Text>,
    }
}

entity! {
    /// A payment type a delivery type is offered with.
    pub struct DeliveryTypePaymentType {
        /// Code of the payment type.
        code: Patch<Text>,
        /// Whether the carrier collects the money (cash on delivery).
        cod: Patch<Flag>,
    }
}
