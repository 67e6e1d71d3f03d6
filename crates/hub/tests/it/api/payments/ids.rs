//! The client's own id of a payment: unique in its store, however it is given; repeats from before are kept.

use database::{Database, Engine, Options, Sql};
use domain::fault::Fault;
use serde_json::{Value, json};
use wire::Problem;

use crate::support::steps::id;
use crate::support::{Account, Actor, Reply, TestHub};

fn refuses(reply: Reply, path: &str) {
    assert_eq!(reply.refused(400, "Payment already exists.").json["errors"], json!({ path: "Payment already exists." }));
}

fn named(external_id: &str) -> Value {
    json!({"type": "cash", "amount": 5, "externalId": external_id})
}

fn create(key: &Actor, order: i64, external_id: &str) -> Reply {
    let mut payment = named(external_id);
    payment["order"] = json!({"id": order});
    key.post("/orders/payments/create", form! { payment: payment })
}

#[test]
fn an_external_id_is_given_once_in_a_store() {
    let hub = TestHub::new();
    let (north, south, _) = hub.two_stores();
    let make = |order: Value| north.post("/orders/create", form! { order: order });
    // In one order.
    refuses(make(json!({"payments": [named("a"), named("b"), named("a")]})), "payments[2].externalId");
    let first = north.order(json!({"externalId": "1", "payments": [named("a"), named("b")]}));
    let (order, a, b) = (id(&first), id(&first["payments"][0]), id(&first["payments"][1]));
    let other = north.order(json!({"externalId": "2", "payments": [named("c"), {"type": "cash"}]}));
    let (other, c) = (id(&other), id(&other["payments"][0]));
    // Across orders: a new one, an upload, an edit, a payment by itself.
    refuses(make(json!({"payments": [named("new"), named("b")]})), "payments[1].externalId");
    let uploaded = north.post(
        "/orders/upload",
        form! { orders: [{payments: [named("x")]}, {payments: [named("x")]}, {payments: [named("a")]}, {firstName: "A"}] },
    );
    let uploaded = uploaded.refused(460, "Orders are loaded with errors");
    let view = "Payment already exists.";
    assert_eq!(uploaded.json["errors"], json!({"1.payments[0].externalId": view, "2.payments[0].externalId": view}));
    assert_eq!(uploaded.json["uploadedOrders"].as_array().map(Vec::len), Some(2));
    refuses(north.try_edit_order(other, json!({"payments": [{"id": c}, named("a")]})), "payments[1].externalId");
    refuses(north.try_edit_order(other, json!({"payments": [{"id": c, "externalId": "b"}]})), "payments[0].externalId");
    refuses(north.try_edit_order(order, json!({"payments": [{"id": a}, {"id": b, "externalId": "a"}]})), "payments[1].externalId");
    refuses(create(&north, other, "a"), "externalId");
    refuses(create(&north, order, "a"), "externalId");
    for taken in ["a", "b"] {
        let path = format!("/orders/payments/{c}/edit");
        refuses(north.post(&path, form! { by: "id", payment: {externalId: taken} }), "externalId");
        refuses(north.post(&path, form! { payment: {externalId: taken} }), "externalId");
    }
    assert_eq!(north.read_order(order)["payments"], json!({a.to_string(): first["payments"][0], b.to_string(): first["payments"][1]}));
    // An order that is sent again keeps what it has, ids may change places in it, and another store has its own.
    north.edit_order(order, json!({"payments": [named("a"), named("b")]}));
    north.edit_order(order, json!({"payments": [{"id": a, "externalId": "b"}, {"id": b, "externalId": "a"}]}));
    assert_eq!(id(&north.post("/orders/payments/a/edit", form! { payment: {} }).ok()), b);
    south.order(json!({"payments": [named("a"), named("b")]}));
    // An id is free when its payment is gone; and goes with its payment into another order.
    north.post(&format!("/orders/payments/{b}/delete"), form! {}).ok();
    create(&north, other, "a").ok();
    refuses(create(&north, order, "a"), "externalId");
    north.post("/orders/combine", form! { order: {id: other}, resultOrder: {id: order} }).ok();
    refuses(create(&north, order, "c"), "externalId");
    assert_eq!(id(&north.post("/orders/payments/c/edit", form! { payment: {amount: 6} }).ok()), c);
}

#[test]
fn of_simultaneous_calls_one_gives_the_id() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let orders: Vec<i64> = (0..12).map(|_| id(&key.order(json!({"firstName": "A"})))).collect();
    let together = |call: &(dyn Fn(usize) -> Reply + Sync)| {
        let replies = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..12).map(|number| scope.spawn(move || call(number))).collect();
            threads.into_iter().map(|thread| thread.join().expect("an answer")).collect::<Vec<_>>()
        });
        let (made, refused): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status < 300);
        assert_eq!((made.len(), refused.len()), (1, 11));
        refused.into_iter().for_each(|reply| drop(reply.refused(400, "Payment already exists.")));
    };
    together(&|number| create(&key, orders[number], "p"));
    together(&|_| key.post("/orders/create", form! { order: {payments: [named("q")]} }));
    together(&|number| key.try_edit_order(orders[number], json!({"payments": [named("r")]})));
    let payments: Vec<i64> = orders.iter().map(|order| id(&create(&key, *order, &format!("s{order}")).ok())).collect();
    together(&|number| key.post(&format!("/orders/payments/{}/edit", payments[number]), form! { by: "id", payment: {externalId: "t"} }));
}

#[test]
fn a_payment_that_another_server_wrote_first_is_noticed() {
    let hub = TestHub::new();
    let (shop, key) = hub.site_with_key();
    let order = id(&key.order(json!({"payments": [named("a")]})));
    let add = |id: i64, external_id: &str| {
        let external_id = Some(external_id.to_owned());
        let row =
            database::payments::Payment { id, order, site: shop.id, external_id, kind: "cash".to_owned(), status: None, paid_at: None };
        hub.hub.db.write_now(move |tx| {
            let added = database::payments::add(tx, std::slice::from_ref(&row))?;
            if added { Ok(()) } else { Err(Fault::from(Problem::new(400, "It was there."))) }
        })
    };
    // As if the calls had not taken turns.
    assert!(matches!(add(1000, "a"), Err(Fault::Refused(_))));
    assert!(matches!(add(1000, "b"), Ok(())));
}

/// Takes the database back to the time when ids could repeat, and gives every payment the id `p`.
fn take_back(options: &Options) {
    let database = Database::open(options).expect("the database opens");
    let is_embedded = database.engine() == Engine::Sqlite;
    let done = database.write_now(move |tx| {
        for statement in [
            "DROP INDEX payments_unique_id",
            "DROP INDEX payments_repeats",
            "ALTER TABLE payments DROP COLUMN repeats",
            "DELETE FROM schema_steps WHERE name = '0017_payment_ids'",
            "UPDATE payments SET external_id = 'p'",
        ] {
            tx.execute(statement)?;
        }
        for id in 1..=3 {
            let (text, json) = if is_embedded { ("body", "") } else { ("body::text", "::json") };
            tx.execute(Sql::new(format!("UPDATE orders SET body = replace({text}, '\"p{id}\"', '\"p\"'){json}")))?;
        }
        Ok::<_, database::Error>(())
    });
    done.expect("the database can be taken back");
}

#[test]
fn what_repeated_before_is_kept_and_repeats_no_more() {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("north", "all");
    let serve = || {
        let server = account.serve();
        let key = server.holder(&token);
        (server, key)
    };
    let end = |server: crate::support::Server| {
        server.signal("TERM");
        server.end().2
    };
    let (server, key) = serve();
    let orders: Vec<Value> = ["p1", "p2", "p3"].map(|name| key.order(json!({"payments": [named(name)]}))).to_vec();
    let (order, payment) = (|index: usize| id(&orders[index]), |index: usize| id(&orders[index]["payments"][0]));
    assert_eq!(end(server), "", "there is nothing to say");
    take_back(&account.fresh.options);

    let (server, key) = serve();
    let edit = |payment: Value| key.post("/orders/payments/p/edit", form! { payment: payment });
    assert_eq!(id(&edit(json!({"comment": "x"})).ok()), payment(2), "the newest is meant, as before");
    // The others stay as they are when their orders change, and when they are sent again.
    for index in 0..3 {
        key.edit_order(order(index), json!({"firstName": "Anna"}));
        let sent = json!({"payments": [{"id": payment(index), "externalId": "p", "amount": 7}]});
        assert_eq!(key.edit_order(order(index), sent)["payments"][payment(index).to_string()]["externalId"], "p");
    }
    refuses(create(&key, order(0), "p"), "externalId");
    refuses(key.post("/orders/create", form! { order: {payments: [named("p")]} }), "payments[0].externalId");
    // Once a payment has another id, it may not go back.
    let by_id = |external_id: &str| {
        let path = format!("/orders/payments/{}/edit", payment(0));
        key.post(&path, form! { by: "id", payment: {externalId: external_id} })
    };
    by_id("own").ok();
    refuses(by_id("p"), "externalId");
    key.post("/orders/combine", form! { order: {id: order(1)}, resultOrder: {id: order(2)} }).ok();
    key.post(&format!("/orders/payments/{}/delete", payment(2)), form! {}).ok();
    assert_eq!(id(&edit(json!({"comment": "y"})).ok()), payment(1), "the next newest");
    let log = end(server);
    assert!(log.contains("payments with the external id of a newer payment of their store: 2;"), "{log}");
    assert!(end(serve().0).contains("newer payment of their store: 1;"));
}
