//! POST /store/product-groups/{externalId}/edit: changes a group of products.

use wire::reply::Made;
use wire::store::EditGroup;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::groups;
use crate::fault::Fault;

/// Change a group of products.
pub struct StoreGroupsEdit;

impl Method for StoreGroupsEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/product-groups/{externalId}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Change a group of products";
    type Request = EditGroup;
    type Reply = Made;

    fn answer(call: Call<'_, '_, EditGroup>) -> Result<Made, Fault> {
        let (act, asked) = (call.act(), call.request);
        let own = asked.product_group.site.value().map(|code| code.0.as_str()).filter(|code| !code.is_empty());
        let site = call.site_of(&asked.which, asked.site.as_deref().or(own))?;
        Ok(Made { id: groups::edit(call.tx, &act, &asked.which, site, &asked.product_group)? })
    }
}
