//! POST /customers/combine: customers become one.

use wire::customer::CombineCustomers;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Merge customers into one.
pub struct CustomersCombine;

impl Method for CustomersCombine {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/combine";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Merge customers into one";
    type Request = CombineCustomers;
    type Reply = Done;

    fn answer(call: Call<'_, '_, CombineCustomers>) -> Result<Done, Fault> {
        customers::combine(call.tx, &call.act(), &call.request.customers, call.request.result)?;
        Ok(Done {})
    }
}
