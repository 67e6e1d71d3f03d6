//! What the hub works out from rows and keeps: sums of customers, counts of rows, the index of lists. Here it is compared with
//! the rows, and brought back in line with them.

use database::facets::{self, Noun};
use database::{Database, row_counts, sums};

use crate::fault::Fault;

/// How many customers' sums, or keys of the index, are mended at once.
const BATCH: i64 = 1000;

/// How many things differ from the rows they are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Differences {
    /// Customers' sums in a store.
    pub sums: usize,
    /// Counts of rows of a store and a status.
    pub counts: usize,
    /// Rows that the index does not find by what they are now, and what it finds without a row.
    pub index: usize,
}

impl Differences {
    /// Whether there are any.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Compares what is kept with the rows. Where something differs, `mend` has it worked out anew; rows of the index are noted for
/// a running server, and are found one by one until it comes to them.
///
/// # Errors
/// The database failed, or the facets of a row are damaged.
pub fn check(db: &Database, mend: bool) -> Result<Differences, Fault> {
    let mut differences = Differences::default();
    loop {
        let found = db.read_apart(|tx| Ok::<_, Fault>(sums::differences(tx, BATCH)?))?;
        differences.sums += found.len();
        let more = mend && found.len() as i64 == BATCH;
        if mend && !found.is_empty() {
            db.write_apart(move |tx| found.iter().try_for_each(|(customer, site)| sums::mend(tx, *customer, *site)).map_err(Fault::from))?;
        }
        if !more {
            break;
        }
    }
    let counts = db.read_apart(|tx| Ok::<_, Fault>(row_counts::differences(tx)?))?;
    differences.counts = counts.len();
    if mend && !counts.is_empty() {
        db.write_apart(move |tx| {
            counts.iter().try_for_each(|(noun, site, status)| row_counts::mend(tx, *noun, *site, status)).map_err(Fault::from)
        })?;
    }
    for noun in Noun::ALL {
        differences.index += index(db, noun, mend)?;
    }
    Ok(differences)
}

/// The same for the index of a noun.
fn index(db: &Database, noun: Noun, mend: bool) -> Result<usize, Fault> {
    // One that is being built is compared once it is.
    if db.read_apart(|tx| Ok::<_, Fault>(facets::progress(tx)?.is_some()))? {
        return Ok(0);
    }
    let (mut differing, mut after) = (0, Some(0));
    while let Some(id) = after {
        let (found, last) = db.read_apart(move |tx| Ok::<_, Fault>(facets::differences(tx, noun, id)?))?;
        differing += found.len();
        note(db, noun, found, mend)?;
        after = last;
    }
    let strays = db.read_apart(move |tx| Ok::<_, Fault>(facets::strays(tx, noun, BATCH)?))?;
    differing += strays.len();
    note(db, noun, strays, mend)?;
    Ok(differing)
}

fn note(db: &Database, noun: Noun, rows: Vec<(i64, i64)>, mend: bool) -> Result<(), Fault> {
    if mend && !rows.is_empty() {
        db.write_apart(move |tx| Ok::<_, Fault>(facets::mend(tx, noun, &rows)?))?;
    }
    Ok(())
}
