//! The page "Who did what": filters, pages, plain words, the file, and the check of the chain.

use database::Sql;
use domain::access::grant::Grant;
use domain::access::token;
use domain::audit_log::{Action, By, Subject, note};
use domain::fault::Fault;
use domain::keys::{self, Changes};
use serde_json::json;
use wire::Moment;

use crate::support::browser::Shown;
use crate::support::hub::START;
use crate::support::{Browser, TestHub};

const DAY: i64 = 86_400;

/// The numbers of the rows that a page shows.
fn numbers(shown: &Shown) -> Vec<i64> {
    let cells = shown.text.split("<td class=\"row-number\"").skip(1);
    cells
        .map(|cell| cell.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default().parse().expect("a number"))
        .collect()
}

#[test]
fn a_change_is_told_with_who_made_it_and_what_was_before() {
    let hub = TestHub::new();
    hub.site("south");
    let (_, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let id = key.key;
    let ann = By::Person(1, "administrator@hub.test".to_owned());
    let edited = hub.hub.db.write_now(move |tx| {
        let grant = Grant::parse("orders.*,reference.*").map_err(|error| wire::Problem::new(400, error))?;
        let changes = Changes { name: Some("Tea <b>shop</b>".to_owned()), grant: Some(grant), ..Changes::default() };
        keys::edit(tx, id, &changes, &ann, START)
    });
    edited.unwrap_or_else(|fault| panic!("{fault}"));
    key.post("/reference/sites/north/edit", form! { site: {"name": "Far north"} }).ok();
    let page = browser.get("/integration/audit-log").is(200);
    let page = page.says("Key changed").says("administrator@hub.test").says("<del>A key of a test</del>").hides("<b>shop");
    let page = page.says("/api/v*/orders/create").says(&format!("href=\"/integration/keys/{id}\"")).says("14 Mar 2026, 15:00:00");
    page.says("Key “Tea &#60;b&#62;shop&#60;/b&#62;”").says("Store north").hides(key.token.as_deref().unwrap_or("?"));
}

#[test]
fn every_filter_narrows_the_list_and_the_file() {
    let hub = TestHub::new();
    let (_, one) = hub.site_with_key();
    let other = hub.key("north", "all");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let (one, other) = (one.key, other.key);
    let written = hub.hub.db.write_now(move |tx| {
        let ann = By::Person(1, "administrator@hub.test".to_owned());
        keys::edit(tx, one, &Changes { name: Some("Чай".to_owned()), ..Changes::default() }, &ann, Moment(START.0 + DAY))?;
        keys::set_active(tx, other, false, &By::CommandLine, Moment(START.0 + 2 * DAY))?;
        let subject = Subject::named("settings", "timezone");
        note(tx, &By::Key(one), Action::SettingsChanged, &subject, &json!({}), Moment(START.0 + 3 * DAY))
    });
    written.unwrap_or_else(|fault: Fault| panic!("{fault}"));
    // site.added, key.created, key.created, user.added, then the three above.
    for (query, wanted) in [
        ("", vec![7, 6, 5, 4, 3, 2, 1]),
        ("who=cli", vec![6]),
        ("who=user-1", vec![5]),
        ("who=user-2", vec![]),
        ("who=key", vec![7]),
        ("who=hub", vec![4, 3, 2, 1]),
        ("what=key", vec![6, 5, 3, 2]),
        ("what=key.created", vec![3, 2]),
        ("what=coffee", vec![]),
        (&format!("key={one}"), vec![7, 5, 2]),
        ("key=%D0%A7%D0%B0", vec![7, 5, 2]),
        ("key=%25", vec![]),
        ("from=2026-03-15", vec![7, 6, 5]),
        ("to=2026-03-15", vec![5, 4, 3, 2, 1]),
        ("from=2026-03-16&to=2026-03-16", vec![6]),
        (&format!("key={other}&what=key.disabled&who=cli&from=2026-03-16"), vec![6]),
        ("before=3", vec![2, 1]),
    ] {
        let shown = browser.get(&format!("/integration/audit-log?{query}")).is(200);
        assert_eq!(numbers(&shown), wanted, "{query}");
        if !query.contains("before") {
            let file = browser.get(&format!("/integration/audit-log.csv?{query}")).is(200);
            assert!(file.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
            let rows: Vec<i64> =
                file.text.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default().parse().expect("a number")).collect();
            assert_eq!(rows, wanted, "{query}");
        }
    }
    for odd in ["from=x", "to=2026-02-31", "key=-1", "before=x", "who=-", "who=user-x", "what=%27"] {
        browser.get(&format!("/integration/audit-log?{odd}")).is(200);
    }
}

#[test]
fn a_long_record_comes_in_pages_and_as_one_file() {
    let hub = TestHub::new();
    let token = token::generate().expect("there is randomness");
    let name = format!("=cmd|{token}");
    let written = hub.hub.db.write_now(move |tx| {
        for number in 0..1200 {
            note(tx, &By::Hub, Action::KeyStale, &Subject::numbered("key", number, &name), &json!({}), START)?;
        }
        Ok::<_, Fault>(())
    });
    written.unwrap_or_else(|fault| panic!("{fault}"));
    let mut browser = Browser::signed_in(&hub, "administrator");
    let (mut address, mut seen) = ("/integration/audit-log?what=key.stale".to_owned(), Vec::new());
    loop {
        let shown = browser.get(&address).is(200).hides(&token);
        seen.extend(numbers(&shown));
        match shown.between("rel=\"next\" href=\"", "\"") {
            Some(next) => address = next.replace("&#38;", "&"),
            None => break,
        }
    }
    assert_eq!(seen, (1..=1200).rev().collect::<Vec<i64>>());
    let file = browser.get("/integration/audit-log.csv?what=key.stale").is(200).hides(&token).says("\"'=cmd|");
    assert_eq!(file.text.lines().filter(|line| line.contains("key.stale")).count(), 1200);
}

#[test]
fn the_chain_is_checked_from_the_page() {
    let hub = TestHub::new();
    hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/audit-log").says("--audit-anchor");
    browser.post("/integration/audit-log/verify", form! {}).is(200).says("The log is intact. Entries checked: 3.");
    let tampered = hub.hub.db.write_now(|tx| tx.execute(Sql::new("UPDATE records SET by_name = 'nobody' WHERE number = 2")));
    tampered.expect("the record can be tampered with");
    browser.post("/integration/audit-log/verify", form! {}).is(200).says("Entry 2 has been changed").says("role=\"alert\"");
}

#[test]
fn only_administrators_see_who_did_what() {
    let hub = TestHub::new();
    for role in ["manager", "read-only"] {
        let mut browser = Browser::signed_in(&hub, role);
        browser.get("/stores").hides("/integration/audit-log");
        browser.get("/integration/audit-log").is(403);
        browser.get("/integration/audit-log.csv").is(403);
        browser.post("/integration/audit-log/verify", form! {}).is(403);
    }
}
