//! POST /store/products/batch/edit: changes several products.

use wire::store::{EditProducts, EditedProducts};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::batch;
use crate::fault::Fault;

/// Change several products.
pub struct StoreProductsEdit;

impl Method for StoreProductsEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/products/batch/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Change up to 50 products";
    type Request = EditProducts;
    type Reply = EditedProducts;

    fn answer(call: Call<'_, '_, EditProducts>) -> Result<EditedProducts, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        batch::edit(call.tx, &call.act(), &call.request.products, site)
    }
}
