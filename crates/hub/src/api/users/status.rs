//! POST /users/{id}/status: set a user's work status.

use wire::reply::Done;
use wire::user::SetUserStatus;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Sets a user's work status.
pub struct UsersStatus;

impl Method for UsersStatus {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/users/{id}/status";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::UserWrite;
    const SUMMARY: &'static str = "Set a user's work status";
    type Request = SetUserStatus;
    type Reply = Done;

    fn answer(call: Call<'_, '_, SetUserStatus>) -> Result<Done, Fault> {
        staff::set_status(call.tx, call.request.id, call.request.status)?;
        Ok(Done {})
    }
}
