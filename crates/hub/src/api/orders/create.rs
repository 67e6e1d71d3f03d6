//! POST /orders/create: a new order.

use schemars::JsonSchema;
use serde::Serialize;
use wire::order::{CreateOrder, Order};
use wire::reply::Ready;
use wire::{Arguments, Problem, Request};

use crate::account::Account;
use crate::api::{Call, Caller, Method, Permission, Verb, Versions};
use crate::domain::catalogue::find::{Goods, Named};
use crate::domain::orders::{self, NewOrder};
use crate::fault::Fault;

/// Create an order; its customer is found by the matching rule or made.
pub struct OrdersCreate;

/// The request, and what was worked out of it before the transaction.
#[derive(JsonSchema)]
pub struct NewOrderRequest {
    #[schemars(flatten)]
    sent: CreateOrder,
    #[schemars(skip)]
    goods: Vec<Option<Goods>>,
    #[schemars(skip)]
    taken: Option<NewOrder>,
}

impl Request for NewOrderRequest {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { sent: CreateOrder::read(arguments)?, goods: Vec::new(), taken: None })
    }
}

/// The order that was made.
#[derive(Serialize, JsonSchema)]
pub struct MadeOrder {
    /// Internal id.
    id: i64,
    /// The whole order; its payments are a list.
    order: Ready<Order>,
}

impl Method for OrdersCreate {
    const VERB: Verb = Verb::Post;
    const PATH: &'static str = "/orders/create";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderWrite;
    const SUMMARY: &'static str = "Create an order; its customer is matched or created";
    const STATUS: u16 = 201;
    type Request = NewOrderRequest;
    type Reply = MadeOrder;

    fn offers(request: &NewOrderRequest, caller: &Caller, account: &Account) -> Vec<Named> {
        let site = caller.site(account, request.sent.site.as_deref());
        site.map(|site| orders::goods::named(&request.sent.order, site.id)).unwrap_or_default()
    }

    fn take_goods(request: &mut NewOrderRequest, found: Vec<Option<Goods>>) {
        request.goods = found;
    }

    fn prepare(request: &mut NewOrderRequest, caller: &Caller, account: &Account) -> Result<(), Problem> {
        let site = caller.site(account, request.sent.site.as_deref())?;
        request.taken = Some(orders::take_in(&request.sent.order, site, account, caller.now, &request.goods)?);
        Ok(())
    }

    fn answer(call: Call<'_, '_, NewOrderRequest>) -> Result<MadeOrder, Fault> {
        let new = call.request.taken.as_ref().ok_or_else(Problem::internal)?;
        let act = call.act();
        call.tx.lock(orders::locks(new))?;
        let made = orders::create(call.tx, &act, new)?;
        let text = orders::made(call.tx, &act, &made, call.caller.version)?;
        Ok(MadeOrder { id: made.id, order: Ready::new(text)? })
    }
}
