//! The size of SQLite's write-ahead log. It can be emptied only while no read needs what is in it, and reads that overlap
//! leave no such moment: so the writer makes one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::Connection;

use crate::Result;
use crate::read_barrier::{AGAIN, ReadBarrier};

/// How long slow reads may take to end once they have been set aside, in turns of the barrier: two seconds.
const TURNS: u32 = (2000 / AGAIN.as_millis()) as u32;

/// The bytes of a page of the database.
const PAGE: u64 = 4096;

/// How long the writer waits for reads that are not slow, and for other programs.
const WAIT: Duration = Duration::from_secs(1);

/// The log of a database file.
pub(crate) struct WriteAhead {
    file: PathBuf,
    barrier: Arc<ReadBarrier>,
    limit: u64,
    /// From which size on slow reads are held up for a moment, so that those that run can end.
    hold_at: u64,
    /// From which size on those that run are set aside.
    clear_at: u64,
}

/// The bytes of the log beside a database file.
pub(crate) fn size(database: &Path) -> u64 {
    let mut file = database.as_os_str().to_owned();
    file.push("-wal");
    std::fs::metadata(file).map_or(0, |file| file.len())
}

impl WriteAhead {
    /// The write-ahead log of a database file, kept below `limit` bytes.
    pub(crate) fn beside(database: &Path, limit: u64, barrier: Arc<ReadBarrier>) -> Self {
        let mut file = database.as_os_str().to_owned();
        file.push("-wal");
        let mut log = Self { file: file.into(), barrier, limit, hold_at: 0, clear_at: 0 };
        log.begin_anew();
        log
    }

    fn begin_anew(&mut self) {
        self.hold_at = self.limit / 4;
        self.clear_at = self.limit / 8 * 5;
    }

    /// How many bytes of values the transactions that share a commit may write, in all.
    pub(crate) fn group_bytes(&self) -> usize {
        usize::try_from(self.limit / 16).unwrap_or(usize::MAX).min(16 * 1024 * 1024)
    }

    /// Has SQLite shorten the file when it begins to write it from its start again, and copy it into the database less often
    /// than every 1000 pages: many pages are written by every transaction and need not be copied each time.
    pub(crate) fn limit(&self, connection: &Connection) -> Result<()> {
        let pages = (self.limit / 16 / PAGE).max(1);
        Ok(connection.execute_batch(&format!("PRAGMA journal_size_limit = {}; PRAGMA wal_autocheckpoint = {pages}", self.limit / 8))?)
    }

    fn size(&self) -> u64 {
        std::fs::metadata(&self.file).map_or(0, |file| file.len())
    }

    /// Looks after the log, between two transactions of the writer; `idle`, when nothing waits to be written.
    pub(crate) fn tend(&mut self, connection: &Connection, idle: bool) {
        let size = self.size();
        if size <= self.limit / 4 {
            return;
        }
        if size > self.clear_at {
            let cleared = self.barrier.clear(TURNS);
            if cleared && empty(connection, WAIT) {
                self.begin_anew();
            } else {
                // Another program reads for long: its reads cannot be stopped from here.
                self.clear_at = size + self.limit / 16;
            }
            self.barrier.open();
        } else if self.barrier.running() == 0 {
            if empty(connection, Duration::ZERO) {
                self.begin_anew();
            }
            self.barrier.open();
        } else if idle {
            // It does not grow: reads need not wait.
            self.barrier.open();
        } else if size > self.hold_at && !self.barrier.is_held() {
            self.barrier.hold();
            self.hold_at = size + self.limit / 8;
        }
    }
}

/// Copies the log into the database and empties it. False while a reader still uses it.
fn empty(connection: &Connection, wait: Duration) -> bool {
    let emptied = connection
        .busy_timeout(wait)
        .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)));
    // Without it, the next transaction could fail instead of waiting.
    let restored = connection.busy_timeout(crate::sqlite::BUSY);
    matches!(emptied, Ok(0)) && restored.is_ok()
}
