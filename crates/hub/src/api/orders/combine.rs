//! POST /orders/combine: two orders become one.

use schemars::JsonSchema;
use serde::Serialize;
use wire::order::CombineOrders;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Join two orders.
pub struct OrdersCombine;

/// The answer to a join.
#[derive(Serialize, JsonSchema)]
pub struct Combined {
    /// Empty when the orders were joined.
    errors: Vec<String>,
}

impl Method for OrdersCombine {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/combine";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Merge two orders";
    type Request = CombineOrders;
    type Reply = Combined;

    fn answer(call: Call<'_, '_, CombineOrders>) -> Result<Combined, Fault> {
        let CombineOrders { order, result, technique } = *call.request;
        orders::combine(call.tx, &call.act(), order, result, technique)?;
        Ok(Combined { errors: Vec::new() })
    }
}
