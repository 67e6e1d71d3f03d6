//! GET /orders/{externalId}: one order.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Reference;
use wire::order::{GetOrder, Order};
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::orders;
use crate::fault::Fault;

/// Read one order.
pub struct OrdersGet;

/// One order.
#[derive(Serialize, JsonSchema)]
pub struct OneOrder {
    /// The order.
    order: Ready<Order>,
}

impl Method for OrdersGet {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/orders/{externalId}";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderRead;
    const SUMMARY: &'static str = "Get one order";
    type Request = GetOrder;
    type Reply = OneOrder;

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
