//! The record of who did what: rows that are only ever added, each bound to the one before it by its hash.

use crate::{Result, Row, Sql, Tx};

/// A row of the record. Times are in Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Place in the chain, from 1, without gaps.
    pub number: i64,
    /// When.
    pub created_at: i64,
    /// What was done, such as `key.created`.
    pub action: String,
    /// Who did it: `user`, `cli`, `key` or `hub`.
    pub by_kind: String,
    /// The id of the person or key.
    pub by_id: Option<i64>,
    /// What they were called then; may be empty.
    pub by_name: String,
    /// What it was done to: `key`, `user`, `site`, `settings`…
    pub subject_kind: String,
    /// Its id, where it has one.
    pub subject_id: Option<i64>,
    /// What it was called then.
    pub subject_name: String,
    /// The rest as canonical JSON text.
    pub details: String,
    /// SHA-256 over the hash before and this row.
    pub hash: Vec<u8>,
}

/// The last link of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The number of the last row; 0 before the first.
    pub number: i64,
    /// Its hash; 32 zero bytes before the first.
    pub hash: Vec<u8>,
    /// When it was written.
    pub created_at: i64,
}

const COLUMNS: &str = "number, created_at, action, by_kind, by_id, by_name, subject_kind, subject_id, subject_name, details, hash";

/// The head as nobody else can move it until this transaction ends: the place of the next row, and what it follows.
///
/// # Errors
/// The engine refused it.
pub fn take_head(tx: &mut Tx<'_>) -> Result<Head> {
    // A write, so that PostgreSQL lets one transaction at a time past here and the next one sees what this one wrote.
    tx.one("UPDATE record_head SET number = number + 1 RETURNING number, hash, created_at", read_head)
}

/// Adds the row for which [`take_head`] made place.
///
/// # Errors
/// The engine refused it.
pub fn append(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    tx.execute(
        Sql::new(format!("INSERT INTO records ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"))
            .bind(record.number)
            .bind(record.created_at)
            .bind(&record.action)
            .bind(&record.by_kind)
            .bind(record.by_id)
            .bind(&record.by_name)
            .bind(&record.subject_kind)
            .bind(record.subject_id)
            .bind(&record.subject_name)
            .bind(&record.details)
            .bind(record.hash.clone()),
    )?;
    tx.execute(Sql::new("UPDATE record_head SET hash = $1, created_at = $2").bind(record.hash.clone()).bind(record.created_at)).map(drop)
}

/// The last link.
///
/// # Errors
/// The engine refused it.
pub fn head(tx: &mut Tx<'_>) -> Result<Head> {
    tx.one("SELECT number, hash, created_at FROM record_head", read_head)
}

/// Rows after a number, in the order of the chain.
///
/// # Errors
/// The engine refused it.
pub fn after(tx: &mut Tx<'_>, number: i64, limit: i64) -> Result<Vec<Record>> {
    let sql = Sql::new(format!("SELECT {COLUMNS} FROM records WHERE number > $1 ORDER BY number LIMIT $2"));
    tx.all(sql.bind(number).bind(limit), read)
}

fn read_head(row: &Row<'_>) -> Result<Head> {
    Ok(Head { number: row.int(0)?, hash: row.bytes(1)?, created_at: row.int(2)? })
}

fn read(row: &Row<'_>) -> Result<Record> {
    Ok(Record {
        number: row.int(0)?,
        created_at: row.int(1)?,
        action: row.text(2)?,
        by_kind: row.text(3)?,
        by_id: row.maybe_int(4)?,
        by_name: row.text(5)?,
        subject_kind: row.text(6)?,
        subject_id: row.maybe_int(7)?,
        subject_name: row.text(8)?,
        details: row.text(9)?,
        hash: row.bytes(10)?,
    })
}
