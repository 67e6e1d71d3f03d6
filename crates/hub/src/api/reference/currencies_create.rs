//! POST /reference/currencies/create: add a currency.

use domain::audit_log::By;
use domain::fault::Fault;
use domain::reference::{currencies, fields};
use wire::methods::CurrenciesCreate;
use wire::reference::{Currency, NewEntry};
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for CurrenciesCreate {
    fn answer(call: Call<'_, '_, NewEntry<Currency>>) -> Result<Made, Fault> {
        Ok(Made { id: currencies::create(call.tx, fields(&call.request.entry)?, &By::Key(call.caller.key.id), call.now)? })
    }
}
