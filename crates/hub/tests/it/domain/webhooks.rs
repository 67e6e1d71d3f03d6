//! Webhooks: what is sent, how it is signed, and what happens when it is not taken.

use std::sync::Arc;

use database::audit_log;
use database::deliveries::{self, Delivery};
use database::webhooks::Webhook;
use domain::audit_log::{By, chain};
use domain::fault::Fault;
use domain::keys::{self, Changes as KeyChanges};
use domain::webhooks::{self, Changes, OVERLAP, Secret, Ways, outbox, schedule};
use hub::app::Hub;
use hub::work::webhook_sender::WebhookSender;
use wire::Moment;

use crate::support::TestHub;
use crate::support::hub::START;
use crate::support::receiver::Receiver;

/// Nothing is out of reach.
const ALL: Ways = Ways { private: true, mail: true };

/// Sends whatever is due and waits for what comes of it.
pub(super) fn carry(hub: &TestHub) {
    let mut webhook_sender = WebhookSender::new(Arc::clone(&hub.hub));
    hub.block_on(async {
        webhook_sender.look().await.unwrap_or_else(|fault| panic!("{fault}"));
        webhook_sender.finish().await;
    });
}

#[track_caller]
pub(super) fn write<T: Send + 'static>(hub: &TestHub, work: impl FnMut(&mut database::Tx<'_>) -> Result<T, Fault> + Send + 'static) -> T {
    hub.hub.db.write_now(work).unwrap_or_else(|fault| panic!("{fault}"))
}

pub(super) fn add(hub: &TestHub, url: String, events: &str) -> (i64, Secret) {
    let secret = Secret::generate().expect("there is randomness");
    let (kept, seal, now) = (secret.clone(), hub.hub.seal.clone(), hub.clock.now());
    let changes = Changes { url: Some(url), events: Some(events.to_owned()), ..Changes::default() };
    let webhook = write(hub, move |tx| webhooks::add(tx, &seal, &kept, &changes, ALL, &By::CommandLine, now));
    (webhook.id, secret)
}

pub(super) fn rename(hub: &TestHub, key: i64, name: &str) {
    let (changes, now) = (KeyChanges { name: Some(name.to_owned()), ..KeyChanges::default() }, hub.clock.now());
    write(hub, move |tx| keys::edit(tx, key, &changes, &By::CommandLine, now).map(drop));
}

pub(super) fn all(hub: &TestHub) -> Vec<Delivery> {
    let mut all = hub.hub.db.read_now(|tx| deliveries::list(tx, None, None, 1000)).expect("deliveries can be read");
    all.reverse();
    all
}

pub(super) fn one(hub: &TestHub) -> Delivery {
    all(hub).pop().expect("there is a delivery")
}

fn webhook(hub: &TestHub, id: i64) -> Webhook {
    hub.hub.db.read_now(move |tx| database::webhooks::find(tx, id)).expect("a webhook can be read").expect("it is there")
}

#[test]
fn what_happens_to_a_key_is_told_signed_and_without_its_token() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    let (id, secret) = add(&hub, receiver.url(), "key.*");
    let key = hub.site_with_key().1;
    rename(&hub, key.key, "Tea shop");
    carry(&hub);
    let mut got = receiver.got();
    got.sort_by_key(|message| message.json()["data"]["record"].as_i64());
    assert_eq!(got.len(), 2, "a store is no key: {got:?}");
    let message = &got[1];
    assert_eq!(message.line, "POST /hooks?from=latchkey");
    assert_eq!(message.header("content-type"), "application/json");
    let view = message.json();
    assert_eq!((&view["type"], &view["timestamp"]), (&"key.changed".into(), &"2026-03-14T12:00:00Z".into()));
    assert_eq!(view["data"]["key"], serde_json::json!({"id": key.key, "name": "Tea shop"}));
    assert_eq!(view["data"]["by"]["kind"], "cli");
    assert_eq!(view["data"]["details"]["name"], serde_json::json!({"before": "A key of a test", "after": "Tea shop"}));
    for message in &got {
        let (name, at) = (message.header("webhook-id"), message.header("webhook-timestamp"));
        let signed = secret.sign(name, at.parse().expect("a number"), &message.body);
        assert_eq!(message.header("webhook-signature"), signed);
        let raw = format!("{message:?}");
        assert!(!raw.contains(key.token.as_deref().unwrap_or("?")) && !raw.contains(&secret.text()[6..]));
    }
    let number = view["data"]["record"].as_i64().unwrap_or_default();
    let row = hub.hub.db.read_now(move |tx| audit_log::find(tx, number)).expect("a row can be read").expect("it is there");
    assert_eq!(message.header("webhook-id"), format!("msg_{}", &chain::hex(&row.hash)[..32]), "one row is one message");
    assert!(all(&hub).iter().all(|delivery| delivery.state == "delivered" && delivery.due_at.is_none()));
    let kept = webhook(&hub, id);
    let bytes = chain::hex(secret.bytes());
    assert!(!format!("{kept:?}").contains(&bytes) && !kept.secret.contains(&secret.text()), "the secret is sealed");
    carry(&hub);
    assert_eq!(receiver.got().len(), 2, "what was taken is not sent again");
}

#[test]
fn only_chosen_events_are_told_and_only_what_was_kept() {
    let hub = TestHub::reaching_private();
    let (some, every) = (Receiver::start(), Receiver::start());
    add(&hub, some.url(), "key.disabled,key.enabled");
    add(&hub, every.url(), "all");
    let key = hub.site_with_key().1.key;
    let undone = hub.hub.db.write_now(move |tx| {
        keys::set_active(tx, key, false, &By::CommandLine, START)?;
        Err::<(), Fault>(wire::Problem::not_found().into())
    });
    assert!(undone.is_err());
    write(&hub, move |tx| keys::set_active(tx, key, false, &By::CommandLine, START).map(drop));
    carry(&hub);
    assert_eq!(some.events(), ["key.disabled"], "what was undone is not sent");
    let mut events = every.events();
    events.sort();
    assert_eq!(events, ["audit.anchored", "key.created", "key.disabled"]);
}

#[test]
fn what_is_not_taken_is_tried_again_later_and_later_under_the_same_id() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    let (id, _) = add(&hub, receiver.url(), "key.*");
    receiver.will_answer(&["500 Broken", "503 Busy"]);
    hub.site_with_key();
    carry(&hub);
    let waiting = one(&hub);
    assert_eq!((waiting.state.as_str(), waiting.attempts), ("waiting", 1));
    let due = waiting.due_at.expect("it is tried again");
    assert!((START.0 + 4..=START.0 + 6).contains(&due), "{due}");
    assert_eq!(webhook(&hub, id).failing_since, Some(START.0));
    carry(&hub);
    assert_eq!(receiver.got().len(), 1, "not before its time");
    hub.clock.set(Moment(due));
    carry(&hub);
    let later = one(&hub).due_at.expect("it is tried again");
    assert!((due + 20..=due + 30).contains(&later), "{later}");
    hub.clock.set(Moment(later));
    carry(&hub);
    let got = receiver.got();
    assert_eq!(got.len(), 3);
    assert!(got.iter().all(|message| message.header("webhook-id") == got[0].header("webhook-id") && message.body == got[0].body));
    assert_eq!(got[2].header("webhook-timestamp"), later.to_string(), "each attempt is signed for its own time");
    let delivered = one(&hub);
    assert_eq!((delivered.state.as_str(), delivered.finished_at), ("delivered", Some(later)));
    assert_eq!(webhook(&hub, id).failing_since, None);
    let attempts = hub.hub.db.read_now(move |tx| deliveries::attempts(tx, delivered.id)).expect("attempts can be read");
    let view: Vec<(Option<i64>, &str)> = attempts.iter().map(|attempt| (attempt.status, attempt.error.as_str())).collect();
    assert_eq!(view, [(Some(500), "the receiver answered 500"), (Some(503), "the receiver answered 503"), (Some(204), "")]);
}

#[test]
fn after_the_last_attempt_it_is_given_up_until_somebody_sends_it_again() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    add(&hub, receiver.url(), "key.created");
    receiver.will_answer(&["500 Broken"; schedule::ATTEMPTS as usize]);
    hub.site_with_key();
    let mut tried = 0;
    while let Some(due) = one(&hub).due_at {
        hub.clock.set(Moment(due.max(hub.clock.now().0)));
        carry(&hub);
        tried += 1;
        assert!(tried <= schedule::ATTEMPTS);
    }
    assert_eq!((tried, one(&hub).state.as_str()), (schedule::ATTEMPTS, "failed"));
    let (id, now) = (one(&hub).id, hub.clock.now());
    write(&hub, move |tx| outbox::resend(tx, id, now).map(drop));
    carry(&hub);
    assert_eq!(one(&hub).state, "delivered");
    let got = receiver.got();
    assert_eq!(got.len(), schedule::ATTEMPTS as usize + 1);
    assert_eq!(got.last().map(|message| message.header("webhook-id")), got.first().map(|message| message.header("webhook-id")));
}

#[test]
fn a_webhook_that_fails_for_days_or_is_gone_is_given_up_and_can_be_switched_on() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    let (id, _) = add(&hub, receiver.url(), "key.*");
    let key = hub.site_with_key().1.key;
    receiver.will_answer(&["500 Broken", "404 Gone Fishing", "500 Broken", "500 Broken"]);
    carry(&hub);
    hub.clock.set(Moment(START.0 + schedule::PATIENCE - 1));
    carry(&hub);
    assert!(webhook(&hub, id).active, "not yet three days");
    hub.clock.set(Moment(START.0 + schedule::PATIENCE + 100));
    rename(&hub, key, "Tea");
    carry(&hub);
    let stopped = webhook(&hub, id);
    assert_eq!((stopped.active, stopped.stopped_at), (false, Some(START.0 + schedule::PATIENCE + 100)));
    let rows = hub.hub.db.read_now(|tx| audit_log::after(tx, 0, 1000)).expect("the record can be read");
    assert_eq!(rows.last().map(|row| (row.action.as_str(), row.by_kind.as_str())), Some(("webhook.stopped", "hub")));
    let before = receiver.got().len();
    hub.clock.set(Moment(START.0 + 2 * schedule::PATIENCE));
    rename(&hub, key, "Coffee");
    carry(&hub);
    assert_eq!(receiver.got().len(), before, "nothing more is sent");
    let refused = hub.hub.db.write_now(move |tx| outbox::test(tx, id, START));
    assert!(matches!(refused, Err(Fault::Refused(problem)) if problem.message.contains("is disabled")));

    let now = hub.clock.now();
    let on = Changes { active: Some(true), ..Changes::default() };
    write(&hub, move |tx| webhooks::edit(tx, id, &on, ALL, &By::CommandLine, now).map(drop));
    receiver.will_answer(&["410 Gone"]);
    carry(&hub);
    assert!(!webhook(&hub, id).active, "who says that it is gone is believed at once");
}

#[test]
fn for_a_day_after_a_new_secret_both_sign() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    let (id, old) = add(&hub, receiver.url(), "key.created");
    let new = Secret::generate().expect("there is randomness");
    let (kept, seal) = (new.clone(), hub.hub.seal.clone());
    write(&hub, move |tx| webhooks::rotate(tx, &seal, id, &kept, &By::CommandLine, START).map(drop));
    write(&hub, move |tx| outbox::test(tx, id, START));
    carry(&hub);
    hub.clock.set(Moment(START.0 + OVERLAP));
    write(&hub, move |tx| outbox::test(tx, id, Moment(START.0 + OVERLAP)));
    carry(&hub);
    let got = receiver.got();
    assert_eq!(receiver.events(), ["webhook.test", "webhook.test"]);
    let sign = |secret: &Secret, index: usize| {
        let message = &got[index];
        secret.sign(message.header("webhook-id"), message.header("webhook-timestamp").parse().expect("a number"), &message.body)
    };
    assert_eq!(got[0].header("webhook-signature"), format!("{} {}", sign(&new, 0), sign(&old, 0)));
    assert_eq!(got[1].header("webhook-signature"), sign(&new, 1));
}

#[test]
fn private_networks_are_not_reached_unless_the_operator_allows_it() {
    let hub = TestHub::new();
    let receiver = Receiver::start();
    let secret = Secret::generate().expect("there is randomness");
    for url in ["https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/x", "https://169.254.169.254/", "http://example.com/"] {
        let (kept, seal) = (secret.clone(), hub.hub.seal.clone());
        let changes = Changes { url: Some(url.to_owned()), ..Changes::default() };
        let refused = hub
            .hub
            .db
            .write_now(move |tx| webhooks::add(tx, &seal, &kept, &changes, Ways { private: false, mail: false }, &By::CommandLine, START));
        assert!(matches!(refused, Err(Fault::Refused(problem)) if problem.errors.contains_key("target")), "{url}");
    }
    // Names are looked up when something is sent: what they lead to is what counts.
    add(&hub, format!("https://localhost:{}/", receiver.address.port()), "key.*");
    add(&hub, receiver.url(), "key.*");
    hub.site_with_key();
    carry(&hub);
    assert_eq!(receiver.got().len(), 0);
    let deliveries = all(&hub);
    assert!(deliveries.len() >= 2, "each webhook has one: {deliveries:?}");
    for delivery in deliveries {
        let attempts = hub.hub.db.read_now(move |tx| deliveries::attempts(tx, delivery.id)).expect("attempts can be read");
        assert_eq!((attempts.len(), attempts[0].status), (1, None));
        let error = &attempts[0].error;
        assert!(error.contains("--webhooks-allow-private") || error.contains("an https:// URL"), "{error}");
    }
}

#[test]
fn redirections_are_not_followed() {
    let hub = TestHub::reaching_private();
    let (receiver, elsewhere) = (Receiver::start(), Receiver::start());
    add(&hub, receiver.url(), "key.*");
    receiver.will_answer(&[&format!("307 Temporary Redirect\r\nLocation: {}", elsewhere.url())]);
    hub.site_with_key();
    carry(&hub);
    assert_eq!((receiver.got().len(), elsewhere.got().len(), one(&hub).state.as_str()), (1, 0, "waiting"));
}

#[test]
fn what_cannot_be_reached_is_told_in_words() {
    let hub = TestHub::reaching_private();
    let gone = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr()).expect("a port is free");
    add(&hub, format!("http://{gone}/"), "key.*");
    add(&hub, "https://no-such-host.invalid/".to_owned(), "key.*");
    hub.site_with_key();
    carry(&hub);
    let errors: Vec<String> = all(&hub)
        .into_iter()
        .map(|delivery| {
            let attempts = hub.hub.db.read_now(move |tx| deliveries::attempts(tx, delivery.id)).expect("attempts can be read");
            attempts[0].error.clone()
        })
        .collect();
    assert!(errors[0].starts_with(&format!("no connection to {gone}")), "{errors:?}");
    assert!(errors[1].starts_with("the host no-such-host.invalid cannot be resolved"), "{errors:?}");
}

#[test]
fn two_servers_send_each_message_once() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    for _ in 0..3 {
        add(&hub, receiver.url(), "key.changed");
    }
    let key = hub.site_with_key().1.key;
    for number in 0..30 {
        rename(&hub, key, &format!("Name {number}"));
    }
    let other = hub.another();
    let threads: Vec<_> = [Arc::clone(&hub.hub), other]
        .into_iter()
        .map(|hub: Arc<Hub>| {
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
                let mut webhook_sender = WebhookSender::new(hub);
                runtime.block_on(async {
                    for _ in 0..40 {
                        webhook_sender.look().await.unwrap_or_else(|fault| panic!("{fault}"));
                        webhook_sender.finish().await;
                    }
                });
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().expect("a courier ends"));
    let all = all(&hub);
    assert_eq!(all.len(), 90);
    assert!(all.iter().all(|delivery| delivery.state == "delivered" && delivery.attempts == 1));
    assert_eq!(receiver.got().len(), 90);
}

#[test]
fn what_a_server_took_and_never_sent_is_sent_by_another() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    add(&hub, receiver.url(), "key.created");
    hub.site_with_key();
    // A server takes it and dies.
    let taken = write(&hub, |tx| Ok(deliveries::claim(tx, START.0, START.0 + 60, &[], 10)?));
    assert_eq!(taken.len(), 1);
    carry(&hub);
    assert_eq!(receiver.got().len(), 0, "it is left to the server that took it");
    hub.clock.set(Moment(START.0 + 60));
    carry(&hub);
    assert_eq!(receiver.got().len(), 1);
}

#[test]
fn the_head_of_the_record_is_told_once() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    add(&hub, receiver.url(), "audit.anchored");
    carry(&hub);
    carry(&hub);
    let head = hub.hub.db.read_now(audit_log::head).expect("the head can be read");
    let got = receiver.got();
    assert_eq!(got.len(), 1);
    let data = &got[0].json()["data"];
    assert_eq!((data["number"].as_i64(), data["hash"].as_str()), (Some(head.number), Some(chain::hex(&head.hash).as_str())));
    hub.site("south");
    carry(&hub);
    assert_eq!(receiver.got().len(), 2);
}

#[test]
fn old_deliveries_are_forgotten() {
    let hub = TestHub::reaching_private();
    let receiver = Receiver::start();
    add(&hub, receiver.url(), "key.created");
    hub.site_with_key();
    carry(&hub);
    hub.clock.set(Moment(START.0 + 29 * 86_400));
    carry(&hub);
    assert_eq!(all(&hub).len(), 1);
    hub.clock.set(Moment(START.0 + 31 * 86_400));
    carry(&hub);
    assert_eq!(all(&hub).len(), 0);
}
