//! What lists, histories and notes of customers are narrowed to.

use crate::patch::filter;
use crate::{Flag, Int, Json, List, Moment, Money, Patch, Text, Until};

filter! {
    /// What a list of customers is narrowed to; every field that is sent must match.
    pub struct CustomerFilter {
        /// Whether the customer was made as a contact person.
        is_contact: Patch<Flag>,
        /// Whether the customer is on the site now; always false while web visits are not recorded.
        online: Patch<Flag>,
        /// `male` or `female`.
        sex: Patch<Text>,
        /// `1` for customers who unsubscribed from email mailings, `0` for the others.
        email_marketing_unsubscribed: Patch<Flag>,
        /// Countries of the customers, ISO 3166-1 alpha-2.
        countries: List<Text>,
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
        /// External IDs.
        external_ids: List<Text>,
        /// Part of the name or the email, or a phone number in any spelling.
        name: Patch<Text>,
        /// Part of the city of the address.
        city: Patch<Text>,
        /// Part of the region of the address.
        region: Patch<Text>,
        /// The complete email, or a part of it.
        email: Patch<Text>,
        /// Part of a note.
        notes: Patch<Text>,
        /// At least this many orders.
        min_orders_count: Patch<Money>,
        /// At most this many orders.
        max_orders_count: Patch<Money>,
        /// The orders are of at least this much on average.
        min_average_summ: Patch<Money>,
        /// The orders are of at most this much on average.
        max_average_summ: Patch<Money>,
        /// The orders come to at least this much in all.
        min_total_summ: Patch<Money>,
        /// The orders come to at most this much in all.
        max_total_summ: Patch<Money>,
        /// Code of a class of customers.
        class_segment: Patch<Text>,
        /// The number of the discount card.
        discount_card_number: Patch<Text>,
        /// `1` without files, `2` with files, `3` with files or emails with files.
        attachments: Patch<Text>,
        /// The orders cost the shop at least this much.
        min_cost_summ: Patch<Money>,
        /// The orders cost the shop at most this much.
        max_cost_summ: Patch<Money>,
        /// The customer is marked as important.
        vip: Patch<Flag>,
        /// The customer is marked as bad.
        bad: Patch<Flag>,
        /// `1` without open tasks, `2` with open tasks, `3` with overdue ones.
        tasks_counts: Patch<Text>,
        /// Internal IDs.
        ids: List<Int>,
        /// Code of a segment.
        segment: Patch<Text>,
        /// IDs of the messenger channels the customers write in.
        mg_channels: List<Int>,
        /// Codes of stores.
        sites: List<Text>,
        /// Internal IDs of managers.
        managers: List<Int>,
        /// Codes of user groups.
        manager_groups: List<Text>,
        /// First seen on the site at this time or later.
        first_web_visit_from: Patch<Moment>,
        /// First seen on the site at this time or earlier.
        first_web_visit_to: Patch<Until>,
        /// Last seen on the site at this time or later.
        last_web_visit_from: Patch<Moment>,
        /// Last seen on the site at this time or earlier.
        last_web_visit_to: Patch<Until>,
        /// Created at this time or later; a date alone is the start of the day.
        date_from: Patch<Moment>,
        /// Created at this time or earlier; a date alone includes the whole day, here and in every such filter.
        date_to: Patch<Until>,
        /// The first order is of this time or later.
        first_order_from: Patch<Moment>,
        /// The first order is of this time or earlier.
        first_order_to: Patch<Until>,
        /// The newest order is of this time or later.
        last_order_from: Patch<Moment>,
        /// The newest order is of this time or earlier.
        last_order_to: Patch<Until>,
        /// Custom fields by code: a value, a list of values, or `min` and `max`.
        custom_fields: Patch<Json>,
        /// ID of the visitor's browser.
        browser_id: Patch<Text>,
        /// Part of a note, as older programs name it.
        commentary: Patch<Text>,
        /// Part of the source the customer came from.
        source_name: Patch<Text>,
        /// Part of the medium the customer came by.
        medium_name: Patch<Text>,
        /// Part of the campaign.
        campaign_name: Patch<Text>,
        /// Part of the keyword.
        keyword_name: Patch<Text>,
        /// Part of the content of the advertisement.
        ad_content_name: Patch<Text>,
        /// ID of the customer in the messenger gateway.
        mg_customer_id: Patch<Text>,
        /// Tags, every one of which the customer has.
        tags: List<Text>,
        /// The same as `tags`, as older programs name them.
        attached_tags: List<Text>,
        /// A mailing: `channel`, `subscription` and `subscribed`; several as a list.
        subscriptions: Patch<Json>,
        /// Whether a cart was left behind.
        abandoned_cart: Patch<Flag>,
    }
}

filter! {
    /// What a history of customers is narrowed to.
    pub struct HistoryFilter {
        /// Internal ID of the customer.
        customer_id: Patch<Int>,
        /// External ID of the customer.
        customer_external_id: Patch<Text>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this moment on.
        start_date: Patch<Moment>,
        /// Only rows up to this moment; a date alone takes in the whole day.
        end_date: Patch<Until>,
    }
}

filter! {
    /// What a list of notes is narrowed to.
    pub struct NoteFilter {
        /// Internal IDs of notes.
        ids: List<Int>,
        /// Internal IDs of customers.
        customer_ids: List<Int>,
        /// The client's own ids of customers.
        customer_external_ids: List<Text>,
        /// Internal IDs of managers.
        manager_ids: List<Int>,
        /// Part of the text.
        text: Patch<Text>,
        /// Written at this time or later.
        created_at_from: Patch<Moment>,
        /// Written at this time or earlier; a date alone takes in the whole day.
        created_at_to: Patch<Until>,
    }
}
