//! POST /store/product-groups/{externalId}/edit: changes a group of products.

use domain::catalogue::groups;
use domain::fault::Fault;
use wire::methods::StoreGroupsEdit;
use wire::reply::Made;
use wire::store::EditGroup;

use crate::api::{Answer, Call};

impl Answer for StoreGroupsEdit {
    fn answer(call: Call<'_, '_, EditGroup>) -> Result<Made, Fault> {
        let (act, asked) = (call.act(), call.request);
        let own = asked.product_group.site.value().map(|code| code.0.as_str()).filter(|code| !code.is_empty());
        let site = call.site_of(&asked.which, asked.site.as_deref().or(own))?;
        Ok(Made { id: groups::edit(call.tx, &act, &asked.which, site, &asked.product_group)? })
    }
}
