//! POST /reference/sites/{code}/edit: change a store; the parameter `site` is an object here.

use domain::audit_log::By;
use domain::fault::Fault;
use domain::reference::{fields, sites};
use wire::methods::SitesEdit;
use wire::reference::{EditEntry, Site};
use wire::reply::Done;

use crate::api::{Answer, Call};

/// Changes a store the key sees. A code that leads to none is refused: stores are made by people.
impl Answer for SitesEdit {
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
