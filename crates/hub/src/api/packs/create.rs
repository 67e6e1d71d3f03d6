//! POST /orders/packs/create: adds a pack.

use wire::methods::PacksCreate;
use wire::reply::Made;

use crate::api::{Answer, Call};
use crate::domain::{draft, packs};
use crate::fault::Fault;

impl Answer for PacksCreate {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        Ok(Made { id: packs::create(call.tx, &call.act(), draft::of(&call.request.pack)?)? })
    }
}
