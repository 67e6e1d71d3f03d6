//! Pages and counts of lists by their terms.

use super::narrow::{self, Narrowed, Sure, Terms};
use super::{Index, Wall, store};
use crate::condition::{Condition, On, append_all};
use crate::{Engine, Result, Sql, Tx, Value};

/// A search: what its rows have, and what is still to be asked of them.
struct Search<'a> {
    index: &'static Index,
    wall: Wall<'a>,
    conditions: &'a [Condition],
    narrowed: Narrowed,
    /// The terms of the rows that are seen; none where all rows are.
    seen: Option<Terms>,
    /// The keys that rows lie between.
    keys: [Option<i64>; 2],
    /// Whether rows may be waiting for their terms.
    is_behind: bool,
}

/// The ids of a page of a list, by their age in the direction of `way`; `part` are its limit and offset. `None` where terms do not narrow it, or are not made yet.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    index: &'static Index,
    wall: Wall<'_>,
    conditions: &[Condition],
    way: &'static str,
    [limit, offset]: [i64; 2],
) -> Result<Option<Vec<i64>>> {
    let Some(search) = Search::of(tx, index, wall, conditions)? else { return Ok(None) };
    let most = limit.saturating_add(offset);
    if search.narrowed.terms.width() > WIDE
        && most <= NEWEST
        && let Some(first) = search.among_newest(tx, way, most)?
    {
        return Ok(Some(first.into_iter().skip(offset as usize).collect()));
    }
    let sql = match search.indexed(
        tx.engine(),
        search.among_seen(search.narrowed.terms.clone()),
        search.narrowed.sure != Sure::All,
        "created_at",
        way,
    ) {
        Some(sql) => search.unindexed(
            tx.engine(),
            Sql::new("SELECT id FROM (SELECT * FROM (").append(sql).push_with(" LIMIT ?) AS i UNION ALL SELECT * FROM (", [most.into()]),
            "t.id, t.created_at",
        ),
        None => search.unindexed(tx.engine(), Sql::new("SELECT id FROM (SELECT * FROM ("), "t.id, t.created_at"),
    };
    let sql = sql.push_with(&format!(" ORDER BY t.created_at {way}, t.id {way} LIMIT ?) AS u) AS f"), [most.into()]);
    let sql = sql.push_with(&format!(" ORDER BY created_at {way}, id {way} LIMIT ? OFFSET ?"), [limit.into(), offset.into()]);
    tx.all(sql, |row| row.int(0)).map(Some)
}

/// With more terms than this in one alternative, the first rows of the list are compared before the index is searched.
const WIDE: usize = 16;

/// How many rows are compared first.
const NEWEST: i64 = 500;

/// How many rows a list has, counted to `most` at most; `None` as for [`page`].
pub(crate) fn count(tx: &mut Tx<'_>, index: &'static Index, wall: Wall<'_>, conditions: &[Condition], most: i64) -> Result<Option<i64>> {
    let Some(search) = Search::of(tx, index, wall, conditions)? else { return Ok(None) };
    // Rows that meet the conditions for sure are only counted; the others are compared, too.
    let terms = search.narrowed.terms.clone();
    let (sure, rest) = match search.narrowed.sure.clone() {
        Sure::All => (Some(terms), None),
        Sure::Some { sure, rest } => (Some(sure), Some(rest)),
        Sure::None => (None, Some(terms)),
    };
    // SQLite asks every row for every term of an alternative.
    let split = |terms: Terms| if tx.engine() == Engine::Sqlite { terms.parts() } else { vec![terms] };
    let sure = sure.map(|sure| split(search.among_seen(sure))).unwrap_or_default();
    let parts: Vec<_> = sure.into_iter().map(|part| (part, false)).chain(rest.map(|rest| (search.among_seen(rest), true))).collect();
    let (mut total, mut sql) = (0, Sql::new("SELECT 0"));
    for (terms, compared) in parts {
        let Some(part) = search.indexed(tx.engine(), terms, compared, "", "") else { continue };
        let counted = Sql::new("(SELECT count(*) FROM (").append(part).push_with(" LIMIT ?) AS i)", [most.into()]);
        match tx.engine() {
            Engine::Sqlite if total < most => total += tx.number(Sql::new("SELECT ").append(counted))?,
            Engine::Sqlite => {}
            // One statement sees one moment.
            Engine::Postgres => sql = sql.push(" + ").append(counted),
        }
    }
    let sql = search.unindexed(tx.engine(), sql.push(" + ("), "count(*)").push(")");
    Ok(Some(total + tx.number(sql)?))
}

impl<'a> Search<'a> {
    fn of(tx: &mut Tx<'_>, index: &'static Index, wall: Wall<'a>, conditions: &'a [Condition]) -> Result<Option<Self>> {
        if !store::is_built(tx, index)? {
            return Ok(None);
        }
        let (keys, rest) = between(conditions);
        let (narrowed, seen) = match (narrow::all(tx, index, &rest)?, wall.terms(tx, index)?) {
            (Some(narrowed), None) => (narrowed, None),
            (Some(narrowed), Some((seen, only))) => {
                (Narrowed { sure: if only { narrowed.sure } else { Sure::None }, ..narrowed }, Some(seen))
            }
            // Lists of stores are read from an index of the table.
            (None, Some((terms, only))) if !index.visible.is_empty() => {
                (Narrowed { terms, sure: if only && rest.is_empty() { Sure::All } else { Sure::None }, ids: Vec::new() }, None)
            }
            (None, _) => return Ok(None),
        };
        // On PostgreSQL the question would cost more than it spares.
        let is_behind = tx.engine() == Engine::Postgres
            || tx.optional(Sql::new(format!("SELECT 1 FROM {} LIMIT 1", index.noun.unindexed())), |row| row.int(0))?.is_some();
        Ok(Some(Self { index, wall, conditions, narrowed, seen, keys, is_behind }))
    }

    /// The ids of the first `most` rows, where so many are among the first that there are at all: their terms are not asked for.
    fn among_newest(&self, tx: &mut Tx<'_>, way: &str, most: i64) -> Result<Option<Vec<i64>>> {
        let engine = tx.engine();
        let (keys, id) = match engine {
            Engine::Sqlite => (format!("{}_docsize", self.index.noun.terms()), "id"),
            Engine::Postgres => (self.index.noun.terms().to_owned(), "key"),
        };
        let sql = Sql::new(format!("SELECT t.id, t.created_at FROM (SELECT {id} AS key FROM {keys} k WHERE 1 = 1"));
        let sql = self.among_others(sql, &format!("k.{id}"), &format!("(k.{id} & {})", store::LAST_ID));
        let sql = sql.push_with(&format!(" ORDER BY k.{id} {way} LIMIT ?) k"), [NEWEST.into()]);
        let sql = self.compared(engine, sql, &format!("(k.key & {})", store::LAST_ID));
        let read = |row: &crate::Row<'_>| Ok((row.int(1)?, row.int(0)?));
        let mut found = tx.all(sql.push_with(&format!(" ORDER BY k.key {way} LIMIT ?"), [most.into()]), read)?;
        if (found.len() as i64) < most {
            return Ok(None);
        }
        let sql = self.unindexed(engine, Sql::new(""), "t.id, t.created_at");
        found.extend(tx.all(sql.push_with(&format!(" ORDER BY t.created_at {way}, t.id {way} LIMIT ?"), [most.into()]), read)?);
        found.sort_unstable();
        if way == "DESC" {
            found.reverse();
        }
        found.truncate(most as usize);
        Ok(Some(found.into_iter().map(|(_, id)| id).collect()))
    }

    /// Leaves out rows of the index that are to be looked at one by one, and those beyond the bounds of the keys.
    fn among_others(&self, mut sql: Sql, key: &str, id: &str) -> Sql {
        if self.is_behind {
            sql = sql.push(&format!(" AND {id} NOT IN (SELECT n.id FROM {} n)", self.index.noun.unindexed()));
        }
        if !self.narrowed.ids.is_empty() {
            sql = sql.push(" AND NOT (").push_in(id, self.narrowed.ids.iter().copied()).push(")");
        }
        for (bound, sign) in self.keys.iter().zip([">=", "<="]) {
            if let Some(bound) = bound {
                sql = sql.push_with(&format!(" AND {key} {sign} ?"), [Value::from(*bound)]);
            }
        }
        sql
    }

    /// What rows have that have these terms and are seen.
    fn among_seen(&self, terms: Terms) -> Terms {
        match (&self.seen, terms) {
            (None, terms) => terms,
            (Some(seen), Terms::All(mut all)) => {
                all.push(seen.clone());
                Terms::All(all)
            }
            (Some(seen), terms) => Terms::All(vec![seen.clone(), terms]),
        }
    }

    /// The rows that the index finds by some terms, without those that are to be looked at one by one, and compared with the
    /// conditions where that is needed: their ids and, where they are wanted, moments, in the direction of `way`. `None` where
    /// it finds nothing.
    fn indexed(&self, engine: Engine, terms: Terms, compared: bool, moment: &str, way: &str) -> Option<Sql> {
        let (key, id) = match engine {
            Engine::Sqlite => ("k.rowid", "(k.rowid & 2147483647)"),
            Engine::Postgres => ("k.key", "k.id"),
        };
        let (source, condition) = narrow::source(engine, self.index, &terms)?;
        let columns = if moment.is_empty() { "1 AS one".to_owned() } else { format!("{id} AS id, {key} >> 31 AS {moment}") };
        let mut sql = Sql::new(format!("SELECT {columns} FROM ")).append(source);
        sql = if compared { self.compared(engine, sql, id).push(" AND") } else { sql.push(" WHERE") };
        sql = sql.push(&format!(" {condition}"));
        sql = self.among_others(sql, key, id);
        Some(if moment.is_empty() { sql } else { sql.push(&format!(" ORDER BY {key} {way}")) })
    }

    /// The rows that are looked at one by one.
    fn unindexed(&self, engine: Engine, sql: Sql, columns: &str) -> Sql {
        let besides: Vec<String> = self.narrowed.ids.iter().map(|id| format!("({id})")).collect();
        let besides = if besides.is_empty() { String::new() } else { format!(" UNION VALUES {}", besides.join(", ")) };
        let text = format!("SELECT {columns} FROM (SELECT DISTINCT n.id FROM {} n{besides}) o", self.index.noun.unindexed());
        self.compared(engine, sql.push(&text), "o.id")
    }

    /// Joins the row of each id, where it meets the whole condition.
    fn compared(&self, engine: Engine, sql: Sql, id: &str) -> Sql {
        let table = self.index.noun.table();
        // Rows are read by their ids, one by one. Both engines would otherwise read the whole table first, since they take the
        // condition for one that few rows meet: SQLite keeps the order of a cross join, PostgreSQL does not look into a subquery
        // with an offset.
        let (join, end) = match engine {
            Engine::Sqlite => (format!("CROSS JOIN {table} t"), ""),
            Engine::Postgres => (format!("CROSS JOIN LATERAL (SELECT t.id, t.created_at FROM {table} t"), " OFFSET 0) t WHERE 1 = 1"),
        };
        let sql = sql.push(&format!(" {join} WHERE t.id = {id}"));
        append_all(self.conditions, self.wall.append_to(sql, self.index), "t").push(end)
    }
}

/// The keys that the moments of rows set bounds to, and the other conditions.
fn between(conditions: &[Condition]) -> ([Option<i64>; 2], Vec<Condition>) {
    let (mut keys, mut rest) = ([None, None], Vec::with_capacity(conditions.len()));
    for condition in conditions {
        match condition {
            Condition::AtLeast(On::Column("created_at"), Value::Int(Some(from))) => {
                keys[0] = keys[0].max(Some(store::key(*from, 0)));
            }
            Condition::AtMost(On::Column("created_at"), Value::Int(Some(to))) => {
                let key = store::key(*to, store::LAST_ID);
                keys[1] = Some(keys[1].map_or(key, |known: i64| known.min(key)));
            }
            Condition::Beyond(row, ascending) => {
                let key = store::key(row.created_at, row.id);
                let (bound, place) = if *ascending { (0, key + 1) } else { (1, key - 1) };
                keys[bound] = Some(match (keys[bound], ascending) {
                    (Some(known), true) => known.max(place),
                    (Some(known), false) => known.min(place),
                    (None, _) => place,
                });
            }
            other => rest.push(other.clone()),
        }
    }
    (keys, rest)
}
