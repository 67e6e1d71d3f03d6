//! POST /orders/packs/{id}/edit: changes a pack.

use wire::pack::EditPack;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{draft, packs};
use crate::fault::Fault;

/// Change a pack.
pub struct PacksEdit;

impl Method for PacksEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/packs/{id}/edit";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Change a pack";
    type Request = EditPack;
    type Reply = Made;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        packs::edit(call.tx, &call.act(), call.request.id, draft::of(&call.request.pack)?)?;
        Ok(Made { id: call.request.id })
    }
}
