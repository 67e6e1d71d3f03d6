//! GET /user-groups: groups of people, page by page.

use schemars::JsonSchema;
use serde::Serialize;
use wire::page::{Page, Pagination};
use wire::user::UserGroup;
use wire::{Arguments, Problem, Request};

use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::staff;
use crate::fault::Fault;

/// Lists groups of people.
pub struct UserGroupsList;

/// Which page of them.
pub struct GroupsRequest(Page);

impl Request for GroupsRequest {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.page().map(Self)
    }
}

/// A page of groups.
#[derive(Serialize, JsonSchema)]
pub struct UserGroupPage {
    pagination: Pagination,
    /// The groups.
    groups: Vec<UserGroup>,
}

impl Method for UserGroupsList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/user-groups";
    const VERSIONS: Versions = Versions::From4;
    const SCOPE: Scope = Scope::UserRead;
    const SUMMARY: &'static str = "List the groups of users";
    type Request = GroupsRequest;
    type Reply = UserGroupPage;

    fn answer(call: Call<'_, '_, GroupsRequest>) -> Result<UserGroupPage, Fault> {
        let groups = staff::groups(call.house, call.caller.sites());
        Ok(UserGroupPage { pagination: call.request.0.of(groups.len() as i64), groups: call.request.0.cut(groups) })
    }
}
