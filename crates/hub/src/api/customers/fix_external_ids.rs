//! POST /customers/fix-external-ids: external ids given afterwards.

use domain::customers;
use domain::fault::Fault;
use wire::customer::FixExternalIds;
use wire::methods::CustomersFixExternalIds;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CustomersFixExternalIds {
    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        customers::fix_external_ids(call.tx, &call.act(), &call.request.0.rows)?;
        Ok(Done {})
    }
}
