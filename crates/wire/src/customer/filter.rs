//! What lists, histories and notes of customers are narrowed to.

use crate::patch::filter;
use crate::{Day, Flag, Free, Int, Line, List, Moment, Money, Patch};

filter! {
    /// What a list of customers is narrowed to; every field that is sent must match.
    pub struct CustomerFilter {
        /// Whether: is contact.
        is_contact: Patch<Flag>,
        /// Whether: online.
        online: Patch<Flag>,
        /// Sex.
        sex: Patch<Line>,
        /// Email marketing unsubscribed.
        email_marketing_unsubscribed: Patch<Int>,
        /// One of these: countries.
        countries: List<Line>,
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
        /// The client's own ids.
        external_ids: List<Line>,
        /// Name.
        name: Patch<Line>,
        /// City.
        city: Patch<Line>,
        /// Region.
        region: Patch<Line>,
        /// Email.
        email: Patch<Line>,
        /// Notes.
        notes: Patch<Line>,
        /// At least: orders count.
        min_orders_count: Patch<Money>,
        /// At most: orders count.
        max_orders_count: Patch<Money>,
        /// At least: average summ.
        min_average_summ: Patch<Money>,
        /// At most: average summ.
        max_average_summ: Patch<Money>,
        /// At least: total summ.
        min_total_summ: Patch<Money>,
        /// At most: total summ.
        max_total_summ: Patch<Money>,
        /// Class segment.
        class_segment: Patch<Line>,
        /// Discount card number.
        discount_card_number: Patch<Line>,
        /// `1` without files, `2` with files, `3` with files or letters with files.
        attachments: Patch<Line>,
        /// At least: cost summ.
        min_cost_summ: Patch<Money>,
        /// At most: cost summ.
        max_cost_summ: Patch<Money>,
        /// The customer is marked as important.
        vip: Patch<Flag>,
        /// The customer is marked as bad.
        bad: Patch<Flag>,
        /// `1` without open tasks, `2` with open tasks, `3` with overdue ones.
        tasks_counts: Patch<Line>,
        /// Internal ids.
        ids: List<Int>,
        /// Code of a segment.
        segment: Patch<Line>,
        /// One of these: mg channels.
        mg_channels: List<Int>,
        /// Codes of stores.
        sites: List<Line>,
        /// Internal ids of managers.
        managers: List<Int>,
        /// Codes of user groups.
        manager_groups: List<Line>,
        /// From this day: first web visit.
        first_web_visit_from: Patch<Day>,
        /// To this day: first web visit.
        first_web_visit_to: Patch<Day>,
        /// From this day: last web visit.
        last_web_visit_from: Patch<Day>,
        /// To this day: last web visit.
        last_web_visit_to: Patch<Day>,
        /// From this day: date.
        date_from: Patch<Day>,
        /// To this day: date.
        date_to: Patch<Day>,
        /// From this day: first order.
        first_order_from: Patch<Day>,
        /// To this day: first order.
        first_order_to: Patch<Day>,
        /// From this day: last order.
        last_order_from: Patch<Day>,
        /// To this day: last order.
        last_order_to: Patch<Day>,
        /// Custom fields by code: a value, a list of values, or `min` and `max`.
        custom_fields: Patch<Free>,
        /// Browser id.
        browser_id: Patch<Line>,
        /// Commentary.
        commentary: Patch<Line>,
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
        /// Mg customer id.
        mg_customer_id: Patch<Line>,
        /// One of these: tags.
        tags: List<Line>,
        /// One of these: attached tags.
        attached_tags: List<Line>,
        /// Subscriptions.
        subscriptions: Patch<Free>,
        /// Whether: abandoned cart.
        abandoned_cart: Patch<Flag>,
    }
}

filter! {
    /// What a history of customers is narrowed to.
    pub struct HistoryFilter {
        /// Internal id of the customer.
        customer_id: Patch<Int>,
        /// The client's own id of the customer.
        customer_external_id: Patch<Line>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this moment on.
        start_date: Patch<Moment>,
        /// Only rows up to this moment.
        end_date: Patch<Moment>,
    }
}

filter! {
    /// What a list of notes is narrowed to.
    pub struct NoteFilter {
        /// Internal ids of notes.
        ids: List<Int>,
        /// Internal ids of customers.
        customer_ids: List<Int>,
        /// The client's own ids of customers.
        customer_external_ids: List<Line>,
        /// Internal ids of managers.
        manager_ids: List<Int>,
        /// Part of the text.
        text: Patch<Line>,
        /// From this day on.
        created_at_from: Patch<Day>,
        /// Up to this day.
        created_at_to: Patch<Day>,
    }
}
