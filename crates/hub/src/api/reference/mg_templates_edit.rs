//! POST /reference/mg-channels/templates/edit: make, change and remove templates of messages, many at once.

use wire::reference::EditTemplates;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference::{fields, templates};
use crate::fault::Fault;

/// Makes, changes and removes templates.
pub struct MgTemplatesEdit;

impl Method for MgTemplatesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/mg-channels/templates/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Create, edit and delete message templates";
    type Request = EditTemplates;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditTemplates>) -> Result<Done, Fault> {
        let templates = call.request.templates.iter().map(fields).collect::<Result<Vec<_>, _>>()?;
        templates::edit(call.tx, &templates, &call.request.removed, call.now)?;
        Ok(Done {})
    }
}
