//! GET /customers/notes: notes on customers.

use database::notes::Of;
use schemars::JsonSchema;
use serde::Serialize;
use wire::customer::{ListNotes, Note};
use wire::order::CustomerName;
use wire::page::Pagination;
use wire::{Int, Moment, Patch, Text};

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::customers;
use crate::fault::Fault;

/// List notes on customers, newest first.
pub struct CustomersNotes;

/// A page of notes.
#[derive(Serialize, JsonSchema)]
pub struct NotePage {
    /// Which page it is.
    pagination: Pagination,
    /// The notes.
    notes: Vec<Note>,
}

impl Method for CustomersNotes {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers/notes";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "List notes on customers, newest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListNotes;
    type Reply = NotePage;

    fn answer(call: Call<'_, '_, ListNotes>) -> Result<NotePage, Fault> {
        NotePage::of(call, Of::Customers)
    }
}

impl NotePage {
    /// The page that a call asks for.
    pub(in crate::api) fn of(call: Call<'_, '_, ListNotes>, of: Of) -> Result<Self, Fault> {
        let kind = if of == Of::Corporate { "customer_corporate" } else { "customer" };
        let (found, total) = customers::notes_of(call.tx, &call.act(), of, &call.request.filter, call.request.page)?;
        let note = |note: database::notes::Note| Note {
            id: note.id,
            manager_id: note.manager.map(Int).into(),
            text: Patch::Value(note.text.as_str().into()),
            created_at: Some(Moment(note.created_at)),
            customer: Patch::Value(CustomerName {
                id: Patch::Value(Int(note.customer)),
                external_id: note.external_id.as_deref().map(Text::from).into(),
                site: Patch::Value(call.account.site_code(note.site).into()),
                kind: Patch::Value(kind.into()),
                ..CustomerName::default()
            }),
        };
        Ok(NotePage { pagination: call.request.page.of(total), notes: found.into_iter().map(note).collect() })
    }
}
