//! POST /store/product-groups/create: adds a group of products.

use wire::reply::Made;
use wire::store::CreateGroup;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::groups;
use crate::fault::Fault;

/// Add a group of products.
pub struct StoreGroupsCreate;

impl Method for StoreGroupsCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/product-groups/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Add a group of products";
    const STATUS: u16 = 201;
    type Request = CreateGroup;
    type Reply = Made;

    fn answer(call: Call<'_, '_, CreateGroup>) -> Result<Made, Fault> {
        let (act, group) = (call.act(), &call.request.product_group);
        let own = group.site.value().map(|code| code.0.as_str()).filter(|code| !code.is_empty());
        let site = call.caller.site(call.account, own.or(call.request.site.as_deref()))?.id;
        Ok(Made { id: groups::create(call.tx, &act, site, group)? })
    }
}
