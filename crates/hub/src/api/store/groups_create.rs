//! POST /store/product-groups/create: adds a group of products.

use domain::catalogue::groups;
use domain::fault::Fault;
use wire::methods::StoreGroupsCreate;
use wire::reply::Made;
use wire::store::CreateGroup;

use crate::api::{Answer, Call};

impl Answer for StoreGroupsCreate {
    fn answer(call: Call<'_, '_, CreateGroup>) -> Result<Made, Fault> {
        let (act, group) = (call.act(), &call.request.product_group);
        let own = group.site.value().map(|code| code.0.as_str()).filter(|code| !code.is_empty());
        let site = call.caller.site(call.account, own.or(call.request.site.as_deref()))?.id;
        Ok(Made { id: groups::create(call.tx, &act, site, group)? })
    }
}
