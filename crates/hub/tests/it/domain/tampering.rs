//! Tampering with the record is seen, at the first row where it shows.

use database::Sql;
use database::audit_log::{self, LogEntry};
use domain::audit_log::check::{Outcome, Why, check};
use domain::audit_log::{Action, Anchor, By, Subject, chain, note};
use domain::fault::Fault;
use proptest::prelude::*;
use serde_json::json;

use crate::support::TestHub;
use crate::support::hub::START;

const ROWS: i64 = 12;

fn write(hub: &TestHub, count: i64) {
    let written = hub.hub.db.write_now(move |tx| {
        for number in 0..count {
            let subject = Subject::numbered("key", number, "a key");
            note(tx, &By::CommandLine, Action::KeyChanged, &subject, &json!({"name": {"after": number}}), START)?;
        }
        Ok::<_, Fault>(())
    });
    written.unwrap_or_else(|fault| panic!("{fault}"));
}

fn hub() -> TestHub {
    let hub = TestHub::new();
    write(&hub, ROWS);
    hub
}

fn run(hub: &TestHub, statements: Vec<String>) {
    let run = hub.hub.db.write_now(move |tx| {
        for statement in &statements {
            tx.execute(Sql::new(statement.clone()))?;
        }
        Ok::<_, database::Error>(())
    });
    run.expect("the record can be tampered with");
}

fn anchor(hub: &TestHub) -> Anchor {
    Anchor::from(&hub.hub.db.read_now(audit_log::head).expect("the head can be read"))
}

fn outcome(hub: &TestHub, anchors: &[Anchor]) -> Outcome {
    check(&hub.hub.db, anchors).unwrap_or_else(|fault| panic!("{fault}"))
}

fn broken(row: i64, why: Why) -> Outcome {
    Outcome::Broken { row, why }
}

/// Writes every row from this one on anew, hashes and head included, as an expert could.
fn rewrite(hub: &TestHub, from: i64, change: impl Fn(&mut LogEntry) + Send + 'static) {
    let rewritten = hub.hub.db.write_now(move |tx| {
        let rows = audit_log::after(tx, 0, 1000)?;
        let mut before = rows.iter().find(|row| row.number == from - 1).map_or(chain::START.to_vec(), |row| row.hash.clone());
        for mut row in rows.into_iter().filter(|row| row.number >= from) {
            if row.number == from {
                change(&mut row);
            }
            row.hash = chain::hash(&before, &row).to_vec();
            let sql = Sql::new("UPDATE records SET details = $1, hash = $2 WHERE number = $3");
            tx.execute(sql.bind(&row.details).bind(row.hash.clone()).bind(row.number))?;
            before = row.hash;
        }
        tx.execute(Sql::new("UPDATE record_head SET hash = $1").bind(before)).map(drop)
    });
    rewritten.expect("the record can be written anew");
}

#[test]
fn what_was_left_alone_is_whole() {
    let hub = TestHub::new();
    assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: 0, anchors: 0 });
    let none = anchor(&hub);
    write(&hub, ROWS);
    let twelve = anchor(&hub);
    write(&hub, 1100);
    let anchors = [anchor(&hub), none, twelve];
    assert_eq!(outcome(&hub, &anchors), Outcome::Whole { rows: ROWS + 1100, anchors: 3 }, "more rows than are read at a time");
}

#[test]
fn every_change_of_every_column_is_seen_at_its_row() {
    let hub = hub();
    for (column, value) in [
        ("created_at", "created_at + 1"),
        ("action", "'key.created'"),
        ("by_kind", "'hub'"),
        ("by_id", "5"),
        ("by_name", "'somebody'"),
        ("subject_kind", "'user'"),
        ("subject_id", "subject_id + 1"),
        ("subject_name", "'another key'"),
        ("details", "'{}'"),
        ("details", "'{\"name\": {\"after\":4}}'"),
        ("hash", "(SELECT hash FROM record_head)"),
    ] {
        let row = 5;
        let kept = hub.hub.db.read_now(move |tx| audit_log::find(tx, row)).expect("a row can be read").expect("it is there");
        run(&hub, vec![format!("UPDATE records SET {column} = {value} WHERE number = {row}")]);
        assert_eq!(outcome(&hub, &[]), broken(row, Why::Changed), "{column} = {value}");
        let restored = hub.hub.db.write_now(move |tx| {
            tx.execute(Sql::new("DELETE FROM records WHERE number = $1").bind(row))?;
            let head = audit_log::head(tx)?;
            audit_log::append(tx, &kept)?;
            tx.execute(Sql::new("UPDATE record_head SET hash = $1, created_at = $2").bind(head.hash).bind(head.created_at))
        });
        restored.expect("the row can be put back");
        assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: ROWS, anchors: 0 });
    }
}

#[test]
fn a_dropped_row_is_missed_whichever_it_is() {
    for row in [1, 6, ROWS - 1] {
        let hub = hub();
        run(&hub, vec![format!("DELETE FROM records WHERE number = {row}")]);
        assert_eq!(outcome(&hub, &[]), broken(row, Why::Missing));
        // The rows after it moved up, to hide the gap.
        for next in row + 1..=ROWS {
            run(&hub, vec![format!("UPDATE records SET number = {} WHERE number = {next}", next - 1)]);
        }
        assert_eq!(outcome(&hub, &[]), broken(row, Why::Changed));
    }
}

#[test]
fn swapped_rows_are_seen_at_the_first_of_them() {
    let hub = hub();
    let number = |from: i64, to: i64| format!("UPDATE records SET number = {to} WHERE number = {from}");
    run(&hub, vec![number(4, 1000), number(9, 4), number(1000, 9)]);
    assert_eq!(outcome(&hub, &[]), broken(4, Why::Changed));
}

#[test]
fn a_row_put_in_is_seen() {
    let hub = hub();
    let columns = "created_at, action, by_kind, by_id, by_name, subject_kind, subject_id, subject_name, details, hash";
    let copy =
        |from: i64, to: i64| format!("INSERT INTO records (number, {columns}) SELECT {to}, {columns} FROM records WHERE number = {from}");
    run(&hub, vec![copy(3, 0)]);
    assert_eq!(outcome(&hub, &[]), broken(0, Why::Changed));
    run(&hub, vec!["DELETE FROM records WHERE number = 0".to_owned(), copy(ROWS, ROWS + 1)]);
    assert_eq!(outcome(&hub, &[]), broken(ROWS + 1, Why::Changed));
}

#[test]
fn a_cut_off_end_is_seen_by_the_head_and_by_the_last_anchor() {
    let hub = hub();
    let kept = anchor(&hub);
    run(&hub, vec!["DELETE FROM records WHERE number > 9".to_owned()]);
    assert_eq!(outcome(&hub, &[]), broken(10, Why::CutOff(ROWS)));
    // The head moved back as well: from inside nothing is wrong any more.
    let head = "UPDATE record_head SET number = 9, hash = (SELECT hash FROM records WHERE number = 9)";
    run(&hub, vec![head.to_owned()]);
    assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: 9, anchors: 0 });
    assert_eq!(outcome(&hub, std::slice::from_ref(&kept)), broken(10, Why::CutOff(ROWS)));
    // Others written in their place.
    write(&hub, 5);
    assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: 14, anchors: 0 });
    assert_eq!(outcome(&hub, &[kept]), broken(ROWS, Why::Rewritten(1)));
}

#[test]
fn a_record_written_anew_is_told_between_two_anchors() {
    let hub = hub();
    let first = anchor(&hub);
    write(&hub, 8);
    let second = anchor(&hub);
    rewrite(&hub, 15, |row| row.details = "{}".to_owned());
    assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: 20, anchors: 0 }, "without an anchor it cannot be seen");
    assert_eq!(outcome(&hub, &[second, first]), broken(20, Why::Rewritten(13)));
}

#[test]
fn a_head_that_does_not_fit_is_seen() {
    let hub = hub();
    run(&hub, vec!["UPDATE record_head SET number = 7, hash = (SELECT hash FROM records WHERE number = 7)".to_owned()]);
    assert_eq!(outcome(&hub, &[]), broken(8, Why::Head));
    run(&hub, vec![format!("UPDATE record_head SET number = {ROWS}, hash = (SELECT hash FROM records WHERE number = 7)")]);
    assert_eq!(outcome(&hub, &[]), broken(ROWS, Why::Head));
}

#[test]
fn a_value_of_another_type_is_seen_at_its_row() {
    let hub = hub();
    if hub.hub.db.engine() != database::Engine::Sqlite {
        // PostgreSQL keeps no value of another type than its column's.
        return;
    }
    for (column, value) in [
        ("created_at", "'yesterday'"),
        ("created_at", "x'01'"),
        ("action", "CAST(action AS BLOB)"),
        ("by_kind", "x'ff'"),
        ("by_id", "'nobody'"),
        ("by_name", "CAST(x'ff' AS TEXT)"),
        ("subject_kind", "CAST(subject_kind AS BLOB)"),
        ("subject_id", "2.5"),
        ("subject_name", "CAST(subject_name AS BLOB)"),
        ("details", "CAST(details AS BLOB)"),
        ("hash", "'text'"),
        ("hash", "7"),
    ] {
        let row = 5;
        let kept = hub.hub.db.read_now(move |tx| audit_log::find(tx, row)).expect("a row can be read").expect("it is there");
        run(&hub, vec![format!("UPDATE records SET {column} = {value} WHERE number = {row}")]);
        assert_eq!(outcome(&hub, &[]), broken(row, Why::Changed), "{column} = {value}");
        // It is still listed: what was tampered with hides no other row.
        let listed = hub.hub.db.read_now(|tx| audit_log::list(tx, &audit_log::Filter::default(), 100)).expect("the record can be listed");
        assert_eq!(listed.len() as i64, ROWS, "{column} = {value}");
        run(&hub, vec![format!("DELETE FROM records WHERE number = {row}"), "UPDATE record_head SET told = told".to_owned()]);
        let restored = hub.hub.db.write_now(move |tx| {
            let head = audit_log::head(tx)?;
            audit_log::append(tx, &kept)?;
            tx.execute(Sql::new("UPDATE record_head SET hash = $1, created_at = $2").bind(head.hash).bind(head.created_at))
        });
        restored.expect("the row can be put back");
        assert_eq!(outcome(&hub, &[]), Outcome::Whole { rows: ROWS, anchors: 0 });
    }
    run(&hub, vec!["DELETE FROM records WHERE number = 4".to_owned(), "UPDATE records SET details = x'01' WHERE number = 5".to_owned()]);
    assert_eq!(outcome(&hub, &[]), broken(4, Why::Missing), "a row that is missing before it is named first");
}

#[test]
fn a_missing_or_damaged_head_is_seen() {
    let hub = hub();
    let kept = anchor(&hub);
    run(
        &hub,
        vec!["INSERT INTO record_head (number, hash, created_at, told) SELECT number, hash, created_at, told FROM record_head".to_owned()],
    );
    assert_eq!(outcome(&hub, &[]), broken(ROWS, Why::NoHead), "there are two");
    run(&hub, vec!["DELETE FROM record_head".to_owned()]);
    assert_eq!(outcome(&hub, &[]), broken(ROWS, Why::NoHead));
    assert_eq!(outcome(&hub, std::slice::from_ref(&kept)), broken(ROWS, Why::NoHead), "an anchor says what was there, not what came after");
    run(&hub, vec![format!("DELETE FROM records WHERE number = {ROWS}")]);
    assert_eq!(outcome(&hub, &[]), broken(ROWS - 1, Why::NoHead));
    assert_eq!(outcome(&hub, &[kept]), broken(ROWS, Why::CutOff(ROWS)));
    run(&hub, vec!["UPDATE records SET details = '{}' WHERE number = 3".to_owned()]);
    assert_eq!(outcome(&hub, &[]), broken(3, Why::Changed), "rows are checked without it");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    /// Any one row changed, dropped, or cut off with all after it: never another row is named, and never a later one.
    #[test]
    fn whatever_is_done_to_a_row_that_row_is_named(row in 1..=ROWS, operation in 0..3) {
        let hub = hub();
        let kept = anchor(&hub);
        let (statement, why) = match operation {
            0 => (format!("UPDATE records SET details = '{{\"x\":1}}' WHERE number = {row}"), Why::Changed),
            1 if row < ROWS => (format!("DELETE FROM records WHERE number = {row}"), Why::Missing),
            _ => (format!("DELETE FROM records WHERE number >= {row}"), Why::CutOff(ROWS)),
        };
        run(&hub, vec![statement]);
        prop_assert_eq!(outcome(&hub, &[]), broken(row, why));
        prop_assert_eq!(outcome(&hub, &[kept]), broken(row, why));
    }
}
