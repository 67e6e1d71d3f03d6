//! GET /orders/statuses: the statuses of some orders.

use wire::methods::OrdersStatuses;
use wire::order::{OrderStatuses, StatusList};

use crate::api::{Answer, Call};
use crate::domain::orders;
use crate::fault::Fault;

impl Answer for OrdersStatuses {
    fn answer(call: Call<'_, '_, OrderStatuses>) -> Result<StatusList, Fault> {
        Ok(StatusList { orders: orders::statuses(call.tx, &call.act(), &call.request.ids, &call.request.external_ids)? })
    }
}
