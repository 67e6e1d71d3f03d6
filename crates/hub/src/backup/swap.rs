//! A new database file in the place of the old one, at one stroke.

use std::path::{Path, PathBuf};

use anyhow::Context;
use database::health;

/// What SQLite puts beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

/// A path with something after its last character.
fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Removes a file of this name and what SQLite put beside it, left behind by a restore that was killed.
///
/// # Errors
/// A file cannot be removed.
pub fn clear(draft: &Path) -> anyhow::Result<()> {
    for path in BESIDE.iter().map(|end| with(draft, end)).chain([draft.to_owned()]) {
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Puts the draft in the place of the database. At each moment either of them is whole: the write-ahead log of the old one is emptied
/// into it first, for beside the new one it would destroy it. An old one that is damaged is moved aside; where to is returned.
///
/// # Errors
/// A file cannot be moved.
pub fn swap(draft: &Path, database: &Path) -> anyhow::Result<Option<PathBuf>> {
    let failed = || format!("cannot put {} in its place", database.display());
    let mut aside = None;
    if database.exists() && !health::empty_log(database) {
        let away = with(database, ".damaged");
        clear(&away)?;
        std::fs::rename(database, &away).with_context(failed)?;
        for end in BESIDE {
            if with(database, end).exists() {
                std::fs::rename(with(database, end), with(&away, end)).with_context(failed)?;
            }
        }
        aside = Some(away);
    }
    // Of a database that is gone, or empty ones.
    for end in BESIDE {
        let beside = with(database, end);
        if beside.exists() {
            std::fs::remove_file(&beside).with_context(failed)?;
        }
    }
    std::fs::rename(draft, database).with_context(failed)?;
    if let Some(folder) = database.parent() {
        std::fs::File::open(folder).and_then(|folder| folder.sync_all()).with_context(failed)?;
    }
    Ok(aside)
}
