//! POST /users/{id}/status: set what somebody is doing at work.

use wire::reply::Done;
use wire::user::WorkStatus;
use wire::{Arguments, Problem, Request};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Sets somebody's work status.
pub struct UsersStatus;

/// Who does what.
pub struct StatusRequest {
    id: i64,
    status: WorkStatus,
}

impl Request for StatusRequest {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let id = arguments.id("id")?;
        Ok(Self { id, status: arguments.scalar("status")?.ok_or_else(|| Problem::missing("status"))? })
    }
}

impl Method for UsersStatus {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/users/{id}/status";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::UserWrite;
    const SUMMARY: &'static str = "Set a user's work status";
    type Request = StatusRequest;
    type Reply = Done;

    fn answer(call: Call<'_, '_, StatusRequest>) -> Result<Done, Fault> {
        staff::set_status(call.tx, call.request.id, call.request.status)?;
        Ok(Done {})
    }
}
