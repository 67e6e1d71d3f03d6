//! POST /customers/notes/create: a new note on a customer.

use domain::customers;
use domain::fault::Fault;
use wire::customer::CreateNote;
use wire::methods::CustomersNotesCreate;
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for CustomersNotesCreate {
    fn answer(call: Call<'_, '_, CreateNote>) -> Result<Made, Fault> {
        let by_id =
            call.request.note.customer.value().is_some_and(|customer| customer.id.value().is_some() || customer.site.value().is_some());
        let site = if by_id { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: customers::add_note(call.tx, &call.act(), site, &call.request.note)? })
    }
}
