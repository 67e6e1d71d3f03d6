//! `kill -9` while uploads run: every answered order is there afterwards, and none is half there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Actor, Call, Program};

const THREADS: usize = 6;
const ROUNDS: usize = 3;
/// Orders in one upload.
const BATCH: usize = 10;
/// Answered uploads of orders before the process is killed.
const ENOUGH: usize = 20;

/// The external ids of every upload, and whether it was answered.
type Uploads = Vec<(Vec<String>, bool)>;

fn order(id: &str) -> Value {
    json!({
        "externalId": id,
        "firstName": format!("Name {id}"),
        "customer": {"externalId": format!("c-{id}"), "firstName": format!("Name {id}")},
        "items": [{"productName": "tea", "initialPrice": 10, "quantity": 2}, {"productName": "cup", "initialPrice": 5, "quantity": 1}],
        "payments": [{"externalId": format!("p-{id}"), "type": "cash", "amount": 25}],
    })
}

/// Uploads new customers with their orders until the server is gone.
fn upload(key: &Actor, name: &str, answered: &AtomicUsize) -> Uploads {
    let mut uploads = Uploads::new();
    for number in 0.. {
        let ids: Vec<String> = (0..BATCH).map(|index| format!("{name}-{number}-{index}")).collect();
        let customers: Vec<Value> =
            ids.iter().map(|id| json!({"externalId": format!("c-{id}"), "firstName": format!("Name {id}")})).collect();
        match key.try_call(Call::post("/customers/upload").form(form! { customers: customers })) {
            Ok(reply) => assert_eq!(reply.status, 200, "{reply}"),
            Err(_) => break,
        }
        let orders: Vec<Value> = ids.iter().map(|id| order(id)).collect();
        let reply = key.try_call(Call::post("/orders/upload").form(form! { orders: orders }));
        if let Ok(reply) = &reply {
            assert_eq!(reply.status, 200, "{reply}");
            answered.fetch_add(1, Ordering::SeqCst);
        }
        uploads.push((ids, reply.is_ok()));
        if reply.is_err() {
            break;
        }
    }
    uploads
}

/// Every row of a list, page by page.
fn every(key: &Actor, path: &str, rows: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for page in 1.. {
        let reply = key.get(path, form! { page: page, limit: 100 }).ok();
        all.extend(reply[rows].as_array().cloned().unwrap_or_default());
        if page >= reply["pagination"]["totalPageCount"].as_i64().unwrap_or_default() {
            break;
        }
    }
    all
}

/// Every row of a history, moving on by the last id seen.
fn history(key: &Actor, path: &str) -> Vec<Value> {
    let (mut all, mut since) = (Vec::<Value>::new(), json!(0));
    loop {
        let reply = key.get(path, form! { "filter[sinceId]": since, limit: 100 }).ok();
        let rows = reply["history"].as_array().cloned().unwrap_or_default();
        let Some(last) = rows.last() else { return all };
        since = last["id"].clone();
        all.extend(rows);
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Checks that what is stored is whole: orders, their customers, payments and history agree.
fn judge(key: &Actor, uploads: &Uploads) {
    let orders: BTreeMap<String, Value> =
        every(key, "/orders", "orders").into_iter().map(|order| (text(&order["externalId"]), order)).collect();
    for (ids, answered) in uploads {
        let there = ids.iter().filter(|id| orders.contains_key(*id)).count();
        // An upload is one transaction: all of it or nothing.
        assert!(there == BATCH || (there == 0 && !answered), "{there} of {ids:?} are there; answered: {answered}");
    }
    let known: BTreeSet<&String> = uploads.iter().flat_map(|(ids, _)| ids).collect();
    assert!(orders.keys().all(|id| known.contains(id)), "an order that was not sent");

    let customers: BTreeSet<i64> = every(key, "/customers", "customers").iter().filter_map(|customer| customer["id"].as_i64()).collect();
    for (id, order) in &orders {
        assert_eq!(order["customer"]["externalId"], format!("c-{id}"), "{order}");
        assert!(customers.contains(&order["customer"]["id"].as_i64().unwrap_or_default()), "{order}");
        assert_eq!((order["items"].as_array().map(Vec::len), &order["totalSumm"]), (Some(2), &json!(25)), "{order}");
        let payments: Vec<&Value> =
            order["payments"].as_object().into_iter().flatten().map(|(_, payment)| &payment["externalId"]).collect();
        assert_eq!(payments, [&json!(format!("p-{id}"))], "{order}");
    }

    let rows = history(key, "/orders/history");
    let created: Vec<String> = rows.iter().filter(|row| row["created"] == true).map(|row| text(&row["order"]["externalId"])).collect();
    assert_eq!(created.len(), orders.len());
    assert!(created.iter().all(|id| orders.contains_key(id)));
    let rows = history(key, "/customers/history");
    let created: BTreeSet<i64> =
        rows.iter().filter(|row| row["created"] == true).filter_map(|row| row["customer"]["id"].as_i64()).collect();
    assert_eq!(created, customers);

    // The last answered order of each thread was the likeliest to be lost: it also reads by its external id, and its
    // payment can be found by its own.
    for id in uploads.iter().filter(|(_, answered)| *answered).filter_map(|(ids, _)| ids.last()).rev().take(THREADS) {
        assert_eq!(key.get(&format!("/orders/{id}"), form! {}).ok()["order"]["id"], orders[id]["id"]);
        key.post(&format!("/orders/payments/p-{id}/edit"), form! { payment: {comment: "counted"} }).ok();
        key.post("/orders/create", form! { order: order(id) }).refused(400, "Order already exists.");
    }
}

#[test]
fn every_answered_order_survives_and_none_is_half_there() {
    let mut hub = Program::start();
    hub.site("north");
    let key = hub.key("north", "all");
    let mut all = Uploads::new();
    for round in 0..ROUNDS {
        let (key, uploads, answered) = (hub.meet(&key), Mutex::new(Uploads::new()), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (key, uploads, answered) = (&key, &uploads, &answered);
                scope.spawn(move || {
                    let mine = upload(key, &format!("{round}-{thread}"), answered);
                    uploads.lock().expect("no thread has failed").extend(mine);
                });
            }
            let mut patience = 12_000;
            while answered.load(Ordering::SeqCst) < ENOUGH && patience > 0 {
                std::thread::sleep(Duration::from_millis(5));
                patience -= 1;
            }
            hub.kill();
        });
        assert!(answered.into_inner() >= ENOUGH, "too few uploads were answered in a minute");
        all.extend(uploads.into_inner().expect("no thread has failed"));
        hub.serve();
        judge(&hub.meet(&key), &all);
    }
}
