//! POST /store/inventories/upload: sets stock of offers.

use domain::catalogue::stock;
use domain::fault::Fault;
use wire::methods::StoreInventoriesUpload;
use wire::store::{Processed, UploadStock};

use crate::api::{Answer, Call};

impl Answer for StoreInventoriesUpload {
    fn answer(call: Call<'_, '_, UploadStock>) -> Result<Processed, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        stock::set_stock(call.tx, &call.act(), &call.request.offers, site)
    }
}
