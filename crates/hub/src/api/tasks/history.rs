//! GET /tasks/history: what happened to tasks.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Moment;
use wire::noun::List;
use wire::page::Pagination;
use wire::reply::Ready;
use wire::task::{TaskHistoryFilter, TaskHistoryRow};

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::tasks;
use crate::fault::Fault;

/// Read what happened to tasks, oldest first.
pub struct TasksHistory;

/// A page of the history of tasks.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TaskHistory {
    /// When the answer was made.
    generated_at: Moment,
    /// The rows, by ascending id.
    history: Vec<Ready<TaskHistoryRow>>,
    /// Which page it is.
    pagination: Pagination,
}

impl Method for TasksHistory {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/tasks/history";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::TaskRead;
    const SUMMARY: &'static str = "Read what happened to tasks, oldest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = List<TaskHistoryFilter>;
    type Reply = TaskHistory;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<TaskHistory, Fault> {
        let (texts, pagination) = tasks::read_history(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(TaskHistory { generated_at: call.now, history: crate::api::ready(texts)?, pagination })
    }
}
