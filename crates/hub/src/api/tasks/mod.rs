//! /tasks: what people have to do about orders and customers.

pub mod history;

use wire::task::{Task, TaskFilter};

use crate::api::noun::methods;
use crate::domain::tasks::{self, TASK};

methods! { &TASK, Task;
    /// List tasks, newest first.
    TasksList list "/tasks" TaskRead "List tasks, newest first" by tasks::list, TaskFilter;
    /// Read one task.
    TasksGet get "/tasks/{id}" TaskRead "Read one task";
    /// Make a task.
    TasksCreate create "/tasks/create" TaskWrite "Make a task";
    /// Change a task.
    TasksEdit edit_quietly "/tasks/{id}/edit" TaskWrite "Change a task";
}
