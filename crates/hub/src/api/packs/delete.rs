//! POST /orders/packs/{id}/delete: deletes a pack.

use domain::fault::Fault;
use domain::packs;
use wire::methods::PacksDelete;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for PacksDelete {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Done, Fault> {
        packs::delete(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
