//! POST /reference/couriers/create: add a courier.

use wire::reference::{Courier, NewEntry};
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference::{couriers, fields};
use crate::fault::Fault;

/// Adds a courier.
pub struct CouriersCreate;

impl Method for CouriersCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/couriers/create";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Add a courier";
    const STATUS: u16 = 201;
    type Request = NewEntry<Courier>;
    type Reply = Made;

    fn answer(call: Call<'_, '_, NewEntry<Courier>>) -> Result<Made, Fault> {
        Ok(Made { id: couriers::create(call.tx, fields(&call.request.entry)?, call.now)? })
    }
}
