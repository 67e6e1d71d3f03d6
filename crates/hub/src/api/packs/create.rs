//! POST /orders/packs/create: adds a pack.

use domain::fault::Fault;
use domain::{draft, packs};
use wire::methods::PacksCreate;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for PacksCreate {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        Ok(Made { id: packs::create(call.tx, &call.act(), draft::of(&call.request.pack)?)? })
    }
}
