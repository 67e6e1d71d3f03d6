//! POST /reference/sites/{code}/edit: change a store; the parameter `site` is an object here.

use wire::reference::Site;
use wire::reply::Done;

use super::editing::{EditEntry, Edited};
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::sites;
use crate::fault::Fault;

/// Changes a store the key sees. A code that leads to none is refused: stores are made by people.
pub struct SitesEdit;

impl Edited for SitesEdit {
    type Entity = Site;
    const FORM: &'static [&'static str] = &["site"];
}

impl Method for SitesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/sites/{code}/edit";
    const VERSIONS: Versions = Versions::From3;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Change a store";
    type Request = EditEntry<Self>;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditEntry<Self>>) -> Result<Done, Fault> {
        let EditEntry { code, fields, .. } = call.request;
        sites::edit(call.tx, code, fields.clone(), call.caller.sites(), call.now)?;
        Ok(Done {})
    }
}
