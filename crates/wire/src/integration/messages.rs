//! What modules for messages tell about themselves.

use crate::patch::entity;
use crate::{Flag, LongText, Patch, ReadOnly, Text};

entity! {
    /// A module that carries messages.
    pub struct MgTransportIntegration {
        /// Address that is told of messages.
        webhook_url: Patch<LongText>,
        /// What it can be told besides.
        actions: Patch<MgTransportActions>,
        /// Asks for a new token.
        refresh_token: Patch<Flag>,
        /// The token of the message service.
        token: ReadOnly<Text>,
        /// Address of the message service.
        endpoint_url: ReadOnly<LongText>,
        /// Whether the message service knows it.
        is_active: ReadOnly<Flag>,
    }
}

entity! {
    /// Addresses a module that carries messages is told things at.
    pub struct MgTransportActions {
        /// Visits of the store.
        visits: Patch<LongText>,
        /// Who is there right now.
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
        /// Address of its picture.
        logo: Patch<LongText>,
        /// Asks for a new token.
        refresh_token: Patch<Flag>,
        /// The token of the message service.
        token: ReadOnly<Text>,
        /// Address of the message service.
        endpoint_url: ReadOnly<LongText>,
    }
}
