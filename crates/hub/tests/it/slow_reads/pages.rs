//! Slow pages: a person has a share of the places like a key, and sees in their own language that it is taken.

use std::io::Write;
use std::net::TcpStream;
use std::time::Duration;

use domain::audit_log::By;
use domain::settings;
use hub::read_slots::Owner;
use hub::slow::Bounds;

use super::database::wait_until;
use crate::support::hub::START;
use crate::support::{Browser, TestHub};

fn person(hub: &TestHub) -> i64 {
    hub.hub.account().users.first().expect("a user has signed in").id
}

fn set_language(hub: &TestHub, language: &'static str) {
    let set = hub.hub.db.write_now(move |tx| settings::set(tx, "language", language, &By::CommandLine, START));
    set.expect("there is such a language");
}

#[test]
fn a_person_whose_places_are_taken_is_told_so_and_keeps_nobody_else_waiting() {
    let hub = TestHub::bounded(Bounds::new(4, 4, Duration::from_millis(50), Duration::from_secs(30)));
    let (_, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let owner = Owner::Person(person(&hub));
    for page in ["/integration/keys", "/integration/keys/export", "/integration/audit-log", "/integration/refusals", "/stores", "/people"] {
        browser.get(page).is(200);
    }
    let held: Vec<_> = (0..2).map(|_| hub.block_on(hub.hub.slow.place(owner)).expect("a place is free")).collect();
    for page in ["/integration/keys", "/integration/keys/export", "/integration/audit-log", "/integration/refusals", "/stores", "/people"] {
        let shown = browser.get(page).is(503);
        assert_eq!(shown.header("retry-after"), Some("2"), "{page}");
        assert!(shown.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{page}");
    }
    browser.get("/integration/keys").is(503).says("Try again shortly");
    set_language(&hub, "ru");
    browser.get("/integration/keys").is(503).says("Повторите попытку чуть позже");
    set_language(&hub, "es");
    browser.get("/integration/keys").is(503).says("Inténtelo de nuevo");
    key.get("/orders", form! {}).ok();
    drop(held);
    browser.get("/integration/keys").is(200);
}

#[test]
fn a_page_nobody_waits_for_gives_up_its_place_in_the_queue() {
    let hub = TestHub::bounded(Bounds::new(4, 64, Duration::from_secs(600), Duration::from_secs(600)));
    let browser = Browser::signed_in(&hub, "administrator");
    let held: Vec<_> = (0..2).map(|_| hub.block_on(hub.hub.slow.place(Owner::Person(person(&hub)))).expect("a place is free")).collect();
    let cookies: Vec<String> = browser.cookies().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut stream = TcpStream::connect(hub.address()).expect("the server listens");
    let head = format!("GET /integration/keys HTTP/1.1\r\nHost: hub.test\r\nCookie: {}\r\n\r\n", cookies.join("; "));
    stream.write_all(head.as_bytes()).expect("it is sent");
    wait_until("the page waits", || hub.hub.slow.load() == (2, 1));
    drop(stream);
    wait_until("the page has given up", || hub.hub.slow.load() == (2, 0));
    drop(held);
}
