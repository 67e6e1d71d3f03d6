//! How far a history may be read on PostgreSQL, so that no row appears later among those that were read.
//!
//! Ids are given before their transactions commit: a reader could see row 11 while row 10 is still on its way, remember
//! 11, and never get 10. A writer therefore leaves a mark before it takes its first id: an advisory lock whose key holds
//! the last id given so far. Every id it takes is higher. A reader notes the last id given, then lists the marks, and
//! reads no further than the lowest of them:
//!
//! - a writer whose mark is on the list only has ids above its mark;
//! - one that leaves its mark later takes its ids later still, above the last id the reader noted;
//! - any other has ended before the list was made, and a statement that begins now sees what it committed.
//!
//! Marks are shared locks and are never taken exclusively, so no transaction waits for one. They end with their transaction:
//! that of a node that hangs is ended by the server (`idle_in_transaction_session_timeout`), and until then histories are
//! answered up to its mark.

use std::time::Duration;

use crate::history::Book;
use crate::{Engine, Error, Result, Sql, Tx};

/// Keys of marks are negative, those of [`Tx::lock`] are not. The marks of a book begin here.
const fn first_mark(book: Book) -> i64 {
    match book {
        Book::Orders => i64::MIN,
        Book::Customers => i64::MIN / 2,
        Book::Tasks => i64::MIN / 4,
        Book::Corporate => i64::MIN / 8,
        Book::Packs => i64::MIN / 16,
    }
}

/// The key after the last one that a mark of the book can have.
const fn end_of_marks(book: Book) -> i64 {
    match book {
        Book::Orders => i64::MIN / 2,
        Book::Customers => i64::MIN / 4,
        Book::Tasks => i64::MIN / 8,
        Book::Corporate => i64::MIN / 16,
        Book::Packs => 0,
    }
}

/// The last id of a history that was given, as an expression.
fn given(book: Book) -> String {
    format!("coalesce(pg_sequence_last_value('{}_id_seq'::regclass), 0)", book.table())
}

/// How many rows of a history have been given their number and cannot be read yet: their writers, or those of rows before them, have not
/// ended. None on SQLite.
///
/// # Errors
/// The engine refused it.
pub fn lag(tx: &mut Tx<'_>, book: Book) -> Result<i64> {
    if tx.engine() == Engine::Sqlite {
        return Ok(0);
    }
    let last = tx.number(Sql::new(format!("SELECT {}", given(book))))?;
    Ok((last - tx.horizon(book, last - 1)?).max(0))
}

/// For how long, in milliseconds, a reader waits in all for writers that were there before it: nearly always they end
/// within the first of them, and what was answered before the read is in it.
const PATIENCE: [u64; 8] = [1, 2, 4, 8, 16, 32, 64, 128];

impl Tx<'_> {
    /// Keeps every other transaction that asks for one of these locks waiting until this one ends.
    ///
    /// SQLite has one writer at a time and needs none. On PostgreSQL it also leaves the marks by which readers of
    /// histories see how far they may read.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn lock(&mut self, keys: impl IntoIterator<Item = i64>) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            return Ok(());
        }
        let mut keys: Vec<i64> = keys.into_iter().map(|key| key & i64::MAX).collect();
        // One order for all, so that two transactions never wait for each other.
        keys.sort_unstable();
        keys.dedup();
        let mut calls: Vec<String> = keys.iter().map(|key| format!("pg_advisory_xact_lock({key})")).collect();
        // Last, when it need not wait any more: a mark keeps readers back.
        if !self.marked {
            let mark = |book| format!("pg_advisory_xact_lock_shared('{}'::bigint + {})", first_mark(book), given(book));
            calls.extend([Book::Orders, Book::Customers, Book::Tasks, Book::Corporate, Book::Packs].map(mark));
        }
        self.marked = true;
        if calls.is_empty() { Ok(()) } else { self.command(&format!("SELECT {}", calls.join(", "))) }
    }

    /// Makes sure that readers of histories know of this transaction; must come before ids of their rows are given.
    pub(crate) fn leave_mark(&mut self) -> Result<()> {
        if self.marked { Ok(()) } else { self.lock([]) }
    }

    /// The highest id of a history up to which nothing can appear any more, for a reader of what comes after `since`. The rows must be read by a later statement
    /// that sees what is committed when it begins, so not in a transaction of which everything is of one moment.
    ///
    /// SQLite gives ids in the order of the commits.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn horizon(&mut self, book: Book, since: i64) -> Result<i64> {
        let table = book.table();
        if self.engine() == Engine::Sqlite {
            return self.number(Sql::new(format!("SELECT coalesce(max(id), 0) FROM {table}")));
        }
        if self.of_one_moment {
            return Err(Error::Row("a history cannot be read as of one moment".to_owned()));
        }
        let (mut noted, first) = (None, first_mark(book));
        for pause in PATIENCE.map(Some).into_iter().chain([None]) {
            // The marks are listed after the last id was read, for they are chosen by it; and only where there is something
            // new, for a list of all locks takes the server longer than the rest of a poll.
            let sql = Sql::new(format!(
                "SELECT given.last, CASE WHEN given.last > $1 THEN (
                     SELECT min(key)
                     FROM (SELECT (classid::bigint << 32) | objid::bigint AS key FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
                           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) marks
                     WHERE key >= '{first}'::bigint AND key < '{}'::bigint AND key < '{first}'::bigint + given.last) END
                 FROM (SELECT {} AS last) given",
                end_of_marks(book),
                given(book)
            ))
            .bind(since);
            let (given, lowest) = self.one(sql, |row| Ok((row.int(0)?, row.maybe_int(1)?)))?;
            let last = *noted.get_or_insert(given);
            let reached = lowest.map_or(last, |mark| mark.wrapping_sub(first).min(last));
            match pause {
                Some(pause) if reached < last => std::thread::sleep(Duration::from_millis(pause)),
                _ => return Ok(reached),
            }
        }
        Ok(0)
    }
}
