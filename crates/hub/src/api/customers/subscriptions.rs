//! POST /customers/{externalId}/subscriptions: mailing subscriptions switched.

use domain::customers;
use domain::fault::Fault;
use wire::customer::Subscribe;
use wire::methods::CustomersSubscriptions;
use wire::reply::Done;

use crate::api::{Answer, Call};

impl Answer for CustomersSubscriptions {
    fn answer(call: Call<'_, '_, Subscribe>) -> Result<Done, Fault> {
        let site = call.site_of(&call.request.which, call.request.site.as_deref())?;
        customers::subscribe(call.tx, &call.act(), &call.request.which, site, &call.request.subscriptions)?;
        Ok(Done {})
    }
}
