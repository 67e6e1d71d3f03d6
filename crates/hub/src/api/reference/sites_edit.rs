//! POST /reference/sites/{code}/edit: change a store; the parameter `site` is an object here.

use wire::reference::{EditEntry, Site};
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::audit_log::By;
use crate::domain::reference::{fields, sites};
use crate::fault::Fault;

/// Changes a store the key sees. A code that leads to none is refused: stores are made by people.
pub struct SitesEdit;

impl Method for SitesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/sites/{code}/edit";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Edit a store";
    type Request = EditEntry<Site>;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditEntry<Site>>) -> Result<Done, Fault> {
        sites::edit(
            call.tx,
            &call.request.code,
            fields(&call.request.entry)?,
            call.caller.sites(),
            &By::Key(call.caller.key.id),
            call.now,
        )?;
        Ok(Done {})
    }
}
