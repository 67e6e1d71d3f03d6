//! The bytes of files: kept once by their SHA-256, in chunks here or in the data folder, and forgotten some time after the last file that
//! had them.

use crate::facets::Noun;
use crate::row_links::{Linked, To};
use crate::{Result, Sql, Tx};

/// What files are attached to: orders.
pub const ORDERS: Linked = Linked { table: "file_orders", owner: "file_id", column: "order_id", to: To::Order, noun: Noun::Files };
/// What files are attached to: customers.
pub const CUSTOMERS: Linked =
    Linked { table: "file_customers", owner: "file_id", column: "customer_id", to: To::Customer, noun: Noun::Files };

/// The bytes of a chunk; the last one of a content has fewer.
pub const CHUNK: usize = 256 * 1024;

/// The name of the table of chunks.
pub const CHUNKS: &str = "file_chunks";

/// Notes that bytes are about to be kept outside the database, so that they are found should no file come to have them. `now` is in
/// Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn reserve(tx: &mut Tx<'_>, hash: &str, size: i64, now: i64) -> Result<()> {
    let sql = "INSERT INTO file_contents (hash, size, unused_since) VALUES ($1, $2, $3)
               ON CONFLICT (hash) DO UPDATE SET unused_since = CASE WHEN file_contents.unused_since IS NULL THEN NULL ELSE excluded.unused_since END";
    tx.execute(Sql::new(sql).bind(hash).bind(size).bind(now)).map(drop)
}

/// Notes that a file has this content, and keeps its bytes in chunks, if they are given and not there yet.
///
/// # Errors
/// The engine refused it.
pub fn keep(tx: &mut Tx<'_>, hash: &str, size: i64, bytes: &[u8]) -> Result<()> {
    // On PostgreSQL this also waits for others that keep or forget the same content.
    let sql =
        "INSERT INTO file_contents (hash, size, unused_since) VALUES ($1, $2, NULL) ON CONFLICT (hash) DO UPDATE SET unused_since = NULL";
    tx.execute(Sql::new(sql).bind(hash).bind(size))?;
    if bytes.is_empty() || tx.number(Sql::new("SELECT count(*) FROM file_chunks WHERE hash = $1").bind(hash))? > 0 {
        return Ok(());
    }
    for (number, chunk) in (0_i64..).zip(bytes.chunks(CHUNK)) {
        tx.execute(Sql::new("INSERT INTO file_chunks (hash, number, bytes) VALUES ($1, $2, $3)").bind(hash).bind(number).bind(chunk))?;
    }
    Ok(())
}

/// A chunk of a content, from 0; none where it is not kept here.
///
/// # Errors
/// The engine refused it.
pub fn chunk(tx: &mut Tx<'_>, hash: &str, number: i64) -> Result<Option<Vec<u8>>> {
    tx.optional(Sql::new("SELECT bytes FROM file_chunks WHERE hash = $1 AND number = $2").bind(hash).bind(number), |row| row.bytes(0))
}

/// Every content with its size, by its hash.
///
/// # Errors
/// The engine refused it.
pub fn contents(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>> {
    tx.all("SELECT hash, size FROM file_contents ORDER BY hash", |row| Ok((row.text(0)?, row.int(1)?)))
}

/// Whether a content is known.
///
/// # Errors
/// The engine refused it.
pub fn is_known(tx: &mut Tx<'_>, hash: &str) -> Result<bool> {
    Ok(tx.number(Sql::new("SELECT count(*) FROM file_contents WHERE hash = $1").bind(hash))? > 0)
}

/// Contents of more bytes than these that are kept in chunks, such as those of a restored backup.
///
/// # Errors
/// The engine refused it.
pub fn in_chunks(tx: &mut Tx<'_>, larger_than: i64, limit: i64) -> Result<Vec<(String, i64)>> {
    let sql = Sql::new(
        "SELECT c.hash, c.size FROM file_contents c WHERE c.size > $1 AND EXISTS (SELECT 1 FROM file_chunks k WHERE k.hash = c.hash) LIMIT $2",
    );
    tx.all(sql.bind(larger_than).bind(limit), |row| Ok((row.text(0)?, row.int(1)?)))
}

/// Takes the chunks of a content out of the database.
///
/// # Errors
/// The engine refused it.
pub fn drop_chunks(tx: &mut Tx<'_>, hash: &str) -> Result<()> {
    tx.execute(Sql::new("DELETE FROM file_chunks WHERE hash = $1").bind(hash)).map(drop)
}

/// Contents that no file has and that are not noted as such yet.
///
/// # Errors
/// The engine refused it.
pub fn newly_unused(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<String>> {
    let sql = "SELECT c.hash FROM file_contents c WHERE c.unused_since IS NULL AND NOT EXISTS (SELECT 1 FROM files f WHERE f.hash = c.hash) LIMIT $1";
    tx.all(Sql::new(sql).bind(limit), |row| row.text(0))
}

/// Notes since when these contents are used by no file; `now` is in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn note_unused(tx: &mut Tx<'_>, hashes: &[String], now: i64) -> Result<()> {
    let sql = Sql::new("UPDATE file_contents SET unused_since = $1 WHERE unused_since IS NULL AND ").bind(now);
    let sql = sql.push_in("hash", hashes.iter());
    tx.execute(sql.push(" AND NOT EXISTS (SELECT 1 FROM files f WHERE f.hash = file_contents.hash)")).map(drop)
}

/// Contents that have been unused since before this moment, in Unix seconds.
///
/// # Errors
/// The engine refused it.
pub fn long_unused(tx: &mut Tx<'_>, before: i64, limit: i64) -> Result<Vec<String>> {
    let sql = Sql::new("SELECT hash FROM file_contents WHERE unused_since < $1 LIMIT $2");
    tx.all(sql.bind(before).bind(limit), |row| row.text(0))
}

/// Forgets a content that has been unused since before this moment; true when it was.
///
/// # Errors
/// The engine refused it.
pub fn forget(tx: &mut Tx<'_>, hash: &str, before: i64) -> Result<bool> {
    let sql = "DELETE FROM file_contents WHERE hash = $1 AND unused_since < $2 AND NOT EXISTS (SELECT 1 FROM files f WHERE f.hash = file_contents.hash)";
    if tx.execute(Sql::new(sql).bind(hash).bind(before))? == 0 {
        return Ok(false);
    }
    drop_chunks(tx, hash)?;
    Ok(true)
}
