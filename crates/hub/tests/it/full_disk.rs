//! A disk that is full: what would have to be written is answered by 503, and what is read is answered as ever.

use std::process::Stdio;

use crate::support::command::Account;
use crate::support::{Actor, Call, Reply, Server};

/// How large a file may become, in blocks of 512 bytes: a limit that stands for the end of the disk.
const BLOCKS: usize = 12_000;

fn create(key: &Actor, id: usize) -> Reply {
    let comment = "tea ".repeat(4000);
    key.call(Call::post("/orders/create").form(form! { order: {externalId: id.to_string(), firstName: "Ann", managerComment: comment} }))
}

#[test]
fn writes_are_answered_by_503_on_a_full_disk_and_reads_go_on() {
    let account = Account::new();
    if !account.is_embedded() {
        return;
    }
    account.site("north");
    let (_, token) = account.key("north", "all");
    // A write past the limit fails, as one to a full disk does, once the signal that comes with it is ignored.
    let serve = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "off"]);
    let mut limited = std::process::Command::new("sh");
    limited.arg("-c").arg(format!("trap '' XFSZ; ulimit -f {BLOCKS}; exec \"$0\" \"$@\"")).arg(serve.get_program()).args(serve.get_args());
    limited.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let server = Server::start(limited);
    let key = server.holder(&token);
    let (mut made, mut refused) = (0, Vec::new());
    for id in 0.. {
        assert!(id < 3000, "the disk is never full");
        let reply = create(&key, id);
        // Once the write-ahead log is copied into the database, there is room again, so a later order may be accepted.
        if reply.status == 201 {
            made += 1;
            continue;
        }
        assert!(reply.header("retry-after").is_some(), "{reply}");
        reply.refused(503, "Service Temporarily Unavailable");
        refused.push(id);
        let list = key.get("/orders", form! { limit: 20 }).ok();
        assert_eq!(list["pagination"]["totalCount"], made, "what was refused left nothing behind");
        key.get(&format!("/orders/{id}"), form! {}).is(404);
        key.get("/orders/history", form! { limit: 20 }).ok();
        if refused.len() == 5 {
            break;
        }
    }
    assert!(made > 0);
    let first = (0..).find(|id| !refused.contains(id)).expect("ids are endless");
    assert_eq!(key.get(&format!("/orders/{first}"), form! {}).ok()["order"]["externalId"], first.to_string());
    server.kill();
    let server = account.serve();
    let key = server.holder(&token);
    assert_eq!(key.get("/orders", form! { limit: 20 }).ok()["pagination"]["totalCount"], made);
    for id in refused {
        key.get(&format!("/orders/{id}"), form! {}).is(404);
        create(&key, id).is(201);
    }
}
