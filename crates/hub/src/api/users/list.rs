//! GET /users: people, page by page.

use domain::fault::Fault;
use domain::staff;
use wire::methods::UsersList;
use wire::user::{ListUsers, UserPage};

use crate::api::{Answer, Call};

impl Answer for UsersList {
    fn answer(call: Call<'_, '_, ListUsers>) -> Result<UserPage, Fault> {
        let page = call.request.page;
        let found = staff::find(call.account, &call.request.filter);
        let pagination = page.of(found.len() as i64);
        Ok(UserPage { pagination, users: page.cut(found).into_iter().map(|user| staff::view(call.account, user)).collect() })
    }
}
