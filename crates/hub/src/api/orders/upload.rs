//! POST /orders/upload: up to 50 new orders.

use schemars::JsonSchema;
use serde::Serialize;
use wire::order::{Order, UploadOrders};
use wire::reply::Ready;
use wire::{Arguments, Problem, Request};

use crate::account::Account;
use crate::api::bulk::{Outcome, Row};
use crate::api::{Call, Caller, Method, Permission, Verb, Versions};
use crate::domain::catalogue::find::{Goods, Named};
use crate::domain::orders::{self, NewOrder};
use crate::fault::Fault;

/// Create up to 50 orders at once; good ones are kept when others are refused.
pub struct OrdersUpload;

/// The request, and what was worked out of each order before the transaction.
#[derive(JsonSchema)]
pub struct UploadRequest {
    #[schemars(flatten)]
    sent: UploadOrders,
    #[schemars(skip)]
    goods: Vec<Option<Goods>>,
    #[schemars(skip)]
    names: Vec<Option<String>>,
    #[schemars(skip)]
    taken: Vec<Result<NewOrder, Problem>>,
}

impl Request for UploadRequest {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { sent: UploadOrders::read(arguments)?, goods: Vec::new(), names: Vec::new(), taken: Vec::new() })
    }
}

/// The orders that were made, in the order they were sent.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadedOrders {
    /// Their ids.
    uploaded_orders: Vec<Row>,
    /// The whole orders; their payments are lists.
    orders: Vec<Ready<Order>>,
    /// Empty: with refused orders the answer is an error with the status 460, which lists both.
    failed_orders: Vec<Row>,
}

impl Method for OrdersUpload {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/upload";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Create up to 50 orders at once; valid ones are saved even if others are refused";
    type Request = UploadRequest;
    type Reply = UploadedOrders;

    fn offers(request: &UploadRequest, caller: &Caller, account: &Account) -> Vec<Named> {
        let Ok(site) = caller.site(account, request.sent.site.as_deref()) else { return Vec::new() };
        let orders = request.sent.orders.iter().filter_map(|(_, sent)| sent.as_ref().ok());
        orders.flat_map(|order| orders::goods::named(order, site.id)).collect()
    }

    fn take_goods(request: &mut UploadRequest, found: Vec<Option<Goods>>) {
        request.goods = found;
    }

    fn prepare(request: &mut UploadRequest, caller: &Caller, account: &Account) -> Result<(), Problem> {
        let site = caller.site(account, request.sent.site.as_deref())?;
        let mut goods = std::mem::take(&mut request.goods);
        for (name, sent) in std::mem::take(&mut request.sent.orders) {
            let taken = sent.map_err(|(path, error)| Problem::entity(path, error));
            let taken = taken.and_then(|order| {
                // Orders whose lines name no offers have none here.
                let of_order = orders::goods::named(&order, site.id).len().min(goods.len());
                let own: Vec<Option<Goods>> = goods.drain(..of_order).collect();
                orders::take_in(&order, site, account, caller.now, &own)
            });
            request.names.push(name);
            request.taken.push(taken);
        }
        Ok(())
    }

    fn answer(call: Call<'_, '_, UploadRequest>) -> Result<UploadedOrders, Fault> {
        let act = call.act();
        call.tx.lock(call.request.taken.iter().flatten().flat_map(orders::locks))?;
        let mut outcome = Outcome::default();
        let mut texts = Vec::new();
        for (index, (name, taken)) in call.request.names.iter().zip(&call.request.taken).enumerate() {
            let made = match taken {
                Ok(new) => orders::create(call.tx, &act, new),
                Err(problem) => Err(problem.clone().into()),
            };
            if let Some(made) = outcome.take(index, name.as_deref(), made)? {
                texts.push(orders::made(call.tx, &act, &made, call.caller.version)?);
                outcome.uploaded.push(Row { id: made.id, external_id: made.external_id });
            }
        }
        outcome.finish("Orders are loaded with errors", "uploadedOrders", "failedOrders")?;
        Ok(UploadedOrders { uploaded_orders: outcome.uploaded, failed_orders: Vec::new(), orders: crate::api::ready(texts)? })
    }
}
