//! POST /reference/currencies/{id}/edit: change a currency.

use wire::methods::CurrenciesEdit;
use wire::reference::{Currency, EditNumbered};
use wire::reply::Done;

use crate::api::{Answer, Call};
use crate::domain::audit_log::By;
use crate::domain::reference::{currencies, fields};
use crate::fault::Fault;

impl Answer for CurrenciesEdit {
    fn answer(call: Call<'_, '_, EditNumbered<Currency>>) -> Result<Done, Fault> {
        currencies::edit(call.tx, call.request.id, fields(&call.request.entry)?, &By::Key(call.caller.key.id), call.now)?;
        Ok(Done {})
    }
}
