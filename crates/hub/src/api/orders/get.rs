//! GET /orders/{externalId}: one order.

use domain::fault::Fault;
use domain::orders;
use wire::Reference;
use wire::methods::OrdersGet;
use wire::order::{GetOrder, OneOrder};
use wire::reply::Ready;

use crate::api::{Answer, Call};

impl Answer for OrdersGet {
    fn answer(call: Call<'_, '_, GetOrder>) -> Result<OneOrder, Fault> {
        let (act, version) = (call.act(), call.caller.version);
        let (found, site) = match &call.request.which {
            Reference::Id(id) => (orders::get(call.tx, &act, *id, version)?, None),
            Reference::External(external_id) => {
                let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
                (orders::get_external(call.tx, &act, site, external_id, version)?, Some(site))
            }
        };
        let text = match found {
            Some(text) => text,
            None => return Err(orders::absent(call.tx, &act, &call.request.which, site)?.into()),
        };
        Ok(OneOrder { order: Ready::new(text)? })
    }
}
