//! POST /orders/create: a new order.

use domain::account::Account;
use domain::catalogue::find::{Goods, Named};
use domain::fault::Fault;
use domain::orders::{self, NewOrder};
use wire::Problem;
use wire::methods::OrdersCreate;
use wire::order::{CreateOrder, MadeOrder};
use wire::reply::Ready;

use crate::api::{Answer, Call, Caller};

/// Create an order; its customer is found by the matching rule or made.
impl Answer<Option<NewOrder>> for OrdersCreate {
    fn offers(request: &CreateOrder, caller: &Caller, account: &Account) -> Vec<Named> {
        let site = caller.site(account, request.site.as_deref());
        site.map(|site| orders::goods::named(&request.order, site.id)).unwrap_or_default()
    }

    fn prepare(
        request: &mut CreateOrder,
        goods: Vec<Option<Goods>>,
        caller: &Caller,
        account: &Account,
    ) -> Result<Option<NewOrder>, Problem> {
        let site = caller.site(account, request.site.as_deref())?;
        orders::take_in(&request.order, site, account, caller.now, &goods).map(Some)
    }

    fn answer(call: Call<'_, '_, CreateOrder, Option<NewOrder>>) -> Result<MadeOrder, Fault> {
        let new = call.prepared.as_ref().ok_or_else(Problem::internal)?;
        let act = call.act();
        call.tx.lock(orders::locks(new))?;
        let made = orders::create(call.tx, &act, new)?;
        let text = orders::made(call.tx, &act, &made, call.caller.version)?;
        Ok(MadeOrder { id: made.id, order: Ready::new(text)? })
    }
}
