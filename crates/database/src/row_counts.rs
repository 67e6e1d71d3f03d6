//! How many rows there are: kept for each store and status with every row that is written.

use crate::facets::Noun;
use crate::{Engine, Result, Sql, Tx, Value};

/// What a row counts as, while it is not merged into another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Its store.
    pub site: i64,
    /// The code of its status; empty for a noun without statuses.
    pub status: String,
}

/// The statement that adds rows of a kind, or takes them away.
fn added(engine: Engine, noun: Noun, counted: &Counted, number: i64) -> Sql {
    // Sessions of a server would wait for each other's commits if all of them changed the same row.
    let shard = if engine == Engine::Postgres { "pg_backend_pid() % 32" } else { "0" };
    let text = format!(
        "INSERT INTO row_counts (noun, site_id, status, shard, number) VALUES ($1, $2, $3, {shard}, $4)
         ON CONFLICT (noun, site_id, status, shard) DO UPDATE SET number = row_counts.number + excluded.number"
    );
    Sql::new(text).bind(noun.table()).bind(counted.site).bind(&counted.status).bind(number)
}

/// What rows that were written have changed in the counts, until it is written: on SQLite once for all transactions of a group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gathered(Vec<(Noun, Counted, i64)>);

impl Gathered {
    fn add(&mut self, noun: Noun, counted: Counted, number: i64) {
        match self.0.iter_mut().find(|(known, at, _)| *known == noun && *at == counted) {
            Some((.., sum)) => *sum += number,
            None => self.0.push((noun, counted, number)),
        }
    }

    /// Writes it.
    pub(crate) fn write(&mut self, tx: &mut Tx<'_>) -> Result<()> {
        for (noun, counted, number) in self.0.drain(..).filter(|(.., number)| *number != 0) {
            tx.execute(added(Engine::Sqlite, noun, &counted, number))?;
        }
        Ok(())
    }
}

/// Brings the counts in line with a row that counted as `was` and counts as `is` now. The statements that are returned are still
/// to be executed.
pub(crate) fn follow(tx: &mut Tx<'_>, noun: Noun, was: Option<Counted>, is: Option<Counted>) -> Vec<Sql> {
    if was == is {
        return Vec::new();
    }
    let changed = [(was, -1), (is, 1)].into_iter().filter_map(|(counted, number)| Some((counted?, number)));
    if tx.engine() == Engine::Sqlite {
        changed.for_each(|(counted, number)| tx.row_counts.add(noun, counted, number));
        return Vec::new();
    }
    changed.map(|(counted, number)| added(Engine::Postgres, noun, &counted, number)).collect()
}

/// Writes what has been gathered, before counts are read in a transaction that writes.
fn settle(tx: &mut Tx<'_>) -> Result<()> {
    std::mem::take(&mut tx.row_counts).write(tx)
}

/// How many rows there are in these stores, of all statuses or of some.
pub(crate) fn of(tx: &mut Tx<'_>, noun: Noun, sites: &[i64], statuses: Option<&[Value]>) -> Result<i64> {
    settle(tx)?;
    let sql = Sql::new("SELECT CAST(coalesce(sum(number), 0) AS BIGINT) FROM row_counts WHERE noun = $1 AND ").bind(noun.table());
    let sql = sql.push_in("site_id", sites.iter().copied());
    tx.number(match statuses {
        Some(statuses) => sql.push(" AND ").push_in("status", statuses.iter().cloned()),
        None => sql,
    })
}

const OF_ROWS: [(Noun, &str); 2] = [(Noun::Orders, "status"), (Noun::Customers, "''")];

/// Stores and statuses whose kept counts differ from the rows: `(noun, store, status)`.
///
/// # Errors
/// The engine refused it.
pub fn differences(tx: &mut Tx<'_>) -> Result<Vec<(Noun, i64, String)>> {
    settle(tx)?;
    let mut differing = Vec::new();
    for (noun, status) in OF_ROWS {
        let rows =
            format!("SELECT site_id, {status} AS status, count(*) AS number FROM {} WHERE merged_into IS NULL GROUP BY 1, 2", noun.table());
        let kept = format!(
            "SELECT site_id, status, CAST(sum(number) AS BIGINT) AS number FROM row_counts WHERE noun = '{}' GROUP BY 1, 2 HAVING sum(number) <> 0",
            noun.table()
        );
        let text = format!(
            "SELECT DISTINCT site_id, status FROM (SELECT * FROM ({rows} EXCEPT {kept}) more UNION SELECT * FROM ({kept} EXCEPT {rows}) less) differing
             ORDER BY 1, 2"
        );
        differing.extend(tx.all(Sql::new(text), |row| Ok((noun, row.int(0)?, row.text(1)?)))?);
    }
    Ok(differing)
}

/// Counts the rows of a store and a status again and keeps how many there are.
///
/// # Errors
/// The engine refused it.
pub fn mend(tx: &mut Tx<'_>, noun: Noun, site: i64, status: &str) -> Result<()> {
    settle(tx)?;
    // Both in one statement, so that they are of one moment: rows that others write meanwhile add to what they find.
    let column = if noun == Noun::Orders { "status" } else { "''" };
    let text = format!(
        "SELECT (SELECT count(*) FROM {} WHERE merged_into IS NULL AND site_id = $1 AND {column} = $2)
         - (SELECT CAST(coalesce(sum(number), 0) AS BIGINT) FROM row_counts WHERE noun = $3 AND site_id = $4 AND status = $5)",
        noun.table()
    );
    let sql = Sql::new(text).bind(site).bind(status).bind(noun.table()).bind(site).bind(status);
    let lacking = tx.number(sql)?;
    let sql = added(tx.engine(), noun, &Counted { site, status: status.to_owned() }, lacking);
    tx.execute(sql).map(drop)
}
