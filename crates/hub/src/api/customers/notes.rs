//! GET /customers/notes: notes on customers.

use database::notes::Of;
use domain::customers;
use domain::fault::Fault;
use wire::customer::{ListNotes, Note, NotePage};
use wire::methods::CustomersNotes;
use wire::order::CustomerName;
use wire::{Int, Moment, Patch, Text};

use crate::api::{Answer, Call};

impl Answer for CustomersNotes {
    fn answer(call: Call<'_, '_, ListNotes>) -> Result<NotePage, Fault> {
        page(call, Of::Customers)
    }
}

/// The page that a call asks for.
pub fn page(call: Call<'_, '_, ListNotes>, of: Of) -> Result<NotePage, Fault> {
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
