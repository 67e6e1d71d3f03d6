//! POST /orders/fix-external-ids: external ids given afterwards.

use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersFixExternalIds;
use wire::order::FixExternalIds;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for OrdersFixExternalIds {
    fn answer(call: Call<'_, '_, FixExternalIds>) -> Result<Done, Fault> {
        orders::fix_external_ids(call.tx, &call.act(), &call.request.rows)?;
        Ok(Done {})
    }
}
