//! What payments cover: one in a completed status that comes without an amount covers what is left of the order.

use serde_json::{Value, json};

use crate::support::dice::Dice;
use crate::support::steps::{assert_within, id};
use crate::support::{Actor, TestHub};

/// The payments of an order, in their order.
fn payments(order: &Value) -> Vec<Value> {
    match &order["payments"] {
        Value::Object(by_id) => by_id.values().cloned().collect(),
        list => list.as_array().cloned().unwrap_or_default(),
    }
}

fn amounts(order: &Value) -> Vec<Value> {
    payments(order).iter().map(|payment| payment.get("amount").cloned().unwrap_or_default()).collect()
}

fn of_hundred(payments: Value) -> Value {
    json!({"items": [{"productName": "Tea", "initialPrice": 90}], "delivery": {"cost": 10}, "payments": payments})
}

#[test]
fn a_completed_payment_without_amount_covers_what_is_left_wherever_it_is_sent() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let is_paid = |order: &Value, covered: Value| {
        assert_within(order, &json!({"totalSumm": 100, "prepaySum": 100, "fullPaidAt": "2026-03-14 15:00:00"}));
        assert_eq!(json!(amounts(order)), covered, "{order:#}");
    };
    for blank in [json!({}), json!({"amount": null}), json!({"amount": ""}), json!({"amount": "  "})] {
        let paid = |more: Value| {
            let mut payment = json!({"type": "cash", "status": "paid"});
            payment.as_object_mut().expect("an object").extend(blank.as_object().cloned().expect("an object"));
            payment.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
            payment
        };
        // orders/create, orders/upload, orders/edit
        is_paid(&key.order(of_hundred(json!([paid(json!({}))]))), json!([100]));
        let uploaded = key.post("/orders/upload", form! { orders: [of_hundred(json!([paid(json!({}))]))] }).ok();
        is_paid(&uploaded["orders"][0], json!([100]));
        let order = id(&key.order(of_hundred(json!([]))));
        is_paid(&key.edit_order(order, json!({"payments": [paid(json!({}))]})), json!([100]));
        // orders/payments/create, orders/payments/edit
        let order = id(&key.order(of_hundred(json!([]))));
        key.post("/orders/payments/create", form! { payment: paid(json!({"order": {"id": order}})) }).ok();
        is_paid(&key.read_order(order), json!([100]));
        let order = key.order(of_hundred(json!([{"type": "cash", "status": "not-paid"}])));
        let payment = id(&order["payments"][0]);
        key.post(&format!("/orders/payments/{payment}/edit"), form! { by: "id", payment: paid(json!({})) }).ok();
        is_paid(&key.read_order(id(&order)), json!([100]));
        // Those with an amount count first, then those without in their order.
        let several =
            json!([paid(json!({})), {"type": "cash", "status": "paid", "amount": 60}, paid(json!({})), {"type": "cash", "amount": 30}]);
        is_paid(&key.order(of_hundred(several)), json!([40, 60, 0, 30]));
    }
    for version in ["v3", "v4"] {
        let order = json!({"items": [{"productName": "Tea", "initialPrice": 100}], "paymentType": "cash", "paymentStatus": "paid"});
        let made = key.post(&format!("/api/{version}/orders/create"), form! { order: order }).ok()["order"].take();
        is_paid(&made, json!([100]));
        let order = id(&key.order(json!({"items": [{"productName": "Tea", "initialPrice": 100}], "payments": [{"type": "cash"}]})));
        let edited = form! { by: "id", order: {paymentStatus: "paid"} };
        is_paid(&key.post(&format!("/api/{version}/orders/{order}/edit"), edited).ok()["order"], json!([100]));
    }
}

#[test]
fn what_was_covered_once_is_what_was_paid() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(of_hundred(json!([{"type": "cash", "status": "paid"}]))));
    // A dearer order is not paid in full any more, and one that is paid too much has nothing left.
    assert_within(&key.edit_order(order, json!({"delivery": {"cost": 30}})), &json!({"prepaySum": 100, "fullPaidAt": null}));
    key.edit_order(order, json!({"delivery": {"cost": 0}}));
    key.post("/orders/payments/create", form! { payment: {type: "cash", status: "paid", order: {id: order}} }).ok();
    let read = key.read_order(order);
    assert_eq!((json!(amounts(&read)), &read["prepaySum"]), (json!([100, 0]), &json!(100)));
    // Nothing is an amount too, and one that is not completed covers nothing.
    let order = key.order(of_hundred(json!([{"type": "cash", "status": "paid", "amount": 0}, {"type": "cash", "status": "invoice"}])));
    assert_eq!((json!(amounts(&order)), &order["prepaySum"]), (json!([0, null]), &json!(0)));
    // An order that is made before its lines is paid when they come.
    let order = id(&key.order(json!({"payments": [{"type": "cash", "status": "paid"}]})));
    assert_within(&key.edit_order(order, json!({"items": [{"productName": "Tea", "initialPrice": 7}]})), &json!({"prepaySum": 7}));
    // Hundredths that do not divide: what is shown as paid is what counts.
    let thirds = json!([33.3333, 33.3333, 33.3333].map(|amount| json!({"type": "cash", "status": "paid", "amount": amount})));
    assert_within(&key.order(of_hundred(thirds)), &json!({"prepaySum": 100, "fullPaidAt": "2026-03-14 15:00:00"}));
}

/// A payment as the test keeps account of it, in hundredths.
#[derive(Clone, Copy)]
struct Account {
    id: i64,
    complete: bool,
    amount: Option<i64>,
}

/// What the payments come to; those without an amount take what is left.
fn settle(accounts: &mut [Account], total: i64) -> i64 {
    let mut paid: i64 = accounts.iter().filter(|account| account.complete).filter_map(|account| account.amount).sum();
    for account in accounts.iter_mut().filter(|account| account.complete && account.amount.is_none()) {
        let left = (total - paid).max(0);
        account.amount = Some(left);
        paid += left;
    }
    paid
}

fn money(hundredths: i64) -> Value {
    json!(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

fn step(key: &Actor, dice: &mut Dice, order: i64, accounts: &mut Vec<Account>) {
    let complete = dice.roll(2) == 0;
    let amount = (dice.roll(3) > 0).then(|| dice.roll(6000) as i64);
    let mut sent = json!({"status": if complete { "paid" } else { "not-paid" }, "type": "cash"});
    match (amount, dice.roll(2)) {
        (Some(amount), _) => sent["amount"] = money(amount),
        (None, 0) => sent["amount"] = json!(""),
        (None, _) => {}
    }
    let said = sent.get("amount").is_some();
    let at = if accounts.is_empty() { 0 } else { dice.roll(accounts.len() as u64) as usize };
    match dice.roll(if accounts.is_empty() { 1 } else { 5 }) {
        0 => {
            sent["order"] = json!({"id": order});
            let id = id(&key.post("/orders/payments/create", form! { payment: sent }).ok());
            accounts.push(Account { id, complete, amount });
        }
        1 => {
            key.post(&format!("/orders/payments/{}/delete", accounts[at].id), form! {}).ok();
            accounts.remove(at);
        }
        2 => {
            key.post(&format!("/orders/payments/{}/edit", accounts[at].id), form! { by: "id", payment: sent }).ok();
            accounts[at].complete = complete;
            accounts[at].amount = if said { amount } else { accounts[at].amount };
        }
        _ => {
            // The whole list anew: the one changed, the others only named.
            let list: Vec<Value> = accounts
                .iter()
                .enumerate()
                .map(|(place, account)| {
                    let mut payment = if place == at { sent.clone() } else { json!({}) };
                    payment["id"] = json!(account.id);
                    payment
                })
                .collect();
            key.edit_order(order, json!({ "payments": list }));
            accounts[at].complete = complete;
            accounts[at].amount = if said { amount } else { accounts[at].amount };
        }
    }
}

#[test]
fn random_sequences_never_pay_more_or_less_than_was_sent() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut dice = Dice(7);
    for _ in 0..4 {
        let order = id(&key.order(json!({"items": [{"productName": "Tea", "initialPrice": "99.99"}]})));
        let mut accounts: Vec<Account> = Vec::new();
        let mut total = 9999;
        for _ in 0..25 {
            step(&key, &mut dice, order, &mut accounts);
            let mut paid = settle(&mut accounts, total);
            if dice.roll(4) == 0 {
                total = 9999 + dice.roll(5000) as i64;
                key.edit_order(order, json!({"delivery": {"cost": money(total - 9999)}}));
                paid = settle(&mut accounts, total);
            }
            let read = key.read_order(order);
            let hundredths = |value: &Value| (value.as_f64().unwrap_or(-1.0) * 100.0).round() as i64;
            let shown: Vec<(i64, Option<i64>)> =
                payments(&read).iter().map(|payment| (id(payment), payment.get("amount").map(hundredths))).collect();
            assert_eq!(shown, accounts.iter().map(|account| (account.id, account.amount)).collect::<Vec<_>>(), "{read:#}");
            assert_eq!((hundredths(&read["totalSumm"]), hundredths(&read["prepaySum"])), (total, paid), "{read:#}");
            assert_eq!(read.get("fullPaidAt").is_some(), paid >= total, "{read:#}");
        }
    }
}
