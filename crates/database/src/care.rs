//! Keys that want looking after: those that end soon, whose contact has gone, that were to be looked at again. Times are
//! in Unix seconds, days are `Y-m-d`.

use crate::key_list::{ORPHANED, REVIEWED_BY};
use crate::{Result, Sql, Tx};

/// How many keys want looking after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// They are on and end soon.
    pub ending: i64,
    /// Those of them that were used lately.
    pub ending_in_use: i64,
    /// They are on and their contact has been shut out.
    pub orphaned: i64,
    /// Enabled keys whose review is due.
    pub review_due: i64,
}

/// Counts the keys that end between two moments (and those of them that were used since a third), whose contact has been
/// shut out, that were to be looked at by this day.
///
/// # Errors
/// The engine refused it.
pub fn count(tx: &mut Tx<'_>, now: i64, soon: i64, lately: i64, day: &str) -> Result<Count> {
    let text = "SELECT count(*), count(u.key_id) FROM keys k LEFT JOIN usage_last u ON u.key_id = k.id AND u.at >= $1
                WHERE k.deleted_at IS NULL AND k.active = 1 AND k.ends_at > $2 AND k.ends_at <= $3";
    let (ending, ending_in_use) = tx.one(Sql::new(text).bind(lately).bind(now).bind(soon), |row| Ok((row.int(0)?, row.int(1)?)))?;
    let orphaned = tx.number(Sql::new(format!("SELECT count(*) FROM keys k WHERE k.deleted_at IS NULL AND {ORPHANED}")))?;
    let due = Sql::new("SELECT count(*) FROM keys k WHERE k.deleted_at IS NULL AND k.active = 1").push_with(REVIEWED_BY, [day.into()]);
    Ok(Count { ending, ending_in_use, orphaned, review_due: tx.number(due)? })
}

/// The keys that are on and were to be looked at by a day: id and body.
///
/// # Errors
/// The engine refused it.
pub fn review_due(tx: &mut Tx<'_>, day: &str) -> Result<Vec<(i64, String)>> {
    let sql = Sql::new("SELECT k.id, k.body FROM keys k WHERE k.deleted_at IS NULL AND k.active = 1").push_with(REVIEWED_BY, [day.into()]);
    tx.all(sql.push(" ORDER BY k.id"), |row| Ok((row.int(0)?, row.text(1)?)))
}

/// The keys of a person, by id; deleted ones are left out.
///
/// # Errors
/// The engine refused it.
pub fn of_contact(tx: &mut Tx<'_>, person: i64) -> Result<Vec<i64>> {
    let text = "SELECT k.id FROM keys k WHERE k.deleted_at IS NULL AND CAST(k.body ->> 'contact' AS BIGINT) = $1 ORDER BY k.id";
    tx.all(Sql::new(text).bind(person), |row| row.int(0))
}

/// The people who are the contact of a key that has not been deleted, by id.
///
/// # Errors
/// The engine refused it.
pub fn contacts(tx: &mut Tx<'_>) -> Result<Vec<i64>> {
    let text = "SELECT DISTINCT CAST(k.body ->> 'contact' AS BIGINT) AS person FROM keys k
                WHERE k.deleted_at IS NULL AND CAST(k.body ->> 'contact' AS BIGINT) IS NOT NULL ORDER BY person";
    tx.all(text, |row| row.int(0))
}
