//! How many rows blocks of a history have: counted once nothing can appear in them any more, so that a reading from an early
//! row on need not count what follows row by row, nor look for where a day begins.

use crate::history::Book;
use crate::{Result, Row, Scope, Sites, Sql, Tx};

/// How many ids a block has.
pub(crate) const IDS: i64 = 2048;

/// What narrows the rows that are counted, and can be said of blocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// Rows after this id.
    pub since: i64,
    /// Rows up to this id.
    pub last: i64,
    /// From this moment on.
    pub from: Option<i64>,
    /// Up to this moment.
    pub to: Option<i64>,
    /// Not by this key.
    pub not_by: Option<i64>,
}

/// The rows of a span: how many whole blocks have, and the ranges of ids, both ends included, in which they have to be
/// looked for one by one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counted {
    /// Rows of whole blocks.
    pub rows: i64,
    /// What is left, in the order of the ids.
    pub rest: Vec<(i64, i64)>,
}

/// The books whose blocks are counted.
pub(crate) const BOOKS: [Book; 2] = [Book::Orders, Book::Customers];

/// The most blocks that are looked through row by row for a moment that lies in them.
const MOST_PARTS: usize = 16;

/// The last block that is counted; -1 for none.
fn last_block(tx: &mut Tx<'_>, book: Book) -> Result<i64> {
    tx.number(Sql::new("SELECT coalesce(max(block), -1) FROM history_blocks WHERE book = $1").bind(book.table()))
}

/// Counts the next block of each history that is full. False when there is none.
///
/// # Errors
/// The engine refused it.
pub fn step(tx: &mut Tx<'_>) -> Result<bool> {
    let mut did = false;
    for book in BOOKS {
        let block = last_block(tx, book)? + 1;
        let last = (block + 1) * IDS - 1;
        let table = book.table();
        let newest = tx.number(Sql::new(format!("SELECT coalesce(max(id), 0) FROM {table}")))?;
        if newest < last || tx.horizon(book, last - 1)? < last {
            continue;
        }
        add(tx, book, block)?;
        did = true;
    }
    Ok(did)
}

/// Adds the counts of a block.
fn add(tx: &mut Tx<'_>, book: Book, block: i64) -> Result<()> {
    let (table, first, last) = (book.table(), block * IDS, (block + 1) * IDS - 1);
    // Another server may count the same block: both count the same.
    let text = format!(
        "INSERT INTO history_blocks (book, block, site_id, other_site, key_id, number, first_at, last_at)
         SELECT '{table}', {block}, h.site_id, coalesce(h.other_site, 0), coalesce(h.key_id, 0), count(*), min(h.created_at), max(h.created_at)
         FROM {table} h WHERE h.id >= $1 AND h.id <= $2 GROUP BY h.site_id, coalesce(h.other_site, 0), coalesce(h.key_id, 0)
         ON CONFLICT DO NOTHING"
    );
    tx.execute(Sql::new(text).bind(first).bind(last))?;
    let text = "INSERT INTO history_blocks (book, block, site_id, other_site, key_id, number, first_at, last_at)
                VALUES ($1, $2, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING";
    tx.execute(Sql::new(text).bind(table).bind(block)).map(drop)
}

/// Counts anew the blocks in which rows of these ids were deleted, where they are counted already.
pub(crate) fn recount(tx: &mut Tx<'_>, book: Book, ids: &[i64]) -> Result<()> {
    let last = last_block(tx, book)?;
    let blocks: std::collections::BTreeSet<i64> = ids.iter().map(|id| id / IDS).filter(|block| *block <= last).collect();
    for block in blocks {
        tx.execute(Sql::new("DELETE FROM history_blocks WHERE book = $1 AND block = $2").bind(book.table()).bind(block))?;
        add(tx, book, block)?;
    }
    Ok(())
}

/// Whether a block of a history is full and not counted yet.
///
/// # Errors
/// The engine refused it.
pub fn is_due(tx: &mut Tx<'_>) -> Result<bool> {
    for book in BOOKS {
        let newest = tx.number(Sql::new(format!("SELECT coalesce(max(id), 0) FROM {}", book.table())))?;
        if newest >= (last_block(tx, book)? + 2) * IDS - 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What is kept of the rows of a span that a scope sees; `None` where they lie in too many blocks that have others too.
pub(crate) fn count(tx: &mut Tx<'_>, book: Book, scope: &Scope, span: &Span) -> Result<Option<Counted>> {
    // Whole blocks between the ends of the span.
    let (first, after) = ((span.since + IDS) / IDS, ((span.last + 1) / IDS).min(last_block(tx, book)? + 1));
    if first >= after {
        return Ok(Some(Counted { rows: 0, rest: vec![(span.since + 1, span.last)] }));
    }
    let sql = Sql::new("SELECT b.block, min(b.first_at), max(b.last_at) FROM history_blocks b WHERE b.book = $1 AND b.block >= $2 AND b.block < $3 AND b.number > 0")
        .bind(book.table())
        .bind(first)
        .bind(after);
    let mut parts = Vec::new();
    if span.from.is_some() || span.to.is_some() {
        let (from, to) = (span.from.unwrap_or(i64::MIN), span.to.unwrap_or(i64::MAX));
        // Blocks that have rows within the moments and others too.
        let sql = sql.push(" GROUP BY b.block").push_with(
            " HAVING max(b.last_at) >= ? AND min(b.first_at) <= ? AND (min(b.first_at) < ? OR max(b.last_at) > ?) ORDER BY b.block",
            [from.into(), to.into(), from.into(), to.into()],
        );
        parts = tx.all(sql, |row: &Row<'_>| row.int(0))?;
        if parts.len() > MOST_PARTS {
            return Ok(None);
        }
    }
    let mut sql = Sql::new(
        "SELECT CAST(coalesce(sum(b.number), 0) AS BIGINT) FROM history_blocks b WHERE b.book = $1 AND b.block >= $2 AND b.block < $3",
    )
    .bind(book.table())
    .bind(first)
    .bind(after);
    if let Sites::Some(ids) = &scope.sites {
        sql = sql.push(" AND ").push_in("b.site_id", ids.iter().copied());
        sql = sql.push(" AND ").push_in("b.other_site", ids.iter().copied().chain([0]));
    }
    if let Some(key) = span.not_by {
        sql = sql.push_with(" AND b.key_id <> ?", [key.into()]);
    }
    for (bound, condition) in [(span.from, "b.first_at >= ?"), (span.to, "b.last_at <= ?")] {
        if let Some(bound) = bound {
            sql = sql.push_with(&format!(" AND {condition}"), [bound.into()]);
        }
    }
    if !parts.is_empty() {
        sql = sql.push(" AND NOT (").push_in("b.block", parts.iter().copied()).push(")");
    }
    let rows = tx.number(sql)?;
    let mut rest = vec![(span.since + 1, first * IDS - 1)];
    rest.extend(parts.into_iter().map(|block| (block * IDS, (block + 1) * IDS - 1)));
    rest.push((after * IDS, span.last));
    rest.retain(|(first, last)| first <= last);
    Ok(Some(Counted { rows, rest }))
}

/// The ids between which all rows of a span lie, as far as blocks show: where its moments begin, and where they end.
pub(crate) fn ends(tx: &mut Tx<'_>, book: Book, span: &Span) -> Result<(i64, i64)> {
    let after = (last_block(tx, book)? + 1) * IDS;
    let (mut since, mut last) = (span.since, span.last);
    let edge = |select: &str, condition: &str, moment: i64| {
        let text = format!("SELECT {select} FROM history_blocks b WHERE b.book = $1 AND b.number > 0 AND {condition}");
        Sql::new(text).bind(book.table()).bind(moment)
    };
    if let Some(from) = span.from {
        let block = tx.one(edge("min(b.block)", "b.last_at >= $2", from), |row| row.maybe_int(0))?;
        since = since.max(block.map_or(after, |block| block * IDS) - 1);
    }
    if let Some(to) = span.to {
        // Rows that are in no block yet may be of any moment.
        if last < after {
            let block = tx.one(edge("max(b.block)", "b.first_at <= $2", to), |row| row.maybe_int(0))?;
            last = last.min(block.map_or(-1, |block| (block + 1) * IDS - 1));
        }
    }
    Ok((since, last))
}
