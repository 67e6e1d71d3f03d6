//! Integration modules: programs that connect to the account and register.

mod delivery;
pub mod legacy;
mod messages;
mod module;
mod pages;
mod payment;
mod reply;
mod request;
mod telephony;

pub use delivery::{
    DeliveryDataField, DeliveryIntegration, DeliveryPayment, DeliveryPlate, DeliveryPoint, DeliverySettings, DeliveryStatus,
    DeliveryStatusLink,
};
pub use messages::{MgBotIntegration, MgTransportActions, MgTransportIntegration};
pub use module::{EditInfo, IntegrationModule, Integrations, MadeDeliveryType};
pub use pages::{EmbedJsIntegration, EmbedJsPage, Translation};
pub use payment::{PaymentActions, PaymentIntegration, PaymentShop};
pub use reply::{Connected, OneModule};
pub use request::{EditModule, GetModule};
pub use telephony::{AdditionalCode, ExternalPhone, TelephonyIntegration};

use crate::patch::entity;
use crate::{Flag, Json, List, LongText, Patch, Text};

entity! {
    /// What a module that works with warehouses offers.
    pub struct StoreIntegration {
        /// What people may start in it.
        actions: Patch<List<StoreAction>>,
    }
}

entity! {
    /// Something people may start in a module that works with warehouses.
    pub struct StoreAction {
        /// Code.
        code: Patch<Text>,
        /// URL within the module's `baseUrl`.
        url: Patch<LongText>,
        /// Where it is offered.
        call_points: Patch<List<Text>>,
    }
}

entity! {
    /// What a module that recommends goods offers.
    pub struct RecommendationIntegration {
        /// URLs within the module's `baseUrl`, as a list or by purpose.
        actions: Patch<Json>,
        /// Whether the usual modes are offered in addition to its own.
        add_default_modes: Patch<Flag>,
        /// Its own modes.
        modes: Patch<List<RecommendationMode>>,
    }
}

entity! {
    /// A way in which a module recommends goods.
    pub struct RecommendationMode {
        /// Code.
        code: Patch<Text>,
        /// Its names, as a list or by language.
        names: Patch<Json>,
    }
}
