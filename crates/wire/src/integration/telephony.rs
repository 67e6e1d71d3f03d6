//! What a telephony module tells about itself.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// What a telephony module can do, and whose calls it carries.
    pub struct TelephonyIntegration {
        /// Address at which a call is begun.
        make_call_url: Patch<LongText>,
        /// Address that is told when somebody begins or ends work.
        change_user_status_url: Patch<LongText>,
        /// Whether people may change their extensions.
        allow_edit: Patch<Flag>,
        /// Whether it tells of incoming calls.
        input_event_supported: Patch<Flag>,
        /// Whether it tells of outgoing calls.
        output_event_supported: Patch<Flag>,
        /// Whether it tells of ended calls.
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
        /// Id of the person.
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
