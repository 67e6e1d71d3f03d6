//! The settings of modules in v3 and v4, which v5 has replaced by `integration-modules`.

use domain::fault::Fault;
use domain::legacy;
use wire::integration::legacy::Configuration;
use wire::methods;
use wire::reply::{Done, Ready};

use crate::api::{Answer, Call};

/// Answers methods: those that read the settings of a kind, and those that change them.
macro_rules! answers {
    ($($name:ident $verb:ident $kind:expr;)*) => {$(
        impl Answer for methods::$name {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                answers!(call, $verb $kind)
            }
        }
    )*};
    ($call:ident, get $kind:expr) => {{
        let settings = legacy::view($call.tx, &$call.act(), &$call.request.code, $kind)?;
        Ok(Configuration { configuration: Ready::new(serde_json::to_string(&settings)?)? })
    }};
    ($call:ident, edit $kind:expr) => {{
        legacy::edit($call.tx, &$call.act(), $call.caller.key.id, $call.request, $kind)?;
        Ok(Done {})
    }};
    ($call:ident, edit_flat $kind:expr) => {{
        legacy::edit($call.tx, &$call.act(), $call.caller.key.id, &$call.request.sent, $kind)?;
        Ok(Done {})
    }};
}

answers! {
    TelephonySetting get "telephony";
    TelephonySettingEdit edit Some("telephony");
    TelephonySettings edit_flat Some("telephony");
    DeliverySetting get "delivery";
    DeliverySettingEdit edit Some("delivery");
    StoreSetting get "store";
    StoreSettingEdit edit Some("store");
    MarketplaceSettingEdit edit None;
}
