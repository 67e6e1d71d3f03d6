//! What lists and histories of orders are narrowed to.

use crate::patch::filter;
use crate::{Clock, Day, Flag, Int, Json, List, Moment, Money, Patch, Text, Until};

filter! {
    /// What a list of orders is narrowed to; every field that is sent must match.
    pub struct OrderFilter {
        /// External IDs.
        external_ids: List<Text>,
        /// Numbers, at most 100.
        numbers: List<Text>,
        /// The complete phone number, in any spelling, or the complete email of the customer; or part of the name, the phone number or the email.
        customer: Patch<Text>,
        /// Internal ID of the customer.
        customer_id: Patch<Text>,
        /// External ID of the customer.
        customer_external_id: Patch<Text>,
        /// Countries of the buyers, ISO 3166-1 alpha-2.
        countries: List<Text>,
        /// Part of the city of the delivery address.
        city: Patch<Text>,
        /// Part of the region of the delivery address.
        region: Patch<Text>,
        /// Part of the postcode of the delivery address.
        index: Patch<Text>,
        /// Part of the underground station of the delivery address.
        metro: Patch<Text>,
        /// The complete email, or a part of it.
        email: Patch<Text>,
        /// Delivered at this time of day or later.
        delivery_time_from: Patch<Clock>,
        /// Delivered at this time of day or earlier.
        delivery_time_to: Patch<Clock>,
        /// Paid at least this much.
        min_prepay_summ: Patch<Money>,
        /// Paid at most this much.
        max_prepay_summ: Patch<Money>,
        /// The total is at least this much.
        min_price: Patch<Money>,
        /// The total is at most this much.
        max_price: Patch<Money>,
        /// Part of the name or the article of a line.
        product: Patch<Text>,
        /// The customer is marked as important.
        vip: Patch<Flag>,
        /// The customer is marked as bad.
        bad: Patch<Flag>,
        /// Whether the order is overdue.
        expired: Patch<Flag>,
        /// Whether a call is wanted.
        call: Patch<Flag>,
        /// Whether the buyer is on the site now; no order is while web visits are not recorded.
        online: Patch<Flag>,
        /// States of delivery by a module; orders without one have the state `none`.
        delivery_states: List<Text>,
        /// Delivery costs the buyer at least this much.
        min_delivery_cost: Patch<Money>,
        /// Delivery costs the buyer at most this much.
        max_delivery_cost: Patch<Money>,
        /// Delivery costs the shop at least this much.
        min_delivery_net_cost: Patch<Money>,
        /// Delivery costs the shop at most this much.
        max_delivery_net_cost: Patch<Money>,
        /// Part of the manager's comment.
        manager_comment: Patch<Text>,
        /// Part of the buyer's comment.
        customer_comment: Patch<Text>,
        /// What is earned is at least this much.
        min_margin_summ: Patch<Money>,
        /// What is earned is at most this much.
        max_margin_summ: Patch<Money>,
        /// The goods cost the shop at least this much.
        min_purchase_summ: Patch<Money>,
        /// The goods cost the shop at most this much.
        max_purchase_summ: Patch<Money>,
        /// Goods and delivery cost the shop at least this much.
        min_cost_summ: Patch<Money>,
        /// Goods and delivery cost the shop at most this much.
        max_cost_summ: Patch<Money>,
        /// Part of the number by which the parcel is followed.
        track_number: Patch<Text>,
        /// ID of the delivery in the system of its service.
        delivery_external_id: Patch<Text>,
        /// Part of the name in the billing details.
        contragent_name: Patch<Text>,
        /// Kinds of billing details: `individual`, `legal-entity`, `enterpreneur`.
        contragent_types: List<Text>,
        /// The complete taxpayer number, or a part of up to seven letters and digits.
        contragent_inn: Patch<Text>,
        /// Part of the KPP code.
        contragent_kpp: Patch<Text>,
        /// Part of the bank's code.
        contragent_bik: Patch<Text>,
        /// Part of the correspondent account.
        contragent_corr_account: Patch<Text>,
        /// Part of the bank account.
        contragent_bank_account: Patch<Text>,
        /// Whether the order has been shipped.
        shipped: Patch<Flag>,
        /// `1` without files, `2` with files, `3` with files or emails with files.
        attachments: Patch<Text>,
        /// Fiscal mark of a receipt.
        receipt_fiscal_document_attribute: Patch<Text>,
        /// Status of a receipt.
        receipt_status: Patch<Text>,
        /// Operation of a receipt.
        receipt_operation: Patch<Text>,
        /// State of the order's receipts as a whole.
        receipt_order_status: Patch<Text>,
        /// `1` without open tasks, `2` with open tasks, `3` with overdue ones.
        tasks_counts: Patch<Text>,
        /// `customer` or `customer_corporate`.
        customer_type: Patch<Text>,
        /// Part of the name of the company that ordered.
        company_name: Patch<Text>,
        /// Internal IDs.
        ids: List<Int>,
        /// Codes of order types.
        order_types: List<Text>,
        /// Internal IDs of managers.
        managers: List<Int>,
        /// Codes of payment statuses, of which one payment at least has one.
        payment_statuses: List<Text>,
        /// Codes of stores.
        sites: List<Text>,
        /// Codes of payment types, of which one payment at least has one.
        payment_types: List<Text>,
        /// Codes of delivery types.
        delivery_types: List<Text>,
        /// Codes of delivery services.
        delivery_services: List<Text>,
        /// Codes of order methods.
        order_methods: List<Text>,
        /// Internal IDs of couriers.
        couriers: List<Int>,
        /// Codes of user groups.
        manager_groups: List<Text>,
        /// Codes of the warehouses orders ship from.
        shipment_stores: List<Text>,
        /// IDs of the messenger channels orders came by.
        mg_channels: List<Int>,
        /// Created at this time or later; a date alone is the start of the day.
        created_at_from: Patch<Moment>,
        /// Created at this time or earlier; a date alone includes the whole day, here and in every such filter.
        created_at_to: Patch<Until>,
        /// Paid in full at this time or later.
        full_paid_at_from: Patch<Moment>,
        /// Paid in full at this time or earlier.
        full_paid_at_to: Patch<Until>,
        /// The last payment is of this time or later.
        paid_at_from: Patch<Moment>,
        /// The last payment is of this time or earlier.
        paid_at_to: Patch<Until>,
        /// Delivered on this day or later.
        delivery_date_from: Patch<Day>,
        /// Delivered on this day or earlier.
        delivery_date_to: Patch<Day>,
        /// The status last changed at this time or later.
        status_updated_at_from: Patch<Moment>,
        /// The status last changed at this time or earlier.
        status_updated_at_to: Patch<Until>,
        /// First seen on the site at this time or later.
        first_web_visit_from: Patch<Moment>,
        /// First seen on the site at this time or earlier.
        first_web_visit_to: Patch<Until>,
        /// Last seen on the site at this time or later.
        last_web_visit_from: Patch<Moment>,
        /// Last seen on the site at this time or earlier.
        last_web_visit_to: Patch<Until>,
        /// The customer's first order is of this time or later.
        first_order_from: Patch<Moment>,
        /// The customer's first order is of this time or earlier.
        first_order_to: Patch<Until>,
        /// The customer's newest order is of this time or later.
        last_order_from: Patch<Moment>,
        /// The customer's newest order is of this time or earlier.
        last_order_to: Patch<Until>,
        /// Ships on this day or later.
        shipment_date_from: Patch<Day>,
        /// Ships on this day or earlier.
        shipment_date_to: Patch<Day>,
        /// Handed to the parcel service DPD on this day or later.
        dpd_parcel_date_from: Patch<Day>,
        /// Handed to the parcel service DPD on this day or earlier.
        dpd_parcel_date_to: Patch<Day>,
        /// Custom fields by code: a value, a list of values, or `min` and `max`.
        custom_fields: Patch<Json>,
        /// Status codes, or `<group>-group` for a whole group.
        extended_status: List<Text>,
        /// Part of the source the buyer came from.
        source_name: Patch<Text>,
        /// Part of the medium the buyer came by.
        medium_name: Patch<Text>,
        /// Part of the campaign.
        campaign_name: Patch<Text>,
        /// Part of the keyword.
        keyword_name: Patch<Text>,
        /// Part of the content of the advertisement.
        ad_content_name: Patch<Text>,
        /// Whether the order has gone to the warehouse system.
        uploaded_to_ext_store_sys: Patch<Flag>,
        /// How `product` is searched for; read and not used.
        product_search_type: Patch<Text>,
        /// Codes of statuses the order went through in this order, at most 10.
        status_history_sequence: List<Text>,
        /// Part of the comment on the status.
        status_comment: Patch<Text>,
        /// Part of the notes on the delivery address.
        delivery_address_notes: Patch<Text>,
        /// IDs of groups of goods.
        product_groups: List<Int>,
        /// Tags of the customer.
        tags: List<Text>,
        /// Tags of the customer, as older programs name them.
        attached_tags: List<Text>,
    }
}

filter! {
    /// What a history of orders is narrowed to.
    pub struct HistoryFilter {
        /// Internal ID of the order.
        order_id: Patch<Int>,
        /// The client's own id of the order.
        order_external_id: Patch<Text>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this moment on.
        start_date: Patch<Moment>,
        /// Only rows up to this moment; a date alone takes in the whole day.
        end_date: Patch<Until>,
    }
}
