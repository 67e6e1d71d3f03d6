//! Histories are read in the order of the commits: a reader that remembers the last id never misses a row.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use database::history::{self, Book, Entry, Filter};
use database::{Scope, Sites};
use hub::fault::Fault;

use crate::support::TestHub;

pub fn entry(site: i64, subject: i64) -> Entry {
    let field = "status".to_owned();
    Entry {
        subject,
        site,
        other_site: None,
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
