//! POST /customers/{externalId}/subscriptions: mailing subscriptions switched.

use wire::customer::Subscribe;
use wire::reply::Done;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::customers;
use crate::fault::Fault;

/// Switch mailing subscriptions of a customer.
pub struct CustomersSubscriptions;

impl Method for CustomersSubscriptions {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/customers/{externalId}/subscriptions";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerWrite;
    const SUMMARY: &'static str = "Turn mailing subscriptions of a customer on or off";
    type Request = Subscribe;
    type Reply = Done;

    fn answer(call: Call<'_, '_, Subscribe>) -> Result<Done, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        customers::subscribe(call.tx, &call.act(), &call.request.which, site, &call.request.subscriptions)?;
        Ok(Done {})
    }
}
