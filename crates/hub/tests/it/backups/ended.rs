//! A key that ended after the backup stays ended.

use super::{backup, end, folder, furnished, text};

#[test]
fn a_key_that_ended_after_the_backup_stays_ended_also_without_the_memory_beside_it() {
    let (account, kept) = furnished();
    let folder = folder();
    let (off, deleted, rotated) = (account.key("all", "all"), account.key("all", "all"), account.key("all", "all"));
    let (file, _) = backup(&account, &folder, "a.backup");
    account.ok(&["key", "disable", &off.0]);
    account.ok(&["key", "delete", &deleted.0]);
    account.ok(&["key", "rotate", &rotated.0, "--overlap", "none"]);
    // Another machine does not have this file: what is replaced says it too.
    let _ = std::fs::remove_file(account.fresh.folder.path().join("ended"));
    let said = account.ok(&["restore", &text(&file), "--replace"]);
    assert!(said.contains(&format!("stay off: {}, {}, {}.", off.0, deleted.0, rotated.0)), "{said}");
    let server = account.serve();
    for (_, token) in [&off, &deleted, &rotated] {
        let reply = server.holder(token).get("/orders", form! {});
        assert_eq!(reply.status, 403, "{reply}");
    }
    server.holder(&kept).get("/orders", form! {}).ok();
    end(server);

    // With the file alone, where the database is lost.
    if account.is_embedded() {
        account.ok(&["key", "enable", &off.0]);
        let (file, _) = backup(&account, &folder, "b.backup");
        let server = account.serve();
        account.ok(&["key", "disable", &off.0]);
        end(server);
        std::fs::remove_file(account.fresh.folder.path().join("latchkey.db")).expect("it can be lost");
        let said = account.ok(&["restore", &text(&file)]);
        assert!(said.contains(&format!("stay off: {}.", off.0)), "{said}");
    }
}
