//! Imports on their way: a file is cut into pieces and kept, checked, imported and undone in small steps, by whichever server
//! runs, and taken up again after a sudden end.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use database::imports::{self as kept, Import};
use database::{Database, Scope, Sites};
use domain::account::Account;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::trade::group::{Group, Groups};
use domain::trade::imports::{self, Access, PATIENCE};
use domain::trade::sheet::{self, Format, LARGEST, MOST_COLUMNS, MOST_ROWS, Sheet};
use domain::trade::steps::{self, AT_ONCE, Went};
use domain::trade::{Kind, Plan};
use wire::Problem;

use crate::app::Hub;

/// How often it looks whether there is something to do.
const LOOK: Duration = Duration::from_secs(1);
/// How soon it notices that it is to end.
const STEP: Duration = Duration::from_millis(100);
/// Old imports are forgotten once in so many looks.
const FORGETTING: u32 = 600;
/// The size of a piece of a file, in bytes.
const PIECE: usize = 256 * 1024;

fn every() -> Scope {
    Scope::of(Sites::All)
}

/// A file that is to be imported.
pub struct NewFile<'a> {
    /// The store.
    pub site: i64,
    /// The user; none for the command line.
    pub user: Option<i64>,
    /// What it holds.
    pub kind: Kind,
    /// Its name.
    pub name: &'a str,
    /// How it is read, where that was said.
    pub format: Option<Format>,
    /// What its columns become, where that was said; else they are guessed, or read as they were the last time.
    pub columns: Vec<String>,
}

/// Keeps a file, and returns the number of its import.
///
/// # Errors
/// Refused: it is too large, has too many rows, no rows, or cannot be read.
pub fn stage(db: &Database, clock: &Clock, new: &NewFile<'_>, file: &mut File) -> Result<i64, Fault> {
    let unreadable = |error: io::Error| -> Fault { refuse("import-unreadable", &format!("The file cannot be read: {error}.")) };
    if file.metadata().map_err(unreadable)?.len() > LARGEST {
        return Err(refuse("import-too-large", "The file is larger than 50 MB. Divide it."));
    }
    file.rewind().map_err(unreadable)?;
    let format = match new.format {
        Some(format) => format,
        None => sheet::guess(&mut *file).map_err(unreadable)?,
    };
    file.rewind().map_err(unreadable)?;
    let (plan, total) = survey(&mut *file, format, &new.columns)?;
    file.rewind().map_err(unreadable)?;
    let (site, user, kind, now, name) = (new.site, new.user, new.kind, clock.now(), new.name.to_owned());
    let id = db.write_apart(move |tx| imports::begin(tx, site, user, kind, &name, format, now))?;
    for part in 0.. {
        let mut bytes = Vec::with_capacity(PIECE);
        (&mut *file).take(PIECE as u64).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.is_empty() {
            break;
        }
        db.write_apart(move |tx| Ok::<_, Fault>(kept::add_part(tx, id, part, &bytes)?))?;
    }
    db.write_apart(move |tx| imports::uploaded(tx, &every(), id, format, plan.clone(), total))?;
    Ok(id)
}

/// Reads a kept file in another way.
///
/// # Errors
/// Refused: there is no such import, or it is further than that.
pub fn reformat(db: &Database, id: i64, format: Format) -> Result<(), Fault> {
    let import = find(db, id)?;
    if !matches!(import.state.as_str(), "uploaded" | "checked") {
        return Err(Problem::new(400, "The import has begun.").into());
    }
    let (plan, total) = survey(Pieces::new(db, id), format, &[])?;
    db.write_apart(move |tx| imports::uploaded(tx, &every(), id, format, plan.clone(), total))
}

/// The first rows of a kept file.
///
/// # Errors
/// The file cannot be read, or the database failed.
pub fn first_rows(db: &Database, import: &Import, count: usize) -> Result<Vec<sheet::Row>, Fault> {
    let mut sheet = Sheet::new(Pieces::new(db, import.id), format_of(import));
    let mut rows = Vec::new();
    while rows.len() < count
        && let Some(row) = sheet.row().map_err(broken)?
    {
        rows.push(row);
    }
    Ok(rows)
}

/// The header of a file, its last line, and how many rows it has.
fn survey(file: impl Read, format: Format, columns: &[String]) -> Result<(Plan, i64), Fault> {
    let unreadable = |error: io::Error| -> Fault { refuse("import-unreadable", &format!("The file cannot be read: {error}.")) };
    let mut sheet = Sheet::new(file, format);
    let Some(header) = sheet.row().map_err(unreadable)? else {
        return Err(refuse("import-empty", "The file is empty. Its first row must name the columns."));
    };
    if header.cells.len() >= MOST_COLUMNS {
        return Err(refuse("import-too-wide", "The file has more than 200 columns."));
    }
    let (mut total, mut last_line) = (0, header.line);
    while let Some(row) = sheet.row().map_err(unreadable)? {
        (total, last_line) = (total + 1, row.line);
        if total > MOST_ROWS {
            return Err(refuse("import-too-long", "The file has more than 200,000 rows. Divide it."));
        }
    }
    if total == 0 {
        return Err(refuse("import-empty", "The file has no rows below its header."));
    }
    let header = header.cells.iter().map(|cell| cell.chars().take(200).collect()).collect();
    Ok((Plan { header, columns: columns.to_vec(), last_line, ..Plan::default() }, total))
}

fn refuse(code: &str, text: &str) -> Fault {
    Problem::new(400, "Errors in the entity format").coded("file", code, text).into()
}

fn broken(error: io::Error) -> Fault {
    Fault::Database(database::Error::Row(error.to_string()))
}

fn find(db: &Database, id: i64) -> Result<Import, Fault> {
    db.read_apart(move |tx| kept::find(tx, &every(), id)?.ok_or_else(|| Fault::from(Problem::not_found())))
}

fn format_of(import: &Import) -> Format {
    Format::named(&import.encoding, &import.separator).unwrap_or(Format { encoding: encoding_rs::UTF_8, separator: ',' })
}

/// A kept file as it is read: piece by piece.
struct Pieces<'a> {
    db: &'a Database,
    import: i64,
    next: i64,
    bytes: Vec<u8>,
    place: usize,
}

impl<'a> Pieces<'a> {
    fn new(db: &'a Database, import: i64) -> Self {
        Self { db, import, next: 0, bytes: Vec::new(), place: 0 }
    }
}

impl Read for Pieces<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.place == self.bytes.len() {
            let (import, part) = (self.import, self.next);
            let piece = self.db.read_apart(move |tx| kept::part(tx, import, part)).map_err(io::Error::other)?;
            let Some(piece) = piece else { return Ok(0) };
            (self.bytes, self.place, self.next) = (piece, 0, part + 1);
        }
        let length = out.len().min(self.bytes.len() - self.place);
        out[..length].copy_from_slice(&self.bytes[self.place..self.place + length]);
        self.place += length;
        Ok(length)
    }
}

/// What an import is worked on with.
pub struct Worker<'a> {
    /// The database.
    pub db: &'a Database,
    /// The account as it is now.
    pub account: &'a dyn Fn() -> Arc<Account>,
    /// What time it is.
    pub clock: &'a Clock,
    /// Whether to stop after the step at hand.
    pub stopped: &'a AtomicBool,
}

impl Worker<'_> {
    /// Works on an import as far as it can be; after each step `report` gets how far it is.
    ///
    /// # Errors
    /// The database failed. What was done stays done, and the import goes on from there.
    pub fn work_on(&self, id: i64, report: &mut dyn FnMut(&Import)) -> Result<(), Fault> {
        let import = find(self.db, id)?;
        match import.state.as_str() {
            "checking" | "running" => self.rows(&import, report),
            "undoing" => self.undo(&import, report),
            _ => Ok(()),
        }
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn fail(&self, id: i64, reason: &'static str) -> Result<(), Fault> {
        let now = self.clock.now();
        self.db.write_apart(move |tx| steps::fail(tx, id, reason, now))
    }

    fn rows(&self, import: &Import, report: &mut dyn FnMut(&Import)) -> Result<(), Fault> {
        let plan = Plan::read(&import.plan)?;
        let sheet = Sheet::new(Pieces::new(self.db, import.id), format_of(import));
        let mut groups = Groups::new(sheet, imports::kind(import), &plan).map_err(broken)?;
        let mut from = import.done;
        let mut is_over = false;
        while !is_over && !self.is_stopped() {
            let mut chunk: Vec<Group> = Vec::with_capacity(AT_ONCE);
            while chunk.len() < AT_ONCE {
                match groups.group().map_err(broken)? {
                    Some(group) if group.line() > from => chunk.push(group),
                    Some(_) => {}
                    None => {
                        is_over = true;
                        break;
                    }
                }
            }
            let account = (self.account)();
            let Some(access) = Access::of(&account, import.user, import.site) else { return self.fail(import.id, "no-access") };
            if self.step(import, account, &access, from, chunk.into(), is_over)? == Went::Elsewhere {
                return Ok(());
            }
            let now = find(self.db, import.id)?;
            from = now.done;
            report(&now);
        }
        Ok(())
    }

    fn step(
        &self,
        import: &Import,
        account: Arc<Account>,
        access: &Access,
        from: i64,
        chunk: Arc<[Group]>,
        is_last: bool,
    ) -> Result<Went, Fault> {
        let (id, now, access) = (import.id, self.clock.now(), access.clone());
        let mut from = from;
        if import.state == "checking" {
            if let Some(last) = chunk.last().map(Group::line) {
                let outcomes = steps::rehearse(self.db, &account, &access, import, &chunk, now)?;
                let went = self.db.write_apart(move |tx| steps::note_check(tx, id, from, &chunk, &outcomes, now))?;
                if went == Went::Elsewhere {
                    return Ok(went);
                }
                from = last;
            }
            return if is_last { self.db.write_apart(move |tx| steps::end_check(tx, id, from, now)) } else { Ok(Went::On) };
        }
        if let Some(last) = chunk.last().map(Group::line) {
            let (account, access) = (Arc::clone(&account), access.clone());
            let went = self.db.write_apart(move |tx| steps::import(tx, &account, &access, id, from, &chunk, now))?;
            if went == Went::Elsewhere {
                return Ok(went);
            }
            from = last;
        }
        // Not among the upkeep: the audit log is read by who waits for it.
        if is_last { self.db.write_now(move |tx| steps::end_import(tx, &access, id, from, now)) } else { Ok(Went::On) }
    }

    fn undo(&self, import: &Import, report: &mut dyn FnMut(&Import)) -> Result<(), Fault> {
        let (id, by) = (import.id, Plan::read(&import.plan)?.undone_by);
        while !self.is_stopped() {
            let (account, now) = ((self.account)(), self.clock.now());
            let Some(access) = Access::of(&account, by, import.site) else { return self.fail(id, "no-access") };
            let went = self.db.write_now(move |tx| steps::undo(tx, &account, &access, id, now))?;
            if went == Went::Elsewhere {
                return Ok(());
            }
            report(&find(self.db, id)?);
            if went == Went::Over {
                break;
            }
        }
        Ok(())
    }
}

/// The thread of a server that works on imports; it ends with [`Importing::end`].
pub struct Importing {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Importing {
    /// Begins it.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("imports".to_owned()).spawn(move || {
            let (mut pause, mut looks) = (Duration::ZERO, 0_u32);
            while !stopped.load(Ordering::SeqCst) {
                if pause > Duration::ZERO {
                    std::thread::sleep(STEP);
                    pause = pause.saturating_sub(STEP);
                    continue;
                }
                if let Err(error) = look(&hub, &stopped) {
                    tracing::warn!(%error, "imports cannot be worked on; it is tried again");
                }
                if looks.is_multiple_of(FORGETTING)
                    && let Err(error) = forget(&hub)
                {
                    tracing::warn!(%error, "old imports could not be forgotten; it is tried again");
                }
                looks = looks.wrapping_add(1);
                pause = LOOK;
            }
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends it; an import that runs goes on when a server runs again.
    pub fn end(self) {
        self.stop.store(true, Ordering::SeqCst);
        // A thread that is gone has stopped already.
        let _ = self.thread.join();
    }
}

/// Works on every import that waits.
///
/// # Errors
/// The database failed.
pub fn look(hub: &Arc<Hub>, stopped: &AtomicBool) -> Result<(), Fault> {
    let before = hub.clock.now().0 - PATIENCE;
    let waiting = hub.db.read_apart(move |tx| kept::waiting(tx, before))?;
    let account = || hub.account();
    let worker = Worker { db: &hub.db, account: &account, clock: &hub.clock, stopped };
    for id in waiting {
        if let Err(error) = worker.work_on(id, &mut |_| {}) {
            tracing::warn!(%error, import = id, "an import cannot be worked on; it is tried again");
            // One that fails holds up no other, and is not tried without a pause.
            let now = hub.clock.now().0;
            hub.db.write_apart(move |tx| Ok::<_, Fault>(kept::seen(tx, id, now)?))?;
        }
    }
    Ok(())
}

fn forget(hub: &Hub) -> Result<(), Fault> {
    let now = hub.clock.now();
    while hub.db.write_apart(move |tx| imports::forget(tx, now))? {}
    Ok(())
}
