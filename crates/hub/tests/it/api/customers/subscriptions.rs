//! POST /customers/{externalId}/subscriptions: mailings switched on and off.

use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::steps::fields;

#[test]
fn subscriptions_are_switched_and_shown() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let customer = key.customer(json!({"externalId": "c"}));
    let switch = |subscriptions: Value| key.post("/customers/c/subscriptions", form! { subscriptions: subscriptions });
    let shown = || key.read_customer(customer)["customerSubscriptions"].take();
    assert_eq!(shown(), Value::Null);
    assert_eq!(
        switch(json!([{"channel": "email", "subscription": "news", "active": true}, {"channel": "sms", "active": false}])).ok(),
        json!({"success": true})
    );
    let row = |channel: &str, code: &str, on: bool, at: &str| json!({"subscription": {"channel": channel, "code": code, "active": true}, "subscribed": on, "changedAt": at});
    assert_eq!(shown()[0], row("email", "news", true, "2026-03-14 15:00:00"));
    assert_eq!(shown()[1]["subscribed"], false);
    hub.wait(60);
    switch(json!([{"channel": "email", "subscription": "news", "active": 0, "messageId": 5}])).ok();
    assert_eq!(shown()[0], row("email", "news", false, "2026-03-14 15:01:00"));
    let rows = key.history("customers", form! {}).len();
    switch(json!([{"channel": "email", "subscription": "news", "active": false}])).ok();
    let view = key.history("customers", form! {});
    assert_eq!(view.len(), rows, "nothing changed");
    assert_eq!(fields(&view)[1..3], ["subscription.email.news", "subscription.sms"]);
    for (bad, path) in [(json!([{"active": true}]), "subscriptions[0].channel"), (json!([{"channel": "email"}]), "subscriptions[0].active")]
    {
        let reply = switch(bad).refused(400, "Errors in the entity format");
        assert!(reply.json["errors"].get(path).is_some(), "{reply}");
    }
    let one = json!([{"channel": "email", "active": true}]);
    key.post("/customers/none/subscriptions", form! { subscriptions: one }).refused(404, "Not found");
    key.post("/customers/c/subscriptions", form! { subscriptions: [] }).refused(400, "Errors in the entity format");
    key.post("/customers/c/subscriptions", form! {}).refused(400, "Parameter 'subscriptions' is missing");
}
