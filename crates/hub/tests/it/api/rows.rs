//! A key that sees some orders only: its own source, a method, a group of statuses, the last days. What is outside is
//! absent, in every answer and every count, and its customers with it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::steps::{fields, id, rows};
use crate::support::{Actor, TestHub};

const DAY: i64 = 86_400;

fn ids_of(reply: &Value, name: &str) -> Vec<i64> {
    rows(reply, name).iter().map(id).collect()
}

#[test]
fn a_network_sees_only_orders_of_its_own_source() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let made =
        |external_id: &str, source: Value| id(&shop.order(json!({"externalId": external_id, "source": source, "phone": "+79261234567"})));
    let own = made("a", json!({"source": "CPA", "campaign": "spring"}));
    let (other, none) = (made("b", json!({"source": "yandex", "campaign": "cpa"})), made("c", json!({})));
    let network = hub.key_of_rows("north", "source=cpa");
    assert_eq!(network.found("orders", form! {}), [own]);
    for hidden in [other, none, 999] {
        network.get(&format!("/orders/{hidden}"), form! { by: "id" }).refused(404, "Not found");
    }
    assert_eq!(id(&network.get("/orders/a", form! {}).ok()["order"]), own);
    network.get("/orders/b", form! {}).refused(404, "Not found");
    for version in ["v3", "v4", "v5"] {
        let query = form! { "ids[0]": own, "ids[1]": other, "externalIds[0]": "b", "externalIds[1]": "c" };
        assert_eq!(ids_of(&network.get(&format!("/api/{version}/orders/statuses"), query).ok(), "orders"), [own]);
    }
    let view = network.history("orders", form! {});
    assert!(!view.is_empty() && view.iter().all(|row| id(&row["order"]) == own), "{view:?}");
    assert_eq!(network.found("orders", form! { "filter[sourceName]": "yandex" }), Vec::<i64>::new());
    // The shop sees all of them, and so does the network's key once nothing narrows it.
    assert_eq!(shop.found("orders", form! {}), [own, other, none]);
    hub.narrow(&network, "all");
    assert_eq!(network.found("orders", form! {}), [own, other, none]);
}

#[test]
fn orders_leave_a_key_with_their_age_and_their_status() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let order = id(&shop.order(json!({"firstName": "Ann"})));
    let (recent, fresh) = (hub.key_of_rows("north", "days=2"), hub.key_of_rows("north", "group=new|approval"));
    hub.wait(2 * DAY);
    assert_eq!((recent.found("orders", form! {}), fresh.found("orders", form! {})), (vec![order], vec![order]));
    hub.wait(1);
    shop.edit_order(order, json!({"status": "assembling"}));
    assert_eq!((recent.found("orders", form! {}), fresh.found("orders", form! {})), (vec![], vec![]));
    assert_eq!((recent.history("orders", form! {}), fresh.history("orders", form! {})), (vec![], vec![]));
    shop.edit_order(order, json!({"status": "new"}));
    assert_eq!(fields(&fresh.history("orders", form! {})), ["status", "customer", "status", "status"]);
}

#[test]
fn nobody_makes_an_order_that_they_would_not_see_or_moves_one_out_of_sight() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let network = hub.key_of_rows("north", "source=cpa");
    let own = json!({"source": {"source": "cpa"}, "firstName": "Ann"});
    let foreign = json!({"source": {"source": "other"}, "firstName": "Bob", "externalId": "bob"});
    let order = id(&network.order(own.clone()));
    let refused = network.post("/orders/create", form! { order: foreign });
    assert_eq!(refused.header("x-denied-reason"), Some("field"));
    refused.denied();
    let partly = network.post("/orders/upload", form! { orders: [own, foreign] });
    assert_eq!((partly.status, &partly.json["failedOrders"]), (460, &json!([{"externalId": "bob"}])));
    network.try_edit_order(order, json!({"source": {"source": "other"}, "lastName": "X"})).denied();
    assert_eq!(shop.read_order(order).get("lastName"), None, "the whole change is undone");
    network.edit_order(order, json!({"lastName": "Smith", "source": {"campaign": "spring"}}));
    assert_eq!((shop.found("orders", form! {}).len(), shop.found("customers", form! {}).len()), (2, 2));
}

#[test]
fn customers_are_seen_with_their_orders_and_counted_by_them() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let anna = shop.customer(json!({"externalId": "anna", "firstName": "Anna", "phones": [{"number": "+79261234567"}]}));
    let bob = shop.customer(json!({"externalId": "bob", "firstName": "Bob", "phones": [{"number": "+79267654321"}]}));
    let order = |customer: i64, source: &str, price: i64| {
        let order =
            json!({"customer": {"id": customer}, "source": {"source": source}, "items": [{"productName": "Tea", "initialPrice": price}]});
        id(&shop.order(order))
    };
    let (own, _, _) = (order(anna, "cpa", 100), order(anna, "other", 300), order(bob, "other", 500));
    let network = hub.key_of_rows("north", "source=cpa");
    assert_eq!(network.found("customers", form! {}), [anna]);
    let customer = network.read_customer(anna);
    assert_eq!((&customer["ordersCount"], &customer["totalSumm"]), (&json!(1), &json!(100)));
    assert_eq!(network.found("customers", form! { "filter[minTotalSumm]": 101 }), Vec::<i64>::new());
    assert_eq!(network.found("customers", form! { "filter[minOrdersCount]": 1, "filter[maxTotalSumm]": 100 }), [anna]);
    network.get("/customers/bob", form! {}).refused(404, "Not found");
    let view = network.history("customers", form! {});
    assert!(!view.is_empty() && view.iter().all(|row| id(&row["customer"]) == anna));

    // An unseen customer is absent: an order with their phone makes a customer of its own, and their external id is taken.
    let made = network.order(json!({"firstName": "Robert", "phone": "+79267654321", "source": {"source": "cpa"}}));
    assert!(id(&made["customer"]) > bob && made["customer"]["firstName"] == "Robert", "{made}");
    let seen = network.order(json!({"firstName": "Anna", "phone": "+79261234567", "source": {"source": "cpa"}}));
    assert_eq!(id(&seen["customer"]), anna);
    network.post("/customers/create", form! { customer: {externalId: "bob"} }).refused(400, "Errors in the entity format");
    assert!(id(&seen) > own);
}

#[test]
fn links_and_joins_with_unseen_orders_are_not_told() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let order = |source: &str| id(&shop.order(json!({"source": {"source": source}})));
    let (own, next, other) = (order("cpa"), order("cpa"), order("other"));
    shop.post("/orders/links/create", form! { link: {comment: "x", orders: [{id: own}, {id: next}, {id: other}]} }).ok();
    let network = hub.key_of_rows("north", "source=cpa");
    let links = |key: &Actor, of: i64| {
        key.read_order(of)["links"].as_array().into_iter().flatten().map(|link| id(&link["order"])).collect::<Vec<_>>()
    };
    assert_eq!((links(&network, own), links(&shop, own)), (vec![next], vec![next, other]));
    let view = |key: &Actor, field: &str| {
        let rows = key.history("orders", form! {});
        rows.iter().filter(|row| row["field"] == field).map(|row| (id(&row["order"]), id(&row["newValue"]))).collect::<Vec<_>>()
    };
    assert_eq!(view(&network, "links"), [(own, next), (next, own)]);
    shop.post("/orders/combine", form! { order: {id: next}, resultOrder: {id: other} }).ok();
    let gone = network.get(&format!("/orders/{next}"), form! { by: "id" }).refused(404, "Not found");
    assert_eq!(gone.json.get("combinedTo"), None);
    assert_eq!((view(&network, "combined_to"), view(&shop, "combined_to")), (vec![], vec![(next, other)]));
}

#[test]
fn a_payment_of_an_unseen_order_hides_none_of_a_seen_one() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let order = |source: &str, external_id: &str| {
        let payments = json!([{"type": "cash", "externalId": external_id, "amount": 5}]);
        id(&shop.order(json!({"source": {"source": source}, "payments": payments}))["payments"][0])
    };
    let (own, other) = (order("cpa", "p"), order("other", "q"));
    // A repeat of a time when ids could repeat.
    let repeat = move |tx: &mut database::Tx<'_>| {
        tx.execute(database::Sql::new("UPDATE payments SET external_id = 'p', repeats = 1 WHERE id = $1").bind(other)).map(drop)
    };
    hub.hub.db.write_now(repeat).expect("a payment can be changed");
    let network = hub.key_of_rows("north", "source=cpa");
    assert_eq!(id(&network.post("/orders/payments/p/edit", form! { payment: {comment: "x"} }).ok()), own);
    network.post(&format!("/orders/payments/{other}/delete"), form! {}).refused(404, "Not found");
}

#[test]
fn rows_that_cannot_be_read_let_nobody_in() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for rows in [r#"{"rows":{"mood":["good"]}}"#, r#"{"rows":["source"]}"#, r#"{"rows":{"source":"cpa"}}"#, r#"{"rows":{"days":"x"}}"#] {
        hub.edit_key(key.key, move |key| key.body = rows.to_owned());
        key.get("/orders", form! {}).refused(403, "Wrong \"apiKey\" value.");
    }
}

/// An order as the model sees it.
#[derive(Debug, Clone)]
struct Model {
    id: i64,
    customer: i64,
    source: &'static str,
    campaign: &'static str,
    method: &'static str,
    group: &'static str,
    age: i64,
    total: i64,
}

const SOURCES: [&str; 4] = ["", "cpa", "Partner", "other"];
const CAMPAIGNS: [&str; 3] = ["", "spring", "Осень"];
const METHODS: [&str; 3] = ["phone", "shopping-cart", "one-click"];
/// A status of each of these groups.
const GROUPS: [(&str, &str); 4] = [("new", "new"), ("approval", "prepayed"), ("assembling", "assembling"), ("cancel", "no-call")];

fn orders(hub: &TestHub, shop: &Actor) -> Vec<Model> {
    let customers: Vec<i64> = (0..8).map(|index| shop.customer(json!({"firstName": format!("C{index}")}))).collect();
    let groups: BTreeMap<String, String> = {
        let account = hub.hub.account();
        account
            .dictionary("statuses")
            .iter()
            .map(|status| (status.code.clone(), status.text("group").unwrap_or_default().to_owned()))
            .collect()
    };
    let mut orders = Vec::new();
    for index in 0..60_usize {
        // Numbers without a common measure, so that every pairing comes up.
        let pick = |step: usize, of: usize| (index * step + index / of) % of;
        let (source, campaign, method) = (SOURCES[pick(7, 4)], CAMPAIGNS[pick(5, 3)], METHODS[pick(11, 3)]);
        let (group, status) = GROUPS[pick(13, 4)];
        assert_eq!(groups.get(status).map(String::as_str), Some(group), "{status}");
        let (age, total, customer) = (pick(17, 9) as i64, 10 + index as i64, customers[pick(3, 8)]);
        let at = hub.hub.account().zone.write(wire::Moment(hub.clock.now().0 - age * DAY));
        let order = json!({
            "customer": {"id": customer}, "source": {"source": source, "campaign": campaign}, "orderMethod": method, "status": status,
            "createdAt": at, "externalId": format!("m{index}"), "items": [{"productName": "Tea", "initialPrice": total}],
        });
        orders.push(Model { id: id(&shop.order(order)), customer, source, campaign, method, group, age, total });
    }
    orders
}

type Words = Vec<&'static str>;

/// Random conditions: some values of some fields.
fn conditions() -> impl Strategy<Value = (Words, Words, Words, Words, Option<i64>)> {
    let some = |values: &[&'static str]| {
        let values: Vec<&'static str> = values.iter().copied().filter(|value| !value.is_empty()).collect();
        let most = values.len();
        prop_oneof![2 => Just(Vec::new()), 1 => proptest::sample::subsequence(values, 1..=most)]
    };
    let groups: Vec<&'static str> = GROUPS.iter().map(|(group, _)| *group).collect();
    (some(&SOURCES), some(&CAMPAIGNS), some(&METHODS), some(&groups), proptest::option::weighted(0.4, 1_i64..9))
}

#[test]
fn what_a_key_sees_equals_a_model_that_looks_at_every_order() {
    let hub = TestHub::new();
    let (_, shop) = hub.site_with_key();
    let all = orders(&hub, &shop);
    let key = hub.key("north", "all");
    let mut runner = TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
    let partial = std::cell::Cell::new(0);
    let outcome = runner.run(&conditions(), |(sources, campaigns, methods, groups, days)| {
        let part = |name: &str, values: &[&str]| (!values.is_empty()).then(|| format!("{name}={}", values.join("|")));
        let parts = [
            part("source", &sources).map(|text| text.to_uppercase().replace("SOURCE", "source")),
            part("campaign", &campaigns),
            part("method", &methods),
            part("group", &groups),
        ];
        let text: Vec<String> = parts.into_iter().flatten().chain(days.map(|days| format!("days={days}"))).collect();
        hub.narrow(&key, &text.join(","));
        let within = |values: &[&str], value: &str| values.is_empty() || values.contains(&value);
        let seen: Vec<&Model> = all
            .iter()
            .filter(|order| {
                within(&sources, order.source)
                    && within(&campaigns, order.campaign)
                    && within(&methods, order.method)
                    && within(&groups, order.group)
                    && days.is_none_or(|days| order.age <= days)
            })
            .collect();
        let ids: Vec<i64> = seen.iter().map(|order| order.id).collect();
        if !ids.is_empty() && ids.len() < all.len() {
            partial.set(partial.get() + 1);
        }
        prop_assert_eq!(&key.found("orders", form! { limit: 100 }), &ids);
        let mut query = Vec::new();
        for (index, order) in all.iter().enumerate() {
            query.push((format!("ids[{index}]"), order.id.to_string()));
            query.push((format!("externalIds[{index}]"), format!("m{index}")));
        }
        prop_assert_eq!(&ids_of(&key.get("/orders/statuses", query).ok(), "orders"), &ids);
        for order in all.iter().step_by(7) {
            let status = key.get(&format!("/orders/{}", order.id), form! { by: "id" }).status;
            prop_assert_eq!(status, if ids.contains(&order.id) { 200 } else { 404 });
        }
        let view: BTreeSet<i64> = key.history("orders", form! {}).iter().map(|row| id(&row["order"])).collect();
        let first: BTreeSet<i64> =
            shop.history("orders", form! {}).iter().map(|row| id(&row["order"])).filter(|id| ids.contains(id)).collect();
        prop_assert!(view.is_superset(&first) && view.iter().all(|id| ids.contains(id)));
        let mut sums: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        for order in &seen {
            let sum = sums.entry(order.customer).or_default();
            *sum = (sum.0 + 1, sum.1 + order.total);
        }
        prop_assert_eq!(key.found("customers", form! { limit: 100 }), sums.keys().copied().collect::<Vec<_>>());
        for customer in rows(&key.get("/customers", form! { limit: 100 }).ok(), "customers") {
            let (count, sum) = sums[&id(&customer)];
            prop_assert_eq!((customer["ordersCount"].as_i64(), customer["totalSumm"].as_i64()), (Some(count), Some(sum)));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    assert!(partial.get() > 15, "only {} of the conditions separated orders", partial.get());
}
