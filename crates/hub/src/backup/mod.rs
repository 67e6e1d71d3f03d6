//! Backups: one file with every row of the account, readable on either database.
//!
//! A file begins with [`MAGIC`], the version of the format and one byte for the encryption, followed by what the encryption needs
//! ([`cipher`]). The rest is a zstd stream of sections ([`sections`]): a header, for each table its name and columns, its rows in the order
//! of its key and its checksum, then the secrets if they were asked for, the manifest, and a checksum over all of it.

pub mod bucket;
pub mod cipher;
mod files;
pub mod make;
pub mod manifest;
pub mod place;
pub mod read;
pub mod restore;
mod row;
pub mod secrets;
mod sections;
pub mod sink;
mod swap;
mod transport;

/// What every backup begins with.
pub const MAGIC: &[u8; 16] = b"latchkey-backup\n";

/// The version of the format that is written.
pub const FORMAT: u8 = 1;

/// Where and how a server makes backups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backups {
    /// The folder or the bucket.
    pub place: place::Place,
    /// What they may be encrypted with.
    pub passphrase: Option<cipher::Passphrase>,
}

/// What is shown while a backup is made or read.
pub trait Progress {
    /// So many rows of this table are done.
    fn rows(&mut self, doing: &str, table: &str, rows: u64);
}

/// Shows nothing.
pub struct Quiet;

impl Progress for Quiet {
    fn rows(&mut self, _: &str, _: &str, _: u64) {}
}
