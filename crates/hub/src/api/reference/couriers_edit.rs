//! POST /reference/couriers/{id}/edit: change a courier.

use serde_json::{Map, Value};
use wire::reference::Courier;
use wire::reply::Done;
use wire::{Arguments, Problem, Request};

use super::editing::fields;
use crate::api::{Call, Method, Scope, Verb, Versions};
use crate::domain::reference::couriers;
use crate::fault::Fault;

/// Changes a courier.
pub struct CouriersEdit;

/// A courier and the fields to change.
pub struct EditCourier {
    id: i64,
    fields: Map<String, Value>,
}

impl Request for EditCourier {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, fields: fields(&arguments.entity::<Courier>("courier")?)? })
    }
}

impl Method for CouriersEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/couriers/{id}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Scope = Scope::ReferenceWrite;
    const SUMMARY: &'static str = "Change a courier";
    type Request = EditCourier;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditCourier>) -> Result<Done, Fault> {
        couriers::edit(call.tx, call.request.id, call.request.fields.clone(), call.now)?;
        Ok(Done {})
    }
}
