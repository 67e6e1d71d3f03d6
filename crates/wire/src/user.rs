//! People of the account, their groups, and how they are looked for.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::page::{Page, Pagination};
use crate::patch::{Entity, filter};
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Arguments, Flag, List, Moment, Patch, Problem, Request, Text, Until};

/// A user of the account.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Internal ID.
    pub id: i64,
    /// When they were added.
    pub created_at: Moment,
    /// Whether they may sign in.
    pub active: bool,
    /// Email, used to sign in.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// Patronymic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// What they do in the company.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// URL of their photo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    /// Work status: `free`, `busy`, `dinner`, `break`.
    pub status: String,
    /// Whether they are signed in and at work now.
    pub online: bool,
    /// Whether they may change the account's settings.
    pub is_admin: bool,
    /// Whether orders are given to them: one of their groups is a group of managers.
    pub is_manager: bool,
    /// Their groups.
    pub groups: Vec<UserGroupName>,
    /// Id in the messenger gateway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mg_user_id: Option<i64>,
    /// Sender address of their emails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_email: Option<String>,
    /// Sender name of their emails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<String>,
}

/// A group of people, by name.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UserGroupName {
    /// Internal ID.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Symbolic code.
    pub code: String,
}

/// A group of people, with what orders are given to it and what it may see.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UserGroup {
    /// Internal ID.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Symbolic code.
    pub code: String,
    /// Signature of their emails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature_template: Option<String>,
    /// Whether orders are given to its people.
    pub is_manager: bool,
    /// Whether its people work at a till.
    pub is_pos_manager: bool,
    /// Whether its people deliver orders.
    pub is_delivery_men: bool,
    /// Codes of the delivery types its people deliver by.
    pub delivery_types: Vec<String>,
    /// Codes of the order types that are given to its people.
    pub breakdown_order_types: Vec<String>,
    /// Codes of the stores whose orders are given to its people.
    pub breakdown_sites: Vec<String>,
    /// Codes of the order methods that are given to its people.
    pub breakdown_order_methods: Vec<String>,
    /// Codes of the order types its people see.
    pub granted_order_types: Vec<String>,
    /// Codes of the stores its people see.
    pub granted_sites: Vec<String>,
}

filter! {
    /// Which people are looked for; every field that is sent must match.
    pub struct UserFilter {
        /// The complete email, or a part of it.
        email: Patch<Text>,
        /// Work status: `free`, `busy`, `dinner`, `break`.
        status: Patch<WorkStatus>,
        /// Whether they are at work now.
        online: Patch<Flag>,
        /// Whether they may sign in.
        active: Patch<Flag>,
        /// Whether one of their groups is a group of managers.
        is_manager: Patch<Flag>,
        /// Whether one of their groups works at a till.
        is_pos_manager: Patch<Flag>,
        /// Whether they may change the account's settings.
        is_admin: Patch<Flag>,
        /// Codes of groups, of which they are in one at least.
        groups: List<Text>,
        /// Added at this time or later.
        created_at_from: Patch<Moment>,
        /// Added at this time or earlier; a date alone takes in the whole day.
        created_at_to: Patch<Until>,
    }
}

/// The request of `users`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListUsers {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: UserFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListUsers {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: arguments.page()? })
    }
}

/// The request of `users/{id}`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct GetUser {
    /// Which person.
    pub id: i64,
}

impl Request for GetUser {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")? })
    }
}

/// The request of `user-groups`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListUserGroups {
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListUserGroups {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { page: arguments.page()? })
    }
}

/// The request of `users/{id}/status`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct SetUserStatus {
    /// Which person.
    pub id: i64,
    /// What they do now.
    pub status: WorkStatus,
}

impl Request for SetUserStatus {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let id = arguments.id("id")?;
        Ok(Self { id, status: arguments.scalar("status")?.ok_or_else(|| Problem::missing("status"))? })
    }
}

/// Work status of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum WorkStatus {
    /// Takes calls and orders.
    Free,
    /// At work, but takes nothing.
    Busy,
    /// Eats.
    Dinner,
    /// Rests.
    Break,
}

impl WorkStatus {
    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Busy => "busy",
            Self::Dinner => "dinner",
            Self::Break => "break",
        }
    }
}

impl FromScalar for WorkStatus {
    const EXPECTED: &'static str = "free, busy, dinner or break";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        match text.trim() {
            "" => Ok(None),
            "free" => Ok(Some(Self::Free)),
            "busy" => Ok(Some(Self::Busy)),
            "dinner" => Ok(Some(Self::Dinner)),
            "break" => Ok(Some(Self::Break)),
            _ => Err("must be free, busy, dinner or break".to_owned()),
        }
    }
}
scalar!(WorkStatus);

/// One person.
#[derive(Serialize, JsonSchema)]
pub struct OneUser {
    /// The person.
    pub user: User,
}

/// A page of groups.
#[derive(Serialize, JsonSchema)]
pub struct UserGroupPage {
    /// Which page it is.
    pub pagination: Pagination,
    /// The groups.
    pub groups: Vec<UserGroup>,
}

/// A page of people.
#[derive(Serialize, JsonSchema)]
pub struct UserPage {
    /// Which page it is.
    pub pagination: Pagination,
    /// The people, oldest first.
    pub users: Vec<User>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_read_as_clients_write_them() {
        let filter: UserFilter = serde_json::from_str(r#"{"active":"1","isAdmin":"0","groups":{"0":"manager"},"status":"dinner"}"#)
            .unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(filter.active, Patch::Value(Flag(true)));
        assert_eq!(filter.is_admin, Patch::Value(Flag(false)));
        assert_eq!(filter.status, Patch::Value(WorkStatus::Dinner));
        assert_eq!(filter.groups.len(), 1);
        assert!(serde_json::from_str::<UserFilter>(r#"{"status":"asleep"}"#).is_err());
    }
}
