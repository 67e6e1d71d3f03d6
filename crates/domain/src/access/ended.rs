//! Tokens that have ended, remembered in a file beside the database: an older database that is put back revives none.
//!
//! The file names keys and the numbers of their secrets, and up to which change of the account it knows. A database that
//! is behind that has been taken from a backup.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;
use database::keys::Key;
use wire::Moment;

use super::secret_file;

/// The file in the data folder.
const FILE: &str = "ended";

/// What has ended, as the data folder remembers it.
#[derive(Debug)]
pub struct Ended {
    path: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Kept {
    /// The generation of the account at which the file was written.
    generation: i64,
    /// Ids of keys and numbers of their secrets.
    secrets: BTreeSet<(i64, i64)>,
}

impl Ended {
    /// Reads the file of a data folder; one that is not there remembers nothing.
    ///
    /// # Errors
    /// The file cannot be read, or means nothing.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(FILE);
        let kept = match std::fs::read_to_string(&path) {
            Ok(text) => Kept::parse(&text).with_context(|| format!("{} cannot be understood", path.display()))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Kept::default(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        Ok(Self { path, kept: Mutex::new(kept) })
    }

    /// The generation of the account that is remembered.
    pub fn generation(&self) -> i64 {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).generation
    }

    /// Whether a database of this generation is behind what is remembered.
    pub fn is_ahead_of(&self, generation: i64) -> bool {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).generation > generation
    }

    /// Ids of keys that work although their secret had ended.
    pub fn revived(&self, keys: &[Key], now: Moment) -> Vec<i64> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        keys.iter().filter(|key| works(key, now) && kept.secrets.contains(&(key.id, key.secret))).map(|key| key.id).collect()
    }

    /// Remembers which secrets of these keys have ended, and forgets those that work again.
    ///
    /// # Errors
    /// The file cannot be written; it stays as it was, and the next call tries again.
    pub fn note(&self, generation: i64, keys: &[Key], now: Moment) -> std::io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut secrets = kept.secrets.clone();
        for key in keys {
            let alive = works(key, now);
            if alive {
                secrets.remove(&(key.id, key.secret))
            } else {
                secrets.insert((key.id, key.secret))
            };
            let ended = key.former.iter().filter(|former| !alive || former.ends_at.is_some_and(|end| end <= now.0));
            secrets.extend(ended.map(|former| (key.id, former.number)));
        }
        if secrets == kept.secrets {
            return Ok(());
        }
        let next = Kept { generation, secrets };
        secret_file::replace(&self.path, &next.text())?;
        *kept = next;
        Ok(())
    }
}

/// Whether a key lets anybody in.
fn works(key: &Key, now: Moment) -> bool {
    key.active && key.deleted_at.is_none() && key.ends_at.is_none_or(|end| end > now.0)
}

impl Kept {
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let generation = lines.next()?.strip_prefix("generation ")?.parse().ok()?;
        let pair = |line: &str| line.split_once(' ').and_then(|(key, secret)| Some((key.parse().ok()?, secret.parse().ok()?)));
        Some(Self { generation, secrets: lines.map(pair).collect::<Option<_>>()? })
    }

    fn text(&self) -> String {
        let lines = self.secrets.iter().map(|(key, secret)| format!("{key} {secret}\n"));
        std::iter::once(format!("generation {}\n", self.generation)).chain(lines).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nonsense_is_none() {
        let kept = Kept { generation: 57, secrets: BTreeSet::from([(7, 1), (7, 2), (12, 1)]) };
        assert_eq!(kept.text(), "generation 57\n7 1\n7 2\n12 1\n");
        assert_eq!(Kept::parse(&kept.text()), Some(kept));
        for nonsense in ["", "generation", "generation x\n", "generation 5\n7", "generation 5\n7 1 1", "7 1\n"] {
            assert_eq!(Kept::parse(nonsense), None, "{nonsense:?}");
        }
    }
}
