//! POST /orders/packs/create: adds a pack.

use wire::pack::CreatePack;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::{draft, packs};
use crate::fault::Fault;

/// Add a pack of an order line.
pub struct PacksCreate;

impl Method for PacksCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/packs/create";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Add a pack of an order line";
    const STATUS: u16 = 201;
    type Request = CreatePack;
    type Reply = Made;

    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
        Ok(Made { id: packs::create(call.tx, &call.act(), draft::of(&call.request.pack)?)? })
    }
}
