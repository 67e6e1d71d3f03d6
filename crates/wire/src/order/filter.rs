//! What lists and histories of orders are narrowed to.

use crate::patch::filter;
use crate::{Clock, Day, Flag, Free, Int, Line, List, Moment, Money, Patch};

filter! {
    /// What a list of orders is narrowed to; every field that is sent must match.
    pub struct OrderFilter {
        /// The client's own ids.
        external_ids: List<Line>,
        /// Numbers, at most 100.
        numbers: List<Line>,
        /// Part of the name, the phone or the e-mail of the buyer.
        customer: Patch<Line>,
        /// Customer id.
        customer_id: Patch<Line>,
        /// Customer external id.
        customer_external_id: Patch<Line>,
        /// One of these: countries.
        countries: List<Line>,
        /// City.
        city: Patch<Line>,
        /// Region.
        region: Patch<Line>,
        /// Index.
        index: Patch<Line>,
        /// Metro.
        metro: Patch<Line>,
        /// Email.
        email: Patch<Line>,
        /// Delivery time from.
        delivery_time_from: Patch<Clock>,
        /// Delivery time to.
        delivery_time_to: Patch<Clock>,
        /// At least: prepay summ.
        min_prepay_summ: Patch<Money>,
        /// At most: prepay summ.
        max_prepay_summ: Patch<Money>,
        /// At least: price.
        min_price: Patch<Money>,
        /// At most: price.
        max_price: Patch<Money>,
        /// Part of the name or the article of a line.
        product: Patch<Line>,
        /// The customer is marked as important.
        vip: Patch<Flag>,
        /// The customer is marked as bad.
        bad: Patch<Flag>,
        /// Whether: expired.
        expired: Patch<Flag>,
        /// Whether: call.
        call: Patch<Flag>,
        /// Whether: online.
        online: Patch<Flag>,
        /// One of these: delivery states.
        delivery_states: List<Line>,
        /// At least: delivery cost.
        min_delivery_cost: Patch<Money>,
        /// At most: delivery cost.
        max_delivery_cost: Patch<Money>,
        /// At least: delivery net cost.
        min_delivery_net_cost: Patch<Money>,
        /// At most: delivery net cost.
        max_delivery_net_cost: Patch<Money>,
        /// Manager comment.
        manager_comment: Patch<Line>,
        /// Customer comment.
        customer_comment: Patch<Line>,
        /// At least: margin summ.
        min_margin_summ: Patch<Money>,
        /// At most: margin summ.
        max_margin_summ: Patch<Money>,
        /// At least: purchase summ.
        min_purchase_summ: Patch<Money>,
        /// At most: purchase summ.
        max_purchase_summ: Patch<Money>,
        /// At least: cost summ.
        min_cost_summ: Patch<Money>,
        /// At most: cost summ.
        max_cost_summ: Patch<Money>,
        /// Track number.
        track_number: Patch<Line>,
        /// Delivery external id.
        delivery_external_id: Patch<Line>,
        /// Contragent name.
        contragent_name: Patch<Line>,
        /// One of these: contragent types.
        contragent_types: List<Line>,
        /// Contragent inn.
        contragent_inn: Patch<Line>,
        /// Contragent kpp.
        contragent_kpp: Patch<Line>,
        /// Contragent bik.
        contragent_bik: Patch<Line>,
        /// Contragent corr account.
        contragent_corr_account: Patch<Line>,
        /// Contragent bank account.
        contragent_bank_account: Patch<Line>,
        /// Whether: shipped.
        shipped: Patch<Flag>,
        /// `1` without files, `2` with files, `3` with files or letters with files.
        attachments: Patch<Line>,
        /// Receipt fiscal document attribute.
        receipt_fiscal_document_attribute: Patch<Line>,
        /// Receipt status.
        receipt_status: Patch<Line>,
        /// Receipt operation.
        receipt_operation: Patch<Line>,
        /// Receipt order status.
        receipt_order_status: Patch<Line>,
        /// `1` without open tasks, `2` with open tasks, `3` with overdue ones.
        tasks_counts: Patch<Line>,
        /// Customer type.
        customer_type: Patch<Line>,
        /// Company name.
        company_name: Patch<Line>,
        /// Internal ids.
        ids: List<Int>,
        /// One of these: order types.
        order_types: List<Line>,
        /// Internal ids of managers.
        managers: List<Int>,
        /// One of these: payment statuses.
        payment_statuses: List<Line>,
        /// Codes of stores.
        sites: List<Line>,
        /// One of these: payment types.
        payment_types: List<Line>,
        /// One of these: delivery types.
        delivery_types: List<Line>,
        /// One of these: delivery services.
        delivery_services: List<Line>,
        /// One of these: order methods.
        order_methods: List<Line>,
        /// One of these: couriers.
        couriers: List<Int>,
        /// Codes of user groups.
        manager_groups: List<Line>,
        /// One of these: shipment stores.
        shipment_stores: List<Line>,
        /// One of these: mg channels.
        mg_channels: List<Int>,
        /// From this day: created at.
        created_at_from: Patch<Day>,
        /// To this day: created at.
        created_at_to: Patch<Day>,
        /// From this day: full paid at.
        full_paid_at_from: Patch<Day>,
        /// To this day: full paid at.
        full_paid_at_to: Patch<Day>,
        /// From this day: paid at.
        paid_at_from: Patch<Day>,
        /// To this day: paid at.
        paid_at_to: Patch<Day>,
        /// From this day: delivery date.
        delivery_date_from: Patch<Day>,
        /// To this day: delivery date.
        delivery_date_to: Patch<Day>,
        /// From this day: status updated at.
        status_updated_at_from: Patch<Day>,
        /// To this day: status updated at.
        status_updated_at_to: Patch<Day>,
        /// From this day: first web visit.
        first_web_visit_from: Patch<Day>,
        /// To this day: first web visit.
        first_web_visit_to: Patch<Day>,
        /// From this day: last web visit.
        last_web_visit_from: Patch<Day>,
        /// To this day: last web visit.
        last_web_visit_to: Patch<Day>,
        /// From this day: first order.
        first_order_from: Patch<Day>,
        /// To this day: first order.
        first_order_to: Patch<Day>,
        /// From this day: last order.
        last_order_from: Patch<Day>,
        /// To this day: last order.
        last_order_to: Patch<Day>,
        /// From this day: shipment date.
        shipment_date_from: Patch<Day>,
        /// To this day: shipment date.
        shipment_date_to: Patch<Day>,
        /// From this day: dpd parcel date.
        dpd_parcel_date_from: Patch<Day>,
        /// To this day: dpd parcel date.
        dpd_parcel_date_to: Patch<Day>,
        /// Custom fields by code: a value, a list of values, or `min` and `max`.
        custom_fields: Patch<Free>,
        /// Status codes, or `<group>-group` for a whole group.
        extended_status: List<Line>,
        /// Source name.
        source_name: Patch<Line>,
        /// Medium name.
        medium_name: Patch<Line>,
        /// Campaign name.
        campaign_name: Patch<Line>,
        /// Keyword name.
        keyword_name: Patch<Line>,
        /// Ad content name.
        ad_content_name: Patch<Line>,
        /// Whether: uploaded to ext store sys.
        uploaded_to_ext_store_sys: Patch<Flag>,
        /// Product search type.
        product_search_type: Patch<Line>,
        /// One of these: status history sequence.
        status_history_sequence: List<Line>,
        /// Status comment.
        status_comment: Patch<Line>,
        /// Delivery address notes.
        delivery_address_notes: Patch<Line>,
        /// One of these: product groups.
        product_groups: List<Int>,
        /// One of these: tags.
        tags: List<Line>,
        /// One of these: attached tags.
        attached_tags: List<Line>,
    }
}

filter! {
    /// What a history of orders is narrowed to.
    pub struct HistoryFilter {
        /// Internal id of the order.
        order_id: Patch<Int>,
        /// The client's own id of the order.
        order_external_id: Patch<Line>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this moment on.
        start_date: Patch<Moment>,
        /// Only rows up to this moment.
        end_date: Patch<Moment>,
    }
}
