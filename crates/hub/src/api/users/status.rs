//! POST /users/{id}/status: set a user's work status.

use wire::methods::UsersStatus;
use wire::reply::Done;
use wire::user::SetUserStatus;

use crate::api::{Answer, Call};
use crate::domain::staff;
use crate::fault::Fault;

impl Answer for UsersStatus {
    fn answer(call: Call<'_, '_, SetUserStatus>) -> Result<Done, Fault> {
        staff::set_status(call.tx, call.request.id, call.request.status)?;
        Ok(Done {})
    }
}
