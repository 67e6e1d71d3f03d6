//! POST /reference/currencies/create: add a currency.

use wire::reference::{Currency, NewEntry};
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::audit_log::By;
use crate::domain::reference::{currencies, fields};
use crate::fault::Fault;

/// Adds a currency.
pub struct CurrenciesCreate;

impl Method for CurrenciesCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/currencies/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Add a currency";
    const STATUS: u16 = 201;
    type Request = NewEntry<Currency>;
    type Reply = Made;

    fn answer(call: Call<'_, '_, NewEntry<Currency>>) -> Result<Made, Fault> {
        Ok(Made { id: currencies::create(call.tx, fields(&call.request.entry)?, &By::Key(call.caller.key.id), call.now)? })
    }
}
