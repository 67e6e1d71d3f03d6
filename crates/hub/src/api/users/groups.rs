//! GET /user-groups: groups of people, page by page.

use domain::fault::Fault;
use domain::staff;
use wire::methods::UserGroupsList;
use wire::user::{ListUserGroups, UserGroupPage};

use crate::api::{Answer, Call};

impl Answer for UserGroupsList {
    fn answer(call: Call<'_, '_, ListUserGroups>) -> Result<UserGroupPage, Fault> {
        let groups = staff::groups(call.account, call.caller.sites());
        Ok(UserGroupPage { pagination: call.request.page.of(groups.len() as i64), groups: call.request.page.cut(groups) })
    }
}
