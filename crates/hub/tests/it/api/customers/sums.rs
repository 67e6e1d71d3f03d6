//! What a customer's orders come to: right at once after whatever happens to them, and as cheap for a customer of many.

use database::{Scope, Sites, customers, orders, sums};
use serde_json::{Value, json};

use crate::support::dice::Dice;
use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub};

/// Every order that a key sees of a customer, by walking the list of all orders.
fn brute_force(key: &Actor, customer: i64) -> [f64; 3] {
    let orders = rows(&key.get("/orders", form! { limit: 100 }).ok(), "orders");
    let theirs = orders.iter().filter(|order| order["customer"]["id"] == customer);
    let number = |value: &Value| value.as_f64().unwrap_or(0.0);
    theirs.fold([0.0; 3], |[count, sum, costs], order| {
        [count + 1.0, sum + number(&order["totalSumm"]), costs + number(&order["purchaseSumm"])]
    })
}

#[track_caller]
fn assert_sums(keys: &[&Actor], customers: &[i64], step: &str) {
    for (index, key) in keys.iter().enumerate() {
        for customer in customers {
            let reply = key.get(&format!("/customers/{customer}"), form! { by: "id" });
            if reply.status != 200 {
                continue;
            }
            let shown = &reply.json["customer"];
            let kept = ["ordersCount", "totalSumm", "costSumm"].map(|field| shown[field].as_f64().unwrap_or(f64::NAN));
            let expected = brute_force(key, *customer);
            let near = kept.iter().zip(&expected).all(|(kept, expected)| (kept - expected).abs() < 0.001);
            assert!(near, "{step}: key {index}, customer {customer}: {kept:?} in place of {expected:?}");
        }
    }
}

#[test]
fn sums_are_those_of_the_orders_after_every_write() {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let narrow = hub.key_of_rows("all", "source=cpa");
    let mut dice = Dice(15);
    let mut theirs: Vec<i64> = (0..4).map(|_| all.customer_in("north", json!({"firstName": "Ann"}))).collect();
    let mut made: Vec<(i64, bool)> = Vec::new();
    let item = |dice: &mut Dice| json!([{"productName": "Tea", "quantity": 1 + dice.roll(3), "initialPrice": dice.roll(500), "purchasePrice": dice.roll(90)}]);
    for step in 0..60 {
        let customer = theirs[dice.roll(theirs.len() as u64) as usize];
        let source = if dice.roll(3) == 0 { "cpa" } else { "seo" };
        let what = match dice.roll(10) {
            0..=4 => {
                let in_north = dice.roll(2) == 0;
                let day = format!("2025-0{}-11 10:00:00", 1 + dice.roll(9));
                let order = json!({"customer": {"id": customer}, "items": item(&mut dice), "source": {"source": source}, "createdAt": day});
                made.push((id(&all.order_in(if in_north { "north" } else { "south" }, order)), in_north));
                "create"
            }
            5..=6 if !made.is_empty() => {
                let (order, _) = made[dice.roll(made.len() as u64) as usize];
                all.edit_order(order, json!({"items": item(&mut dice), "source": {"source": source}}));
                "edit"
            }
            7 if made.len() > 1 => {
                let (gone, north) = made.remove(dice.roll(made.len() as u64) as usize);
                match made.iter().find(|(_, other)| *other == north) {
                    Some((stays, _)) => {
                        all.post("/orders/combine", form! { order: {id: gone}, resultOrder: {id: stays}, technique: "summ" }).ok();
                    }
                    None => made.push((gone, north)),
                }
                "combine orders"
            }
            8 if theirs.len() > 2 => {
                let gone = theirs.remove(0);
                all.post("/customers/combine", form! { customers: [{id: gone}], resultCustomer: {id: theirs[0]} }).ok();
                "combine customers"
            }
            _ => {
                let orders = [1, 2].map(|_| json!({"customer": {"id": customer}, "items": item(&mut dice), "source": {"source": source}}));
                let reply = all.post("/orders/upload", form! { site: "north", orders: orders }).ok();
                made.extend(rows(&reply, "uploadedOrders").iter().map(|order| (id(order), true)));
                "upload"
            }
        };
        if step % 6 == 5 {
            assert_sums(&[&north, &south, &all, &narrow], &theirs, &format!("step {step}, {what}"));
        }
        let differing = hub.hub.db.read_now(|tx| sums::differences(tx, 10)).expect("sums can be compared");
        assert_eq!(differing, [], "step {step}, {what}");
    }
}

#[test]
fn kept_sums_that_were_changed_by_hand_are_found_and_mended() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    let customer = key.customer(json!({"firstName": "Ann"}));
    let order = || key.order(json!({"customer": {"id": customer}, "items": [{"productName": "Tea", "initialPrice": 10}]}));
    order();
    order();
    for text in ["DELETE FROM customer_sums", "UPDATE customer_sums SET total = total + 1", "UPDATE customer_sums SET newest_at = 5"] {
        hub.hub.db.write_now(move |tx| tx.execute(text)).expect("rows can be changed by hand");
        let found = hub.hub.db.read_now(|tx| sums::differences(tx, 10)).expect("sums can be compared");
        assert_eq!(found, [(customer, shop.id)], "{text}");
        hub.hub.db.write_now(move |tx| sums::mend(tx, customer, shop.id)).expect("sums can be mended");
        assert_eq!(hub.hub.db.read_now(|tx| sums::differences(tx, 10)).expect("sums can be compared"), []);
        assert_eq!(key.read_customer(customer)["ordersCount"], 2);
    }
    hub.hub.db.write_now(move |tx| sums::mend(tx, customer, 99)).expect("what has no orders keeps nothing");
    assert_eq!(key.read_customer(customer)["totalSumm"], 20);
}

/// Whatever is read of one customer or order is found by ids: no statement walks through the customer's orders.
#[test]
fn no_order_of_a_customer_is_read_to_show_what_they_come_to() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    let customer = key.customer(json!({"firstName": "Ann"}));
    let order = id(&key.order(json!({"customer": {"id": customer}})));
    for scope in [Scope::of(Sites::All), Scope::of(Sites::of([shop.id]))] {
        let plans = hub.hub.db.read_now(move |tx| {
            tx.note_plans()?;
            assert!(orders::show(tx, &scope, order)?.is_some());
            assert!(customers::show(tx, &scope, customer)?.is_some());
            assert_eq!(sums::totals(tx, &scope, &[customer])?.len(), 1);
            Ok::<_, database::Error>(tx.plans())
        });
        let plans = plans.expect("the plans can be read");
        assert!(plans.len() >= 3, "{plans:?}");
        for plan in plans {
            assert!(plan.contains("customer_sums") && !plan.contains("orders_customer"), "{plan}");
        }
    }
}
