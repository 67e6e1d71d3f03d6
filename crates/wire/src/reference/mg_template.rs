//! Templates of messages in messengers.

use crate::patch::entity;
use crate::{Flag, Free, Int, Line, Patch, ReadOnly};

entity! {
    /// A template of messages for one messenger channel.
    #[schemars(example = serde_json::json!({"mgChannelId": 1, "name": "Order is on its way", "lang": "en", "template": ["Your order is on its way."]}))]
    pub struct MgTemplate {
        /// Internal id; one that is known names the template to change.
        id: Patch<Int>,
        /// Id in the messenger.
        external_id: Patch<Int>,
        /// The channel, with `id`, `externalId`, `type`, `active`, `name`.
        channel: ReadOnly<Free>,
        /// Id of the channel; required for a new template.
        mg_channel_id: Patch<Int>,
        /// Code, unique in the channel; made of namespace, name and language when none is sent.
        code: Patch<Line>,
        /// Name; required for a new template.
        name: Patch<Line>,
        /// Namespace in the messenger.
        namespace: Patch<Line>,
        /// Language, such as `en`.
        lang: Patch<Line>,
        /// Category in the messenger.
        category: Patch<Line>,
        /// Whether it is in use; true for a new template.
        active: Patch<Flag>,
        /// What the messenger decided about it, such as `APPROVED`.
        verification_status: Patch<Line>,
        /// Heading: `text`, `document`, `image` or `video`, each with its example.
        header: Patch<Free>,
        /// The text: a list of plain pieces and of variables, `{"var": "name"}`.
        template: Patch<Free>,
        /// Examples of the variables.
        template_example: Patch<Free>,
        /// Line below the text.
        footer: Patch<Line>,
        /// Buttons, each with `type`, `text` and what it opens.
        buttons: Patch<Free>,
    }
}
