//! POST /reference/mg-channels/templates/edit: make, change and remove templates of messages, many at once.

use domain::fault::Fault;
use domain::reference::{fields, templates};
use wire::methods::MgTemplatesEdit;
use wire::reference::EditTemplates;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for MgTemplatesEdit {
    fn answer(call: Call<'_, '_, EditTemplates>) -> Result<Done, Fault> {
        let templates = call.request.templates.iter().map(fields).collect::<Result<Vec<_>, _>>()?;
        templates::edit(call.tx, &templates, &call.request.removed, call.now)?;
        Ok(Done {})
    }
}
