//! Where backups are kept: a file, a folder of files that are named after their time, or a bucket of S3.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use wire::Moment;

use super::bucket::Address;
use super::read;

/// What a name that is made begins and ends with.
const START: &str = "latchkey-";
const END: &str = ".backup";

/// Where a backup goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of this name.
    File(PathBuf),
    /// A file in this folder, named after the time.
    Folder(PathBuf),
    /// An object of a bucket; one named after the time where the key is a folder.
    Bucket(Address),
}

impl Place {
    /// Reads a place as it is written on the command line.
    ///
    /// # Errors
    /// It begins with `s3://` and is not `s3://BUCKET/KEY`.
    pub fn read(text: &str) -> Result<Self, String> {
        if let Some(address) = Address::read(text) {
            return address.map(Self::Bucket);
        }
        let path = PathBuf::from(text);
        Ok(if text.ends_with('/') || path.is_dir() { Self::Folder(path) } else { Self::File(path) })
    }

    /// Reads a place that backups are made in again and again: a folder, also one that is not there yet, or a bucket.
    ///
    /// # Errors
    /// As [`Place::read`].
    pub fn read_folder(text: &str) -> Result<Self, String> {
        match Self::read(text)? {
            Self::Bucket(address) => Ok(Self::Bucket(address.as_folder())),
            Self::File(path) | Self::Folder(path) => Ok(Self::Folder(path)),
        }
    }
}

impl Place {
    /// The file or the object of a backup that is made at this moment.
    #[must_use]
    pub fn named(&self, now: Moment) -> Self {
        match self {
            Self::Folder(folder) => Self::File(folder.join(name(now))),
            Self::Bucket(address) if address.is_folder() => Self::Bucket(address.join(&name(now))),
            named => named.clone(),
        }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) | Self::Folder(path) => path.display().fmt(out),
            Self::Bucket(address) => address.fmt(out),
        }
    }
}

/// The name of a backup that is made at this moment, such as `latchkey-20260501T120000Z.backup`.
pub fn name(now: Moment) -> String {
    let moment = jiff::Timestamp::from_second(now.0).unwrap_or_default();
    format!("{START}{}{END}", moment.strftime("%Y%m%dT%H%M%SZ"))
}

/// Whether a name is one that [`name`] makes. Such names are in the order of their times.
pub fn is_name(text: &str) -> bool {
    let Some(time) = text.strip_prefix(START).and_then(|rest| rest.strip_suffix(END)) else { return false };
    let fits = |(place, byte): (usize, u8)| match place {
        8 => byte == b'T',
        15 => byte == b'Z',
        _ => byte.is_ascii_digit(),
    };
    time.len() == 16 && time.bytes().enumerate().all(fits)
}

/// The names to delete, so that the newest `keep` of those that [`name`] makes are left; other names are left alone.
pub fn beyond(mut names: Vec<String>, keep: usize) -> Vec<String> {
    names.retain(|name| is_name(name));
    names.sort();
    names.truncate(names.len().saturating_sub(keep));
    names
}

/// A file that is written under a name of its own first, and takes the place of its name once it is whole and on disk.
pub struct Draft {
    path: PathBuf,
    draft: PathBuf,
    kept: bool,
}

/// The folder that a file is in.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

impl Draft {
    /// Makes the draft, readable by its owner only.
    ///
    /// # Errors
    /// The folder is missing or cannot be written, or a file of the name is something else than a backup.
    pub fn begin(path: &Path) -> anyhow::Result<(Self, File)> {
        ensure!(!path.exists() || read::is_backup(path), "{} is there already and is not a backup: it is not overwritten", path.display());
        let name = path.file_name().with_context(|| format!("{} is not the name of a file", path.display()))?.to_string_lossy();
        let folder = folder_of(path);
        ensure!(folder.is_dir(), "cannot write {}: there is no folder {}", path.display(), folder.display());
        // Two at once do not meet: each has a draft of its own.
        let draft = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&draft).with_context(|| format!("cannot write {}", draft.display()))?;
        Ok((Self { path: path.to_owned(), draft, kept: false }, file))
    }

    /// Puts the draft in its place.
    ///
    /// # Errors
    /// It cannot be written to disk or renamed.
    pub fn keep(mut self, file: &File) -> anyhow::Result<u64> {
        let failed = || format!("cannot write {}", self.path.display());
        file.sync_all().with_context(failed)?;
        let size = file.metadata().with_context(failed)?.len();
        std::fs::rename(&self.draft, &self.path).with_context(failed)?;
        File::open(folder_of(&self.path)).and_then(|folder| folder.sync_all()).with_context(failed)?;
        self.kept = true;
        Ok(size)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.kept {
            // Half a backup is of no use; the next one writes over it, should it stay.
            let _ = std::fs::remove_file(&self.draft);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_our_own_making_are_ever_deleted_the_oldest_first() {
        let made = name(Moment(1_777_636_800));
        assert_eq!(made, "latchkey-20260501T120000Z.backup");
        assert!(is_name(&made));
        for other in
            ["latchkey-before-upgrade.backup", "latchkey-20260501T120000Z.backup.old", ".latchkey-20260501T120000Z.backup.77.new", "x", ""]
        {
            assert!(!is_name(other), "{other}");
        }
        let names =
            ["latchkey-20260503T000000Z.backup", "notes.txt", "latchkey-20251231T235959Z.backup", "latchkey-20260501T120000Z.backup"];
        let names = || names.map(str::to_owned).to_vec();
        assert_eq!(beyond(names(), 2), ["latchkey-20251231T235959Z.backup"]);
        assert_eq!(beyond(names(), 3), [""; 0]);
        assert_eq!(beyond(names(), 1).len(), 2);
    }

    #[test]
    fn a_place_is_a_file_a_folder_or_a_bucket() {
        assert_eq!(Place::read("x.backup"), Ok(Place::File("x.backup".into())));
        assert_eq!(Place::read("new/"), Ok(Place::Folder("new/".into())));
        assert_eq!(Place::read_folder("new").map(|place| place.to_string()).as_deref(), Ok("new"));
        assert_eq!(Place::read_folder("s3://b/hub").map(|place| place.to_string()).as_deref(), Ok("s3://b/hub/"));
        assert!(Place::read("s3:///x").is_err());
    }
}
