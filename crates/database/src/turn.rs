//! Taking turns at an embedded database, so that a busy server does not keep a command from writing.
//!
//! SQLite lets the first program that asks after a commit write next. That is always the server, which has its next group at
//! hand, while another program looks only now and then. So a writer first takes the turn, a lock on a file
//! beside the database, and gives it back once it may write: a server whose group is done then waits for the
//! other to come in.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

/// The turn of one writer.
pub(crate) struct Turn(Option<File>);

/// How long to wait for a turn, in milliseconds; a process that holds it longer has been stopped.
const PATIENCE: u32 = 1000;

impl Turn {
    /// The turn at this database. If it cannot be taken, writers continue without: it provides fairness, not safety.
    pub(crate) fn at(database: &Path) -> Self {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Self(options.open(database.with_extension("turn")).ok())
    }

    /// Takes the turn for as long as `work` runs.
    pub(crate) fn take<T>(&self, work: impl FnOnce() -> T) -> T {
        let Some(file) = &self.0 else { return work() };
        for _ in 0..PATIENCE {
            match file.try_lock() {
                Ok(()) => {
                    let done = work();
                    // Closing the file would do as well, should this fail.
                    let _ = file.unlock();
                    return done;
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
                Err(TryLockError::Error(_)) => break,
            }
        }
        work()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    use super::*;
    use crate::{Database, Location, Options, Result, Tx};

    fn write(database: &Database) -> Result<()> {
        database.write_now(|tx: &mut Tx<'_>| crate::tests::write(tx, "written"))
    }

    #[test]
    fn a_busy_server_lets_another_program_write_within_a_few_groups() {
        const CLIENTS: u64 = 32;
        let folder = std::env::temp_dir().join(format!("latchkey-turn-{}", std::process::id()));
        let options = Options::at(Location::File(folder.join("latchkey.db")));
        let (server, command) = (Database::open(&options).expect("it opens"), Database::open(&options).expect("it opens twice"));
        // The first write reads the schema; waiting for a turn is what is measured.
        write(&command).expect("the command writes");
        let (stop, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                let (server, stop, written) = (server.clone(), Arc::clone(&stop), Arc::clone(&written));
                std::thread::spawn(move || {
                    while !stop.load(Ordering::SeqCst) {
                        write(&server).expect("the server writes");
                        written.fetch_add(1, Ordering::SeqCst);
                    }
                })
            })
            .collect();
        let mut meanwhile = Vec::new();
        for _ in 0..20 {
            std::thread::sleep(Duration::from_millis(20));
            let before = written.load(Ordering::SeqCst);
            write(&command).expect("the command writes");
            meanwhile.push(written.load(Ordering::SeqCst) - before);
        }
        stop.store(true, Ordering::SeqCst);
        clients.into_iter().for_each(|client| client.join().expect("a client ends"));
        assert!(written.load(Ordering::SeqCst) > 0, "the server was not busy");
        assert!(meanwhile.iter().all(|count| *count <= 8 * CLIENTS), "the command had to wait: {meanwhile:?}");
        std::fs::remove_dir_all(folder).expect("the folder goes");
    }
}
