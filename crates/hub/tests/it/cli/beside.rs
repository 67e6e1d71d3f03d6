//! Commands beside running servers: the next request after a command has ended is answered by what it changed.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::clock::Clock;
use serde_json::json;

use crate::support::{Account, Reply, Server};

/// One server on the embedded database, two on a database that nodes share.
fn servers(account: &Account) -> Vec<Server> {
    let count = if account.is_embedded() { 1 } else { 2 };
    (0..count).map(|_| account.serve()).collect()
}

fn credentials(server: &Server, token: &str) -> Reply {
    server.holder(token).get("/api/credentials", vec![])
}

const WRONG: &str = "Wrong \"apiKey\" value.";

#[test]
fn a_key_switched_off_is_refused_at_the_next_request() {
    let account = Account::new();
    let servers = servers(&account);
    let (id, token) = account.key("all", "all");
    for _ in 0..15 {
        servers.iter().for_each(|server| drop(credentials(server, &token).ok()));
        account.ok(&["key", "disable", &id]);
        servers.iter().for_each(|server| drop(credentials(server, &token).refused(403, WRONG)));
        account.ok(&["key", "enable", &id]);
    }
    account.ok(&["key", "delete", &id]);
    servers.iter().for_each(|server| drop(credentials(server, &token).refused(403, WRONG)));
}

#[test]
fn every_kind_of_change_is_seen_at_the_next_request() {
    let account = Account::new();
    let servers = servers(&account);
    account.site("north");
    let (narrow, token) = account.key("north", "/api/credentials");
    let (_, wide) = account.key("all", "all");
    for server in &servers {
        assert_eq!(credentials(server, &token).ok()["sitesAvailable"], json!(["north"]));
        assert_eq!(credentials(server, &wide).ok()["sitesAvailable"], json!(["north"]));
        server.holder(&token).get("/api/system-info", vec![]).denied();
    }
    account.site("south");
    for server in &servers {
        assert_eq!(credentials(server, &token).ok()["sitesAvailable"], json!(["north"]));
        assert_eq!(credentials(server, &wide).ok()["sitesAvailable"], json!(["north", "south"]));
    }
    account.ok(&["key", "edit", &narrow, "--sites", "south", "--methods", "/api/credentials,/api/system-info"]);
    for server in &servers {
        assert_eq!(credentials(server, &token).ok()["sitesAvailable"], json!(["south"]));
        server.holder(&token).get("/api/system-info", vec![]).ok();
    }
    account.ok(&["key", "edit", &narrow, "--methods", "/api/credentials"]);
    servers.iter().for_each(|server| drop(server.holder(&token).get("/api/system-info", vec![]).denied()));
    account.ok(&["site", "edit", "south", "--ordering", "1"]);
    servers.iter().for_each(|server| assert_eq!(credentials(server, &wide).ok()["sitesAvailable"], json!(["south", "north"])));
}

#[test]
fn a_change_while_a_server_starts_is_not_missed() {
    let account = Account::new();
    let (id, token) = account.key("all", "all");
    for _ in 0..5 {
        account.ok(&["key", "enable", &id]);
        let start = account.command(&["serve", "--listen", "127.0.0.1:0"]);
        std::thread::scope(|scope| {
            let server = scope.spawn(|| Server::start(start));
            account.ok(&["key", "disable", &id]);
            let server = server.join().expect("the server starts");
            credentials(&server, &token).refused(403, WRONG);
            server.signal("TERM");
            server.end();
        });
    }
}

#[test]
fn requests_go_on_undisturbed_while_commands_run() {
    let account = Account::new();
    let servers = servers(&account);
    let (_, token) = account.key("all", "all");
    let (other, _) = account.key("all", "all");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let clients: Vec<_> = servers
            .iter()
            .map(|server| {
                scope.spawn(|| {
                    let mut calls = 0;
                    while !done.load(Ordering::SeqCst) {
                        credentials(server, &token).ok();
                        calls += 1;
                    }
                    calls
                })
            })
            .collect();
        for round in 0..8 {
            account.ok(&["key", if round % 2 == 0 { "disable" } else { "enable" }, &other]);
        }
        done.store(true, Ordering::SeqCst);
        clients.into_iter().for_each(|client| assert!(client.join().expect("no call fails") > 0));
    });
}

#[test]
fn a_server_that_died_holds_no_command_up_for_long() {
    let account = Account::new();
    let (id, _) = account.key("all", "all");
    account.serve().kill();
    let begun = Clock::uptime();
    account.ok(&["key", "disable", &id]);
    // On a shared database other nodes do not see that a node is gone before its lease is over.
    let limit = if account.is_embedded() { Duration::from_secs(3) } else { Duration::from_secs(19) };
    let took = Clock::uptime() - begun;
    assert!(took < limit, "{took:?}");
}

#[test]
fn a_server_that_was_stopped_and_goes_on_lets_nobody_in_by_what_it_knew() {
    let account = Account::new();
    let server = account.serve();
    let (id, token) = account.key("all", "all");
    credentials(&server, &token).ok();
    server.signal("STOP");
    let view = account.run(&["key", "disable", &id]);
    assert_eq!(view.code, 0, "{view:?}");
    if account.is_embedded() {
        // The lock shows that the server runs, so the command cannot know better than to say so.
        assert!(view.err.contains("a running server has not read it yet"), "{view:?}");
        server.signal("CONT");
        std::thread::sleep(Duration::from_millis(500));
        credentials(&server, &token).refused(403, WRONG);
        return;
    }
    assert_eq!(view.err, "", "its lease is over");
    server.signal("CONT");
    // The very first request may come before the server has looked: it is refused in any case.
    let first = credentials(&server, &token);
    assert!(first.status == 403 || first.status == 503, "{first}");
    std::thread::sleep(Duration::from_millis(1500));
    credentials(&server, &token).refused(403, WRONG);
}
