//! GET /users/{id}: one person.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Problem;
use wire::user::{GetUser, User};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Tells about one person.
pub struct UsersGet;

/// One person.
#[derive(Serialize, JsonSchema)]
pub struct OneUser {
    /// The person.
    user: User,
}

impl Method for UsersGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/users/{id}";
    const VERSIONS: Versions = Versions::FROM_4;
    const SCOPE: Permission = Permission::UserRead;
    const SUMMARY: &'static str = "Get one user";
    type Request = GetUser;
    type Reply = OneUser;

    fn answer(call: Call<'_, '_, GetUser>) -> Result<OneUser, Fault> {
        let user = call.account.users.iter().find(|user| user.id == call.request.id).ok_or_else(Problem::not_found)?;
        Ok(OneUser { user: staff::view(call.account, user) })
    }
}
