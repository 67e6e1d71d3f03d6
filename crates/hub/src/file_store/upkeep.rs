//! What becomes of bytes that no file has any more, and of large ones that a restored backup left in the database.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::Error;

use database::files::{self, CHUNK};
use domain::fault::Fault;
use wire::Moment;

use super::Folder;
use crate::app::Hub;

/// For how long bytes stay that no file has, in seconds: downloads and backups that have begun are still read.
const GRACE: i64 = 24 * 3600;
/// How many contents are taken in hand at once.
const AT_ONCE: i64 = 500;

/// Forgets the bytes that no file has had for a day, and moves large ones from the database to the data folder.
///
/// # Errors
/// The database failed.
pub fn tidy(hub: &Hub, now: Moment) -> Result<(), Fault> {
    let before = now.0 - GRACE;
    let unused = hub.db.read_now(|tx| Ok::<_, Fault>(files::newly_unused(tx, AT_ONCE)?))?;
    if !unused.is_empty() {
        hub.db.write_now(move |tx| Ok::<_, Fault>(files::note_unused(tx, &unused, now.0)?))?;
    }
    for hash in hub.db.read_now(move |tx| Ok::<_, Fault>(files::long_unused(tx, before, AT_ONCE)?))? {
        let folder = hub.files.folder.clone();
        hub.db.write_now(move |tx| {
            // Inside the transaction: an upload of the same bytes comes before it or finds them gone.
            if files::forget(tx, &hash, before)?
                && let Some(folder) = &folder
            {
                removed(folder, &hash);
            }
            Ok::<_, Fault>(())
        })?;
    }
    let Some(folder) = &hub.files.folder else { return Ok(()) };
    move_out(hub, folder)?;
    remove_strays(hub, folder)
}

fn removed(folder: &Folder, hash: &str) {
    if let Err(error) = folder.remove(hash) {
        tracing::warn!(%error, "the bytes of a deleted file cannot be removed from the data folder");
    }
}

/// Moves large contents from the database to the folder.
fn move_out(hub: &Hub, folder: &Folder) -> Result<(), Fault> {
    for (hash, size) in hub.db.read_now(|tx| Ok::<_, Fault>(files::in_chunks(tx, CHUNK as i64, AT_ONCE)?))? {
        let count = size.saturating_add(CHUNK as i64 - 1) / CHUNK as i64;
        let chunk = |number: i64| {
            let hash = hash.clone();
            let read = hub.db.read_now(move |tx| Ok::<_, Fault>(files::chunk(tx, &hash, number)?));
            let read = read.map_err(|fault| Error::other(fault.to_string()))?;
            read.map(Cow::Owned).ok_or_else(|| Error::other("a chunk is missing in the database"))
        };
        match folder.put(&hash, size, (0..count).map(chunk)) {
            Ok(()) => hub.db.write_now(move |tx| Ok::<_, Fault>(files::drop_chunks(tx, &hash)?))?,
            Err(error) => tracing::warn!(%error, "a file cannot be moved to the data folder; it stays in the database"),
        }
    }
    Ok(())
}

/// Removes contents that the database does not know, which another database has left behind.
fn remove_strays(hub: &Hub, folder: &Folder) -> Result<(), Fault> {
    let there = folder.hashes();
    if there.is_empty() {
        return Ok(());
    }
    let known = hub.db.read_now(|tx| Ok::<_, Fault>(files::contents(tx)?))?;
    let known: HashSet<String> = known.into_iter().map(|(hash, _)| hash).collect();
    for hash in there.into_iter().filter(|hash| !known.contains(hash)) {
        let folder = folder.clone();
        hub.db.write_now(move |tx| {
            if !files::is_known(tx, &hash)? {
                removed(&folder, &hash);
            }
            Ok::<_, Fault>(())
        })?;
    }
    Ok(())
}
