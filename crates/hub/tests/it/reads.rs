//! Reads of the database: what they may not do, and that one that fails disturbs no other.

use database::history::{self, Book};
use database::{Error, Tx, nodes};

use crate::history_order::entry;
use crate::support::{TestHub, write_row};

/// More than a hub has connections, so that each of them has its turn.
const TURNS: usize = 8;

fn count(tx: &mut Tx<'_>) -> Result<i64, Error> {
    tx.number("SELECT count(*) FROM desk_views")
}

#[test]
fn a_read_may_not_change_rows() {
    let hub = TestHub::new();
    let db = &hub.hub.db;
    let before = db.read_now(count).expect("a count");
    let add = |tx: &mut Tx<'_>| write_row(tx, "read");
    assert!(db.read_now(add).is_err());
    assert!(db.read_apart(add).is_err());
    // Nor by a statement that answers rows.
    let raise = |tx: &mut Tx<'_>| tx.number("UPDATE generations SET value = value + 1 RETURNING value");
    assert!(db.read_now(raise).is_err());
    assert!(db.read_apart(raise).is_err());
    assert_eq!(db.read_now(nodes::generation).expect("a generation"), hub.hub.generation());
    assert_eq!(db.read_now(count).expect("a count"), before);
}

#[test]
fn a_read_that_fails_or_panics_leaves_its_connection_in_order() {
    let hub = TestHub::new();
    let (db, site) = (&hub.hub.db, hub.site("shop").id);
    for turn in 0..TURNS {
        let failed = db.read_now(|tx| {
            count(tx)?;
            tx.number("SELECT value FROM nowhere")
        });
        assert!(failed.is_err());
        if !db.reads_here() {
            let panicked = db.read_now(|tx: &mut Tx<'_>| count(tx).map(|_| panic!("as a slip of ours would")));
            assert!(matches!(panicked, Err::<(), _>(Error::Panic)));
        }
        let subject = turn as i64;
        db.write_now(move |tx| history::add(tx, Book::Orders, vec![entry(site, subject)])).expect("a row is written");
        db.read_now(count).expect("a count");
    }
}
