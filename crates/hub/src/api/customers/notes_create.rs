//! POST /customers/notes/create: a new note on a customer.

use wire::customer::CreateNote;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Add a note to a customer.
pub struct CustomersNotesCreate;

impl Method for CustomersNotesCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/notes/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Add a note to a customer";
    const STATUS: u16 = 201;
    type Request = CreateNote;
    type Reply = Made;

    fn answer(call: Call<'_, '_, CreateNote>) -> Result<Made, Fault> {
        let by_id =
            call.request.note.customer.value().is_some_and(|customer| customer.id.value().is_some() || customer.site.value().is_some());
        let site = if by_id { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: customers::add_note(call.tx, &call.act(), site, &call.request.note)? })
    }
}
