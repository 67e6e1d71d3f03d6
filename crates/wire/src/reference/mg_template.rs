//! Templates of messages in messengers.

use crate::patch::entity;
use crate::{Flag, Int, Json, Patch, ReadOnly, Text};

entity! {
    /// A template of messages for one messenger channel.
    #[schemars(example = serde_json::json!({"mgChannelId": 1, "name": "Order is on its way", "lang": "en", "template": ["Your order is on its way."]}))]
    pub struct MgTemplate {
        /// Internal ID; one that is known names the template to change.
        id: Patch<Int>,
        /// Id in the messenger.
        external_id: Patch<Int>,
        /// The channel, with `id`, `externalId`, `type`, `active`, `name`.
        channel: ReadOnly<Json>,
        /// ID of the channel; required for a new template.
        mg_channel_id: Patch<Int>,
        /// Code, unique in the channel; by default composed of namespace, name and language.
        code: Patch<Text>,
        /// Name; required for a new template.
        name: Patch<Text>,
        /// Namespace in the messenger.
        namespace: Patch<Text>,
        /// Language, such as `en`.
        lang: Patch<Text>,
        /// Category in the messenger.
        category: Patch<Text>,
        /// Whether it is in use; true for a new template.
        active: Patch<Flag>,
        /// What the messenger decided about it, such as `APPROVED`.
        verification_status: Patch<Text>,
        /// Heading: `text`, `document`, `image` or `video`, each with its example.
        header: Patch<Json>,
        /// The text: a list of plain pieces and of variables, `{"var": "name"}`.
        template: Patch<Json>,
        /// Examples of the variables.
        template_example: Patch<Json>,
        /// Line below the text.
        footer: Patch<Text>,
        /// Buttons, each with `type`, `text` and what it opens.
        buttons: Patch<Json>,
    }
}
