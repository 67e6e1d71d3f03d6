//! /tasks: what people have to do about orders and customers.

pub mod history;

use crate::api::noun::answers;
use crate::domain::tasks::{self, TASK};

answers! { &TASK;
    TasksList list by tasks::list;
    TasksGet get;
    TasksCreate create;
    TasksEdit edit_quietly;
}
