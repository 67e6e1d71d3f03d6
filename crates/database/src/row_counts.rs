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

/// The statements that bring the counts in line with a row that counted as `was` and counts as `is` now.
pub(crate) fn follow(engine: Engine, noun: Noun, was: Option<&Counted>, is: Option<&Counted>) -> Vec<Sql> {
    if was == is {
        return Vec::new();
    }
    let changed = [(was, -1), (is, 1)].into_iter().filter_map(|(counted, number)| Some((counted?, number)));
    changed.map(|(counted, number)| added(engine, noun, counted, number)).collect()
}

/// How many rows there are in these stores, of all statuses or of some.
pub(crate) fn of(tx: &mut Tx<'_>, noun: Noun, sites: &[i64], statuses: Option<&[Value]>) -> Result<i64> {
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
