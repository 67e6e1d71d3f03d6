//! POST /reference/currencies/create: add a currency.

use serde_json::{Map, Value};
use wire::reference::Currency;
use wire::reply::Made;
use wire::{Arguments, Problem, Request};

use super::editing::fields;
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::currencies;
use crate::fault::Fault;

/// Adds a currency.
pub struct CurrenciesCreate;

/// A new currency: the fields that were sent.
pub struct NewCurrency(Map<String, Value>);

impl Request for NewCurrency {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        fields(&arguments.entity::<Currency>("currency")?).map(Self)
    }
}

impl Method for CurrenciesCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/currencies/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Add a currency";
    const STATUS: u16 = 201;
    type Request = NewCurrency;
    type Reply = Made;

    fn answer(call: Call<'_, '_, NewCurrency>) -> Result<Made, Fault> {
        Ok(Made { id: currencies::create(call.tx, call.request.0.clone(), call.now)? })
    }
}
