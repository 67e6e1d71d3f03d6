//! POST /orders/packs/{id}/edit: changes a pack.

use domain::fault::Fault;
use domain::{draft, packs};
use wire::methods::PacksEdit;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for PacksEdit {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        packs::edit(call.tx, &call.act(), call.request.id, draft::of(&call.request.pack)?)?;
        Ok(Made { id: call.request.id })
    }
}
