//! GET /tasks/history: what happened to tasks.

use domain::fault::Fault;
use domain::tasks;
use wire::methods::TasksHistory;
use wire::task::TaskHistory;

use crate::api::{Answer, Call};

impl Answer for TasksHistory {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<TaskHistory, Fault> {
        let (texts, pagination) = tasks::read_history(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(TaskHistory { generated_at: call.now, history: crate::api::ready(texts)?, pagination })
    }
}
