//! The description of a delivery module.

use crate::patch::entity;
use crate::{Flag, Int, Json, List, LongText, Patch, Text};

entity! {
    /// What a delivery module can do.
    pub struct DeliveryIntegration {
        /// Description.
        description: Patch<LongText>,
        /// URLs within the module's `baseUrl`, by purpose: `calculate`, `save`, `print`.
        actions: Patch<Json>,
        /// Who may pay for the delivery: `sender`, `receiver`.
        payer_type: Patch<List<Text>>,
        /// How many papers are printed at once.
        plate_print_limit: Patch<Int>,
        /// Whether it works out what a delivery costs.
        rate_delivery_cost: Patch<Flag>,
        /// Whether an order may have several packages.
        allow_packages: Patch<Flag>,
        /// Whether it collects money for the shop.
        cod_available: Patch<Flag>,
        /// Whether goods may be brought to it.
        self_shipment_available: Patch<Flag>,
        /// Whether the same goods may be in several packages.
        duplicate_order_product_supported: Patch<Flag>,
        /// Whether the tracking number may be written by hand.
        allow_track_number: Patch<Flag>,
        /// Countries it works in.
        available_countries: Patch<Json>,
        /// Fields of the order it needs.
        required_fields: Patch<Json>,
        /// States of its deliveries.
        status_list: Patch<List<DeliveryStatus>>,
        /// Papers it prints.
        plate_list: Patch<List<DeliveryPlate>>,
        /// Further fields of a delivery.
        delivery_data_field_list: Patch<List<DeliveryDataField>>,
        /// Further fields of a shipment.
        shipment_data_field_list: Patch<List<DeliveryDataField>>,
        /// How it is set up.
        settings: Patch<DeliverySettings>,
    }
}

entity! {
    /// A state of a delivery.
    pub struct DeliveryStatus {
        /// Code.
        code: Patch<Text>,
        /// Name.
        name: Patch<Text>,
        /// Whether the delivery may still be changed.
        is_editable: Patch<Flag>,
        /// Whether something went wrong.
        is_error: Patch<Flag>,
        /// Whether the delivery is still being prepared.
        is_preprocessing: Patch<Flag>,
    }
}

entity! {
    /// A paper a delivery module prints.
    pub struct DeliveryPlate {
        /// `order` or `shipment`.
        r#type: Patch<Text>,
        /// Code.
        code: Patch<Text>,
        /// Name.
        label: Patch<Text>,
    }
}

entity! {
    /// A further field of a delivery or a shipment.
    pub struct DeliveryDataField {
        /// Code.
        code: Patch<Text>,
        /// Name.
        label: Patch<Text>,
        /// What to write in it.
        hint: Patch<LongText>,
        /// What it holds: `text`, `choice`, `checkbox`.
        r#type: Patch<Text>,
        /// Whether it holds several values.
        multiple: Patch<Flag>,
        /// The choices: label by stored value.
        choices: Patch<Json>,
        /// URL that suggests values.
        autocomplete_url: Patch<LongText>,
        /// Whether people see it.
        visible: Patch<Flag>,
        /// Whether it must be filled in.
        required: Patch<Flag>,
        /// Whether the cost depends on it.
        affects_cost: Patch<Flag>,
        /// Whether people may change it.
        editable: Patch<Flag>,
    }
}

entity! {
    /// How a delivery module is set up.
    pub struct DeliverySettings {
        /// Who pays for the delivery unless the order says otherwise.
        default_payer_type: Patch<Text>,
        /// What the cost is worked out by.
        cost_calculate_by: Patch<Text>,
        /// Whether goods are declared to be worth nothing.
        null_declared_value: Patch<Flag>,
        /// Whether a delivery is locked when it has been handed over.
        locked_by_default: Patch<Flag>,
        /// Payment types it works with.
        payment_types: Patch<List<DeliveryPayment>>,
        /// Where goods are brought to it.
        shipment_points: Patch<List<DeliveryPoint>>,
        /// Order statuses for its delivery states.
        statuses: Patch<List<DeliveryStatusLink>>,
        /// Values of further fields of deliveries.
        delivery_extra_data: Patch<Json>,
        /// Values of further fields of shipments.
        shipment_extra_data: Patch<Json>,
    }
}

entity! {
    /// A payment type a delivery module works with.
    pub struct DeliveryPayment {
        /// Code of the payment type.
        code: Patch<Text>,
        /// Whether it is in use.
        active: Patch<Flag>,
        /// Whether the carrier collects the money.
        cod: Patch<Flag>,
    }
}

entity! {
    /// A place to which goods of a warehouse are brought.
    pub struct DeliveryPoint {
        /// Code of the warehouse.
        code: Patch<Text>,
        /// The module's ID of the place.
        shipment_point_id: Patch<Text>,
        /// Name of the place.
        shipment_point_label: Patch<Text>,
    }
}

entity! {
    /// An order status and the delivery state it stands for.
    pub struct DeliveryStatusLink {
        /// Code of the status.
        code: Patch<Text>,
        /// Code of the state.
        tracking_status_code: Patch<Text>,
    }
}
