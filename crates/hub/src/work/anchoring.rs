//! Anchors of the record are appended to a file that the operator keeps outside of the database's reach.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use database::Database;
use database::audit_log;
use domain::audit_log::{Anchor, chain};
use domain::fault::Fault;

use crate::app::Hub;

/// How often the head is looked at; many changes at once share an anchor.
const PAUSE: Duration = Duration::from_secs(3);

/// The writing of anchors; it ends with [`Anchoring::end`].
pub struct Anchoring {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Anchoring {
    /// Begins where the file ends. A record that is shorter than its last anchor, or another one, is logged as an error.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(hub: Arc<Hub>, path: PathBuf) -> anyhow::Result<Self> {
        let anchors = Anchor::read_file(&path).unwrap_or_else(|error| {
            tracing::warn!("the anchors so far are not looked at: {error}");
            Vec::new()
        });
        // A folder that is not there yet, or is not writable, is reported at the start and not after the first change.
        open(&path)?;
        let last = anchors.into_iter().next_back();
        match &last {
            Some(last) => compare(&hub.db, last)?,
            None if hub.db.read_now(audit_log::head)?.number > 0 => tracing::warn!(
                path = %path.display(),
                "there is a record, but no anchor of it: rows that were written before now can be cut off unseen"
            ),
            None => {}
        }
        let (stop, stopped) = mpsc::channel();
        let mut writer = Writer { db: hub.db.clone(), path, last };
        let thread = std::thread::Builder::new().name("anchor".to_owned()).spawn(move || {
            writer.look();
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                writer.look();
            }
            // What happened since the last look is anchored before the program ends.
            writer.look();
        });
        let thread = thread.context("no thread can be started")?;
        Ok(Self { stop, thread })
    }

    /// Writes what is left to write, and ends.
    pub fn end(self) {
        // A writer that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

struct Writer {
    db: Database,
    path: PathBuf,
    last: Option<Anchor>,
}

impl Writer {
    fn look(&mut self) {
        let head = match self.db.read_apart(audit_log::head) {
            Ok(head) => Anchor::from(&head),
            // The watch reports a database that does not answer.
            Err(error) => return tracing::debug!(%error, "no anchor can be taken"),
        };
        if head.number == 0 || self.last.as_ref().is_some_and(|last| last.hash == head.hash) {
            return;
        }
        if self.last.is_some() && std::fs::metadata(&self.path).map_or(true, |file| file.len() == 0) {
            tracing::error!(path = %self.path.display(), "the anchors so far are gone: the file has been emptied or removed");
        }
        match append(&self.path, &head) {
            Ok(()) => self.last = Some(head),
            Err(error) => tracing::error!(%error, path = %self.path.display(), "the anchor of the record cannot be written"),
        }
    }
}

/// Tells in the log when the record does not agree with its last anchor. It is no reason to stop: a backup that was
/// brought back looks the same.
fn compare(db: &Database, last: &Anchor) -> Result<(), Fault> {
    let number = last.number;
    let row = db.read_now(move |tx| audit_log::find(tx, number))?;
    match row {
        _ if number == 0 => {}
        None => tracing::error!(number, "the record is shorter than its last anchor: its end has been cut off"),
        Some(row) if chain::hex(&row.hash) != last.hash => {
            tracing::error!(number, "the record is not the one that was anchored: it has been written anew");
        }
        Some(_) => {}
    }
    Ok(())
}

fn open(path: &Path) -> anyhow::Result<File> {
    let file = OpenOptions::new().create(true).read(true).append(true).open(path);
    file.with_context(|| format!("the file {} of the option audit-anchor cannot be written", path.display()))
}

fn append(path: &Path, anchor: &Anchor) -> anyhow::Result<()> {
    let mut file = open(path)?;
    // A line that broke off, as with a full disk, must not spoil the next one.
    let mut text = if ends_in_a_line(&mut file)? { String::new() } else { "\n".to_owned() };
    text.push_str(&format!("{anchor}\n"));
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}

fn ends_in_a_line(file: &mut File) -> std::io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
