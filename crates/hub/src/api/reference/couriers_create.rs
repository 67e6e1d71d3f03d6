//! POST /reference/couriers/create: add a courier.

use serde_json::{Map, Value};
use wire::reference::Courier;
use wire::reply::Made;
use wire::{Arguments, Problem, Request};

use super::editing::fields;
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::couriers;
use crate::fault::Fault;

/// Adds a courier.
pub struct CouriersCreate;

/// A new courier: the fields that were sent.
pub struct NewCourier(Map<String, Value>);

impl Request for NewCourier {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        fields(&arguments.entity::<Courier>("courier")?).map(Self)
    }
}

impl Method for CouriersCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/couriers/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Add a courier";
    const STATUS: u16 = 201;
    type Request = NewCourier;
    type Reply = Made;

    fn answer(call: Call<'_, '_, NewCourier>) -> Result<Made, Fault> {
        Ok(Made { id: couriers::create(call.tx, call.request.0.clone(), call.now)? })
    }
}
