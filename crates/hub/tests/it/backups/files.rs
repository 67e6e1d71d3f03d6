//! Files in backups: their bytes come back from wherever they were kept to wherever they are kept then.

use serde_json::Value;

use super::{Elsewhere, SERVE, backup, end, folder, furnished, tables, text};
use crate::support::{Call, Server};

fn noise(size: usize, seed: usize) -> Vec<u8> {
    (0..size).map(|place| (place * 7 + place / 251 + seed) as u8).collect()
}

#[test]
fn files_come_back_on_either_database() {
    let (account, token) = furnished();
    let sizes = [10, 256 * 1024, 256 * 1024 + 1, 1_000_000, 600_000];
    let server = Server::start(account.command(SERVE));
    let key = server.holder(&token);
    let upload = |(seed, size): (usize, &usize)| {
        let reply = key.call(Call::post("/files/upload").raw("", noise(*size, seed))).ok();
        reply["file"]["id"].as_i64().expect("an id")
    };
    let ids: Vec<i64> = sizes.iter().enumerate().map(upload).collect();
    let attachment = form! { site: "north", file: {attachment: [{order: {externalId: "e-1"}}]} };
    key.post(&format!("/files/{}/edit", ids[3]), attachment).ok();
    let check = |server: &Server| {
        let key = server.holder(&token);
        for (seed, (id, size)) in ids.iter().zip(&sizes).enumerate() {
            let download = key.download(&format!("/files/{id}/download"));
            assert!(download.status == 200 && download.bytes == noise(*size, seed), "the file of {size} bytes");
        }
        let file = key.get(&format!("/files/{}", ids[3]), form! {}).ok();
        assert_eq!(file["file"]["attachment"][0]["order"]["externalId"], "e-1");
    };
    check(&server);
    // While it runs: its files are in it too.
    let folder = folder();
    let (file, first) = backup(&account, &folder, "first.backup");
    end(server);

    let elsewhere = Elsewhere::new();
    elsewhere.take_secrets(account.fresh.folder.path());
    elsewhere.run(&["restore", &text(&file)]).ok();
    let second = folder.path().join("second.backup");
    elsewhere.run(&["backup", &text(&second)]).ok();
    let manifest =
        |file: &str| -> Value { serde_json::from_str(&elsewhere.run(&["restore", file, "--check", "--json"]).ok()).expect("it is JSON") };
    assert_eq!(tables(&manifest(&text(&second))), tables(&first), "row by row the same");
    let server = elsewhere.serve();
    check(&server);
    end(server);
    // A server may have moved large ones to its folder meanwhile.
    let third = folder.path().join("third.backup");
    elsewhere.run(&["backup", &text(&third)]).ok();
    account.ok(&["restore", &text(&third), "--replace"]);
    let server = Server::start(account.command(SERVE));
    check(&server);
    end(server);
}
