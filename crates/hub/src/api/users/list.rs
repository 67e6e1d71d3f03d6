//! GET /users: people, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use wire::page::{Page, Pagination};
use wire::user::{User, UserFilter};
use wire::{Arguments, Problem, Request};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Lists people.
pub struct UsersList;

/// Which people.
pub struct UsersRequest {
    filter: UserFilter,
    page: Page,
}

impl Request for UsersRequest {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: arguments.page()? })
    }
}

/// A page of people.
#[derive(Serialize, JsonSchema)]
pub struct UserPage {
    pagination: Pagination,
    /// The people, oldest first.
    users: Vec<User>,
}

impl Method for UsersList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/users";
    const VERSIONS: Versions = Versions::From4;
    const SCOPE: Scope = Scope::UserRead;
    const SUMMARY: &'static str = "List the users";
    type Request = UsersRequest;
    type Reply = UserPage;

    fn answer(call: Call<'_, '_, UsersRequest>) -> Result<UserPage, Fault> {
        let page = call.request.page;
        let found = staff::find(call.house, &call.request.filter);
        let pagination = page.of(found.len() as i64);
        Ok(UserPage { pagination, users: page.cut(found).into_iter().map(|user| staff::told(call.house, user)).collect() })
    }
}
