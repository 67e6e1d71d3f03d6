//! What lists of corporate customers and of their parts are narrowed to.

use crate::patch::filter;
use crate::{Flag, Int, Json, List, Moment, Money, Patch, Text, Until};

filter! {
    /// What a list of corporate customers is narrowed to.
    pub struct CorporateFilter {
        /// Internal IDs.
        ids: List<Int>,
        /// External IDs.
        external_ids: List<Text>,
        /// Codes of stores.
        sites: List<Text>,
        /// Parts of names; one of them is enough.
        nick_name: List<Text>,
        /// Part of the name, of the name of a company, or of the email or phone of a contact person.
        name: Patch<Text>,
        /// Part of the name of a contact person.
        contact_name: Patch<Text>,
        /// Internal IDs of contact persons.
        contact_ids: List<Int>,
        /// Part of the name of a company.
        company_name: Patch<Text>,
        /// Part of the name of an address.
        address_name: Patch<Text>,
        /// Part of a city.
        city: Patch<Text>,
        /// Part of a region.
        region: Patch<Text>,
        /// Email of a contact person.
        email: Patch<Text>,
        /// Phone of a contact person.
        phone: Patch<Text>,
        /// Part of a note.
        notes: Patch<Text>,
        /// Part of the full name of an organisation.
        contragent_name: Patch<Text>,
        /// Taxpayer number.
        contragent_inn: Patch<Text>,
        /// Tax registration reason code.
        contragent_kpp: Patch<Text>,
        /// Bank identification code.
        contragent_bik: Patch<Text>,
        /// Correspondent account.
        contragent_corr_account: Patch<Text>,
        /// Bank account.
        contragent_bank_account: Patch<Text>,
        /// Types of billing details: `legal-entity`, `enterpreneur`.
        contragent_types: List<Text>,
        /// Number of the discount card.
        discount_card_number: Patch<Text>,
        /// Important ones.
        vip: Patch<Flag>,
        /// Bad ones.
        bad: Patch<Flag>,
        /// Internal IDs of managers.
        managers: List<Int>,
        /// Codes of groups of managers.
        manager_groups: List<Text>,
        /// Created at this time or later.
        date_from: Patch<Moment>,
        /// Created at this time or earlier; a date alone takes in the whole day.
        date_to: Patch<Until>,
        /// At least so many orders.
        min_orders_count: Patch<Money>,
        /// At most so many orders.
        max_orders_count: Patch<Money>,
        /// At least this average.
        min_average_summ: Patch<Money>,
        /// At most this average.
        max_average_summ: Patch<Money>,
        /// At least this sum.
        min_total_summ: Patch<Money>,
        /// At most this sum.
        max_total_summ: Patch<Money>,
        /// At least these costs.
        min_cost_summ: Patch<Money>,
        /// At most these costs.
        max_cost_summ: Patch<Money>,
        /// First order at this time or later.
        first_order_from: Patch<Moment>,
        /// First order at this time or earlier.
        first_order_to: Patch<Until>,
        /// Last order at this time or later.
        last_order_from: Patch<Moment>,
        /// Last order at this time or earlier.
        last_order_to: Patch<Until>,
        /// Segment by class: none has one.
        class_segment: Patch<Text>,
        /// Files: 1 without, 2 with, 3 with several; none has any.
        attachments: Patch<Text>,
        /// Tasks: 1 without, 2 with, 3 with several; none has any.
        tasks_counts: Patch<Text>,
        /// Custom fields by code: a value, a list, or `min` and `max`.
        custom_fields: Patch<Json>,
        /// Custom fields of companies by code.
        company_custom_fields: Patch<Json>,
    }
}

filter! {
    /// What the history of corporate customers is narrowed to.
    #[schemars(rename = "CorporateHistoryFilter")]
    pub struct HistoryFilter {
        /// Internal ID.
        customer_id: Patch<Int>,
        /// External ID.
        customer_external_id: Patch<Text>,
        /// Internal IDs of persons who are contacts now.
        contact_ids: List<Int>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this time on.
        start_date: Patch<Moment>,
        /// Only rows up to this time.
        end_date: Patch<Until>,
    }
}

filter! {
    /// What a list of addresses is narrowed to.
    pub struct AddressFilter {
        /// Internal IDs.
        ids: List<Int>,
        /// Part of the name.
        name: Patch<Text>,
        /// Part of the city.
        city: Patch<Text>,
        /// Part of the region.
        region: Patch<Text>,
    }
}

filter! {
    /// What a list of companies is narrowed to.
    pub struct CompanyFilter {
        /// Internal IDs.
        ids: List<Int>,
        /// External IDs.
        external_ids: List<Text>,
    }
}

filter! {
    /// What a list of contact persons is narrowed to.
    pub struct ContactFilter {
        /// Internal IDs of contacts.
        ids: List<Int>,
        /// Internal IDs of persons.
        contact_ids: List<Int>,
        /// External IDs of persons.
        contact_external_ids: List<Text>,
        /// External IDs of persons; the same as `contactExternalIds`.
        external_ids: List<Text>,
    }
}
