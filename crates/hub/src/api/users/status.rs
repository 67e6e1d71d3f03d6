//! POST /users/{id}/status: set a user's work status.

use domain::fault::Fault;
use domain::staff;
use wire::methods::UsersStatus;
use wire::reply::Done;
use wire::user::SetUserStatus;

use crate::api::{Answer, Call};

impl Answer for UsersStatus {
    fn answer(call: Call<'_, '_, SetUserStatus>) -> Result<Done, Fault> {
        staff::set_status(call.tx, call.request.id, call.request.status)?;
        Ok(Done {})
    }
}
