//! POST /reference/currencies/{id}/edit: change a currency.

use wire::reference::{Currency, EditNumbered};
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::audit_log::By;
use crate::domain::reference::{currencies, fields};
use crate::fault::Fault;

/// Changes a currency.
pub struct CurrenciesEdit;

impl Method for CurrenciesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/currencies/{id}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Edit a currency";
    type Request = EditNumbered<Currency>;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditNumbered<Currency>>) -> Result<Done, Fault> {
        currencies::edit(call.tx, call.request.id, fields(&call.request.entry)?, &By::Key(call.caller.key.id), call.now)?;
        Ok(Done {})
    }
}
