//! `latchkey audit`, and the anchors a server writes.

use std::path::Path;
use std::time::Duration;

use database::{Database, Sql};

use crate::support::{Account, Server};

fn tamper(account: &Account, statement: &'static str) {
    let db = Database::open(&account.fresh.options).expect("the database opens");
    db.write_now(move |tx| tx.execute(Sql::new(statement))).expect("the record can be tampered with");
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Waits until the file has so many lines.
fn lines(path: &Path, wanted: usize) -> Vec<String> {
    for _ in 0..200 {
        let text = read(path);
        if text.lines().count() >= wanted {
            return text.lines().map(str::to_owned).collect();
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{wanted} anchors were expected: {}", read(path))
}

#[test]
fn the_record_is_listed_and_verified() {
    let account = Account::new();
    assert_eq!(account.ok(&["audit", "list"]), "No entries.\n");
    account.site("north");
    let (id, token) = account.key("north", "orders.*");
    account.ok(&["key", "disable", &id]);
    account.ok(&["settings", "set", "timezone", "Europe/Madrid"]);
    assert_eq!(account.ok(&["audit", "verify"]), "The log is intact: entries 4, matching anchors 0.\n");

    let listed = account.json(&["audit", "list"]);
    let actions: Vec<&str> = listed.as_array().into_iter().flatten().filter_map(|row| row["action"].as_str()).collect();
    assert_eq!(actions, ["site.added", "key.created", "key.disabled", "settings.changed"]);
    assert_eq!(listed[2]["details"], serde_json::json!({"active": {"before": true, "after": false}}));
    assert_eq!(listed[1]["by"]["kind"], "cli");
    assert_eq!(listed[1]["subject"]["name"], "A key");
    assert!(!listed.to_string().contains(&token));
    assert_eq!(account.json(&["audit", "list", "--key", &id]).as_array().map(Vec::len), Some(2));
    assert_eq!(account.json(&["audit", "list", "--action", "site"]).as_array().map(Vec::len), Some(1));
    assert_eq!(account.json(&["audit", "list", "--limit", "1"])[0]["action"], "settings.changed");
    let table = account.ok(&["audit", "list"]);
    assert!(table.lines().nth(3).is_some_and(|line| line.contains("command line") && line.contains("key.disabled")), "{table}");
    let view = account.run(&["audit", "list", "--action", "coffee"]);
    assert_eq!(view.code, 2);
    assert!(view.err.contains("there is no action \"coffee\""), "{view:?}");
}

#[test]
fn verifying_names_the_first_bad_row_and_exits_with_1() {
    let account = Account::new();
    for code in ["a", "b", "c", "d"] {
        account.site(code);
    }
    let anchor = account.ok(&["audit", "anchor"]);
    assert!(anchor.starts_with("4 ") && anchor.ends_with("Z\n"), "{anchor}");
    let file = account.fresh.folder.path().join("anchors");
    std::fs::write(&file, &anchor).expect("an anchor can be kept");
    let file = file.display().to_string();
    assert_eq!(account.ok(&["audit", "verify", "--anchor", &file]), "The log is intact: entries 4, matching anchors 1.\n");

    let head = "UPDATE record_head SET number = 3, hash = (SELECT hash FROM records WHERE number = 3)";
    tamper(&account, "DELETE FROM records WHERE number = 4");
    tamper(&account, head);
    assert_eq!(account.ok(&["audit", "verify"]), "The log is intact: entries 3, matching anchors 0.\n");
    assert_eq!(account.refused(&["audit", "verify", "--anchor", &file]), "the latest entries have been removed: 4 to 4");
    tamper(&account, "UPDATE records SET subject_name = 'x' WHERE number = 2");
    assert_eq!(account.refused(&["audit", "verify"]), "entry 2 has been changed or replaced");

    std::fs::write(&file, "yesterday").expect("a file can be written");
    assert!(account.refused(&["audit", "verify", "--anchor", &file]).contains("line 1 is not a valid anchor"));
    assert!(account.refused(&["audit", "verify", "--anchor", "/no/such/file"]).contains("there is no file /no/such/file"));
    for empty in ["", "# anchors\n\n"] {
        std::fs::write(&file, empty).expect("a file can be written");
        assert!(account.refused(&["audit", "verify", "--anchor", &file]).contains("contains no anchors"), "{empty:?}");
    }
}

#[test]
fn a_server_keeps_anchors_outside() {
    let account = Account::new();
    let outside = tempfile::TempDir::with_prefix("latchkey-test-").expect("a folder can be made");
    let path = outside.path().join("anchors");
    let file = path.display().to_string();
    let serve = || Server::start(account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--audit-anchor", &file]));
    let server = serve();
    assert_eq!(read(&path), "", "nothing is on record yet");
    account.site("north");
    assert_eq!(lines(&path, 1), [account.ok(&["audit", "anchor"]).trim_end()]);
    account.site("south");
    // What happens just before the end is anchored too.
    server.signal("TERM");
    let (status, _, log) = server.end();
    assert_eq!((status.code(), log.as_str()), (Some(0), ""));
    let kept = lines(&path, 2);
    assert_eq!(kept[1], account.ok(&["audit", "anchor"]).trim_end());
    assert_eq!(account.ok(&["audit", "verify", "--anchor", &file]), "The log is intact: entries 2, matching anchors 2.\n");

    // It goes on where it ended, also after a line that broke off, and reports an end that was cut off.
    std::fs::write(&path, read(&path).trim_end()).expect("the file can be written");
    tamper(&account, "DELETE FROM records WHERE number = 2");
    tamper(&account, "UPDATE record_head SET number = 1, hash = (SELECT hash FROM records WHERE number = 1), created_at = 0");
    let server = serve();
    let anchors = lines(&path, 3);
    let hash = |line: &str| line.split(' ').nth(1).map(str::to_owned);
    assert_eq!(hash(&anchors[2]), hash(&anchors[0]), "{anchors:?}");
    let log = server.kill();
    assert!(log.contains("its end has been cut off"), "{log}");
}

#[test]
fn a_file_that_cannot_be_written_is_told_at_the_start() {
    let account = Account::new();
    let view = account.run(&["serve", "--listen", "127.0.0.1:0", "--audit-anchor", "/no/such/folder/anchors"]);
    assert_eq!(view.code, 1);
    assert!(view.err.contains("/no/such/folder/anchors of the option audit-anchor cannot be written"), "{view:?}");
}

#[test]
fn what_a_key_changed_is_listed() {
    let account = Account::new();
    account.site("north");
    let (id, token) = account.key("north", "all");
    let server = account.serve();
    let form = form! { site: "north", order: {"firstName": "Anna"} };
    let reply = server.holder(&token).post("/orders/create", form);
    let request = reply.header("x-request-id").expect("there is a request id").to_owned();
    let changes = account.json(&["audit", "changes", &id]);
    let changes = changes.as_array().expect("it is a list");
    assert!(
        !changes.is_empty() && changes.iter().all(|operation| operation["requestId"] == request.as_str() && operation["secretNumber"] == 1),
        "{changes:?}"
    );
    assert_eq!(account.ok(&["audit", "changes", &id, "--from", "2100-01-01"]), "No changes in this period.\n");
    assert!(account.ok(&["audit", "changes", &id, "--of", "customers", "--until", "2100-01-01 12:00"]).contains(&request));
    assert_eq!(account.ok(&["audit", "changes", &id, "--secret", "2"]), "No changes in this period.\n");
    let other = server.holder(&token).post("/orders/create", form! { site: "north", order: {"firstName": "Boris"} });
    assert_eq!(other.status, 201);
    let of_call = account.json(&["audit", "changes", &id, "--request", &request, "--secret", "1", "--until", "2100-01-01"]);
    assert_eq!(of_call.as_array(), Some(changes), "of one call, not of the other");
    assert_eq!(account.ok(&["audit", "changes", &id, "--request", "none"]), "No changes in this period.\n");
    assert_eq!(account.run(&["audit", "changes", &id, "--from", "noon"]).code, 2);
    account.refused(&["audit", "changes", "999"]);
}
