//! The settings of modules in v3 and v4, which v5 has replaced by `integration-modules`.

use schemars::JsonSchema;
use serde::Serialize;
use wire::integration::GetModule;
use wire::integration::legacy::{EditLegacy, EditTelephony, LegacyConfiguration};
use wire::reply::{Done, Ready};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::legacy;
use crate::fault::Fault;

/// The settings of a module.
#[derive(Serialize, JsonSchema)]
pub struct Configuration {
    /// The settings.
    configuration: Ready<LegacyConfiguration>,
}

/// Declares methods: those that read the settings of a kind, and those that change them.
macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident $verb:ident $path:literal $versions:expr, $scope:ident, $kind:expr, $summary:literal;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;

            impl Method for $name {
                const PATH: &'static str = $path;
                const VERSIONS: Versions = $versions;
                const SCOPE: Permission = Permission::$scope;
                const SUMMARY: &'static str = $summary;
                methods!($verb $kind);
            }
        )*
    };
    (get $kind:expr) => {
        const VERB: Verb = Verb::Get;
        type Request = GetModule;
        type Reply = Configuration;

        fn answer(call: Call<'_, '_, GetModule>) -> Result<Configuration, Fault> {
            let settings = legacy::view(call.tx, &call.act(), &call.request.code, $kind)?;
            Ok(Configuration { configuration: Ready::new(serde_json::to_string(&settings)?)? })
        }
    };
    (edit $kind:expr) => {
        const VERB: Verb = Verb::Post;
        type Request = EditLegacy;
        type Reply = Done;

        fn answer(call: Call<'_, '_, EditLegacy>) -> Result<Done, Fault> {
            legacy::edit(call.tx, &call.act(), call.caller.key.id, call.request, $kind)?;
            Ok(Done {})
        }
    };
    (edit_flat $kind:expr) => {
        const VERB: Verb = Verb::Post;
        type Request = EditTelephony;
        type Reply = Done;

        fn answer(call: Call<'_, '_, EditTelephony>) -> Result<Done, Fault> {
            legacy::edit(call.tx, &call.act(), call.caller.key.id, &call.request.sent, $kind)?;
            Ok(Done {})
        }
    };
}

methods! {
    /// Read the settings of a telephony module.
    TelephonySetting get "/telephony/setting/{code}" Versions::V3.and(Versions::V4), TelephonyRead, "telephony",
        "Read the settings of a telephony module";
    /// Change the settings of a telephony module.
    TelephonySettingEdit edit "/telephony/setting/{code}/edit" Versions::V4, TelephonyWrite, Some("telephony"),
        "Change the settings of a telephony module";
    /// Change the settings of a telephony module, by parameters of their own.
    TelephonySettings edit_flat "/telephony/settings/{code}" Versions::V3, TelephonyWrite, Some("telephony"),
        "Change the settings of a telephony module, each in a parameter of its own";
    /// Read the settings of a delivery module.
    DeliverySetting get "/delivery/generic/setting/{code}" Versions::V4, DeliveryRead, "delivery", "Read the settings of a delivery module";
    /// Change the settings of a delivery module.
    DeliverySettingEdit edit "/delivery/generic/setting/{code}/edit" Versions::V4, DeliveryWrite, Some("delivery"),
        "Change the settings of a delivery module";
    /// Read the settings of a warehouse module.
    StoreSetting get "/store/setting/{code}" Versions::V4, StoreRead, "store", "Read the settings of a warehouse module";
    /// Change the settings of a warehouse module.
    StoreSettingEdit edit "/store/setting/{code}/edit" Versions::V4, StoreWrite, Some("store"), "Change the settings of a warehouse module";
    /// Change the settings of a module of the marketplace.
    MarketplaceSettingEdit edit "/marketplace/external/setting/{code}/edit" Versions::V4, IntegrationWrite, None,
        "Change the settings of a module of the marketplace";
}
