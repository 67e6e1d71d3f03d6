//! Delivery types.

use crate::patch::entity;
use crate::{Flag, Int, Line, List, Money, Patch, Prose, ReadOnly};

entity! {
    /// A way an order gets to the customer.
    #[schemars(example = serde_json::json!({"name": "Bicycle courier"}))]
    pub struct DeliveryType {
        /// Internal id.
        id: ReadOnly<Int>,
        /// Name; required for a new entry.
        name: Patch<Line>,
        /// Symbolic code; it stands in the address and never changes.
        code: Patch<Line>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// What the customer pays unless the order says otherwise, in `currency`.
        default_cost: Patch<Money>,
        /// What it costs the shop unless the order says otherwise, in `currency`.
        default_net_cost: Patch<Money>,
        /// ISO 4217 code of its costs; the account's currency when none is set.
        currency: Patch<Line>,
        /// VAT rate in per cent, such as `20.00`, or `none`.
        vat_rate: Patch<Line>,
        /// Description.
        description: Patch<Prose>,
        /// Codes of the payment types it is offered with; older than `deliveryPaymentTypes`, which wins when both are sent.
        payment_types: Patch<List<Line>>,
        /// The payment types it is offered with.
        delivery_payment_types: Patch<List<DeliveryTypePaymentType>>,
        /// Codes of its delivery services.
        delivery_services: Patch<List<Line>>,
        /// Code of the integration module that serves it; set once, when the type is made.
        integration_code: Patch<Line>,
        /// Taken for what people add without a choice; at most one entry has it.
        default_for_crm: Patch<Flag>,
        /// Codes of the stores it is offered in; an empty list is every store.
        sites: Patch<List<Line>>,
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
        default_tariff_code: ReadOnly<Line>,
        /// Type of the tariff taken by default.
        default_tariff_type: ReadOnly<Line>,
        /// Name of the tariff taken by default.
        default_tariff_name: ReadOnly<Line>,
    }
}

entity! {
    /// A payment type a delivery type is offered with.
    pub struct DeliveryTypePaymentType {
        /// Code of the payment type.
        code: Patch<Line>,
        /// Whether the carrier collects the money (cash on delivery).
        cod: Patch<Flag>,
    }
}
