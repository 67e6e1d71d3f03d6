//! Emails: who gets one for an event, what it says, and what happens when the mail server does not take it.

use database::Sql;
use database::deliveries::Attempt;
use domain::audit_log::By;
use domain::keys::{self, Changes as KeyChanges};
use domain::settings;
use domain::webhooks::{self, Changes, Ways, outbox};
use hub::work::notices::Rounds;
use wire::Moment;

use super::webhooks::{add, all, carry, one, write};
use crate::key_care::{change, ending, owned, shut_out};
use crate::support::hub::START;
use crate::support::mail_server::MailServer;
use crate::support::{Browser, TestHub};

const DAY: i64 = 86_400;

fn attempts(hub: &TestHub, delivery: i64) -> Vec<Attempt> {
    hub.hub.db.read_now(move |tx| database::deliveries::attempts(tx, delivery)).expect("attempts can be read")
}

#[test]
fn a_letter_says_what_the_record_says_and_no_token() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    add(&hub, "mailto:ada@example.com".to_owned(), "key.*");
    let key = hub.site_with_key().1;
    // Such a name is refused today; it may be in an older account.
    let (id, now) = (key.key, hub.clock.now());
    write(&hub, move |tx| {
        tx.execute(Sql::new("UPDATE keys SET name = $1 WHERE id = $2").bind("Tea\r\nBcc: eve@example.com").bind(id))?;
        let changes = KeyChanges { comment: Some("For the kettle".to_owned()), ..KeyChanges::default() };
        keys::edit(tx, id, &changes, &By::CommandLine, now).map(drop)
    });
    carry(&hub);
    let got = server.got();
    assert_eq!(got.len(), 2, "{got:?}");
    let email = got.iter().find(|email| email.text().contains("Tea")).expect("there is an email about the change");
    assert_eq!(email.envelope, ("hub@shop.example".to_owned(), "ada@example.com".to_owned()));
    assert_eq!((email.header("From").as_str(), email.header("To").as_str()), ("Latchkey <hub@shop.example>", "ada@example.com"));
    assert_eq!(email.header("Auto-Submitted"), "auto-generated");
    assert!(email.header("Subject").starts_with("Latchkey: Key changed: Tea"), "{}", email.header("Subject"));
    assert!(!email.head().contains("\r\nBcc:"), "a name adds no recipient: {}", email.raw);
    let text = email.text();
    for part in ["Time: ", "By: ", "For the kettle", &format!("/integration/keys/{}", key.key), "/integration/webhooks"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    assert!(got.iter().all(|email| !email.raw.contains(key.token.as_deref().unwrap_or("?"))));
    let deliveries = all(&hub);
    assert!(!deliveries.is_empty() && deliveries.iter().all(|delivery| delivery.state == "delivered"));
}

#[test]
fn letters_speak_the_language_of_the_account() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    write(&hub, |tx| settings::set(tx, "language", "ru", &By::CommandLine, START).map(drop));
    add(&hub, "mailto:ada@example.com".to_owned(), "key.created");
    hub.site_with_key();
    carry(&hub);
    let email = server.got().pop().expect("a letter has come");
    assert!(email.header("Subject").starts_with("Latchkey: Ключ"), "{}", email.header("Subject"));
    assert!(email.text().contains("Кто: "), "{}", email.text());
}

#[test]
fn whoever_is_to_be_asked_about_a_key_hears_that_it_ends_and_nobody_else_does() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    Browser::signed_in(&hub, "manager");
    let keys = ["manager@hub.test", "partner@example.com", "the shop next door", ""].map(|owner| {
        let key = hub.key("all", "all");
        change(&hub, &key, owned(owner)).expect("a contact can be named");
        change(&hub, &key, ending(START.0 + 7 * DAY)).expect("an end can be set");
        key
    });
    let id = add(&hub, "contact".to_owned(), "key.expiring").0;
    let test = hub.hub.db.write_now(move |tx| outbox::test(tx, id, START));
    assert!(test.is_err_and(|fault| fault.to_string().contains("mailto:")), "a test is about no key");
    Rounds::default().look(&hub.hub).expect("keys can be looked through");
    carry(&hub);
    let mut view: Vec<String> = server.got().into_iter().map(|email| email.envelope.1).collect();
    view.sort();
    assert_eq!(view, ["manager@hub.test", "partner@example.com"]);
    assert_eq!(all(&hub).iter().filter(|delivery| delivery.state == "delivered").count(), keys.len(), "no email is left to be sent");
    // A user who was shut out gets no more emails.
    shut_out(&hub, "manager@hub.test");
    hub.clock.set(Moment(START.0 + 6 * DAY));
    Rounds::default().look(&hub.hub).expect("keys can be looked through");
    carry(&hub);
    let last: Vec<String> = server.got().into_iter().skip(2).map(|email| email.envelope.1).collect();
    assert_eq!(last, ["partner@example.com"]);
}

#[test]
fn a_letter_that_is_not_taken_is_sent_again_under_the_id_it_had() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    add(&hub, "mailto:ada@example.com".to_owned(), "key.created");
    hub.site_with_key();
    server.will_answer(&["451 later"]);
    carry(&hub);
    let delivery = one(&hub);
    let attempt = attempts(&hub, delivery.id).pop().expect("an attempt");
    assert_eq!((delivery.state.as_str(), attempt.status), ("waiting", None));
    assert!(attempt.error.contains("the mail server refused it") && attempt.error.contains("451"), "{}", attempt.error);
    hub.clock.set(Moment(delivery.due_at.expect("it is tried again")));
    carry(&hub);
    assert_eq!(one(&hub).state, "delivered");
    let ids: Vec<String> = server.got().iter().map(|email| email.header("Message-ID")).collect();
    assert_eq!(ids, vec![format!("<{}@shop.example>", delivery.message); 2]);
}

#[test]
fn a_server_that_is_started_without_mail_says_so_for_each_letter() {
    let server = MailServer::start();
    let hub = TestHub::new();
    let id = add(&hub, "contact".to_owned(), "key.created").0;
    hub.site_with_key();
    carry(&hub);
    let attempt = attempts(&hub, one(&hub).id).pop().expect("an attempt");
    assert!(attempt.error.contains("--mail-server"), "{}", attempt.error);
    assert!(server.got().is_empty());
    // Its form sends the address along; it can be switched off nevertheless, but not led to another address.
    let none = Ways { private: false, mail: false };
    let form = |url: &str| Changes { url: Some(url.to_owned()), active: Some(false), ..Changes::default() };
    let edit = |changes: Changes| hub.hub.db.write_now(move |tx| webhooks::edit(tx, id, &changes, none, &By::CommandLine, START));
    assert!(edit(form("contact")).is_ok_and(|webhook| !webhook.active));
    assert!(edit(form("mailto:ada@example.com")).is_err() && edit(form("")).is_err());
}
