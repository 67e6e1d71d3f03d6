//! What can go wrong below the domain.

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A database failure. None of them is the caller's fault: bad input is refused before it gets here.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// SQLite refused a statement or the file.
    #[error("SQLite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL refused a statement or the connection.
    #[error("PostgreSQL: {}", describe(.0))]
    Postgres(#[from] postgres::Error),
    /// A row did not have the shape the code expects.
    #[error("unexpected row: {0}")]
    Row(String),
    /// The commit that held this change failed; nothing of it was kept.
    #[error("the commit failed: {0}")]
    Commit(String),
    /// The code that used the transaction panicked; nothing of it was kept.
    #[error("the code that used the transaction panicked")]
    Panic,
    /// The database is shutting down.
    #[error("the database is closed")]
    Closed,
    /// The address or the folder of the database cannot be used.
    #[error("{0}")]
    Open(String),
}

impl Error {
    /// True when the transaction lost a race (deadlock, serialisation) and may be run again.
    pub(crate) fn is_race(&self) -> bool {
        let Self::Postgres(error) = self else { return false };
        matches!(error.code().map(postgres::error::SqlState::code), Some("40001" | "40P01"))
    }

    /// True when the connection is gone.
    pub(crate) fn is_disconnect(&self) -> bool {
        matches!(self, Self::Postgres(error) if error.is_closed() || error.code().is_some_and(|code| code.code().starts_with("57P")))
    }
}

fn describe(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |refusal| format!("{} ({})", refusal.message(), refusal.code().code()))
}
