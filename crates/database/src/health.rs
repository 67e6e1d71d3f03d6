//! Whether an embedded database is still the file that was opened, and whole.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

use rusqlite::{Connection, InterruptHandle};

use crate::engine::Location;
use crate::sqlite::Use;
use crate::{Database, Error, Result, sqlite};

/// What is known of the file of an open database.
#[derive(Debug)]
pub(crate) struct Health {
    path: PathBuf,
    /// The file that was opened.
    file: Option<Identity>,
    /// What is wrong with it, once something is.
    damage: OnceLock<String>,
}

/// Identifies a file independently of its name.
type Identity = (u64, u64);

impl Health {
    /// The health of a database that has just been opened.
    pub(crate) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), file: identity(path), damage: OnceLock::new() }
    }

    /// True when the path leads to the file that was opened.
    pub(crate) fn is_there(&self) -> bool {
        self.file.is_none() || identity(&self.path) == self.file
    }

    /// What is wrong with the file.
    pub(crate) fn damage(&self) -> Option<&str> {
        self.damage.get().map(String::as_str)
    }

    /// Remembers an error that comes of a damaged file.
    pub(crate) fn note(&self, error: &Error) {
        if error.is_damage() {
            // Keep the first cause; later errors follow from it.
            let _ = self.damage.set(damaged(&self.path, &error.to_string()));
        }
    }

    /// Refuses to go on with a damaged file.
    pub(crate) fn check(&self) -> Result<()> {
        self.damage().map_or(Ok(()), |damage| Err(Error::Damaged(damage.to_owned())))
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}

/// The sentence about a damaged file.
pub(crate) fn damaged(path: &Path, why: &str) -> String {
    format!("the database {} is damaged ({why}) and is not served: put a backup in its place", path.display())
}

/// Up to this size, in bytes, a database is checked as a whole before it is served.
const CHECKED_AT_ONCE: u64 = 32 * 1024 * 1024;

/// The tables without which nothing can be decided. Those of a larger database are checked before it is served, the others
/// while it is.
const FIRST: [&str; 9] = ["schema_steps", "generations", "settings", "sites", "users", "peppers", "seals", "record_head", "keys"];

/// True when the program that had this database open last did not close it: what it wrote last is not in the file yet.
pub fn was_left_open(location: &Location) -> bool {
    let Location::File(path) = location else { return false };
    size(&beside(path)) > 0
}

/// Looks whether a database that was not closed in order is whole, before it is opened to be served: a small one as a
/// whole, of a larger one what everything else rests on. True when the rest is still to be looked at, by [`Checking`].
///
/// # Errors
/// It is damaged, in a sentence for the operator.
pub fn check(location: &Location) -> Result<bool> {
    check_up_to(CHECKED_AT_ONCE, location)
}

fn check_up_to(at_once: u64, location: &Location) -> Result<bool> {
    let Location::File(path) = location else { return Ok(false) };
    if size(path) == 0 {
        return Ok(false);
    }
    let found = sqlite::open_reader(path, Use::Apart).and_then(|connection| {
        if size(path) + size(&beside(path)) <= at_once {
            return look(&connection, None).map(|()| false);
        }
        for table in tables(&connection)?.iter().filter(|table| FIRST.contains(&table.as_str())) {
            look(&connection, Some(table))?;
        }
        Ok(true)
    });
    found.map_err(|error| if error.is_damage() { Error::Damaged(damaged(path, &error.to_string())) } else { error })
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

/// The write-ahead log of a database.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

fn tables(connection: &Connection) -> Result<Vec<String>> {
    let mut names = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
    Ok(names.query_map([], |row| row.get(0))?.collect::<std::result::Result<_, _>>()?)
}

/// Checks one table and its indexes, or everything.
fn look(connection: &Connection, table: Option<&str>) -> Result<()> {
    let statement = table.map_or_else(|| "PRAGMA quick_check(1)".to_owned(), |name| format!("PRAGMA quick_check({})", quoted(name)));
    let found: String = connection.query_row(&statement, [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Error::Damaged(found.lines().next().unwrap_or_default().to_owned())) }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Looks at every page and every index of an embedded database, as long as that takes; false for PostgreSQL, where nothing is looked at.
///
/// # Errors
/// It is damaged, or cannot be read.
pub fn look_through(location: &Location) -> Result<bool> {
    let Location::File(path) = location else { return Ok(false) };
    let found = sqlite::open_reader(path, Use::Apart)
        .and_then(|connection| Ok(connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0))?));
    match found {
        Ok(found) if found == "ok" => Ok(true),
        Ok(found) => Err(Error::Damaged(damaged(path, found.lines().next().unwrap_or_default()))),
        Err(error) if error.is_damage() => Err(Error::Damaged(damaged(path, &error.to_string()))),
        Err(error) => Err(error),
    }
}

/// Writes the log of a database that no process has open back into its file. False when that is not possible: the file is
/// damaged, or no database.
pub fn empty_log(path: &Path) -> bool {
    let emptied = Connection::open(path).map_err(Error::from).and_then(|connection| {
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        connection.close().map_err(|(_, error)| error)?;
        Ok(busy)
    });
    matches!(emptied, Ok(0))
}

/// The check of a large database while it is served; it ends with [`Checking::end`].
pub struct Checking {
    stop: Arc<AtomicBool>,
    interrupt: InterruptHandle,
    thread: JoinHandle<()>,
}

impl Checking {
    /// Begins it: one table after the other, so that no read lasts. Damage that is found ends the use of the database.
    ///
    /// # Errors
    /// The database cannot be opened again, or no thread can be started. None for PostgreSQL.
    pub fn begin(database: &Database) -> Result<Option<Self>> {
        let Some((path, health)) = database.file() else { return Ok(None) };
        let connection = sqlite::open_reader(&path, Use::Apart)?;
        let interrupt = connection.get_interrupt_handle();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let work = move || {
            let names = tables(&connection).inspect_err(|error| health.note(error)).unwrap_or_default();
            for name in names {
                if stopped.load(Ordering::SeqCst) {
                    return;
                }
                if let Err(error) = look(&connection, Some(&name)) {
                    health.note(&error);
                }
            }
        };
        let thread = std::thread::Builder::new().name("check".to_owned()).spawn(work).map_err(|error| Error::Open(error.to_string()))?;
        Ok(Some(Self { stop, interrupt, thread }))
    }

    /// Ends it, whether it is through or not.
    pub fn end(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.interrupt.interrupt();
        // A thread that is gone has stopped already.
        let _ = self.thread.join();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::Options;

    /// A database whose table of this name is damaged at its root, closed in order; and its folder.
    fn damaged_at(table: &str) -> (PathBuf, Options) {
        let folder = std::env::temp_dir().join(format!("latchkey-health-{}-{table}", std::process::id()));
        let path = folder.join("latchkey.db");
        let options = Options::at(Location::File(path.clone()));
        let database = Database::open(&options).expect("a fresh database opens");
        database.write_now(|tx| (0..2000).try_for_each(|_| crate::tests::write(tx, "written"))).expect("it can be filled");
        drop(database);
        assert!(!was_left_open(&options.location), "it was closed in order");
        assert!(!check(&options.location).expect("it is whole"), "nothing is left to be looked at");
        let connection = Connection::open(&path).expect("it opens");
        let number = |text: &str| connection.query_row(text, [], |row| row.get::<_, i64>(0)).expect("a number");
        let root = number(&format!("SELECT rootpage FROM sqlite_master WHERE name = '{table}'"));
        let size = number("PRAGMA page_size");
        drop(connection);
        let mut bytes = std::fs::read(&path).expect("it can be read");
        let place = usize::try_from((root - 1) * size).expect("it is small");
        bytes[place..place + 100].fill(0xa5);
        std::fs::write(&path, bytes).expect("it can be written");
        (folder, options)
    }

    #[test]
    fn a_large_database_is_first_looked_at_where_everything_rests() {
        let (folder, options) = damaged_at("keys");
        for at_once in [0, CHECKED_AT_ONCE] {
            let found = check_up_to(at_once, &options.location);
            assert!(found.is_err_and(|error| error.is_damage() && error.to_string().contains("latchkey.db is damaged (")));
        }
        std::fs::remove_dir_all(folder).expect("the folder goes");
    }

    #[test]
    fn the_rest_is_looked_at_while_it_is_served_and_damage_ends_that() {
        let (folder, options) = damaged_at("desk_views");
        assert!(check_up_to(0, &options.location).expect("what everything rests on is whole"), "the rest is still to be looked at");
        let database = Database::open(&options).expect("it opens");
        let count = || database.read_now(|tx| tx.number("SELECT count(*) FROM settings"));
        assert!(count().is_ok() && database.damage().is_none());
        let checking = Checking::begin(&database).expect("it begins").expect("there is a file");
        for _ in 0..1000 {
            if database.damage().is_some() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        checking.end();
        assert!(database.damage().is_some_and(|damage| damage.contains("put a backup in its place")));
        assert!(matches!(count(), Err(Error::Damaged(_))), "nothing is read any more");
        let written = database.write_now(|tx| crate::tests::write(tx, "written"));
        assert!(matches!(written, Err(Error::Damaged(_))), "nor written");
        drop(database);
        std::fs::remove_dir_all(folder).expect("the folder goes");
    }

    #[test]
    fn damage_that_a_statement_meets_is_remembered() {
        let (folder, options) = damaged_at("desk_views");
        let database = Database::open(&options).expect("it opens");
        let written = database.write_now(|tx| crate::tests::write(tx, "written"));
        assert!(written.is_err() && database.damage().is_some(), "{written:?}");
        drop(database);
        std::fs::remove_dir_all(folder).expect("the folder goes");
    }
}
