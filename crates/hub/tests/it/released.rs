//! Upgrades: a backup of each released version, with its tables as they were then, becomes an account of today.
//!
//! `tests/released/VERSION.backup` is `latchkey demo` with a person, a webhook and a disabled key, made by that version with
//! `latchkey backup --with-secrets` and the passphrase below. A file is added with each release and never changed.

use std::path::{Path, PathBuf};

use database::transfer::Schema;
use database::{Database, Engine, Sql, facets};

use crate::support::Account;
use crate::support::command::run;

const PASSPHRASE: &str = "the passphrase of the releases";

/// The token of the key "Own programs" in each of them, without its beginning.
const TOKENS: &[(&str, &str)] = &[("0.1.0", "HIZ4MWPAgQ4AMMAo36Guhx0Yww6Q")];

fn released() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/released")
}

/// Waits until a server has indexed what was there before, and asserts that what is kept agrees with the rows.
fn assert_indexed(account: &Account, version: &str) {
    let db = Database::open(&account.fresh.options).expect("the database opens");
    let is_left = |tx: &mut database::Tx<'_>| Ok::<_, database::Error>(facets::progress(tx)?.is_some() || facets::waiting(tx, 1)? > 0);
    for attempt in 0.. {
        if !db.read_now(is_left).expect("the progress can be read") {
            break;
        }
        assert!(attempt < 600, "{version}: the index is not built while the server runs");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let found = domain::derived::check(&db, false).expect("what is kept can be compared");
    assert!(!found.any(), "{version}: {found:?}");
}

#[test]
fn an_account_of_each_released_version_becomes_one_of_today() {
    let known: Vec<String> = std::fs::read_dir(released())
        .expect("the folder can be listed")
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_string_lossy().strip_suffix(".backup")?.to_owned()))
        .collect();
    assert_eq!(known.len(), TOKENS.len(), "each file has its token: {known:?}");
    for (version, token) in TOKENS {
        let account = Account::new();
        // What a test's database comes with is in the way; another one's secrets are, too.
        for name in ["pepper", "seal"] {
            let _ = std::fs::remove_file(account.fresh.folder.path().join(name));
        }
        let file = released().join(format!("{version}.backup")).display().to_string();
        let mut command = account.command(&["restore", &file, "--replace"]);
        command.env("LATCHKEY_BACKUP_PASSPHRASE", PASSPHRASE);
        let restored = run(command, "");
        assert_eq!(restored.code, 0, "{version}: {restored:?}");
        assert!(restored.out.contains(&format!("by Latchkey {version} on")), "{restored:?}");

        let db = Database::open(&account.fresh.options).expect("the database opens");
        let steps =
            db.read_now(|tx| tx.all("SELECT name FROM schema_steps ORDER BY name", |row| row.text(0))).expect("the steps are named");
        let schema = Schema::of_this_version().expect("the migrations run");
        let mut known = schema.steps.clone();
        known.sort_unstable();
        assert_eq!(steps, known, "{version}: every step has been run");
        for table in &schema.tables {
            let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let sql = format!("SELECT count(*) FROM (SELECT {} FROM {}) AS whole_rows", columns.join(", "), table.name);
            db.read_now(move |tx| tx.number(Sql::new(sql.clone()))).unwrap_or_else(|error| panic!("{version}: {}: {error}", table.name));
        }
        if db.engine() == Engine::Sqlite {
            let found = db.read_now(|tx| tx.one("PRAGMA integrity_check", |row| row.text(0))).expect("it can be checked");
            assert_eq!(found, "ok", "{version}");
        }
        drop(db);

        let server = account.serve();
        let holder = server.holder(&format!("lky_{token}"));
        let orders = holder.get("/orders", form! {}).ok();
        assert!(orders["orders"].as_array().is_some_and(|orders| !orders.is_empty()), "{version}: {orders}");
        holder.get("/orders/history", form! {}).ok();
        holder.get("/customers", form! {}).ok();
        let site = orders["orders"][0]["site"].as_str().expect("an order has a store").to_owned();
        let made = holder.post("/orders/create", form! { site: site, order: json_of!({"firstName": "Later", "phone": "+79261234567"}) });
        assert_eq!(made.status, 201, "{version}: {made}");
        assert_indexed(&account, version);
        server.signal("TERM");
        assert!(server.end().0.success());
        account.ok(&["audit", "verify"]);
        let people = account.ok(&["user", "list"]);
        assert!(people.contains("anna@example.com"), "{people}");
    }
}
