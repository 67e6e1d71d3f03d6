//! The terms that are kept: made of rows that were written, and of rows from before; compared with the rows they are of.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::read::read;
use super::terms::{self, Indexed, Kept, Term};
use super::{Index, Noun, VERSION};
use crate::{Engine, Result, Sql, Tx, Value};

/// The highest id that a key can hold.
pub(super) const LAST_ID: i64 = (1 << 31) - 1;

/// The key of a row: keys are in the order of the lists, by the moment a row was made (from 1970 to 2106; what lies outside
/// counts for the first and the last second) and its id.
pub(super) fn key(created_at: i64, id: i64) -> i64 {
    (created_at.clamp(0, (1 << 32) - 1) << 31) | (id & LAST_ID)
}

/// Whether every row has its terms, but for those that are noted.
pub(super) fn is_built(tx: &mut Tx<'_>, index: &Index) -> Result<bool> {
    let sql = Sql::new("SELECT version FROM facet_builds WHERE noun = $1").bind(index.noun.table());
    Ok(tx.optional(sql, |row| row.int(0))? == Some(VERSION))
}

/// How far the terms of rows from before are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows that have them, by their ids.
    pub done: i64,
    /// Rows there are, by their ids.
    pub of: i64,
}

/// How many rows get their terms in one transaction.
const ROWS: i64 = 500;
/// How many noted rows get theirs, where they are made before the transaction.
const PREPARED: i64 = 2000;

/// In a new database, notes that there are no rows from before.
///
/// # Errors
/// The engine refused it.
pub fn open(tx: &mut Tx<'_>) -> Result<()> {
    for noun in Noun::ALL {
        if tx.optional(Sql::new(format!("SELECT t.id FROM {} t LIMIT 1", noun.table())), |row| row.int(0))?.is_none() {
            set(tx, noun, 0, VERSION)?;
        }
    }
    Ok(())
}

fn set(tx: &mut Tx<'_>, noun: Noun, done: i64, version: i64) -> Result<()> {
    let sql = Sql::new("UPDATE facet_builds SET done = $1, version = $2 WHERE noun = $3");
    tx.execute(sql.bind(done).bind(version).bind(noun.table())).map(drop)
}

/// How far the terms of rows from before are made; `None` when all are.
///
/// # Errors
/// The engine refused it.
pub fn progress(tx: &mut Tx<'_>) -> Result<Option<Progress>> {
    let mut progress = None;
    for noun in Noun::ALL {
        let (done, version) = build(tx, noun, false)?;
        if version != VERSION {
            let last = tx.number(Sql::new(format!("SELECT coalesce(max(id), 0) FROM {}", noun.table())))?;
            let known = progress.get_or_insert(Progress { done: 0, of: 0 });
            *known = Progress { done: known.done + done, of: known.of + last };
        }
    }
    Ok(progress)
}

/// How many rows are noted, of each noun at most this many.
///
/// # Errors
/// The engine refused it.
pub fn waiting(tx: &mut Tx<'_>, most: i64) -> Result<i64> {
    let mut waiting = 0;
    for noun in Noun::ALL {
        let text = format!("SELECT count(*) FROM (SELECT n.id FROM {} n LIMIT $1) AS noted", noun.unindexed());
        waiting += tx.number(Sql::new(text).bind(most))?;
    }
    Ok(waiting)
}

fn build(tx: &mut Tx<'_>, noun: Noun, to_change: bool) -> Result<(i64, i64)> {
    let lock = to_change && tx.engine() == Engine::Postgres;
    let sql = Sql::new("SELECT done, version FROM facet_builds WHERE noun = $1").bind(noun.table());
    tx.one(if lock { sql.push(" FOR UPDATE") } else { sql }, |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Makes the terms of some rows: of those that are noted, else of rows from before. False when there is nothing to do.
///
/// # Errors
/// The engine refused it, or the facets of a row are damaged.
pub fn step(tx: &mut Tx<'_>) -> Result<bool> {
    let mut did = false;
    for noun in Noun::ALL {
        // One server at a time: what one has read of a row must not replace what another made of it later.
        let (done, version) = build(tx, noun, true)?;
        let lock = if tx.engine() == Engine::Postgres { " FOR UPDATE SKIP LOCKED" } else { "" };
        let text = format!("SELECT n.id, n.key FROM {} n ORDER BY n.id, n.key LIMIT $1{lock}", noun.unindexed());
        let noted = tx.all(Sql::new(text).bind(ROWS), |row| Ok((row.int(0)?, row.int(1)?)))?;
        if !noted.is_empty() {
            make(tx, noun, &noted)?;
            forget(tx, noun, &noted)?;
        } else if version == VERSION {
            continue;
        } else if version != 0 {
            clear(tx, noun)?;
            set(tx, noun, 0, 0)?;
        } else {
            let text = format!("SELECT t.id, t.created_at FROM {} t WHERE t.id > $1 ORDER BY t.id LIMIT $2", noun.table());
            let rows = tx.all(Sql::new(text).bind(done).bind(ROWS), |row| Ok((row.int(0)?, key(row.int(1)?, row.int(0)?))))?;
            make(tx, noun, &rows)?;
            match rows.last() {
                Some((last, _)) => set(tx, noun, *last, 0)?,
                None => set(tx, noun, done, VERSION)?,
            }
        }
        did = true;
    }
    Ok(did)
}

/// The words of a row, and its values of facets that have few, as far as they are not kept yet.
type Entry = (String, Vec<Kept>);

/// The terms of noted rows, made before the transaction that enters them.
#[derive(Debug)]
pub struct Prepared {
    noun: Noun,
    /// Ids, keys and revisions of the notes, in the order of the ids.
    notes: Vec<(i64, i64, i64)>,
    /// Words and values of the rows, by their keys.
    made: BTreeMap<i64, Entry>,
}

/// Makes the terms of noted rows as of one moment, outside the writer. Empty where nothing is noted, and on PostgreSQL, where
/// [`step`] locks the rows that it reads.
///
/// # Errors
/// The engine refused it, or the facets of a row are damaged.
pub fn prepare(tx: &mut Tx<'_>) -> Result<Vec<Prepared>> {
    let mut prepared = Vec::new();
    if tx.engine() == Engine::Postgres {
        return Ok(prepared);
    }
    for noun in Noun::ALL {
        let text = format!("SELECT n.id, n.key, n.rev FROM {} n ORDER BY n.id, n.key LIMIT $1", noun.unindexed());
        let notes = tx.all(Sql::new(text).bind(PREPARED), |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)))?;
        if notes.is_empty() {
            continue;
        }
        let mut made = BTreeMap::new();
        for part in notes.chunks(ROWS as usize) {
            let indexed = read(tx, noun, part.iter().map(|(id, ..)| *id))?;
            // Values never go but with the whole index, which this thread makes anew.
            let kept = kept(tx, noun, indexed.values().flat_map(|indexed| &indexed.values))?;
            made.extend(indexed.into_iter().map(|(key, mut indexed)| {
                indexed.values.retain(|value| !kept.contains(value));
                (key, (words(&indexed.terms), indexed.values))
            }));
        }
        prepared.push(Prepared { noun, notes, made });
    }
    Ok(prepared)
}

/// Enters prepared terms. Rows that were written meanwhile are left for the next time.
///
/// # Errors
/// The engine refused it.
pub fn enter(tx: &mut Tx<'_>, prepared: &Prepared) -> Result<()> {
    let Prepared { noun, notes, made } = prepared;
    let (Some((first, ..)), Some((last, last_key, _))) = (notes.first(), notes.last()) else { return Ok(()) };
    let text = format!(
        "SELECT n.id, n.key, n.rev FROM {} n WHERE n.id >= $1 AND (n.id, n.key) <= ($2, $3) ORDER BY n.id, n.key",
        noun.unindexed()
    );
    let sql = Sql::new(text).bind(*first).bind(*last).bind(*last_key);
    let now = tx.all(sql, |row| Ok((row.int(0)?, row.int(1)?, row.int(2)?)))?;
    let before: BTreeSet<_> = notes.iter().collect();
    let changed: BTreeSet<i64> = now.iter().filter(|note| !before.contains(note)).map(|(id, ..)| *id).collect();
    let settled: Vec<(i64, i64)> = notes.iter().filter(|(id, ..)| !changed.contains(id)).map(|(id, key, _)| (*id, *key)).collect();
    let made: Vec<_> = made.iter().filter(|(key, _)| !changed.contains(&(*key & LAST_ID))).collect();
    let gone: BTreeSet<i64> = settled.iter().map(|(_, key)| *key).chain(made.iter().map(|(key, _)| **key)).collect();
    for keys in gone.into_iter().collect::<Vec<_>>().chunks(ROWS as usize) {
        drop_keys(tx, *noun, &keys.iter().copied().collect())?;
    }
    let values: BTreeSet<&Kept> = made.iter().flat_map(|(_, (_, values))| values).collect();
    add_values(tx, *noun, &values)?;
    add_words(tx, *noun, made.into_iter().map(|(key, (words, _))| (*key, words.as_str())))?;
    if changed.is_empty() {
        return forget(tx, *noun, &settled);
    }
    for (id, key) in settled {
        tx.execute(Sql::new(format!("DELETE FROM {} WHERE id = $1 AND key = $2", noun.unindexed())).bind(id).bind(key))?;
    }
    Ok(())
}

/// Makes the terms of rows anew, by their ids and the keys they were under so far.
fn make(tx: &mut Tx<'_>, noun: Noun, rows: &[(i64, i64)]) -> Result<()> {
    let made = read(tx, noun, rows.iter().map(|(id, _)| *id))?;
    let gone: BTreeSet<i64> = rows.iter().map(|(_, key)| *key).chain(made.keys().copied()).collect();
    drop_keys(tx, noun, &gone)?;
    let values: BTreeSet<&Kept> = made.values().flat_map(|indexed| &indexed.values).collect();
    add_values(tx, noun, &values)?;
    add(tx, noun, &made)
}

fn drop_keys(tx: &mut Tx<'_>, noun: Noun, keys: &BTreeSet<i64>) -> Result<()> {
    let column = if tx.engine() == Engine::Sqlite { "rowid" } else { "key" };
    tx.execute(Sql::new(format!("DELETE FROM {} WHERE ", noun.terms())).push_in(column, keys.iter().copied())).map(drop)
}

fn add(tx: &mut Tx<'_>, noun: Noun, made: &BTreeMap<i64, Indexed>) -> Result<()> {
    let table = noun.terms();
    if tx.engine() == Engine::Sqlite {
        let words: Vec<_> = made.iter().map(|(key, indexed)| (*key, words(&indexed.terms))).collect();
        return add_words(tx, noun, words.iter().map(|(key, words)| (*key, words.as_str())));
    }
    let rows: Vec<[Value; 3]> =
        made.iter().map(|(key, indexed)| [(*key).into(), (key & LAST_ID).into(), array(&indexed.terms).into()]).collect();
    for rows in rows.chunks(100) {
        let marks = vec!["(?, ?, CAST(CAST(? AS TEXT) AS BIGINT[]))"; rows.len()].join(", ");
        let sql = Sql::new(format!("INSERT INTO {table} (key, id, terms) VALUES "));
        tx.execute(sql.push_with(&marks, rows.iter().flatten().cloned()))?;
    }
    Ok(())
}

/// Adds rows to SQLite's index. Every statement writes a segment of its own, which is merged with others later; so all rows go
/// into one.
fn add_words<'a>(tx: &mut Tx<'_>, noun: Noun, rows: impl Iterator<Item = (i64, &'a str)>) -> Result<()> {
    let mut json = String::from("[");
    for (key, words) in rows {
        // Words hold nothing that JSON escapes.
        let _ = write!(json, "{}[{key},\"{words}\"]", if json.len() > 1 { "," } else { "" });
    }
    if json.len() == 1 {
        return Ok(());
    }
    json.push(']');
    let text = format!("INSERT INTO {} (rowid, terms) SELECT r.value ->> 0, r.value ->> 1 FROM json_each($1) r", noun.terms());
    tx.execute(Sql::new(text).bind(json)).map(drop)
}

fn words(terms: &[Term]) -> String {
    let mut words = String::with_capacity(terms.len() * 11);
    for term in terms {
        terms::word(*term, &mut words);
        words.push(' ');
    }
    words
}

fn array(terms: &[Term]) -> String {
    format!("{{{}}}", terms.iter().map(i64::to_string).collect::<Vec<_>>().join(","))
}

fn add_values(tx: &mut Tx<'_>, noun: Noun, values: &BTreeSet<&Kept>) -> Result<()> {
    let values: Vec<_> = values.iter().collect();
    for values in values.chunks(100) {
        let marks = vec!["(?, ?, ?)"; values.len()].join(", ");
        let text = format!("INSERT INTO facet_values (noun, facet, value) VALUES {marks} ON CONFLICT DO NOTHING");
        let values = values.iter().flat_map(|(facet, value)| [Value::from(noun.table()), facet.as_ref().into(), value.into()]);
        tx.execute(Sql::new("").push_with(&text, values))?;
    }
    Ok(())
}

/// Takes away what was noted and has its terms now.
fn forget(tx: &mut Tx<'_>, noun: Noun, noted: &[(i64, i64)]) -> Result<()> {
    let table = noun.unindexed();
    if tx.engine() == Engine::Sqlite {
        // They are the first of all, and no other transaction writes meanwhile.
        let Some((id, key)) = noted.last() else { return Ok(()) };
        let sql = Sql::new(format!("DELETE FROM {table} WHERE (id, key) <= ($1, $2)"));
        return tx.execute(sql.bind(*id).bind(*key)).map(drop);
    }
    let rows: Vec<String> = noted.iter().map(|(id, key)| format!("({id}, {key})")).collect();
    tx.execute(Sql::new(format!("DELETE FROM {table} WHERE (id, key) IN (VALUES {})", rows.join(", ")))).map(drop)
}

/// Takes away all terms of a noun.
fn clear(tx: &mut Tx<'_>, noun: Noun) -> Result<()> {
    let table = noun.terms();
    tx.execute(match tx.engine() {
        Engine::Sqlite => Sql::new(format!("INSERT INTO {table} ({table}) VALUES ('delete-all')")),
        Engine::Postgres => Sql::new(format!("DELETE FROM {table}")),
    })?;
    tx.execute(Sql::new("DELETE FROM facet_values WHERE noun = $1").bind(noun.table())).map(drop)
}

/// Pairs of ids, and after which to go on; `None` at the end.
pub type Stretch = (Vec<(i64, i64)>, Option<i64>);

/// Compares the terms of some rows with what the rows are now: the ids and keys of those that lack some, and the last id that
/// was looked at, `None` after the last row. Rows that are noted are passed over.
///
/// # Errors
/// The engine refused it, or the facets of a row are damaged.
pub fn differences(tx: &mut Tx<'_>, noun: Noun, after: i64) -> Result<Stretch> {
    let text = format!("SELECT t.id FROM {} t WHERE t.id > $1 ORDER BY t.id LIMIT $2", noun.table());
    let ids = tx.all(Sql::new(text).bind(after).bind(ROWS), |row| row.int(0))?;
    let (first, last) = (after + 1, ids.last().copied());
    let noted: BTreeSet<i64> = tx
        .all(Sql::new(format!("SELECT n.id FROM {} n WHERE n.id >= $1 AND n.id <= $2", noun.unindexed())).bind(first).bind(last), |row| {
            row.int(0)
        })?
        .into_iter()
        .collect();
    let mut differing = Vec::new();
    let made = read(tx, noun, ids.iter().copied().filter(|id| !noted.contains(id)))?;
    let kept = kept(tx, noun, made.values().flat_map(|indexed| &indexed.values))?;
    for (key, indexed) in made {
        let sql = match tx.engine() {
            Engine::Sqlite => {
                let all = words(&indexed.terms).trim_end().replace(' ', " AND ");
                Sql::new(format!("SELECT count(*) FROM {}($1) k WHERE k.rowid = $2", noun.terms())).bind(all).bind(key)
            }
            Engine::Postgres => Sql::new(format!(
                "SELECT count(*) FROM {} k WHERE k.terms = CAST(CAST($1 AS TEXT) AS BIGINT[]) AND k.key = $2",
                noun.terms()
            ))
            .bind(array(&indexed.terms))
            .bind(key),
        };
        if tx.number(sql)? != 1 || !indexed.values.iter().all(|value| kept.contains(value)) {
            differing.push((key & LAST_ID, key));
        }
    }
    Ok((differing, last))
}

/// Those of some values that are kept.
fn kept<'a>(tx: &mut Tx<'_>, noun: Noun, values: impl Iterator<Item = &'a Kept>) -> Result<BTreeSet<Kept>> {
    let mut kept = BTreeSet::new();
    for value in values.collect::<BTreeSet<_>>() {
        let sql = Sql::new("SELECT 1 FROM facet_values WHERE noun = $1 AND facet = $2 AND value = $3");
        if tx.optional(sql.bind(noun.table()).bind(value.0.as_ref()).bind(&value.1), |row| row.int(0))?.is_some() {
            kept.insert(value.clone());
        }
    }
    Ok(kept)
}

/// Keys in the index, at most this many, under which there is no row: one that went, or that was made at another moment.
///
/// # Errors
/// The engine refused it.
pub fn strays(tx: &mut Tx<'_>, noun: Noun, most: i64) -> Result<Vec<(i64, i64)>> {
    let (table, terms, is_there) = (noun.table(), noun.terms(), noun.index().is_there());
    let source = match tx.engine() {
        Engine::Sqlite => format!("(SELECT d.id & {LAST_ID} AS id, d.id AS key FROM {terms}_docsize d) k"),
        Engine::Postgres => format!("{terms} k"),
    };
    let text = format!(
        "SELECT k.id, k.key FROM {source} LEFT JOIN {table} t ON t.id = k.id AND {is_there} AND k.key =
         {}
         WHERE t.id IS NULL AND k.id NOT IN (SELECT n.id FROM {} n) LIMIT $1",
        super::noun::KEY,
        noun.unindexed()
    );
    tx.all(Sql::new(text).bind(most), |row| Ok((row.int(0)?, row.int(1)?)))
}

/// Notes rows, by ids and keys, as to be indexed anew.
///
/// # Errors
/// The engine refused it.
pub fn mend(tx: &mut Tx<'_>, noun: Noun, rows: &[(i64, i64)]) -> Result<()> {
    for (id, key) in rows {
        let text = format!("INSERT INTO {} (id, key) VALUES ($1, $2) ON CONFLICT DO NOTHING", noun.unindexed());
        tx.execute(Sql::new(text).bind(*id).bind(*key))?;
    }
    Ok(())
}
