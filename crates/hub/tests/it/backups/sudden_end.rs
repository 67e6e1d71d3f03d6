//! Sudden ends: of a server before a restore, and of a restore half-way.

use std::time::Duration;

use super::{backup, end, fill, folder, furnished, tables, text};

#[test]
fn a_backup_is_restored_over_what_a_killed_server_left_behind() {
    let (account, token) = furnished();
    let folder = folder();
    let (file, before) = backup(&account, &folder, "a.backup");
    for round in 0..5 {
        let server = account.serve();
        fill(&server.holder(&token), 100 + round * 10..105 + round * 10);
        server.kill();
        if account.is_embedded() {
            let log = account.fresh.folder.path().join("latchkey.db-wal");
            assert!(std::fs::metadata(&log).is_ok_and(|log| log.len() > 0), "the write-ahead log is left behind");
        } else {
            // A node that ended suddenly counts as running for the time of its lease.
            let db = database::Database::open(&account.fresh.options).expect("the database opens");
            db.write_now(|tx| tx.execute("UPDATE nodes SET seen_at = 0")).expect("time passes");
        }
        account.ok(&["restore", &text(&file), "--replace"]);
        let (_, after) = backup(&account, &folder, "b.backup");
        assert_eq!(tables(&after), tables(&before), "round {round}");
        account.ok(&["audit", "verify"]);
    }
    let server = account.serve();
    assert_eq!(server.holder(&token).get("/orders", form! {}).ok()["orders"].as_array().map(Vec::len), Some(12));
    end(server);
}

#[test]
fn a_restore_that_is_killed_half_way_leaves_what_was_there() {
    let (account, token) = furnished();
    let folder = folder();
    let (file, old) = backup(&account, &folder, "old.backup");
    let server = account.serve();
    fill(&server.holder(&token), 200..204);
    end(server);
    let (_, new) = backup(&account, &folder, "new.backup");
    assert_ne!(tables(&old), tables(&new));
    let (mut kept, mut replaced) = (0, 0);
    for delay in [0, 5, 10, 20, 30, 40, 60, 80, 120, 200, 400] {
        let mut child = account.command(&["restore", &text(&file), "--replace"]).spawn().expect("the program starts");
        std::thread::sleep(Duration::from_millis(delay));
        // It may have ended already.
        let _ = child.kill();
        child.wait().expect("it has ended");
        let (_, now) = backup(&account, &folder, "now.backup");
        if tables(&now) == tables(&new) {
            kept += 1;
        } else {
            assert_eq!(tables(&now), tables(&old), "after {delay} ms it is neither what was there nor the backup");
            replaced += 1;
            account.ok(&["restore", &text(&folder.path().join("new.backup")), "--replace"]);
        }
    }
    assert!(kept > 0, "kept {kept}, replaced {replaced}");
    let server = account.serve();
    server.holder(&token).get("/orders", form! {}).ok();
    end(server);
    let left: Vec<String> = std::fs::read_dir(account.fresh.folder.path())
        .expect("it can be listed")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".restoring"))
        .collect();
    account.ok(&["restore", &text(&file), "--replace"]);
    assert!(!account.fresh.folder.path().join(".restoring.new").exists(), "what was left is cleared away: {left:?}");
}
