//! Histories are read in the order of the commits: a reader that remembers the last id never misses a row.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use database::history::{self, Book, Entry, Filter, Line};
use database::{Database, Location, Options, Scope, Sites};
use domain::fault::Fault;

use crate::support::TestHub;
use crate::support::fresh::{Fresh, connect};

pub fn entry(site: i64, subject: i64) -> Entry {
    let field = "status".to_owned();
    Entry {
        subject,
        site,
        other_site: None,
        links: [None; 3],
        created_at: 0,
        source: "code",
        key: None,
        user: None,
        request_id: None,
        secret: None,
        field,
        body: "{}".to_owned(),
    }
}

#[test]
fn a_row_whose_commit_is_late_is_not_overtaken() {
    let hub = TestHub::new();
    let site = hub.site("shop").id;
    let (written, wait) = mpsc::channel();
    let late = hub.hub.db.clone();
    let slow = thread::spawn(move || {
        late.write_now(move |tx| {
            history::add(tx, Book::Orders, vec![entry(site, 1)])?;
            let _ = written.send(());
            thread::sleep(Duration::from_millis(300));
            Ok::<_, Fault>(())
        })
    });
    wait.recv().expect("the slow writer has its id");
    let quick = hub.hub.db.clone();
    let fast = thread::spawn(move || quick.write_now(move |tx| Ok::<_, Fault>(history::add(tx, Book::Orders, vec![entry(site, 2)])?)));
    // Poll as a shop module does: from the last id it has.
    let (mut seen, mut last) = (Vec::new(), 0);
    while seen.len() < 2 {
        let filter = Filter { since: Some(last), ..Filter::default() };
        let (lines, _) = hub
            .hub
            .db
            .read_now(move |tx| Ok::<_, Fault>(history::read(tx, Book::Orders, &Scope::of(Sites::All), &filter, 100, 0)?))
            .expect("a history");
        thread::sleep(Duration::from_millis(5));
        last = lines.last().map_or(last, |line| line.id);
        seen.extend(lines.into_iter().map(|line| line.subject));
    }
    slow.join().expect("the slow writer").expect("its commit");
    fast.join().expect("the quick writer").expect("its commit");
    seen.sort_unstable();
    assert_eq!(seen, [1, 2], "a row that was overtaken would never be read");
}

fn ids(lines: &[Line]) -> Vec<i64> {
    lines.iter().map(|line| line.id).collect()
}

/// Up to some rows after this one.
fn poll(db: &Database, since: i64, limit: i64) -> Result<Vec<Line>, Fault> {
    let filter = Filter { since: Some(since), ..Filter::default() };
    db.read_now(move |tx| Ok(history::read(tx, Book::Orders, &Scope::of(Sites::All), &filter, limit, 0)?.0))
}

/// On PostgreSQL a node that hangs in the middle of a change holds up neither the readers of histories nor other writers.
#[test]
fn a_writer_that_hangs_holds_nobody_up() {
    let hub = TestHub::new();
    let (db, site) = (hub.hub.db.clone(), hub.site("shop").id);
    if db.reads_here() {
        return;
    }
    let write =
        move |db: &Database, subject| db.write_now(move |tx| Ok::<_, Fault>(history::add(tx, Book::Orders, vec![entry(site, subject)])?));
    write(&db, 1).expect("a row is written");
    let (hangs, hanging) = mpsc::channel();
    let (go, wait) = mpsc::channel();
    let late = db.clone();
    let hung = thread::spawn(move || {
        late.write_now(move |tx| {
            history::add(tx, Book::Orders, vec![entry(site, 2)])?;
            let _ = hangs.send(());
            let _ = wait.recv();
            Ok::<_, Fault>(())
        })
    });
    hanging.recv().expect("the writer hangs");
    let (done, all_done) = mpsc::channel();
    let others = db.clone();
    thread::spawn(move || {
        let mut seen = Vec::new();
        for subject in 3..8 {
            write(&others, subject).expect("another writes");
            seen.push(ids(&poll(&others, 0, 100).expect("a history")));
        }
        let _ = done.send(seen);
    });
    let seen = all_done.recv_timeout(Duration::from_secs(60));
    go.send(()).expect("the writer still hangs");
    let seen = seen.expect("the others are done while it hangs");
    hung.join().expect("the writer goes on").expect("its commit");
    let lines = poll(&db, 0, 100).expect("a history");
    let mut subjects: Vec<i64> = lines.iter().map(|line| line.subject).collect();
    // Should it have hung for so long that the server ended its transaction, its row was written anew.
    subjects.sort_unstable();
    assert_eq!(subjects, (1..8).collect::<Vec<_>>());
    assert!(seen.iter().all(|seen| !seen.is_empty() && ids(&lines).starts_with(seen)), "a row appeared among {seen:?}");
}

const WRITERS: i64 = 16;
const ROUNDS: i64 = 25;

/// Walks along the history until nothing is left after the writers are done; the ids, as they came.
fn walk(db: &Database, limit: i64, done: &AtomicBool, may_fail: bool) -> Vec<i64> {
    let mut seen = Vec::new();
    loop {
        let last_look = done.load(Ordering::SeqCst);
        match poll(db, seen.last().copied().unwrap_or(0), limit) {
            Ok(lines) if lines.is_empty() && last_look => return seen,
            Ok(lines) => seen.extend(ids(&lines)),
            Err(Fault::Database(error)) if may_fail && error.is_unavailable() => {}
            Err(error) => panic!("a history cannot be read: {error}"),
        }
    }
}

/// Writes rows, some of which are taken back; time passes between an id and its commit.
fn scribble(db: &Database, writer: i64, may_fail: bool) {
    for round in 0..ROUNDS {
        let written = db.write_now(move |tx| {
            let rows = (0..=round % 3).map(|row| entry(1, writer * 1000 + round * 10 + row)).collect();
            history::add(tx, Book::Orders, rows)?;
            thread::sleep(Duration::from_millis(((writer * 7 + round * 5) % 9) as u64));
            history::add(tx, Book::Orders, vec![entry(1, writer * 1000 + round * 10 + 9)])?;
            if round % 5 == 4 { Err(Fault::from(wire::Problem::not_found())) } else { Ok(()) }
        });
        match written {
            Ok(()) | Err(Fault::Refused(_)) => {}
            Err(Fault::Database(error)) if may_fail && error.is_unavailable() => {}
            Err(error) => panic!("a row cannot be written: {error}"),
        }
    }
}

/// Two nodes, one of which loses its connections over and over, as one that is killed and started again does.
#[test]
fn pollers_see_every_row_once_whatever_becomes_of_the_writers() {
    let fresh = Fresh::new();
    let options = |name: &str| {
        let location = match fresh.options.location.clone() {
            Location::Server(address) => Location::Server(format!("{address}?application_name={name}")),
            file => file,
        };
        Options { connections: WRITERS as usize / 2 + 2, ..Options::at(location) }
    };
    let doomed = Database::open(&options("doomed")).expect("the database opens");
    let steady = if doomed.reads_here() { doomed.clone() } else { Database::open(&options("steady")).expect("the database opens twice") };
    let done = AtomicBool::new(false);
    let walks = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (db, may_fail) = if writer % 2 == 0 { (&doomed, true) } else { (&steady, false) };
                scope.spawn(move || scribble(db, writer, may_fail))
            })
            .collect();
        let (doomed, steady, done) = (&doomed, &steady, &done);
        let walks = [(doomed, 3, true), (doomed, 100, true), (steady, 3, false), (steady, 100, false)]
            .map(|(db, limit, may_fail)| scope.spawn(move || walk(db, limit, done, may_fail)));
        if let Location::Server(address) = &fresh.options.location {
            let mut client = connect(address);
            let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = current_database() AND application_name = 'doomed' ORDER BY random() LIMIT 2";
            while writers.iter().any(|writer| !writer.is_finished()) {
                client.batch_execute(kill).expect("connections can be ended");
                thread::sleep(Duration::from_millis(20));
            }
        }
        writers.into_iter().for_each(|writer| writer.join().expect("a writer ends"));
        done.store(true, Ordering::SeqCst);
        walks.map(|walk| walk.join().expect("a walk ends"))
    });
    let kept = steady.read_now(|tx| tx.all("SELECT id FROM orders_history ORDER BY id", |row| row.int(0))).expect("the rows can be listed");
    assert!(kept.len() as i64 >= WRITERS / 2 * ROUNDS);
    for seen in walks {
        assert_eq!(seen, kept, "a row was missed, came twice or out of order");
    }
}
