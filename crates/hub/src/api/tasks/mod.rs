//! /tasks: what people have to do about orders and customers.

pub mod history;

use domain::tasks::{self, TASK};

use crate::api::noun::answers;

answers! { &TASK;
    TasksList list by tasks::list;
    TasksGet get;
    TasksCreate create;
    TasksEdit edit_quietly;
}
