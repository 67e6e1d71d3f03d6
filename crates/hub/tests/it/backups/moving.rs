//! Moving between databases, and back: not one answer changes.

use super::{Elsewhere, SERVE, answers, backup, end, fill, folder, furnished, tables, text};
use crate::support::Server;

#[test]
fn an_account_moves_to_the_other_database_and_back_and_answers_the_same() {
    let (account, token) = furnished();
    let folder = folder();
    let server = Server::start(account.command(SERVE));
    let before = answers(&server, &token);
    end(server);
    let (file, first) = backup(&account, &folder, "first.backup");

    let elsewhere = Elsewhere::new();
    elsewhere.take_secrets(account.fresh.folder.path());
    let said = elsewhere.run(&["restore", &text(&file)]).ok();
    assert!(said.starts_with("The backup is restored: of "), "{said}");
    let second = folder.path().join("second.backup");
    elsewhere.run(&["backup", &text(&second)]).ok();
    let manifest: serde_json::Value =
        serde_json::from_str(&elsewhere.run(&["restore", &text(&second), "--check", "--json"]).ok()).expect("it is JSON");
    assert_eq!(tables(&manifest), tables(&first), "row by row the same");
    assert_eq!((&manifest["counters"], &manifest["auditHead"]), (&first["counters"], &first["auditHead"]));
    let server = elsewhere.serve();
    assert_eq!(answers(&server, &token), before);
    end(server);

    // Back, in the place of what is there.
    let refused = account.refused(&["restore", &text(&second)]);
    assert!(refused.contains("--replace"), "{refused}");
    account.ok(&["restore", &text(&second), "--replace"]);
    let server = Server::start(account.command(SERVE));
    assert_eq!(answers(&server, &token), before);
    // Numbers go on where they were.
    let order = json_of!({"externalId": "later", "firstName": "Boris"});
    let reply = server.holder(&token).post("/orders/create", form! { site: "north", order: order });
    assert_eq!((reply.status, &reply.json["id"]), (201, &serde_json::json!(13)), "{reply}");
    fill(&server.holder(&token), 500..502);
    end(server);
    account.ok(&["audit", "verify"]);
}
