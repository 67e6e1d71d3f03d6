//! POST /reference/currencies/{id}/edit: change a currency.

use domain::audit_log::By;
use domain::fault::Fault;
use domain::reference::{currencies, fields};
use wire::methods::CurrenciesEdit;
use wire::reference::{Currency, EditNumbered};
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CurrenciesEdit {
    fn answer(call: Call<'_, '_, EditNumbered<Currency>>) -> Result<Done, Fault> {
        currencies::edit(call.tx, call.request.id, fields(&call.request.entry)?, &By::Key(call.caller.key.id), call.now)?;
        Ok(Done {})
    }
}
