//! /customers-corporate/notes: notes on corporate customers.

use database::notes::Of;
use domain::corporate;
use domain::fault::Fault;
use wire::customer::{CreateNote, DeleteNote, ListNotes, NotePage};
use wire::methods::{CorporateNotes, CorporateNotesCreate, CorporateNotesDelete};
use wire::reply::{Done, Made};

use crate::api::customers::notes::page;
use crate::api::{Answer, Call};

impl Answer for CorporateNotes {
    fn answer(call: Call<'_, '_, ListNotes>) -> Result<NotePage, Fault> {
        page(call, Of::Corporate)
    }
}

impl Answer for CorporateNotesCreate {
    fn answer(call: Call<'_, '_, CreateNote>) -> Result<Made, Fault> {
        let named = call.request.note.customer.value();
        let is_placed = named.is_some_and(|named| named.id.value().is_some() || named.site.value().is_some());
        let site = if is_placed { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: corporate::add_note(call.tx, &call.act(), site, &call.request.note)? })
    }
}

impl Answer for CorporateNotesDelete {
    fn answer(call: Call<'_, '_, DeleteNote>) -> Result<Done, Fault> {
        corporate::remove_note(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
