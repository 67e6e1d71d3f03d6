//! POST /store/prices/upload: sets prices of offers.

use wire::store::{Processed, UploadPrices};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::stock;
use crate::fault::Fault;

/// Set prices of offers.
pub struct StorePricesUpload;

impl Method for StorePricesUpload {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/prices/upload";
    const VERSIONS: Versions = Versions::FROM_4;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Set prices of up to 250 offers";
    type Request = UploadPrices;
    type Reply = Processed;

    fn answer(call: Call<'_, '_, UploadPrices>) -> Result<Processed, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        stock::set_prices(call.tx, &call.act(), &call.request.prices, site)
    }
}
