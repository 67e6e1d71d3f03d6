//! Where backups are kept: a file, a folder of files that are named after their time, or a bucket.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use wire::Moment;

use super::read;

/// What a name that is made ends with.
const END: &str = ".backup";

/// Where a backup goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A file of this name.
    File(PathBuf),
    /// A file in this folder, named after the time.
    Folder(PathBuf),
}

impl Place {
    /// Reads a place as it is written on the command line.
    pub fn read(text: &str) -> Self {
        let path = PathBuf::from(text);
        if text.ends_with('/') || path.is_dir() { Self::Folder(path) } else { Self::File(path) }
    }
}

/// The name of a backup that is made at this moment, such as `latchkey-20260501T120000Z.backup`.
pub fn name(now: Moment) -> String {
    let moment = jiff::Timestamp::from_second(now.0).unwrap_or_default();
    format!("latchkey-{}{END}", moment.strftime("%Y%m%dT%H%M%SZ"))
}

/// A file that is written under a name of its own first, and takes the place of its name once it is whole and on disk.
pub struct Draft {
    path: PathBuf,
    draft: PathBuf,
    kept: bool,
}

impl Draft {
    /// Makes the draft, readable by its owner only.
    ///
    /// # Errors
    /// The folder is missing or cannot be written, or a file of the name is something else than a backup.
    pub fn begin(path: &Path) -> anyhow::Result<(Self, File)> {
        ensure!(!path.exists() || read::is_backup(path), "{} is there already and is not a backup: it is not overwritten", path.display());
        let name = path.file_name().with_context(|| format!("{} is not the name of a file", path.display()))?.to_string_lossy();
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
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).with_context(failed)?;
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
