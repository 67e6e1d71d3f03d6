//! POST /store/products/batch/create: adds several products.

use domain::catalogue::batch;
use domain::fault::Fault;
use wire::methods::StoreProductsCreate;
use wire::store::{AddedProducts, CreateProducts};

use crate::api::{Answer, Call};

impl Answer for StoreProductsCreate {
    fn answer(call: Call<'_, '_, CreateProducts>) -> Result<AddedProducts, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        batch::create(call.tx, &call.act(), &call.request.products, site)
    }
}
