//! POST /customers/notes/{id}/delete: a note goes.

use domain::customers;
use domain::fault::Fault;
use wire::customer::DeleteNote;
use wire::methods::CustomersNotesDelete;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CustomersNotesDelete {
    fn answer(call: Call<'_, '_, DeleteNote>) -> Result<Done, Fault> {
        customers::remove_note(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
