//! GET /users/{id}: one person.

use schemars::JsonSchema;
use serde::Serialize;
use wire::user::User;
use wire::{Arguments, Problem, Request};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Tells about one person.
pub struct UsersGet;

/// Which person.
pub struct UserId(i64);

impl Request for UserId {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.id("id").map(Self)
    }
}

/// One person.
#[derive(Serialize, JsonSchema)]
pub struct OneUser {
    user: User,
}

impl Method for UsersGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/users/{id}";
    const VERSIONS: Versions = Versions::From4;
    const SCOPE: Scope = Scope::UserRead;
    const SUMMARY: &'static str = "Get one user";
    type Request = UserId;
    type Reply = OneUser;

    fn answer(call: Call<'_, '_, UserId>) -> Result<OneUser, Fault> {
        let user = call.house.users.iter().find(|user| user.id == call.request.0).ok_or_else(Problem::not_found)?;
        Ok(OneUser { user: staff::told(call.house, user) })
    }
}
