//! POST /orders/packs/{id}/edit: changes a pack.

use wire::methods::PacksEdit;
use wire::reply::Made;

use crate::api::{Answer, Call};
use crate::domain::{draft, packs};
use crate::fault::Fault;

impl Answer for PacksEdit {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        packs::edit(call.tx, &call.act(), call.request.id, draft::of(&call.request.pack)?)?;
        Ok(Made { id: call.request.id })
    }
}
