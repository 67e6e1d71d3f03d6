//! GET /users/{id}: one person.

use domain::fault::Fault;
use domain::staff;
use wire::Problem;
use wire::methods::UsersGet;
use wire::user::{GetUser, OneUser};

use crate::api::{Answer, Call};

impl Answer for UsersGet {
    fn answer(call: Call<'_, '_, GetUser>) -> Result<OneUser, Fault> {
        let user = call.account.users.iter().find(|user| user.id == call.request.id).ok_or_else(Problem::not_found)?;
        Ok(OneUser { user: staff::view(call.account, user) })
    }
}
