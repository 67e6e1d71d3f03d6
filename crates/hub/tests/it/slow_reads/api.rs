//! Slow calls of the API: one key cannot hold up another, and a client that hangs up or waits too long frees its place.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use database::{Engine, Sql, Tx};
use hub::slow::Bounds;
use serde_json::json;

use super::database::{ENDLESS, counting, wait_until};
use crate::support::{Actor, TestHub};

/// A list whose table every test of this file makes slow.
const SLOW: &str = "/api/v5/customers/notes";

/// Makes reading notes take as long as these statements do, on the engine under test.
fn slow_down(hub: &TestHub, sqlite: String, postgres: &'static str) {
    let slow = match hub.hub.db.engine() {
        Engine::Sqlite => format!("({sqlite}) >= 0"),
        Engine::Postgres => format!("({postgres}) IS NOT NULL"),
    };
    let made = hub.hub.db.write_now(move |tx: &mut Tx<'_>| {
        tx.execute("ALTER TABLE customer_notes RENAME TO kept_notes")?;
        tx.execute(Sql::new(format!("CREATE VIEW customer_notes AS SELECT * FROM kept_notes WHERE {slow}")))
    });
    made.expect("a view takes the table's place");
}

/// A hub with a slow list and two keys.
fn hub(bounds: Bounds, sqlite: String, postgres: &'static str) -> (TestHub, Actor, Actor) {
    let hub = TestHub::bounded(bounds);
    let (_, loud) = hub.site_with_key();
    let customer = loud.customer(json!({"firstName": "Anna"}));
    loud.post("/customers/notes/create", form! { note: {text: "Note", customer: {id: customer}} }).ok();
    slow_down(&hub, sqlite, postgres);
    let quiet = hub.key("north", "all");
    (hub, loud, quiet)
}

/// Sends a call and leaves the answer where it is.
fn send(actor: &Actor, path: &str, hub: &TestHub) -> TcpStream {
    let mut stream = TcpStream::connect(hub.address()).expect("the server listens");
    let token = actor.token.as_deref().expect("the actor has a key");
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: hub.test\r\nX-API-KEY: {token}\r\n\r\n").as_bytes()).expect("it is sent");
    stream
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[expect(clippy::disallowed_methods, reason = "a test that compares two times of one run")]
fn timed(work: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    work();
    begun.elapsed()
}

#[test]
fn five_hundred_slow_calls_of_one_key_are_answered_and_another_key_does_not_notice() {
    const CALLS: usize = 512;
    let bounds = Bounds::new(4, 64, Duration::from_secs(2), Duration::from_secs(30));
    let (hub, loud, quiet) = hub(bounds, counting(200_000), "SELECT pg_sleep(0.3)");
    let innocent = || {
        quiet.get("/orders", form! {}).ok();
        quiet.get("/customers", form! {}).ok();
        quiet.get("/reference/countries", form! {}).ok();
    };
    innocent();
    let alone = median((0..20).map(|_| timed(innocent)).collect());
    let attack: Vec<TcpStream> = (0..CALLS).map(|_| send(&loud, SLOW, &hub)).collect();
    let over = Arc::new(AtomicBool::new(false));
    let (answers, beside) = std::thread::scope(|scope| {
        let beside = scope.spawn(|| {
            let mut times = vec![timed(innocent)];
            while !over.load(Ordering::SeqCst) {
                times.push(timed(innocent));
            }
            times
        });
        let answers: Vec<_> = attack.into_iter().map(crate::support::reply::read_answer).collect();
        over.store(true, Ordering::SeqCst);
        (answers, beside.join().expect("every call of the other key succeeds"))
    });
    let (served, turned): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert!(served.len() >= 2 && turned.len() >= CALLS / 2, "{} were served, {} turned away", served.len(), turned.len());
    for answer in turned {
        assert!(answer.header("retry-after").is_some_and(|seconds| seconds.parse::<u32>().is_ok()), "{answer}");
        assert!(answer.json["errors"]["load"].is_string(), "{answer}");
        answer.refused(503, "Service Temporarily Unavailable");
    }
    let beside = median(beside);
    assert!(beside <= 30 * alone, "{alone:?} alone, {beside:?} beside the attack");
    wait_until("every place is free", || hub.hub.slow.load() == (0, 0) && hub.hub.db.slow_reads() == 0);
}

#[test]
fn a_client_that_hangs_up_frees_its_place_and_its_place_in_the_queue() {
    let bounds = Bounds::new(4, 64, Duration::from_secs(600), Duration::from_secs(600));
    let (hub, loud, quiet) = hub(bounds, ENDLESS.to_owned(), "SELECT pg_sleep(600)");
    let running = [send(&loud, SLOW, &hub), send(&loud, SLOW, &hub)];
    wait_until("both of its places are taken", || hub.hub.slow.load() == (2, 0) && hub.hub.db.slow_reads() == 2);
    let waiting = [send(&loud, SLOW, &hub), send(&loud, SLOW, &hub)];
    wait_until("the others wait", || hub.hub.slow.load() == (2, 2));
    // Its other reads queue behind its own; another key's do not.
    quiet.get("/orders", form! {}).ok();
    drop(waiting);
    wait_until("no read waits", || hub.hub.slow.load() == (2, 0));
    drop(running);
    wait_until("nothing runs", || hub.hub.slow.load() == (0, 0) && hub.hub.db.slow_reads() == 0);
    loud.get("/orders", form! {}).ok();
}

#[test]
fn a_read_that_takes_too_long_is_stopped_and_says_so() {
    let bounds = Bounds::new(2, 8, Duration::from_secs(60), Duration::from_millis(1200));
    let (hub, loud, quiet) = hub(bounds, ENDLESS.to_owned(), "SELECT pg_sleep(600)");
    for _ in 0..2 {
        let answer = loud.get("/customers/notes", form! {});
        assert_eq!(answer.header("retry-after"), Some("30"), "{answer}");
        assert!(answer.json["errors"]["load"].as_str().is_some_and(|text| text.contains("longer than 1 seconds")), "{answer}");
        answer.refused(503, "Service Temporarily Unavailable");
    }
    wait_until("nothing runs", || hub.hub.slow.load() == (0, 0) && hub.hub.db.slow_reads() == 0);
    loud.get("/orders", form! {}).ok();
    quiet.get("/orders", form! {}).ok();
}

#[test]
fn a_call_that_waited_in_vain_is_told_when_to_come_again() {
    let bounds = Bounds::new(2, 8, Duration::from_millis(100), Duration::from_secs(600));
    let (hub, loud, quiet) = hub(bounds, ENDLESS.to_owned(), "SELECT pg_sleep(600)");
    let running = send(&loud, SLOW, &hub);
    wait_until("its place is taken", || hub.hub.slow.load() == (1, 0));
    let answer = loud.get("/orders", form! {});
    assert_eq!(answer.header("retry-after"), Some("2"), "{answer}");
    answer.refused(503, "Service Temporarily Unavailable");
    quiet.get("/orders", form! {}).ok();
    // What is short is answered all the same.
    loud.get("/reference/countries", form! {}).ok();
    drop(running);
}
