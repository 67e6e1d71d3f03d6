//! POST /customers/notes/{id}/delete: a note goes.

use wire::customer::DeleteNote;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Delete a note.
pub struct CustomersNotesDelete;

impl Method for CustomersNotesDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/notes/{id}/delete";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Delete a note";
    type Request = DeleteNote;
    type Reply = Done;

    fn answer(call: Call<'_, '_, DeleteNote>) -> Result<Done, Fault> {
        customers::remove_note(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
