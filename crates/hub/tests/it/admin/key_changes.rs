//! What a key changed: by which call, with which secret, what was there before; on the page, in the file, in the history.

use std::sync::Arc;

use database::history::{Book, ChangedField, Window, of_key};
use database::{Scope, Sites};
use domain::access::token;
use domain::audit_log::By;
use domain::keys::rotation::{self, Overlap};
use serde_json::json;
use wire::Moment;

use crate::support::hub::START;
use crate::support::steps::id;
use crate::support::{Actor, Browser, Call, TestHub};

fn changes(hub: &TestHub, book: Book, key: i64) -> Vec<ChangedField> {
    let read = hub.hub.db.read_now(move |tx| of_key(tx, book, &Scope::of(Sites::All), key, &Window::default(), 1000));
    let mut changes = read.expect("deeds can be read");
    changes.reverse();
    changes
}

fn rotate(hub: &TestHub, key: &Actor) -> Actor {
    let token = token::generate().expect("there is randomness");
    let (id, copy, hub_again, now) = (key.key, token.clone(), Arc::clone(&hub.hub), hub.clock.now());
    let rotated = hub.hub.db.write_now(move |tx| {
        rotation::rotate(tx, &hub_again.gate.pepper(), id, &copy, Overlap::For(3_600), &By::CommandLine, now).map(drop)
    });
    rotated.unwrap_or_else(|fault| panic!("{fault}"));
    Actor::new(hub.address(), Some(token), key.key)
}

#[test]
fn every_change_knows_its_call_and_the_secret_it_came_with() {
    let hub = TestHub::new();
    let (_, first) = hub.site_with_key();
    let other = hub.key("north", "all");
    let created = first.call(Call::post("/orders/create").form(form! { order: {"firstName": "Anna", "phone": "+79261234567"} }));
    let order = created.json["id"].as_i64().expect("there is an order");
    let second = rotate(&hub, &first);
    let edited = second
        .call(Call::post(&format!("/orders/{order}/edit")).form(form! { by: "id", site: "north", order: {"customerComment": "gone"} }));
    edited.clone().ok();
    other.edit_order(order, json!({"customerComment": "mine"}));

    let (one, two) = (created.header("x-request-id").map(str::to_owned), edited.header("x-request-id").map(str::to_owned));
    assert!(one.is_some() && two.is_some() && one != two);
    let view = changes(&hub, Book::Orders, first.key);
    let (last, before) = view.split_last().expect("there are deeds");
    assert!(!before.is_empty() && before.iter().all(|operation| operation.request_id == one && operation.secret == Some(1)), "{before:?}");
    assert_eq!((last.field.as_str(), &last.request_id, last.secret), ("customer_comment", &two, Some(2)));
    let customers = changes(&hub, Book::Customers, first.key);
    assert!(!customers.is_empty() && customers.iter().all(|operation| operation.request_id == one && operation.secret == Some(1)));
    // What the hub itself did in the course of the call is not the key's, but knows the call.
    let by_code = hub
        .hub
        .db
        .read_now(|tx| tx.all("SELECT request_id FROM orders_history WHERE source = 'code' ORDER BY id", |row| row.maybe_text(0)));
    assert!(by_code.expect("rows can be read").iter().all(|request| *request == one));

    // Whoever asks with either secret is the same key; another key is another one.
    let current = |actor: &Actor| -> Vec<bool> {
        let rows = actor.history("orders", form! { "filter[orderId]": order });
        rows.iter().filter_map(|row| row["apiKey"]["current"].as_bool()).collect()
    };
    let mut wanted = vec![true; view.len()];
    wanted.push(false);
    assert_eq!(current(&second), wanted);
    assert_eq!(current(&other), wanted.iter().map(|own| !own).collect::<Vec<_>>());
}

#[test]
fn the_page_and_the_file_show_a_stretch_of_time_and_what_was_before() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let other = hub.key("north", "all");
    let order = id(&key.order(json!({"firstName": "Anna", "externalId": "e-1"})));
    hub.clock.set(Moment(START.0 + 3_600));
    key.edit_order(order, json!({"firstName": "=Boris", "customerComment": "<b>late</b>"}));
    other.edit_order(order, json!({"lastName": "Not of this key"}));
    hub.clock.set(Moment(START.0 + 7_200));
    rotate(&hub, &key).edit_order(order, json!({"firstName": "Vera"}));

    let mut browser = Browser::signed_in(&hub, "administrator");
    let list = format!("/integration/keys/{}/changes", key.key);
    browser.get(&format!("/integration/keys/{}", key.key)).says(&list);
    let all = browser.get(&list).is(200).says("1 order").says("e-1").says("14 Mar 2026, 16:00:00").says("<del>Anna</del>");
    let all = all.says("&#60;b&#62;late&#60;/b&#62;").hides("<b>late").hides("Not of this key").hides(key.token.as_deref().unwrap_or("?"));
    assert!(all.text.contains("Vera"));
    let stretch = "from=2026-03-14T15:30&until=2026-03-14T16:30";
    browser.get(&format!("{list}?{stretch}")).is(200).says("=Boris").hides("Vera").hides("<del>new</del>");
    browser.get(&format!("{list}?secret=2")).is(200).says("Vera").hides("&#62;late");
    browser.get(&format!("{list}?from=2027-01-01")).is(200).says("No results");
    let file = browser.get(&format!("{list}.csv?{stretch}")).is(200).says("\"Anna\",\"'=Boris\"").hides("Vera");
    assert_eq!(file.header("content-disposition"), Some(format!("attachment; filename=\"key-{}-changes.csv\"", key.key).as_str()));
    assert_eq!(file.text.lines().count(), 3, "{}", file.text);
    let request = all.between("<code class=\"long\">", "</code>").expect("a call is named").to_owned();
    let of_call = browser.get(&format!("{list}?request={request}&secret=2")).is(200).says("Vera").hides("&#62;late");
    of_call.says(&format!("value=\"{request}\""));
    browser.get(&format!("{list}?request={request}&secret=1")).is(200).says("No results");
    browser.get(&format!("{list}.csv?request={request}")).is(200).says("Vera").hides("&#62;late");
    browser.get(&format!("{list}?request=%27")).is(200).says("No results");
    for odd in ["from=x", "until=2026-02-31", "secret=x", "before=x", "before=1-", "of=coffee", "secret=%27"] {
        browser.get(&format!("{list}?{odd}")).is(200);
    }
    browser.get(&format!("{list}?of=customers")).is(200).says("Customer");
    browser.get("/integration/keys/999/changes").is(404);
    browser.get("/integration/keys/999/changes.csv").is(404);
    Browser::signed_in(&hub, "manager").get(&list).is(403);
}

#[test]
fn many_changes_come_in_pages_without_gaps() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = id(&key.order(json!({"firstName": "Anna"})));
    for number in 0..70 {
        hub.clock.set(Moment(START.0 + number / 7));
        key.edit_order(order, json!({"customerComment": format!("comment number {number};")}));
    }
    let mut browser = Browser::signed_in(&hub, "administrator");
    let mut address = format!("/integration/keys/{}/changes", key.key);
    let mut seen = String::new();
    loop {
        let shown = browser.get(&address).is(200);
        seen.push_str(&shown.text);
        match shown.between("rel=\"next\" href=\"", "\"") {
            Some(next) => address = next.replace("&#38;", "&"),
            None => break,
        }
    }
    for number in 0..70 {
        // Once as what it became, and once as what the next one replaced.
        let wanted = if number == 69 { 1 } else { 2 };
        assert_eq!(seen.matches(&format!("comment number {number};")).count(), wanted, "{number}");
    }
}
