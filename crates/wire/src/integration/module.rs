//! A module and the response to its registration.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    DeliveryIntegration, EmbedJsIntegration, MgBotIntegration, MgTransportIntegration, PaymentIntegration, RecommendationIntegration,
    StoreIntegration, TelephonyIntegration,
};
use crate::patch::entity;
use crate::{Flag, Json, List, LongText, Patch, ReadOnly, Text};

entity! {
    /// A module that is connected to the account.
    pub struct IntegrationModule {
        /// Code of this connection; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Code of the module itself; the same for every connection of it. A new connection that sends none gets `code`.
        integration_code: Patch<Text>,
        /// Whether it works; true for a new connection.
        active: Patch<Flag>,
        /// Whether it is suspended.
        freeze: Patch<Flag>,
        /// Whether it is a part of the hub itself.
        native: ReadOnly<Flag>,
        /// Name; a new connection needs one, unless its `integrationCode` is in the hub's own catalogue.
        name: Patch<Text>,
        /// URL of its picture.
        logo: Patch<LongText>,
        /// The module's ID of this connection, sent with calls to the module.
        client_id: Patch<Text>,
        /// Base of the URLs in `actions`.
        base_url: Patch<LongText>,
        /// URLs within `baseUrl`, by purpose: `activity`, `settings`.
        actions: Patch<Json>,
        /// ISO 3166-1 alpha-2 codes of the countries it works in; an empty list is every country.
        available_countries: Patch<List<Text>>,
        /// URL of its settings page.
        account_url: Patch<LongText>,
        /// What it does. A kind that is sent replaces what was known of that kind.
        integrations: Patch<Integrations>,
    }
}

entity! {
    /// What a module does, by kind.
    pub struct Integrations {
        /// Telephony.
        telephony: Patch<TelephonyIntegration>,
        /// Delivery; a delivery type is created for it.
        delivery: Patch<DeliveryIntegration>,
        /// Warehouses.
        store: Patch<StoreIntegration>,
        /// Recommendations of goods.
        recommendation: Patch<RecommendationIntegration>,
        /// Payments.
        payment: Patch<PaymentIntegration>,
        /// Messages: a way to send and receive them.
        mg_transport: Patch<MgTransportIntegration>,
        /// Messages: an automatic respondent.
        mg_bot: Patch<MgBotIntegration>,
        /// Its own pages and parts of pages.
        embed_js: Patch<EmbedJsIntegration>,
    }
}

/// Results of the registration of a module. Fields that do not apply to the module are absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditInfo {
    /// The delivery type that belongs to the module.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_type: Option<MadeDeliveryType>,
    /// IDs of users that the module named and that do not exist; their extensions are not saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_exist_users_ids: Vec<i64>,
    /// Codes of stores that the module named and its key has no access to; their numbers are not saved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_exist_site_codes: Vec<String>,
}

/// A delivery type that was made for a module.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MadeDeliveryType {
    /// Internal ID.
    pub id: i64,
    /// Code.
    pub code: String,
}
