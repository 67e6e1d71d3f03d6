//! Two servers share a PostgreSQL database and one of them hangs, in the middle of a change: the other one goes on.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use database::Location;
use domain::clock::Clock;
use serde_json::json;

use crate::support::command::{Account, program};
use crate::support::fresh::connect;
use crate::support::{Actor, Call, Server};

/// How long a call may take at most: the server ends a transaction that has been idle for five seconds, the rest is
/// for a machine that is slow.
const LONGEST: Duration = Duration::from_secs(25);
/// Calls of each of two kinds, by each of the threads on the server that goes on.
const CALLS: usize = 12;

/// The same few buyers for all, so that both servers want the same locks.
fn order(name: &str, number: usize) -> serde_json::Value {
    json!({"externalId": format!("{name}-{number}"), "firstName": "Ann", "phone": format!("+1555000{:03}", number % 3)})
}

/// Makes orders until it has to stop; a server that hung for long may refuse calls until it has caught up.
fn load(key: &Actor, name: &str, stop: &AtomicBool) {
    for number in 0.. {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let reply = key.try_call(Call::post("/orders/create").form(form! { order: order(name, number) }));
        let status = reply.map(|reply| reply.status);
        assert!(matches!(status, Ok(201 | 503)), "{status:?}");
    }
}

/// Stops a server when one of its transactions is between two statements, and leaves it so.
fn stop_inside_a_change(server: &Server, client: &mut postgres::Client) {
    let inside = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'hangs'
                  AND state = 'idle in transaction'";
    for _ in 0..2000 {
        server.signal("STOP");
        // What it has sent is worked off meanwhile.
        thread::sleep(Duration::from_millis(50));
        if client.query_one(inside, &[]).expect("the sessions can be counted").get::<_, i64>(0) > 0 {
            return;
        }
        server.signal("CONT");
        thread::sleep(Duration::from_millis(3));
    }
    panic!("the server was never met inside a change");
}

#[test]
fn a_server_that_is_stopped_inside_a_change_stops_no_other() {
    let account = Account::new();
    let Location::Server(address) = account.fresh.options.location.clone() else { return };
    account.site("north");
    let (_, token) = account.key("north", "all");
    let steady = account.serve();
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--data"]).arg(account.fresh.folder.path());
    command.arg("--database").arg(format!("{address}?application_name=hangs"));
    let hangs = Server::start(command);
    let (theirs, ours) = (hangs.holder(&token), steady.holder(&token));
    let (stop, calls) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for name in ["a", "b", "c", "d"] {
            let (theirs, stop) = (&theirs, &stop);
            scope.spawn(move || load(theirs, name, stop));
        }
        let mut client = connect(&address);
        for round in 0..3 {
            stop_inside_a_change(&hangs, &mut client);
            let threads: Vec<_> = (0..4)
                .map(|thread| {
                    let (ours, calls) = (&ours, &calls);
                    scope.spawn(move || {
                        for number in 0..CALLS {
                            let begun = Clock::uptime();
                            let name = format!("steady-{round}-{thread}");
                            ours.post("/orders/create", form! { order: order(&name, number) }).is(201);
                            let made = Clock::uptime() - begun;
                            ours.get("/orders/history", form! { limit: 20 }).is(200);
                            ours.get("/customers/history", form! { limit: 20 }).is(200);
                            let all = Clock::uptime() - begun;
                            assert!(all < LONGEST, "it took {all:?}, making the order {made:?}");
                            calls.fetch_add(1, Ordering::SeqCst);
                        }
                    })
                })
                .collect();
            // It hangs until the other one has done its work.
            let ends: Vec<bool> = threads.into_iter().map(|thread| thread.join().is_ok()).collect();
            hangs.signal("CONT");
            if !ends.iter().all(|end| *end) {
                stop.store(true, Ordering::SeqCst);
                panic!("a call failed beside a server that hangs");
            }
        }
        stop.store(true, Ordering::SeqCst);
    });
    assert_eq!(calls.into_inner(), 3 * 4 * CALLS);
}
