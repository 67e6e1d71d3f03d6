//! POST /orders/combine: two orders become one.

use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersCombine;
use wire::order::{CombineOrders, Combined};

use crate::api::{Answer, Call};

impl Answer for OrdersCombine {
    fn answer(call: Call<'_, '_, CombineOrders>) -> Result<Combined, Fault> {
        let CombineOrders { order, result, technique } = *call.request;
        orders::combine(call.tx, &call.act(), order, result, technique)?;
        Ok(Combined { errors: Vec::new() })
    }
}
