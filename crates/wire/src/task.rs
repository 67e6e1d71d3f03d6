//! Tasks: what a person has to do about an order, a customer or a phone number, by when.

use schemars::JsonSchema;
use serde::Serialize;

use crate::history::{Author, AuthorKey};
use crate::noun::Named;
use crate::order::CustomerName;
use crate::page::Pagination;
use crate::patch::{entity, filter};
use crate::reply::Ready;
use crate::{Flag, Int, List, LongText, Moment, Patch, ReadOnly, Text, Until};

entity! {
    /// A task.
    #[schemars(example = serde_json::json!({"text": "Call back", "datetime": "2026-03-20 12:30", "performerId": 1, "order": {"externalId": "A-1001"}}))]
    pub struct Task {
        /// Internal id.
        id: ReadOnly<i64>,
        /// What is to be done.
        text: Patch<Text>,
        /// Further remarks.
        commentary: Patch<LongText>,
        /// By when, `Y-m-d H:i` in the account's time zone.
        datetime: Patch<Moment>,
        /// When it was made.
        created_at: ReadOnly<Moment>,
        /// Whether it is done.
        complete: Patch<Flag>,
        /// When it was done.
        completed_at: ReadOnly<Moment>,
        /// Internal id of the person who made it; absent where a key did.
        creator: ReadOnly<i64>,
        /// Internal id of the person who is to do it.
        performer: ReadOnly<i64>,
        /// Internal id of the person who is to do it, as it is sent. Required.
        performer_id: Patch<Int>,
        /// `user`.
        performer_type: ReadOnly<Text>,
        /// The customer it is about. An external id is looked for in the store that `site` names.
        customer: Patch<CustomerName>,
        /// The order it is about. External ids and numbers are looked for in the store that `site` names.
        order: Patch<LinkedOrder>,
        /// The phone number it is about.
        phone: Patch<Text>,
        /// Code of the store that the phone number belongs to.
        phone_site: Patch<Text>,
    }
}

impl Named for Task {
    const ONE: &'static str = "task";
    const MANY: &'static str = "tasks";
}

entity! {
    /// Names an order.
    pub struct LinkedOrder {
        /// Internal id; it wins over the others.
        id: Patch<Int>,
        /// The client's own id, unique in the store.
        external_id: Patch<Text>,
        /// The number.
        number: Patch<Text>,
        /// Code of its store.
        site: ReadOnly<Text>,
    }
}

filter! {
    /// What a list of tasks is narrowed to.
    pub struct TaskFilter {
        /// Internal ids.
        ids: List<Int>,
        /// Number of the order.
        order_number: Patch<Text>,
        /// The customer's whole phone or email, or part of a name.
        customer: Patch<Text>,
        /// `performing` or `completed`.
        status: Patch<Text>,
        /// Part of the text or the commentary.
        text: Patch<Text>,
        /// Internal ids of the people who are to do it.
        performers: List<Int>,
        /// Internal ids of the people who made it.
        creators: List<Int>,
        /// Due at this time or later.
        date_from: Patch<Moment>,
        /// Due at this time or earlier; a date alone takes in the whole day.
        date_to: Patch<Until>,
        /// Made at this time or later.
        created_at_from: Patch<Moment>,
        /// Made at this time or earlier; a date alone takes in the whole day.
        created_at_to: Patch<Until>,
        /// Done at this time or later.
        completed_at_from: Patch<Moment>,
        /// Done at this time or earlier; a date alone takes in the whole day.
        completed_at_to: Patch<Until>,
        /// Tags; no task has one.
        tags: List<Text>,
        /// Tags; no task has one.
        attached_tags: List<Text>,
    }
}

filter! {
    /// What the history of tasks is narrowed to.
    pub struct TaskHistoryFilter {
        /// Internal id of the task.
        task_id: Patch<Int>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// Only rows from this moment on.
        start_date: Patch<Moment>,
        /// Only rows up to this moment; a date alone takes in the whole day.
        end_date: Patch<Until>,
    }
}

/// One row of the history of tasks. Values are null where there is none.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskHistoryRow {
    /// Id; ids ascend in the order things happened.
    pub id: i64,
    /// When.
    pub created_at: Moment,
    /// Present and true where the task was made.
    pub created: Option<bool>,
    /// `user`, `api` or `code` (the hub itself).
    pub source: Text,
    /// The person, when the source is `user`.
    pub user: Option<Author>,
    /// When the source is `api`: whether the asking key did it.
    pub api_key: Option<AuthorKey>,
    /// The field, in snake case.
    pub field: Text,
    /// The value before.
    pub old_value: serde_json::Value,
    /// The value after.
    pub new_value: serde_json::Value,
    /// The task: whole where it was made, else its id.
    pub task: Task,
}

/// A comment on a task.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskComment {
    /// Internal id.
    pub id: i64,
    /// Internal id of the person who wrote it.
    pub creator: i64,
    /// When it was written.
    pub created_at: Moment,
    /// When it was last changed.
    pub updated_at: Moment,
    /// The text.
    pub text: LongText,
}

/// A page of the history of tasks.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskHistory {
    /// When the answer was made.
    pub generated_at: Moment,
    /// The rows, by ascending id.
    pub history: Vec<Ready<TaskHistoryRow>>,
    /// Which page it is.
    pub pagination: Pagination,
}
