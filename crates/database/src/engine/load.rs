//! What a database has to do at a moment, for metrics.

use super::{Backend, Database};

/// What a database has to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    /// How many changes wait for their turn.
    pub waiting: usize,
    /// How many commits of an embedded database there have been since it was opened; changes that come at once share one.
    pub groups: u64,
    /// The bytes of the write-ahead log of an embedded database.
    pub log_bytes: u64,
}

impl Database {
    /// What it has to do at this moment.
    pub fn load(&self) -> Load {
        match &*self.backend {
            Backend::Sqlite { path, writer, .. } => {
                Load { waiting: writer.waiting(), groups: writer.groups(), log_bytes: crate::write_ahead::size(path) }
            }
            Backend::Postgres { pool, .. } => Load { waiting: pool.waiting(), ..Load::default() },
        }
    }
}
