//! POST /store/prices/upload: sets prices of offers.

use domain::catalogue::stock;
use domain::fault::Fault;
use wire::methods::StorePricesUpload;
use wire::store::{Processed, UploadPrices};

use crate::api::{Answer, Call};

impl Answer for StorePricesUpload {
    fn answer(call: Call<'_, '_, UploadPrices>) -> Result<Processed, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        stock::set_prices(call.tx, &call.act(), &call.request.prices, site)
    }
}
