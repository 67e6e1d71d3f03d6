//! POST /store/products/batch/edit: changes several products.

use domain::catalogue::batch;
use domain::fault::Fault;
use wire::methods::StoreProductsEdit;
use wire::store::{EditProducts, EditedProducts};

use crate::api::{Answer, Call};

impl Answer for StoreProductsEdit {
    fn answer(call: Call<'_, '_, EditProducts>) -> Result<EditedProducts, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        batch::edit(call.tx, &call.act(), &call.request.products, site)
    }
}
