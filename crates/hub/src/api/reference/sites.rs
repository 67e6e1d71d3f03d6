//! GET /reference/sites: the stores the key sees.

use wire::Nothing;
use wire::reference::Site;

use super::listing::{Listed, Listing, Shape};
use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference::sites;
use crate::fault::Fault;

/// Lists the stores the key sees.
pub struct Sites;

impl Listed for Sites {
    type Entity = Site;
    const KEY: &'static str = "sites";
    const SHAPE: Shape = Shape::ByCode;
}

impl Method for Sites {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/reference/sites";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::ReferenceRead;
    const SUMMARY: &'static str = "List the stores the key has access to";
    type Request = Nothing;
    type Reply = Listing<Self>;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<Listing<Self>, Fault> {
        Ok(sites::shown(call.account, call.caller.sites()).into())
    }
}
