//! The check of the chain: from the first row to the last, against its head and against anchors.

use std::fmt;

use database::Database;
use database::audit_log::{self, Found, LogEntry};

use super::{Anchor, chain};
use crate::fault::Fault;

/// Rows that are read at a time, so that no transaction lasts.
const AT_ONCE: i64 = 1000;

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Every row is what was written, in its place.
    Whole {
        /// How many rows there are.
        rows: i64,
        /// How many anchors agree.
        anchors: usize,
    },
    /// Something is wrong.
    Broken {
        /// The first row of which that is known.
        row: i64,
        /// What is wrong with it.
        why: Why,
    },
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is not what was written, or stands in the place of another.
    Changed,
    /// It is missing; rows after it are there.
    Missing,
    /// It and every row after it are missing; the last known one had this number.
    CutOff(i64),
    /// It hangs together with the rows before, but another row was anchored in its place; somewhere between the row
    /// given here and this one the record was written anew.
    Rewritten(i64),
    /// The hub remembers another last row than there is.
    Head,
    /// What the hub remembers of the last row is missing, or is not what was written: rows after the last one there is may have been
    /// cut off.
    NoHead,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole { rows, anchors } => write!(f, "The log is intact: entries {rows}, matching anchors {anchors}."),
            Self::Broken { row, why } => match why {
                Why::Changed => write!(f, "entry {row} has been changed or replaced"),
                Why::Missing => write!(f, "entry {row} is missing"),
                Why::CutOff(last) => write!(f, "the latest entries have been removed: {row} to {last}"),
                Why::Rewritten(from) => {
                    write!(f, "entry {row} does not match its anchor: the log has been rewritten somewhere from entry {from} on")
                }
                Why::Head => write!(f, "entry {row} is not the last one that Latchkey wrote"),
                Why::NoHead => {
                    write!(f, "the record of the last entry is missing or damaged: entries after {row} may have been removed")
                }
            },
        }
    }
}

/// Follows the chain. Rows that are added meanwhile do no harm.
///
/// # Errors
/// The database failed.
pub fn check(db: &Database, anchors: &[Anchor]) -> Result<Outcome, Fault> {
    let head = db.read_now(audit_log::found_head)?.map(|head| Anchor::from(&head));
    let mut follower = Follower::new(anchors, head);
    loop {
        let after = follower.number;
        // What has a number below the first one does not belong either.
        let after = if after == 0 { i64::MIN } else { after };
        let rows = db.read_now(move |tx| audit_log::found_after(tx, after, AT_ONCE))?;
        for row in &rows {
            if let Err((row, why)) = follower.find(row) {
                return Ok(Outcome::Broken { row, why });
            }
        }
        if (rows.len() as i64) < AT_ONCE {
            break;
        }
    }
    let last = db.read_now(audit_log::found_head)?.map(|head| head.number);
    Ok(match follower.end(last) {
        Ok(outcome) => outcome,
        Err((row, why)) => Outcome::Broken { row, why },
    })
}

struct Follower {
    number: i64,
    hash: Vec<u8>,
    /// In the order of their numbers.
    anchors: Vec<Anchor>,
    agreed: usize,
    /// What the hub remembers of the last row, if that can be read.
    head: Option<Anchor>,
}

impl Follower {
    fn new(anchors: &[Anchor], head: Option<Anchor>) -> Self {
        let mut anchors = anchors.to_vec();
        anchors.sort_by_key(|anchor| anchor.number);
        let agreed = anchors.iter().take_while(|anchor| anchor.number == 0).count();
        Self { number: 0, hash: chain::START.to_vec(), anchors, agreed, head }
    }

    fn find(&mut self, found: &Found) -> Result<(), (i64, Why)> {
        match found {
            Found::Row(row) => self.follow(row),
            // Rows before it may be missing; those are named first.
            Found::Strange(number) if *number > self.number + 1 => Err((self.number + 1, Why::Missing)),
            Found::Strange(number) => Err((*number, Why::Changed)),
        }
    }

    fn follow(&mut self, row: &LogEntry) -> Result<(), (i64, Why)> {
        let expected = self.number + 1;
        if row.number > expected {
            return Err((expected, Why::Missing));
        }
        if row.number < expected || row.hash != chain::hash(&self.hash, row) {
            return Err((row.number, Why::Changed));
        }
        (self.number, self.hash) = (row.number, row.hash.clone());
        let hash = chain::hex(&self.hash);
        while let Some(anchor) = self.anchors.get(self.agreed).filter(|anchor| anchor.number == self.number) {
            if anchor.hash != hash {
                let from = self.agreed.checked_sub(1).map_or(1, |before| self.anchors[before].number + 1);
                return Err((self.number, Why::Rewritten(from)));
            }
            self.agreed += 1;
        }
        if self.head.as_ref().is_some_and(|head| head.number == self.number && head.hash != hash) {
            return Err((self.number, Why::Head));
        }
        Ok(())
    }

    /// `last` is the number of the head now, which may have moved on.
    fn end(self, last: Option<i64>) -> Result<Outcome, (i64, Why)> {
        let anchored = self.anchors.last().map_or(0, |anchor| anchor.number);
        let known = anchored.max(self.head.as_ref().map_or(0, |head| head.number));
        if known > self.number {
            return Err((self.number + 1, Why::CutOff(known)));
        }
        match last.filter(|_| self.head.is_some()) {
            None => Err((self.number, Why::NoHead)),
            Some(last) if last < self.number => Err((last + 1, Why::Head)),
            Some(_) => Ok(Outcome::Whole { rows: self.number, anchors: self.agreed }),
        }
    }
}
