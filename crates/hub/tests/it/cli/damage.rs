//! An embedded database that is damaged, or whose folder vanishes, is not served.

use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

use crate::support::{Account, Server};

/// An account with orders in it, closed in order: everything is in the one file.
fn account() -> (Account, String) {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("north", "all");
    let server = account.serve();
    for number in 0..40 {
        let order = json_of!({"externalId": format!("{number}"), "customerComment": "x".repeat(2000)});
        assert_eq!(server.holder(&token).post("/orders/create", form! { site: "north", order: order }).status, 201);
    }
    server.signal("TERM");
    assert!(server.end().0.success());
    (account, token)
}

/// Writes nonsense over every page but those at the start.
fn spoil(database: &Path, spared: u64) {
    let file = std::fs::OpenOptions::new().write(true).open(database).expect("the file can be opened");
    let length = file.metadata().expect("it is there").len();
    let nonsense = [0xa5; 4096];
    for page in spared..length / 4096 {
        file.write_all_at(&nonsense, page * 4096).expect("a page can be written");
    }
    file.sync_all().expect("it is on disk");
}

/// How a server ends by itself, within a time that is generous on any machine.
fn end(server: Server) -> (Option<i32>, String) {
    let (status, _, log) = server.end();
    (status.code(), log)
}

#[test]
fn after_a_sudden_end_a_damaged_database_is_not_served() {
    let (account, _) = account();
    if !account.is_embedded() {
        return;
    }
    let database = account.fresh.folder.path().join("latchkey.db");
    let whole = std::fs::read(&database).expect("the database can be read");
    // A sudden end alone is no damage.
    account.serve().kill();
    account.serve().kill();
    let length = whole.len() as u64 / 4096;
    for spared in [1, length / 2, length - 2] {
        for beside in ["latchkey.db-wal", "latchkey.db-shm"] {
            let _ = std::fs::remove_file(account.fresh.folder.path().join(beside));
        }
        std::fs::write(&database, &whole).expect("the database can be put back");
        spoil(&database, spared);
        let view = account.run(&["serve", "--listen", "127.0.0.1:0", "--log", "error"]);
        assert_eq!((view.code, view.out.as_str()), (1, ""), "{spared}: {view:?}");
        assert!(view.err.contains("latchkey.db is damaged (") && view.err.contains("put a backup in its place"), "{spared}: {view:?}");
    }
    std::fs::write(&database, "no database at all, but some text that is long enough to be one".repeat(200)).expect("it can be written");
    let view = account.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(view.code == 1 && view.err.contains("latchkey.db is damaged ("), "{view:?}");
    let view = account.run(&["site", "list"]);
    assert!(view.code == 1 && view.err.contains("latchkey.db is damaged ("), "{view:?}");
    std::fs::write(&database, &whole).expect("the database can be put back");
    account.serve();
}

#[test]
fn damage_that_is_met_ends_the_serving() {
    let (account, token) = account();
    if !account.is_embedded() {
        return;
    }
    let database = account.fresh.folder.path().join("latchkey.db");
    let server = account.serve();
    server.holder(&token).get("/api/credentials", form! {}).ok();
    spoil(&database, 1);
    // Which call meets it first depends on what is in memory.
    for _ in 0..100 {
        if server.holder(&token).without_key().try_call(crate::support::Call::get("/api/credentials")).is_err() {
            break;
        }
        let _ = server.holder(&token).try_call(crate::support::Call::get("/api/v5/orders"));
        std::thread::sleep(Duration::from_millis(50));
    }
    let (code, log) = end(server);
    assert_eq!(code, Some(1), "{log}");
    assert!(log.contains("latchkey.db is damaged (") && log.contains("put a backup in its place"), "{log}");
    // The next start looks first, though the file was closed in order.
    let view = account.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(view.code == 1 && view.err.contains("latchkey.db is damaged ("), "{view:?}");
}

#[test]
fn a_data_folder_that_vanishes_is_noticed_and_nothing_is_answered_as_kept() {
    let (account, token) = account();
    if !account.is_embedded() {
        return;
    }
    let outside = tempfile::TempDir::with_prefix("latchkey-test-").expect("a folder can be made");
    let (data, away) = (account.fresh.folder.path(), outside.path().join("data"));
    let server = account.serve();
    let holder = server.holder(&token);
    let create = |number: &str| holder.post("/orders/create", form! { site: "north", order: {"externalId": number} }).status;
    assert_eq!(create("before"), 201);
    std::fs::rename(data, &away).expect("the folder can be moved away");
    assert_ne!(create("gone"), 201, "nothing is kept in a file that is not there");
    let mut refused = 0;
    for _ in 0..200 {
        refused = holder.get("/api/credentials", form! {}).status;
        if refused == 503 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(refused, 503);
    // Another folder in its place is not the one that is served.
    std::fs::create_dir(data).expect("a folder can be made");
    std::fs::write(data.join("latchkey.db"), "").expect("a file can be made");
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!((holder.get("/api/credentials", form! {}).status, create("elsewhere") == 201), (503, false));
    std::fs::remove_dir_all(data).expect("it can be removed");
    std::fs::rename(&away, data).expect("the folder can be moved back");
    for _ in 0..200 {
        if holder.get("/api/credentials", form! {}).status == 200 {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(create("after"), 201);
    let log = server.kill();
    assert!(log.contains("has been removed or replaced while the server runs") && log.contains("back in its place"), "{log}");
}
