//! /customers-corporate/notes: notes on corporate customers.

use database::notes::Of;
use wire::customer::{CreateNote, DeleteNote, ListNotes};
use wire::reply::{Done, Made};

use crate::api::customers::notes::NotePage;
use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::corporate;
use crate::fault::Fault;

/// List notes on corporate customers, newest first.
pub struct CorporateNotes;

impl Method for CorporateNotes {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers-corporate/notes";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "List notes on corporate customers, newest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListNotes;
    type Reply = NotePage;

    fn answer(call: Call<'_, '_, ListNotes>) -> Result<NotePage, Fault> {
        NotePage::of(call, Of::Corporate)
    }
}

/// Add a note to a corporate customer.
pub struct CorporateNotesCreate;

impl Method for CorporateNotesCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/notes/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Add a note to a corporate customer";
    const STATUS: u16 = 201;
    type Request = CreateNote;
    type Reply = Made;

    fn answer(call: Call<'_, '_, CreateNote>) -> Result<Made, Fault> {
        let named = call.request.note.customer.value();
        let is_placed = named.is_some_and(|named| named.id.value().is_some() || named.site.value().is_some());
        let site = if is_placed { None } else { Some(call.caller.site(call.account, call.request.site.as_deref())?.id) };
        Ok(Made { id: corporate::add_note(call.tx, &call.act(), site, &call.request.note)? })
    }
}

/// Delete a note on a corporate customer.
pub struct CorporateNotesDelete;

impl Method for CorporateNotesDelete {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/notes/{id}/delete";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Delete a note on a corporate customer";
    type Request = DeleteNote;
    type Reply = Done;

    fn answer(call: Call<'_, '_, DeleteNote>) -> Result<Done, Fault> {
        corporate::remove_note(call.tx, &call.act(), call.request.id)?;
        Ok(Done {})
    }
}
