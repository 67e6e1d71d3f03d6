//! Reading kept phones and e-mails again, when the rules or the country by which they are read have changed: some rows a
//! transaction, so that callers wait for no more than that.

use database::readings::{self, Noun};
use database::{Scope, Sites, Tx};

use crate::account::Account;
use crate::fault::Fault;
use crate::matching::lock;
use crate::{customers, orders};

/// How many rows are read in one transaction.
const ROWS: i64 = 100;

/// How far it is, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows that have been read.
    pub done: i64,
    /// Rows there are.
    pub of: i64,
}

impl Progress {
    /// The part that is done, in percent.
    pub fn percent(self) -> i64 {
        self.done.min(self.of) * 100 / self.of.max(1)
    }
}

/// How far it is; `None` when nothing is left to be read.
///
/// # Errors
/// The database failed.
pub fn progress(tx: &mut Tx<'_>) -> Result<Option<Progress>, Fault> {
    let pending = readings::pending(tx)?;
    if pending.is_empty() {
        return Ok(None);
    }
    let mut progress = Progress { done: 0, of: 0 };
    for noun in [Noun::Customers, Noun::Orders] {
        let last = readings::last(tx, noun)?;
        progress.of += last;
        progress.done += pending.iter().find(|(pending, _)| *pending == noun).map_or(last, |(_, done)| *done);
    }
    Ok(Some(progress))
}

/// Reads the next rows; how far it is then, `None` when nothing is left.
///
/// # Errors
/// The database failed, or a body is damaged.
pub fn step(tx: &mut Tx<'_>) -> Result<Option<Progress>, Fault> {
    // Several servers may be at it.
    tx.lock([lock("readings", "")])?;
    let Some((noun, after)) = readings::pending(tx)?.into_iter().next() else { return Ok(None) };
    let ids = readings::next(tx, noun, after, ROWS)?;
    let Some(last) = ids.last() else {
        readings::finish(tx, noun)?;
        return progress(tx);
    };
    let name = if noun == Noun::Customers { "customer-row" } else { "order-row" };
    tx.lock(ids.iter().map(|id| lock(name, &id.to_string())))?;
    // The account as it is now: memory may be a moment behind.
    let (account, every) = (Account::load(tx)?, Scope::of(Sites::All));
    match noun {
        Noun::Customers => {
            for mut row in readings::customers(tx, &every, &ids)? {
                let (facets, phones, email) = customers::found_by(&row, &account)?;
                (row.facets, row.email) = (facets, email);
                readings::keep_customer(tx, &row, &phones)?;
            }
        }
        _ => {
            for mut row in readings::orders(tx, &every, &ids)? {
                row.facets = orders::found_by(&row, &account)?;
                readings::keep_order(tx, &row)?;
            }
        }
    }
    readings::advance(tx, noun, *last)?;
    progress(tx)
}
