//! What is in a backup: every table and column, no token, and a state of one moment.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use database::transfer::{LEFT_OUT, Schema};
use database::{Database, Engine, Sql};

use super::{Elsewhere, backup, fill, folder, furnished, text};
use crate::support::Account;

/// Every column of the database, as `table.column`.
fn columns(account: &Account) -> BTreeSet<String> {
    let db = Database::open(&account.fresh.options).expect("the database opens");
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Engine::Postgres => "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema()",
    };
    db.read_now(move |tx| tx.all(Sql::new(sql), |row| row.text(0))).expect("the columns can be listed").into_iter().collect()
}

#[test]
fn every_table_and_column_is_covered_or_named() {
    let (account, _) = furnished();
    let schema = Schema::of_this_version().expect("the migrations run");
    let covered: BTreeSet<String> =
        schema.tables.iter().flat_map(|table| table.columns.iter().map(move |column| format!("{}.{}", table.name, column.name))).collect();
    let left_out = |column: &str| {
        LEFT_OUT.iter().any(|(table, _)| {
            let name = column.split('.').next().unwrap_or_default();
            name == *table || (table.ends_with("_terms") && name.starts_with(&format!("{table}_")))
        })
    };
    let there: BTreeSet<String> = columns(&account).into_iter().filter(|column| !left_out(column)).collect();
    assert!(there.len() > 200);
    assert_eq!(there, covered);

    // Every row is there too.
    let folder = folder();
    let (_, manifest) = backup(&account, &folder, "a.backup");
    let db = Database::open(&account.fresh.options).expect("the database opens");
    for table in manifest["tables"].as_array().expect("there are tables") {
        let name = table["name"].as_str().expect("it has a name").to_owned();
        let count = db.read_now(move |tx| tx.number(Sql::new(format!("SELECT count(*) FROM {name}")))).expect("rows can be counted");
        assert_eq!(table["rows"], count, "{table}");
    }
    assert_eq!(manifest["tables"].as_array().map(Vec::len), Some(schema.tables.len()));
}

#[test]
fn a_backup_is_made_while_the_server_writes_and_is_of_one_moment() {
    let (account, token) = furnished();
    let server = account.serve();
    let (stop, answered, folder) = (AtomicBool::new(false), AtomicI64::new(100), folder());
    let file = folder.path().join("busy.backup");
    let before = std::thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::SeqCst) {
                let number = answered.load(Ordering::SeqCst);
                fill(&server.holder(&token), number..number + 1);
                answered.store(number + 1, Ordering::SeqCst);
            }
        });
        while answered.load(Ordering::SeqCst) < 105 {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let before = answered.load(Ordering::SeqCst);
        let made = account.run(&["backup", &text(&file)]);
        stop.store(true, Ordering::SeqCst);
        made.ok();
        before
    });
    let copy = Elsewhere::new();
    copy.take_secrets(account.fresh.folder.path());
    copy.run(&["restore", &text(&file)]).ok();
    copy.run(&["audit", "verify"]).ok();
    let db = Database::open(&database::Options::at(database::Location::File(copy.0.path().join("latchkey.db")))).expect("it opens");
    let count = |sql: &'static str| db.read_now(move |tx| tx.number(Sql::new(sql))).expect("rows can be counted");
    let orders = count("SELECT count(*) FROM orders");
    assert!(orders >= 12 + before - 100, "orders {orders}, answered before {before}");
    assert_eq!(count("SELECT count(*) FROM payments"), orders, "a call is in it as a whole");
    assert_eq!(count("SELECT count(DISTINCT order_id) FROM orders_history"), orders, "with its history");
}

#[test]
fn no_token_is_in_a_backup() {
    let (account, token) = furnished();
    let folder = folder();
    let (file, _) = backup(&account, &folder, "a.backup");
    let bytes = std::fs::read(file).expect("it can be read");
    let plain = zstd::decode_all(&bytes[18..]).expect("it is zstd");
    let holds = |text: &str| plain.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds("Seen 3"), "the rows are in it");
    assert!(!holds(&token));
    for name in ["pepper", "seal"] {
        let secret = std::fs::read_to_string(account.fresh.folder.path().join(name)).expect("it can be read");
        assert!(!holds(secret.split_whitespace().last().expect("there is a secret")), "{name}");
    }
}
