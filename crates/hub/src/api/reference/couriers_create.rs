//! POST /reference/couriers/create: add a courier.

use domain::fault::Fault;
use domain::reference::{couriers, fields};
use wire::methods::CouriersCreate;
use wire::reference::{Courier, NewEntry};
use wire::reply::Made;

use crate::api::{Answer, Call};

impl Answer for CouriersCreate {
    fn answer(call: Call<'_, '_, NewEntry<Courier>>) -> Result<Made, Fault> {
        Ok(Made { id: couriers::create(call.tx, fields(&call.request.entry)?, call.now)? })
    }
}
