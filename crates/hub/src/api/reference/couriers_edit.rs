//! POST /reference/couriers/{id}/edit: change a courier.

use wire::reference::{Courier, EditNumbered};
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::reference::{couriers, fields};
use crate::fault::Fault;

/// Changes a courier.
pub struct CouriersEdit;

impl Method for CouriersEdit {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/reference/couriers/{id}/edit";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::ReferenceWrite;
    const SUMMARY: &'static str = "Edit a courier";
    type Request = EditNumbered<Courier>;
    type Reply = Done;

    fn answer(call: Call<'_, '_, EditNumbered<Courier>>) -> Result<Done, Fault> {
        couriers::edit(call.tx, call.request.id, fields(&call.request.entry)?, call.now)?;
        Ok(Done {})
    }
}
