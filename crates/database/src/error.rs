//! What can go wrong below the domain.

use std::sync::Arc;

use postgres::error::{Severity, SqlState};
use rusqlite::ErrorCode;

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
    /// No connection to the database can be had.
    #[error("the database cannot be reached: {0}")]
    Unreachable(Box<Error>),
    /// The connection was lost during the commit, which may or may not have succeeded.
    #[error("whether the change was kept is not known: {0}")]
    Uncertain(Box<Error>),
    /// A row did not have the shape the code expects.
    #[error("unexpected row: {0}")]
    Row(String),
    /// The commit that held this change failed; nothing of it was kept.
    #[error("the commit failed: {0}")]
    Commit(Arc<Error>),
    /// The code that used the transaction panicked; nothing of it was kept.
    #[error("the code that used the transaction panicked")]
    Panic,
    /// Too much work waits for the database already.
    #[error("too much work waits for the database already")]
    Busy,
    /// A read was stopped: its client has gone, or it took longer than a read may.
    #[error("the read was stopped")]
    Stopped,
    /// The database file is damaged, in a sentence for the operator.
    #[error("{0}")]
    Damaged(String),
    /// The file of the database has been removed or replaced while it was open: nothing of this was kept.
    #[error("the file of the database has been removed or replaced while it was open")]
    Gone,
    /// The database is shutting down.
    #[error("the database is closed")]
    Closed,
    /// The address or the folder of the database cannot be used.
    #[error("{0}")]
    Open(String),
    /// No thread can be started.
    #[error("no thread can be started: {0}")]
    Thread(#[from] std::io::Error),
}

impl Error {
    /// True when the database cannot do now what it could do later: it is away, busy, full, or cannot write. Errors of
    /// ours, which would come again, are not among them.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Uncertain(_) | Self::Busy | Self::Stopped | Self::Closed | Self::Thread(_) => true,
            Self::Gone | Self::Damaged(_) => true,
            Self::Commit(error) => error.is_unavailable(),
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::DiskFull
                        | ErrorCode::SystemIoFailure
                        | ErrorCode::DatabaseBusy
                        | ErrorCode::DatabaseLocked
                        | ErrorCode::ReadOnly
                        | ErrorCode::CannotOpen
                        | ErrorCode::OutOfMemory
                        | ErrorCode::FileLockingProtocolFailed
                        | ErrorCode::PermissionDenied
                        | ErrorCode::OperationInterrupted
                )
            ),
            Self::Postgres(error) => self.is_disconnect() || self.is_race() || error.code().is_some_and(is_passing),
            Self::Row(_) | Self::Panic | Self::Open(_) => false,
        }
    }

    /// True if it is unknown whether the change was made.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Self::Uncertain(_))
    }

    /// True when the transaction lost a race (deadlock, serialisation) and may be run again.
    pub(crate) fn is_race(&self) -> bool {
        matches!(self.code(), Some("40001" | "40P01"))
    }

    /// True when a lock could not be had in time.
    pub(crate) fn is_locked(&self) -> bool {
        self.code() == Some("55P03")
    }

    /// True when a row was refused because it repeats what a unique index keeps apart. SQLite names the columns of the
    /// index, PostgreSQL the index itself.
    pub(crate) fn is_repeat(&self, index: &str, columns: &str) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, Some(text))) => {
                failure.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE && text.ends_with(columns)
            }
            Self::Postgres(error) => error.as_db_error().is_some_and(|refusal| {
                *refusal.code() == postgres::error::SqlState::UNIQUE_VIOLATION && refusal.constraint() == Some(index)
            }),
            _ => false,
        }
    }

    /// True when the file of the database is damaged, or no database.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Damaged(_) => true,
            Self::Commit(error) => error.is_damage(),
            Self::Sqlite(error) => matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)),
            _ => false,
        }
    }

    /// True when the connection is gone.
    pub(crate) fn is_disconnect(&self) -> bool {
        let Self::Postgres(error) = self else { return false };
        if let Some(refusal) = error.as_db_error() {
            return matches!(refusal.parsed_severity(), Some(Severity::Fatal | Severity::Panic))
                || refusal.code().code().starts_with("57P")
                || refusal.code().code().starts_with("08");
        }
        // What has neither been refused by the server nor ended by the network is a slip of ours.
        error.is_closed() || std::error::Error::source(error).is_some_and(|source| source.is::<std::io::Error>())
    }

    /// True when it is a server that says so.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Postgres(error) if error.as_db_error().is_some())
    }

    fn code(&self) -> Option<&str> {
        let Self::Postgres(error) = self else { return None };
        error.code().map(SqlState::code)
    }
}

/// Whether an error may pass by itself: by the class of its code (insufficient resources, operator intervention, system
/// error) or by the code (lock not available, read-only transaction).
fn is_passing(code: &SqlState) -> bool {
    let code = code.code();
    ["53", "57", "58"].iter().any(|class| code.starts_with(class)) || ["55P03", "25006"].contains(&code)
}

fn describe(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), |refusal| format!("{} ({})", refusal.message(), refusal.code().code()))
}
