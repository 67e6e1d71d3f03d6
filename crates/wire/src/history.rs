//! A row of a history: one field that changed, or the making of an entity.

use serde_json::Value;

use crate::{Moment, Text};

/// One row of a history. Values are null where there is none; a code of a dictionary is `{"code": …}`.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryRow {
    /// Id; ids ascend in the order things happened.
    pub id: i64,
    /// When.
    pub created_at: Moment,
    /// Present and true if the object was created.
    pub created: Option<bool>,
    /// Present and true where the entity went.
    pub deleted: Option<bool>,
    /// `user`, `api`, `code` (the hub itself) or `rule`.
    pub source: Text,
    /// The person, when the source is `user`.
    pub user: Option<Author>,
    /// When the source is `api`: whether the asking key did it.
    pub api_key: Option<AuthorKey>,
    /// The field, in snake case; parts are dotted: `delivery_address.city`.
    pub field: Text,
    /// The value before.
    pub old_value: Value,
    /// The value after.
    pub new_value: Value,
    /// The order: complete when it was created, otherwise its IDs, store and status.
    pub order: Option<crate::order::Order>,
    /// The customer: complete when it was created, otherwise its IDs and store.
    pub customer: Option<crate::customer::Customer>,
    /// The line that changed.
    pub item: Option<crate::order::Item>,
    /// The payment that changed.
    pub payment: Option<crate::payment::Payment>,
    /// The address whose part changed.
    pub address: Option<HistoryAddress>,
    /// The entity this one was joined into.
    pub combined_to: Option<Value>,
}

/// An address, as rows about its parts name it.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryAddress {
    /// Internal ID.
    pub id: i64,
    /// External ID.
    pub external_id: Option<Text>,
    /// Name.
    pub name: Option<Text>,
    /// Whether it is the main address of its owner.
    pub is_main: bool,
}

/// A person.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
pub struct Author {
    /// Internal ID.
    pub id: i64,
}

/// A key, as seen by the calling key.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
pub struct AuthorKey {
    /// True when it is the same key.
    pub current: bool,
}
