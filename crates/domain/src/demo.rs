//! A shop window: two stores, a landing page, customers, orders, and a key of each kind.

use database::{Scope, Sites, keys::Key};
use database::{Tx, orders as kept};
use serde_json::{Value, json};
use wire::order::Order;
use wire::{Moment, Problem};

use crate::access::grant::Grant;
use crate::access::pepper::Pepper;
use crate::account::Account;
use crate::act::{Act, Actor};
use crate::audit_log::By;
use crate::fault::Fault;
use crate::keys::{self, Reach};
use crate::{orders, sites};

/// A store of the demonstration: code, name.
const STORES: [(&str, &str); 3] = [("tea", "Tea shop"), ("coffee", "Coffee shop"), ("landing", "Landing page")];

/// A key of each kind: name, stores, methods.
pub const KEYS: [(&str, &str, &str); 4] = [
    ("Own programs", "all", "all"),
    ("Shop module of the tea shop", "tea", "all"),
    ("Landing page", "tea,landing", "/api/v*/orders/create"),
    (PARTNER, "all", "/api/v*/orders/statuses"),
];

/// The key of another company.
const PARTNER: &str = "CPA network";

/// What was sold: name, price.
const GOODS: [(&str, &str); 5] =
    [("Green tea, 100 g", "4.90"), ("Black tea, 250 g", "7.50"), ("Coffee beans, 1 kg", "18.00"), ("Teapot", "32.00"), ("Cup", "6.40")];

const STATUSES: [&str; 6] = ["new", "availability-confirmed", "assembling", "delivering", "complete", "no-call"];

/// Fills an account that has no orders; `tokens` are fresh ones, one for each of [`KEYS`].
///
/// # Errors
/// There are orders already, a store or a key is in the way, or the database failed.
pub fn fill(tx: &mut Tx<'_>, pepper: &Pepper, tokens: &[String], now: Moment) -> Result<Vec<Key>, Fault> {
    if kept::any(tx)? {
        return Err(Problem::new(400, "This account has orders; the demonstration is for a fresh one.").into());
    }
    for (code, name) in STORES {
        sites::add(tx, code, &sites::Changes { name: Some(name.to_owned()), ..sites::Changes::default() }, &By::CommandLine, now)?;
    }
    let mut made = Vec::new();
    for ((name, stores, methods), token) in KEYS.iter().zip(tokens) {
        let grant = Grant::parse(methods).map_err(|error| Problem::new(400, error))?;
        let changes = keys::Changes {
            name: Some((*name).to_owned()),
            reach: Some(Reach::parse(stores)),
            grant: Some(grant),
            card: keys::Card { party: (*name == PARTNER).then(|| PARTNER.to_owned()), ..keys::Card::default() },
            ..keys::Changes::default()
        };
        made.push(keys::add(tx, pepper, token, &changes, &By::CommandLine, now)?);
    }
    let account = Account::load(tx)?;
    let scope = Scope::of(Sites::All);
    let act = Act { scope: &scope, actor: Actor::Code, behind: None, account: &account, now, masks: None };
    for index in 0..24 {
        sell(tx, &act, index)?;
    }
    Ok(made)
}

/// Makes one order; every third buyer has bought before, the landing page's among them.
fn sell(tx: &mut Tx<'_>, act: &Act<'_>, index: usize) -> Result<(), Fault> {
    let (store, _) = STORES[index % STORES.len()];
    let buyer = index % 8 + 1;
    let line = |index: usize| {
        let (name, price) = GOODS[index % GOODS.len()];
        json!({"productName": name, "initialPrice": price, "quantity": index % 3 + 1})
    };
    let sent: Value = json!({
        "externalId": format!("demo-{}", index + 1),
        "firstName": format!("Buyer {buyer}"),
        "phone": format!("+7900000{buyer:04}"),
        "email": format!("buyer{buyer}@example.com"),
        "status": STATUSES[index % STATUSES.len()],
        "items": [line(index), line(index + 2)],
        "delivery": {"code": "courier", "cost": 3},
        "payments": [{"type": "cash", "amount": 10, "status": if index.is_multiple_of(2) { "paid" } else { "not-paid" }}],
    });
    let order: Order = wire::patch::read_value(sent).map_err(|(field, error)| Problem::entity(field, error))?;
    let site = act.account.site(store).ok_or_else(Problem::not_found)?;
    // An order an hour, the newest an hour ago.
    let made_at = Moment(act.now.0 - 3600 * (24 - index as i64));
    let new = orders::take_in(&order, site, act.account, made_at, &[])?;
    tx.lock(orders::locks(&new))?;
    orders::create(tx, act, &new).map(drop)
}
