//! POST /reference/currencies/{id}/edit: change a currency.

use serde_json::{Map, Value};
use wire::reference::Currency;
use wire::reply::Done;
use wire::{Arguments, Problem, Request};

use super::editing::fields;
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::currencies;
use crate::fault::Fault;

/// Changes a currency.
pub struct CurrenciesEdit;

/// A currency and the fields to change.
pub struct EditCurrency {
    id: i64,
    fields: Map<String, Value>,
}

impl Request for EditCurrency {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, fields: fields(&arguments.entity::<Currency>("currency")?)? })
    }
}

impl Method for CurrenciesEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/currencies/{id}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Change a currency";
    type Request = EditCurrency;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditCurrency>) -> Result<Done, Fault> {
        currencies::edit(call.tx, call.request.id, call.request.fields.clone(), call.now)?;
        Ok(Done {})
    }
}
