//! POST /store/inventories/upload: sets stock of offers.

use wire::store::{Processed, UploadStock};

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::catalogue::stock;
use crate::fault::Fault;

/// Set stock of offers.
pub struct StoreInventoriesUpload;

impl Method for StoreInventoriesUpload {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/store/inventories/upload";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::StoreWrite;
    const SUMMARY: &'static str = "Set stock of up to 250 offers";
    type Request = UploadStock;
    type Reply = Processed;

    fn answer(call: Call<'_, '_, UploadStock>) -> Result<Processed, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        stock::set_stock(call.tx, &call.act(), &call.request.offers, site)
    }
}
