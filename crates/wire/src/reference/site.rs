//! Stores (sites) of the account.

use super::LegalEntity;
use crate::patch::entity;
use crate::{Flag, Int, LongText, Moment, Patch, ReadOnly, Text};

entity! {
    /// A store. Stores are made by people, not through the API.
    #[schemars(example = serde_json::json!({"name": "Tea shop", "url": "https://tea.example.com"}))]
    pub struct Site {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name.
        name: Patch<Text>,
        /// Website.
        url: Patch<Text>,
        /// Description.
        description: Patch<LongText>,
        /// Telephones.
        phones: Patch<Text>,
        /// Postal address.
        address: Patch<LongText>,
        /// Postcode.
        zip: Patch<Text>,
        /// Default for what users add; at most one store.
        default_for_crm: Patch<Flag>,
        /// URL of the catalogue file.
        yml_url: Patch<Text>,
        /// Whether the catalogue is loaded from that file.
        load_from_yml: Patch<Flag>,
        /// When the catalogue last changed.
        catalog_updated_at: ReadOnly<Moment>,
        /// When the catalogue was last loaded.
        catalog_loading_at: ReadOnly<Moment>,
        /// Place in lists.
        ordering: Patch<Int>,
        /// The legal entity the store trades as.
        contragent: ReadOnly<LegalEntity>,
        /// Code of that legal entity.
        contragent_code: Patch<Text>,
        /// ISO 3166-1 alpha-2 code of its country.
        country_iso: Patch<Text>,
        /// ISO 4217 code of its prices.
        currency: Patch<Text>,
        /// Sender address of its emails.
        sender_email: Patch<Text>,
        /// Name its emails come from.
        sender_name: Patch<Text>,
        /// ID of its catalogue.
        catalog_id: Patch<Text>,
        /// Whether the catalogue is its own.
        is_catalog_main_site: ReadOnly<Flag>,
        /// Whether it was made to try the product out.
        is_demo: ReadOnly<Flag>,
    }
}
