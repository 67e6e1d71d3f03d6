//! GET /users: people, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use wire::page::Pagination;
use wire::user::{ListUsers, User};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Lists people.
pub struct UsersList;

/// A page of people.
#[derive(Serialize, JsonSchema)]
pub struct UserPage {
    /// Which page it is.
    pagination: Pagination,
    /// The people, oldest first.
    users: Vec<User>,
}

impl Method for UsersList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/users";
    const VERSIONS: Versions = Versions::FROM_4;
    const SCOPE: Permission = Permission::UserRead;
    const SUMMARY: &'static str = "List the users";
    type Request = ListUsers;
    type Reply = UserPage;

    fn answer(call: Call<'_, '_, ListUsers>) -> Result<UserPage, Fault> {
        let page = call.request.page;
        let found = staff::find(call.account, &call.request.filter);
        let pagination = page.of(found.len() as i64);
        Ok(UserPage { pagination, users: page.cut(found).into_iter().map(|user| staff::view(call.account, user)).collect() })
    }
}
