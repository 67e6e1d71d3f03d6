//! POST /customers-corporate/combine: corporate customers become one.

use wire::corporate::Combine;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate;
use crate::fault::Fault;

/// Merge corporate customers into one.
pub struct CorporateCombine;

impl Method for CorporateCombine {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers-corporate/combine";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Merge corporate customers into one";
    type Request = Combine;
    type Reply = Done;

    fn answer(call: Call<'_, '_, Combine>) -> Result<Done, Fault> {
        corporate::combine(call.tx, &call.act(), &call.request.customers, call.request.result)?;
        Ok(Done {})
    }
}
