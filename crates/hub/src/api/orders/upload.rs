//! POST /orders/upload: up to 50 new orders.

use domain::account::Account;
use domain::catalogue::find::{Goods, Named};
use domain::fault::Fault;
use domain::orders::{self, NewOrder};
use wire::Problem;
use wire::methods::OrdersUpload;
use wire::order::{UploadOrders, UploadedOrders};
use wire::reply::Row;

use crate::api::bulk::Outcome;
use crate::api::{Answer, Call, Caller};

/// The orders that were read, each with the name it was sent under.
type Taken = Vec<(Option<String>, Result<NewOrder, Problem>)>;

impl Answer<Taken> for OrdersUpload {
    fn offers(request: &UploadOrders, caller: &Caller, account: &Account) -> Vec<Named> {
        let Ok(site) = caller.site(account, request.site.as_deref()) else { return Vec::new() };
        let orders = request.orders.iter().filter_map(|(_, sent)| sent.as_ref().ok());
        orders.flat_map(|order| orders::goods::named(order, site.id)).collect()
    }

    fn prepare(request: &mut UploadOrders, mut goods: Vec<Option<Goods>>, caller: &Caller, account: &Account) -> Result<Taken, Problem> {
        let site = caller.site(account, request.site.as_deref())?;
        let mut all = Vec::with_capacity(request.orders.len());
        for (name, sent) in std::mem::take(&mut request.orders) {
            let taken = sent.map_err(|(path, error)| Problem::entity(path, error));
            let taken = taken.and_then(|order| {
                // Orders whose lines name no offers have none here.
                let of_order = orders::goods::named(&order, site.id).len().min(goods.len());
                let own: Vec<Option<Goods>> = goods.drain(..of_order).collect();
                orders::take_in(&order, site, account, caller.now, &own)
            });
            all.push((name, taken));
        }
        Ok(all)
    }

    fn answer(call: Call<'_, '_, UploadOrders, Taken>) -> Result<UploadedOrders, Fault> {
        let act = call.act();
        call.tx.lock(call.prepared.iter().flat_map(|(_, taken)| taken).flat_map(orders::locks))?;
        let mut outcome = Outcome::default();
        let mut texts = Vec::new();
        for (index, (name, taken)) in call.prepared.iter().enumerate() {
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
