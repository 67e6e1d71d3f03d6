//! SQLite's write-ahead log while readers overlap: it stays below its bound, and no read is lost.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use database::{Database, Engine, Options, Sql, Tx};

use super::database::{ENDLESS, counting, wait_until};
use crate::support::fresh::Fresh;
use crate::support::write_row;

/// The bound of the log, small enough to be reached at once.
const LIMIT: u64 = 4 * 1024 * 1024;

/// What is written beside the readers: several times the bound.
const WRITES: usize = 1500;

fn open() -> Option<(Fresh, Database)> {
    let fresh = Fresh::new();
    let db = Database::open(&Options { slow_reads: 3, log_limit: LIMIT, ..fresh.options.clone() }).expect("a fresh database opens");
    (db.engine() == Engine::Sqlite).then_some((fresh, db))
}

/// Writes rows of some kilobytes, a transaction each; the most that the log held, and how much was written in all.
fn write_much(db: &Database, log: &Path) -> (u64, u64) {
    let (mut most, mut all) = (0, 0);
    let text = "x".repeat(16 * 1024);
    for _ in 0..WRITES {
        let text = text.clone();
        db.write_now(move |tx: &mut Tx<'_>| write_row(tx, &text)).expect("it is written");
        all += 16 * 1024;
        most = most.max(std::fs::metadata(log).map_or(0, |file| file.len()));
    }
    (most, all)
}

#[test]
fn the_log_stays_below_its_bound_while_readers_overlap() {
    let Some((fresh, db)) = open() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads start");
    let (stop, reads, most_at_once) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)), Arc::new(AtomicUsize::new(0)));
    let readers: Vec<_> = (0..3)
        .map(|_| {
            let (db, stop, reads, most) = (db.clone(), Arc::clone(&stop), Arc::clone(&reads), Arc::clone(&most_at_once));
            runtime.spawn(async move {
                while !stop.load(Ordering::SeqCst) {
                    let watched = db.clone();
                    let most = Arc::clone(&most);
                    // What is read first and last is of one moment.
                    let both = db.read_slow(move |tx: &mut Tx<'_>| {
                        let before = tx.number("SELECT count(*) FROM desk_views")?;
                        tx.number(Sql::new(counting(30_000)))?;
                        most.fetch_max(watched.slow_reads(), Ordering::SeqCst);
                        Ok::<_, database::Error>((before, tx.number("SELECT count(*) FROM desk_views")?))
                    });
                    let (before, after) = both.await.expect("no read is lost");
                    assert_eq!(before, after);
                    reads.fetch_add(1, Ordering::SeqCst);
                }
            })
        })
        .collect();
    let (most, all) = write_much(&db, &fresh.folder.path().join("latchkey.db-wal"));
    stop.store(true, Ordering::SeqCst);
    runtime.block_on(async {
        for reader in readers {
            reader.await.expect("every read is of one moment, and answered");
        }
    });
    assert!(all > 4 * LIMIT && most_at_once.load(Ordering::SeqCst) > 1 && reads.load(Ordering::SeqCst) > 3, "{most_at_once:?} {reads:?}");
    assert!(most <= LIMIT, "the log held {most} bytes");
}

#[test]
fn a_read_without_an_end_does_not_keep_the_log_from_being_emptied() {
    let Some((fresh, db)) = open() else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("threads start");
    let (copy, begun) = (db.clone(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&begun);
    let endless = runtime.spawn(async move {
        copy.read_slow(move |tx: &mut Tx<'_>| {
            counted.fetch_add(1, Ordering::SeqCst);
            // It holds the log from its first statement on.
            tx.number("SELECT count(*) FROM desk_views")?;
            tx.number(ENDLESS)
        })
        .await
    });
    wait_until("the read begins", || begun.load(Ordering::SeqCst) == 1);
    let (most, _) = write_much(&db, &fresh.folder.path().join("latchkey.db-wal"));
    assert!(most <= LIMIT, "the log held {most} bytes");
    assert!(begun.load(Ordering::SeqCst) > 1, "it was never set aside");
    assert!(!endless.is_finished(), "it was given up instead of being run again");
    endless.abort();
    wait_until("the read ends", || db.slow_reads() == 0);
}
