//! What a backup says of itself.

use std::collections::BTreeMap;

use database::Engine;
use database::transfer::{Kind, Schema, Table};
use serde::{Deserialize, Serialize};

/// The first section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// The version of the product that wrote it.
    pub version: String,
    /// The engine it was written on, `sqlite` or `postgres`; it can be read on either.
    pub engine: String,
    /// The moment of which it is, in Unix seconds.
    pub created_at: i64,
    /// The migration steps of the database, oldest first.
    pub steps: Vec<String>,
}

/// What comes before the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableStart {
    /// The table.
    pub name: String,
    /// Its columns and what each holds: `int`, `text` or `bytes`.
    pub columns: Vec<(String, String)>,
    /// By what its rows are ordered.
    pub key: Vec<String>,
}

/// What comes after the rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEnd {
    /// The table.
    pub name: String,
    /// How many rows there are.
    pub rows: u64,
    /// The BLAKE3 checksum of its rows, in hexadecimal digits.
    pub blake3: String,
}

/// The last link of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// The number of the last row.
    pub number: i64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
}

/// Everything but the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// What it began with.
    #[serde(flatten)]
    pub header: Header,
    /// Every table.
    pub tables: Vec<TableEnd>,
    /// Tables that are not in it.
    pub left_out: Vec<String>,
    /// The last numbers that were given.
    pub counters: BTreeMap<String, i64>,
    /// The last link of the audit log.
    pub audit_head: Option<AuditHead>,
    /// Whether the pepper and the seal are in it.
    pub secrets: bool,
}

impl Manifest {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

impl TableStart {
    /// What is said of a table.
    pub fn of(table: &Table) -> Self {
        let kind = |kind: Kind| match kind {
            Kind::Int => "int",
            Kind::Text => "text",
            Kind::Bytes => "bytes",
        };
        let columns = table.columns.iter().map(|column| (column.name.clone(), kind(column.kind).to_owned())).collect();
        Self { name: table.name.clone(), columns, key: table.key.clone() }
    }
}

impl Header {
    /// The header of a backup that is made now.
    pub fn of(engine: Engine, schema: &Schema, created_at: i64) -> Self {
        let engine = match engine {
            Engine::Sqlite => "sqlite",
            Engine::Postgres => "postgres",
        };
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), engine: engine.to_owned(), created_at, steps: schema.steps.clone() }
    }
}
