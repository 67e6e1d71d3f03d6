//! Pages of webhooks: added, changed, tested, given another secret, looked at, deleted.

use std::sync::Arc;

use hub::work::webhook_sender::WebhookSender;

use crate::support::receiver::Receiver;
use crate::support::{Browser, TestHub};

fn carry(hub: &TestHub) {
    let mut webhook_sender = WebhookSender::new(Arc::clone(&hub.hub));
    hub.block_on(async {
        webhook_sender.look().await.unwrap_or_else(|fault| panic!("{fault}"));
        webhook_sender.finish().await;
    });
}

#[test]
fn a_webhook_lives_on_its_pages() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/webhooks").says("No webhooks yet");
    let secret = browser.get("/integration/webhooks/add").is(200).field("secret");
    assert!(secret.starts_with("whsec_") && secret.len() == 50, "{secret}");
    assert_ne!(browser.get("/integration/webhooks/add").field("secret"), secret);
    let form = form! { url: receiver.url(), secret: &secret, events: "some", event: "key.created", comment: "a <b>partner</b>" };
    browser.post("/integration/webhooks/add", form).leads("/integration/webhooks/1?done=webhook-added");
    browser.get("/integration/webhooks").says("1 event").says(&receiver.address.to_string()).hides("<b>partner").hides(&secret);
    browser.get("/integration/webhooks/1").is(200).says("No deliveries yet").hides(&secret);

    browser.post("/integration/webhooks/1/test", form! {}).leads("/integration/webhooks/1?done=webhook-tested");
    receiver.will_answer(&["500 Broken"]);
    carry(&hub);
    browser.get("/integration/webhooks/1").says("Failing").says("Waiting").says("/integration/deliveries/1");
    browser.get("/integration/deliveries/1").says("the receiver answered 500").says("webhook.test").says("14 Mar 2026, 15:00:0");
    browser.post("/integration/deliveries/1/resend", form! {}).leads("/integration/deliveries/1?done=webhook-resent");
    carry(&hub);
    browser.get("/integration/deliveries/1").says("Delivered").says("204");

    let key = hub.site_with_key().1;
    carry(&hub);
    assert_eq!(receiver.events(), ["webhook.test", "webhook.test", "key.created"]);
    let shown = browser.get("/integration/deliveries/2").says("key.created").says("A key of a test");
    shown.hides(key.token.as_deref().unwrap_or("?")).hides(&secret[6..]);

    let fresh = browser.get("/integration/webhooks/1/secret").is(200).field("secret");
    browser.post("/integration/webhooks/1/secret", form! { secret: &fresh }).leads("/integration/webhooks/1?done=webhook-rotated");
    browser.post("/integration/webhooks/1/secret", form! { secret: "short" }).is(400).says("24 to 64 bytes");
    browser.post("/integration/webhooks/1/test", form! {});
    carry(&hub);
    let signatures = receiver.got().last().map(|message| message.header("webhook-signature").to_owned()).unwrap_or_default();
    assert_eq!(signatures.split(' ').count(), 2);

    // Saved without the tick it is off.
    browser.post("/integration/webhooks/1", form! { url: receiver.url(), events: "all" }).leads("/integration/webhooks/1");
    browser.get("/integration/webhooks/1").says("Disabled").hides("/integration/webhooks/1/test");
    browser.post("/integration/webhooks/1/test", form! {}).is(400).says("Enable it first");
    let record = browser.get("/integration/audit-log?what=webhook").is(200).says("Webhook added").says("Webhook signing secret replaced");
    record.hides(&secret[6..]).hides(&fresh[6..]);
    browser.get("/integration/webhooks/1/delete").is(200).says("Delete this webhook?");
    browser.post("/integration/webhooks/1/delete", form! {}).leads("/integration/webhooks?done=webhook-deleted");
    browser.get("/integration/webhooks/1").is(404);
    browser.get("/integration/deliveries/1").is(404);
}

#[test]
fn events_of_orders_and_customers_are_chosen_with_stores_and_hidden_data() {
    let hub = TestHub::reaching_private();
    hub.site("north");
    hub.site("south");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let secret = browser.get("/integration/webhooks/add").says("Order status changed").field("secret");
    let mut form = form! {
        url: "http://127.0.0.1:9/", secret: &secret, events: "some", "row-event": "order.created", "row-stores": "some",
        "with-rows": "yes", "hide-phone": "partial"
    };
    browser.post("/integration/webhooks/add", form.clone()).is(400).says("fault-sites").says("value=\"order.created\" checked");
    form.push(("row-store".to_owned(), "south".to_owned()));
    browser.post("/integration/webhooks/add", form).leads("/integration/webhooks/1?done=webhook-added");
    browser.get("/integration/webhooks").says("1 event");
    let shown = browser.get("/integration/webhooks/1").is(200);
    shown.says("value=\"south\" checked").hides("value=\"north\" checked").says("value=\"partial\" selected");
    let listener = hub.hub.account().listeners.first().cloned().expect("it is in memory");
    let south = hub.hub.account().site("south").map(|site| site.id).expect("the store");
    assert!(listener.with_rows && listener.scope.sites == database::Sites::of([south]));
    browser.get("/integration/audit-log?what=webhook").says("Webhook added").says("south");
    let form = form! { url: "http://127.0.0.1:9/", events: "all", "row-stores": "all", active: "yes" };
    browser.post("/integration/webhooks/1", form).leads("/integration/webhooks/1?done=webhook-saved");
    assert!(hub.hub.account().listeners.is_empty());
}

#[test]
fn what_is_wrong_in_the_form_is_told_at_its_field_and_what_was_written_stays() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let secret = browser.get("/integration/webhooks/add").field("secret");
    for url in ["", "example.com", "http://example.com/", "https://127.0.0.1/", "https://[fe80::1]/", "https://169.254.169.254/latest/"] {
        let shown = browser.post("/integration/webhooks/add", form! { url: url, secret: &secret, events: "all" }).is(400);
        shown.says("outside private networks").says("fault-target").says(&secret);
    }
    let form = form! { url: "https://example.com/hooks", secret: &secret, events: "some", comment: "mine" };
    browser.post("/integration/webhooks/add", form).is(400).says("Select at least one event.").says("value=\"mine\"");
    let form = form! { url: "https://example.com/hooks", secret: "whsec_short", events: "all" };
    browser.post("/integration/webhooks/add", form).is(400).says("fault-signing");
    browser.get("/integration/webhooks").says("No webhooks yet");
    browser.post("/integration/webhooks/9", form! { url: "https://example.com/", events: "all" }).is(404);
    for path in ["/integration/webhooks/9", "/integration/webhooks/x", "/integration/deliveries/9", "/integration/webhooks/9/secret"] {
        browser.get(path).is(404);
    }
}

#[test]
fn many_deliveries_come_in_pages() {
    let hub = TestHub::reaching_private();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let secret = browser.get("/integration/webhooks/add").field("secret");
    browser.post("/integration/webhooks/add", form! { url: "http://127.0.0.1:9/", secret: secret, events: "all" }).is(303);
    for _ in 0..60 {
        browser.post("/integration/webhooks/1/test", form! {}).is(303);
    }
    let (mut address, mut seen) = ("/integration/webhooks/1".to_owned(), 0);
    loop {
        let shown = browser.get(&address).is(200);
        seen += shown.text.matches("/integration/deliveries/").count();
        match shown.between("rel=\"next\" href=\"", "\"") {
            Some(next) => address = next.replace("#sent", ""),
            None => break,
        }
    }
    assert_eq!(seen, 60);
}
