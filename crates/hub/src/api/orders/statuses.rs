//! GET /orders/statuses: the statuses of some orders.

use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersStatuses;
use wire::order::{OrderStatuses, StatusList};

use crate::api::{Answer, Call};

impl Answer for OrdersStatuses {
    fn answer(call: Call<'_, '_, OrderStatuses>) -> Result<StatusList, Fault> {
        Ok(StatusList { orders: orders::statuses(call.tx, &call.act(), &call.request.ids, &call.request.external_ids)? })
    }
}
