//! Channels of messengers.

use schemars::JsonSchema;
use serde::Serialize;

/// A channel through which customers write: an account in a messenger.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct MgChannel {
    /// Internal ID.
    pub id: i64,
    /// Id in the messenger gateway.
    pub external_id: i64,
    /// Messenger, such as `whatsapp`.
    pub r#type: String,
    /// Whether it is in use.
    pub active: bool,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}
