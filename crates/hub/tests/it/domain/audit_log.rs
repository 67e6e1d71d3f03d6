//! The record of who did what: what leaves a row, what is in it, and how rows hang together.

use std::sync::Arc;

use database::audit_log::{self, LogEntry};
use domain::access::token;
use domain::audit_log::{Action, By, Subject, chain, note};
use domain::keys::{self, Changes};
use domain::{settings, sites};
use serde_json::{Value, json};

use crate::support::TestHub;
use crate::support::hub::START;

fn rows(hub: &TestHub) -> Vec<LogEntry> {
    hub.hub.db.read_now(|tx| audit_log::after(tx, 0, 10_000)).expect("the record can be read")
}

fn actions(rows: &[LogEntry]) -> Vec<&str> {
    rows.iter().map(|row| row.action.as_str()).collect()
}

fn details(row: &LogEntry) -> Value {
    serde_json::from_str(&row.details).expect("details are JSON")
}

#[track_caller]
fn assert_chained(rows: &[LogEntry]) {
    assert!(!rows.is_empty(), "there is no row");
    let mut before = chain::START.to_vec();
    for (index, row) in rows.iter().enumerate() {
        assert_eq!(row.number, index as i64 + 1);
        assert_eq!(row.hash, chain::hash(&before, row), "row {}", row.number);
        before.clone_from(&row.hash);
    }
}

#[test]
fn the_life_of_a_key_is_on_record() {
    let hub = TestHub::new();
    let key = hub.site_with_key().1.key;
    let by = By::Person(7, "ann@hub.test".to_owned());
    hub.hub
        .db
        .write_now(move |tx| {
            let changes = Changes { name: Some("Tea shop".to_owned()), ..Changes::default() };
            keys::edit(tx, key, &changes, &by, START)?;
            keys::edit(tx, key, &changes, &by, START)?;
            keys::set_active(tx, key, false, &by, START)?;
            keys::set_active(tx, key, true, &By::CommandLine, START)?;
            keys::delete(tx, key, &by, START)
        })
        .unwrap_or_else(|fault| panic!("{fault}"));
    let rows = rows(&hub);
    let expected = ["site.added", "key.created", "key.changed", "key.disabled", "key.enabled", "key.deleted"];
    assert_eq!(actions(&rows), expected, "a change that changes nothing leaves no row");
    assert_chained(&rows);
    assert_eq!(details(&rows[1])["sites"], json!({"after": ["north"]}));
    assert_eq!(details(&rows[1])["methods"], json!({"after": "all"}));
    assert_eq!(details(&rows[2]), json!({"name": {"before": "A key of a test", "after": "Tea shop"}}));
    assert_eq!(details(&rows[3]), json!({"active": {"before": true, "after": false}}));
    let row = &rows[2];
    assert_eq!((row.by_kind.as_str(), row.by_id, row.by_name.as_str()), ("user", Some(7), "ann@hub.test"));
    assert_eq!((row.subject_kind.as_str(), row.subject_id, row.subject_name.as_str()), ("key", Some(key), "Tea shop"));
    assert_eq!((row.created_at, rows[4].by_kind.as_str()), (START.0, "cli"));
}

#[test]
fn stores_and_settings_are_on_record_whoever_changes_them() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/sites/north/edit", form! { site: {"name": "Far north"} }).ok();
    hub.hub
        .db
        .write_now(|tx| {
            sites::edit(tx, "north", &sites::Changes { active: Some(false), ..sites::Changes::default() }, &By::CommandLine, START)?;
            settings::set(tx, "currency", "EUR", &By::CommandLine, START)?;
            settings::set(tx, "currency", "EUR", &By::CommandLine, START)
        })
        .unwrap_or_else(|fault| panic!("{fault}"));
    let rows = rows(&hub);
    assert_eq!(actions(&rows)[2..], ["site.changed", "site.changed", "settings.changed"]);
    assert_eq!((rows[2].by_kind.as_str(), rows[2].by_id), ("key", Some(key.key)));
    assert_eq!(details(&rows[2])["name"], json!({"before": "Store north", "after": "Far north"}));
    assert_eq!(details(&rows[3]), json!({"active": {"before": true, "after": false}}));
    assert_eq!(details(&rows[4]), json!({"default_currency": {"before": "RUB", "after": "EUR"}}));
}

#[test]
fn a_token_that_somebody_writes_into_a_remark_is_masked() {
    let hub = TestHub::new();
    let key = hub.site_with_key().1.key;
    let token = token::generate().expect("there is randomness");
    let comment = format!("the old one was {token}");
    // A remark with a token in it is refused; one that was kept before that rule still comes on record masked.
    let changes = Changes { comment: Some(comment.clone()), ..Changes::default() };
    let refused = hub.hub.db.write_now(move |tx| keys::edit(tx, key, &changes, &By::CommandLine, START).map(drop));
    assert!(refused.is_err_and(|fault| fault.to_string().contains("This text contains a token")));
    let details = serde_json::json!({"comment": {"before": comment}});
    let by = By::Person(1, format!("{token}@hub.test"));
    let noted = hub.hub.db.write_now(move |tx| note(tx, &by, Action::KeyChanged, &Subject::numbered("key", key, "a key"), &details, START));
    noted.unwrap_or_else(|fault| panic!("{fault}"));
    let rows = rows(&hub);
    let kept = format!("{rows:?}");
    assert!(!kept.contains(&token));
    assert!(kept.contains(&token::hint(&token)));
    assert_chained(&rows);
}

#[test]
fn many_at_once_make_one_unbroken_chain() {
    let hub = TestHub::new();
    let db = Arc::new(hub.hub.db.clone());
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let db = Arc::clone(&db);
            std::thread::spawn(move || {
                for turn in 0..25 {
                    let refused = turn % 5 == 4;
                    let written = db.write_now(move |tx| {
                        let subject = Subject::numbered("key", writer, "a key");
                        note(tx, &By::Hub, Action::KeyStale, &subject, &json!({"turn": turn}), START)?;
                        if refused { Err(wire::Problem::not_found().into()) } else { Ok::<_, domain::fault::Fault>(()) }
                    });
                    assert_eq!(written.is_err(), refused);
                }
            })
        })
        .collect();
    writers.into_iter().for_each(|writer| writer.join().expect("a writer ends"));
    let rows = rows(&hub);
    assert_eq!(rows.len(), 8 * 20, "what was undone leaves neither row nor gap");
    assert_chained(&rows);
    let head = hub.hub.db.read_now(audit_log::head).expect("the head can be read");
    assert_eq!((head.number, Some(&head.hash)), (160, rows.last().map(|row| &row.hash)));
}
