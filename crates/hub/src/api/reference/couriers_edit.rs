//! POST /reference/couriers/{id}/edit: change a courier.

use domain::fault::Fault;
use domain::reference::{couriers, fields};
use wire::methods::CouriersEdit;
use wire::reference::{Courier, EditNumbered};
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CouriersEdit {
    fn answer(call: Call<'_, '_, EditNumbered<Courier>>) -> Result<Done, Fault> {
        couriers::edit(call.tx, call.request.id, fields(&call.request.entry)?, call.now)?;
        Ok(Done {})
    }
}
