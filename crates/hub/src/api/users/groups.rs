//! GET /user-groups: groups of people, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use wire::page::Pagination;
use wire::user::{ListUserGroups, UserGroup};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Lists groups of people.
pub struct UserGroupsList;

/// A page of groups.
#[derive(Serialize, JsonSchema)]
pub struct UserGroupPage {
    /// Which page it is.
    pagination: Pagination,
    /// The groups.
    groups: Vec<UserGroup>,
}

impl Method for UserGroupsList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/user-groups";
    const VERSIONS: Versions = Versions::FROM_4;
    const SCOPE: Permission = Permission::UserRead;
    const SUMMARY: &'static str = "List the user groups";
    type Request = ListUserGroups;
    type Reply = UserGroupPage;

    fn answer(call: Call<'_, '_, ListUserGroups>) -> Result<UserGroupPage, Fault> {
        let groups = staff::groups(call.account, call.caller.sites());
        Ok(UserGroupPage { pagination: call.request.page.of(groups.len() as i64), groups: call.request.page.cut(groups) })
    }
}
