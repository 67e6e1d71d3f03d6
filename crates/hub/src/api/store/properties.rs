//! GET /store/products/properties: the properties of products.

use wire::noun::Listed;
use wire::store::{ListProperties, ProductProperty};

use crate::api::{Call, Method, Permission, Verb, Versions, Weight, ready};
use crate::domain::catalogue::properties;
use crate::fault::Fault;

/// List properties of products.
pub struct StoreProperties;

impl Method for StoreProperties {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/store/products/properties";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::StoreRead;
    const SUMMARY: &'static str = "List properties of products";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListProperties;
    type Reply = Listed<ProductProperty>;

    fn answer(call: Call<'_, '_, ListProperties>) -> Result<Listed<ProductProperty>, Fault> {
        let asked = call.request;
        let (texts, pagination) = properties::list(call.tx, &call.act(), &asked.filter, asked.sort, asked.page)?;
        Ok(Listed { pagination, rows: ready(texts)? })
    }
}
