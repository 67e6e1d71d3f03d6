//! Slow reads of the database: they stop with their client, and their connections are few.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use database::{Database, Engine, Error, Options, Sql, Tx};

use crate::support::fresh::Fresh;

/// A statement that does not end by itself.
pub const ENDLESS: &str =
    "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n > 0) SELECT count(*) FROM numbers";

/// A statement that takes as long as counting to a number.
pub fn counting(to: i64) -> String {
    format!("WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {to}) SELECT count(*) FROM numbers")
}

/// Waits for something that comes about in milliseconds, for half a minute at most.
#[track_caller]
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..3000 {
        if holds() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("waited in vain: {what}");
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads start")
}

fn open(slow_reads: usize) -> (Fresh, Database) {
    let fresh = Fresh::new();
    let database = Database::open(&Options { slow_reads, ..fresh.options.clone() }).expect("a fresh database opens");
    (fresh, database)
}

fn small(tx: &mut Tx<'_>) -> Result<i64, Error> {
    tx.number(Sql::new(counting(10)))
}

#[test]
fn a_read_stops_with_its_client_and_its_connection_serves_the_next() {
    let (_fresh, db) = open(1);
    let runtime = runtime();
    for _ in 0..3 {
        let copy = db.clone();
        let endless = runtime.spawn(async move { copy.read_slow(|tx| tx.number(ENDLESS)).await });
        wait_until("the read begins", || db.slow_reads() == 1);
        endless.abort();
        let next = runtime.block_on(db.read_slow(small));
        assert_eq!(next.expect("the only connection is free again"), 10);
    }
}

#[test]
fn a_read_that_was_given_up_while_it_waited_is_not_begun() {
    let (_fresh, db) = open(1);
    let runtime = runtime();
    let copy = db.clone();
    let endless = runtime.spawn(async move { copy.read_slow(|tx| tx.number(ENDLESS)).await });
    wait_until("the read begins", || db.slow_reads() == 1);
    let begun = Arc::new(AtomicUsize::new(0));
    let waiting: Vec<_> = (0..20)
        .map(|_| {
            let (copy, begun) = (db.clone(), Arc::clone(&begun));
            runtime.spawn(async move {
                let noting = move |tx: &mut Tx<'_>| {
                    begun.fetch_add(1, Ordering::SeqCst);
                    small(tx)
                };
                copy.read_slow(noting).await
            })
        })
        .collect();
    // Each has been polled once its task yields to this one.
    runtime.block_on(async { tokio::time::sleep(Duration::from_millis(50)).await });
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    runtime.block_on(async {
        for task in waiting {
            assert!(task.await.is_err_and(|error| error.is_cancelled()));
        }
    });
    endless.abort();
    assert_eq!(runtime.block_on(db.read_slow(small)).expect("the connection is free again"), 10);
    assert_eq!(begun.load(Ordering::SeqCst), 0, "a read ran for a client that had gone");
}

#[test]
fn stopping_a_read_never_stops_the_next_one_on_its_connection() {
    let (_fresh, db) = open(1);
    let runtime = runtime();
    runtime.block_on(async {
        for round in 0..150u64 {
            let given_up = db.read_slow(|tx| tx.number(Sql::new(counting(3000))));
            // Given up at every moment of its life, its end included.
            let _ = tokio::time::timeout(Duration::from_micros(round * 37 % 4000), given_up).await;
            assert_eq!(db.read_slow(small).await.expect("the next read is not disturbed"), 10, "round {round}");
        }
    });
}

#[test]
fn a_stopped_read_stops_between_statements_too() {
    let (_fresh, db) = open(1);
    let runtime = runtime();
    let (copy, count) = (db.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&count);
    let many = runtime.spawn(async move {
        let all = move |tx: &mut Tx<'_>| {
            loop {
                small(tx)?;
                counted.fetch_add(1, Ordering::SeqCst);
            }
        };
        copy.read_slow::<(), Error>(all).await
    });
    wait_until("statements run", || count.load(Ordering::SeqCst) > 10);
    many.abort();
    wait_until("the read ends", || db.slow_reads() == 0);
}

#[test]
fn the_number_of_reading_connections_is_bounded() {
    const SLOW: usize = 3;
    let (fresh, db) = open(SLOW);
    let runtime = runtime();
    let (at_once, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let reads: Vec<_> = (0..60)
        .map(|_| {
            let (copy, at_once, most) = (db.clone(), Arc::clone(&at_once), Arc::clone(&most));
            runtime.spawn(async move {
                let read = move |tx: &mut Tx<'_>| {
                    most.fetch_max(1 + at_once.fetch_add(1, Ordering::SeqCst), Ordering::SeqCst);
                    let found = tx.number(Sql::new(counting(20_000)));
                    at_once.fetch_sub(1, Ordering::SeqCst);
                    found
                };
                copy.read_slow(read).await
            })
        })
        .collect();
    // Threads that may wait share a few, however many there are.
    let waiting: Vec<_> = (0..40)
        .map(|_| {
            let copy = db.clone();
            std::thread::spawn(move || copy.read_now(small))
        })
        .collect();
    for thread in waiting {
        assert_eq!(thread.join().expect("no panic").expect("it reads"), 10);
    }
    runtime.block_on(async {
        for read in reads {
            assert_eq!(read.await.expect("no panic").expect("it reads"), 20_000);
        }
    });
    assert!((1..=SLOW).contains(&most.load(Ordering::SeqCst)), "{most:?} at once");
    if db.engine() == Engine::Sqlite {
        let file = std::fs::canonicalize(fresh.folder.path().join("latchkey.db")).expect("the file is there");
        let open = std::fs::read_dir("/proc/self/fd").expect("Linux has it").flatten();
        let open = open.filter(|entry| std::fs::read_link(entry.path()).is_ok_and(|target| target == file)).count();
        // The writer, the standing read beside it, the slow ones, and those that are shared.
        assert!(open <= 2 + SLOW + 4, "{open} connections");
    }
}
