//! Webhooks for orders and customers: which events they get, of which stores, and what is hidden in them.

use domain::access::masks::Masks;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::webhooks::{self, Changes, Secret, Ways};
use serde_json::{Value, json};

use super::webhooks::{all, carry};
use crate::support::TestHub;
use crate::support::receiver::Receiver;
use crate::support::steps::id;

const WAYS: Ways = Ways { private: true, mail: true };

fn try_add(hub: &TestHub, changes: Changes) -> Result<i64, Fault> {
    let secret = Secret::generate().expect("there is randomness");
    let (seal, now) = (hub.hub.seal.clone(), hub.clock.now());
    hub.hub.db.write_now(move |tx| webhooks::add(tx, &seal, &secret, &changes, WAYS, &By::CommandLine, now).map(|webhook| webhook.id))
}

#[track_caller]
fn add(hub: &TestHub, url: &str, events: &str, changes: Changes) -> i64 {
    let changes = Changes { url: Some(url.to_owned()), events: Some(events.to_owned()), ..changes };
    try_add(hub, changes).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The events that were queued for a webhook, oldest first: names and data.
fn events(hub: &TestHub, webhook: i64) -> Vec<(String, Value)> {
    let own = all(hub).into_iter().filter(|delivery| delivery.webhook == webhook);
    let read = |payload: &str| serde_json::from_str::<Value>(payload).expect("a message is JSON")["data"].clone();
    own.map(|delivery| (delivery.event.clone(), read(&delivery.payload))).collect()
}

fn names(events: &[(String, Value)]) -> Vec<&str> {
    events.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn changes_of_orders_and_customers_are_sent_with_what_changed_and_who_did_it() {
    let hub = TestHub::reaching_private();
    let (_, key) = hub.site_with_key();
    let receiver = Receiver::start();
    let webhook = add(&hub, &receiver.url(), "order.*,customer.*", Changes::default());
    let order = key.order(json!({"externalId": "e-1", "number": "N1", "firstName": "Anna", "phone": "+79261234567", "email": "a@a.test"}));
    let order = id(&order);
    key.post(&format!("/orders/{order}/edit"), form! { by: "id", order: {status: "complete"} }).ok();
    key.post(&format!("/orders/{order}/edit"), form! { by: "id", order: {customerComment: "Call +79261234567"} }).ok();
    key.post(&format!("/orders/{order}/edit"), form! { by: "id", order: {customerComment: "Call +79261234567"} }).ok();
    let (one, two) = (key.customer(json!({"firstName": "Bob"})), key.customer(json!({"firstName": "Bob"})));
    key.post("/customers/combine", form! { customers: [{id: one}], resultCustomer: {id: two} }).ok();
    let got = events(&hub, webhook);
    let expected = [
        "customer.created",
        "order.created",
        "order.status_changed",
        "order.changed",
        "customer.created",
        "customer.created",
        "customer.merged",
    ];
    assert_eq!(names(&got)[..7], expected, "{got:?}");
    let by = json!({"kind": "key", "id": key.key});
    assert_eq!(got[1].1["order"], json!({"id": order, "externalId": "e-1", "site": "north"}));
    assert_eq!(got[1].1["changes"], json!([{"field": "status", "created": true, "oldValue": null, "newValue": {"code": "new"}}]));
    assert!(got.iter().all(|(_, data)| data["by"] == by && data["row"].is_null()), "{got:?}");
    assert_eq!(got[2].1["changes"][0], json!({"field": "status", "oldValue": {"code": "new"}, "newValue": {"code": "complete"}}));
    // What the guide shows is what is sent.
    let guide = include_str!("../../../../../docs/guide/webhooks.md").replace(['\n', ' '], "");
    let sent = got[2].1.to_string().replace(' ', "");
    assert!(guide.contains(&sent), "the guide does not show {sent}");
    assert_eq!(got[6].1["customer"]["id"], one);
    assert_eq!(got[6].1["changes"][0]["newValue"], json!({"id": two}));
    let text = format!("{got:?}");
    for hidden in ["9261234567", "a@a.test", "Anna"] {
        assert!(!text.contains(hidden), "personal data is hidden unless something else was chosen: {text}");
    }
    let messages: std::collections::BTreeSet<String> = all(&hub).into_iter().map(|delivery| delivery.message).collect();
    assert_eq!(messages.len(), all(&hub).len(), "every event is a message of its own");
    carry(&hub);
    assert_eq!(receiver.got().len(), all(&hub).len(), "they are sent and signed like any other");
}

#[test]
fn a_webhook_gets_only_its_stores_and_sees_of_a_row_what_its_masks_leave() {
    let hub = TestHub::reaching_private();
    let (_, north) = hub.site_with_key();
    hub.site("south");
    let south = hub.key("south", "all");
    let (sites, with_rows) = (Some("south".to_owned()), Some(true));
    let masks = |text: &str| Some(Masks::parse(text).expect("masks"));
    let url = "http://127.0.0.1:9/";
    let open = add(&hub, url, "order.created", Changes { sites: sites.clone(), with_rows, masks: masks("none"), ..Changes::default() });
    let partly = Changes { sites, with_rows, masks: masks("phone=pseudonym,names=hide"), ..Changes::default() };
    let partly = add(&hub, url, "order.created", partly);
    let order =
        |note: &str| json!({"firstName": "Anna", "phone": "+79261234567", "managerComment": note, "createdAt": "2026-03-14 12:00:00"});
    north.order(order("north"));
    let made = id(&south.order(order("south")));
    let seen = events(&hub, open);
    assert_eq!(names(&seen), ["order.created"], "not the one of the other store");
    let row = &seen[0].1["row"];
    let answered = south.read_order(made);
    assert_eq!(*row, answered, "it is the order as the API answers it");
    let masked = events(&hub, partly);
    let row = &masked[0].1["row"];
    assert_eq!((&row["id"], &row["managerComment"], &row["firstName"]), (&json!(made), &json!("south"), &Value::Null));
    assert!(row["phone"].as_str().is_some_and(|phone| !phone.is_empty() && !phone.contains("1234567")), "{row}");
    assert!(!format!("{masked:?}").contains("Anna"));
}

#[test]
fn an_event_is_queued_for_what_was_kept_only_and_once_for_each_order_of_an_upload() {
    let hub = TestHub::reaching_private();
    let (_, key) = hub.site_with_key();
    add(&hub, "http://127.0.0.1:9/", "all", Changes::default());
    assert!(hub.hub.account().listeners.is_empty(), "for webhooks of keys nothing is looked at when an order is made");
    let webhook = add(&hub, "http://127.0.0.1:9/", "all,order.created", Changes::default());
    key.order(json!({"externalId": "taken"}));
    key.post("/orders/create", form! { order: {externalId: "taken"} }).is(400);
    let orders: Vec<Value> = (0..50).map(|number| json!({"externalId": format!("e-{}", number / 2)})).collect();
    key.post("/orders/upload", form! { orders: orders }).is(460);
    assert_eq!(events(&hub, webhook).iter().filter(|(name, _)| name == "order.created").count(), 26);
    assert_eq!(all(&hub).iter().filter(|delivery| delivery.webhook != webhook && delivery.event.starts_with("order.")).count(), 0);
    hub.hub
        .db
        .write_now(move |tx| {
            let off = Changes { active: Some(false), ..Changes::default() };
            webhooks::edit(tx, webhook, &off, WAYS, &By::CommandLine, wire::Moment(0)).map(drop)
        })
        .expect("it can be switched off");
    key.order(json!({"externalId": "later"}));
    assert_eq!(events(&hub, webhook).iter().filter(|(name, _)| name == "order.created").count(), 26, "one that is off gets nothing");
}

#[test]
fn what_a_webhook_cannot_get_is_refused() {
    let hub = TestHub::reaching_private();
    hub.site("north");
    let of = |url: &str, events: &str, sites: &str| {
        let some = |text: &str| Some(text.to_owned());
        match try_add(&hub, Changes { url: some(url), events: some(events), sites: some(sites), ..Changes::default() }) {
            Err(Fault::Refused(problem)) => problem.errors.keys().next().cloned().unwrap_or_default(),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(of("mailto:ada@example.com", "order.created", "all"), "events");
    assert_eq!(of("https://example.com/", "order.made", "all"), "events");
    assert_eq!(of("https://example.com/", "order.created", "south"), "sites");
    assert_eq!(of("https://example.com/", "order.created", ""), "sites");
    assert!(of("https://example.com/", "order.created", "north").starts_with("Ok"));
    assert!(of("mailto:ada@example.com", "all", "all").starts_with("Ok"));
}
