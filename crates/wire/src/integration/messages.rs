//! The description of messenger modules.

use crate::patch::entity;
use crate::{Flag, LongText, Patch, ReadOnly, Text};

entity! {
    /// A module that carries messages.
    pub struct MgTransportIntegration {
        /// URL that is notified of messages.
        webhook_url: Patch<LongText>,
        /// Further events it can receive.
        actions: Patch<MgTransportActions>,
        /// Asks for a new token.
        refresh_token: Patch<Flag>,
        /// The token of the message service.
        token: ReadOnly<Text>,
        /// URL of the message service.
        endpoint_url: ReadOnly<LongText>,
        /// Whether it is registered with the message service.
        is_active: ReadOnly<Flag>,
    }
}

entity! {
    /// URLs at which a messenger module is notified.
    pub struct MgTransportActions {
        /// Visits of the store.
        visits: Patch<LongText>,
        /// Who is online.
        online: Patch<LongText>,
        /// Templates that were changed by hand.
        manual_templates_sync: Patch<LongText>,
    }
}

entity! {
    /// A module that answers messages by itself.
    pub struct MgBotIntegration {
        /// Whether it answers.
        is_active: Patch<Flag>,
        /// Name.
        name: Patch<Text>,
        /// URL of its picture.
        logo: Patch<LongText>,
        /// Asks for a new token.
        refresh_token: Patch<Flag>,
        /// The token of the message service.
        token: ReadOnly<Text>,
        /// URL of the message service.
        endpoint_url: ReadOnly<LongText>,
    }
}
