//! POST /store/products/batch/create: adds several products.

use wire::store::{AddedProducts, CreateProducts};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::batch;
use crate::fault::Fault;

/// Add several products.
pub struct StoreProductsCreate;

impl Method for StoreProductsCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/products/batch/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Add up to 50 products";
    const STATUS: u16 = 201;
    type Request = CreateProducts;
    type Reply = AddedProducts;

    fn answer(call: Call<'_, '_, CreateProducts>) -> Result<AddedProducts, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        batch::create(call.tx, &call.act(), &call.request.products, site)
    }
}
