//! GET /store/products/properties: the properties of products.

use domain::catalogue::properties;
use domain::fault::Fault;
use wire::methods::StoreProperties;
use wire::noun::Listed;
use wire::store::{ListProperties, ProductProperty};

use crate::api::{Answer, Call, ready};

impl Answer for StoreProperties {
    fn answer(call: Call<'_, '_, ListProperties>) -> Result<Listed<ProductProperty>, Fault> {
        let asked = call.request;
        let (texts, pagination) = properties::list(call.tx, &call.act(), &asked.filter, asked.sort, asked.page)?;
        Ok(Listed { pagination, rows: ready(texts)? })
    }
}
