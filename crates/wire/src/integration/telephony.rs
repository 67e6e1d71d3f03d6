//! The description of a telephony module.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// What a telephony module can do, and whose calls it carries.
    pub struct TelephonyIntegration {
        /// URL that starts a call.
        make_call_url: Patch<LongText>,
        /// URL that is notified when a user starts or stops working.
        change_user_status_url: Patch<LongText>,
        /// Whether people may change their extensions.
        allow_edit: Patch<Flag>,
        /// Whether it reports incoming calls.
        input_event_supported: Patch<Flag>,
        /// Whether it reports outgoing calls.
        output_event_supported: Patch<Flag>,
        /// Whether it reports ended calls.
        hangup_event_supported: Patch<Flag>,
        /// Extensions of people.
        additional_codes: Patch<List<AdditionalCode>>,
        /// Numbers of stores.
        external_phones: Patch<List<ExternalPhone>>,
    }
}

entity! {
    /// The extension of a person.
    pub struct AdditionalCode {
        /// ID of the person.
        user_id: Patch<Int>,
        /// The extension.
        code: Patch<Text>,
    }
}

entity! {
    /// The number of a store.
    pub struct ExternalPhone {
        /// Code of the store.
        site_code: Patch<Text>,
        /// The number.
        external_phone: Patch<Text>,
    }
}
