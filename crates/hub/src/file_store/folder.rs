//! The folder of large files: each under its SHA-256, in a folder of its first two digits; written aside, synced and renamed.

use std::fs::{DirBuilder, File};
use std::io::{Error, ErrorKind, Read, Result, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use database::Location;
use database::files::CHUNK;

/// Its name in the data folder.
const NAME: &str = "files";
/// What the names of files begin with that are not whole yet.
const DRAFT: &str = ".draft";

/// The folder.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder in this data folder, made with its first file, where the database is embedded; none where all bytes are in the database.
    pub fn beside(data: &Path, database: &Location) -> Option<Self> {
        matches!(database, Location::File(_)).then(|| Self(data.join(NAME)))
    }

    fn path(&self, hash: &str) -> Result<PathBuf> {
        let is_hash = hash.len() == 64 && hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if is_hash { Ok(self.0.join(&hash[..2]).join(hash)) } else { Err(Error::from(ErrorKind::NotFound)) }
    }

    /// Keeps bytes under their hash, on disk when this returns. Those that are there already stay.
    ///
    /// # Errors
    /// The disk is full, or the folder cannot be written to.
    pub fn put<'a>(&self, hash: &str, size: i64, chunks: impl Iterator<Item = Result<std::borrow::Cow<'a, [u8]>>>) -> Result<()> {
        let path = self.path(hash)?;
        if path.metadata().is_ok_and(|known| i64::try_from(known.len()) == Ok(size)) {
            return Ok(());
        }
        let beside = path.parent().unwrap_or(&self.0);
        for folder in [&*self.0, beside] {
            make_private(folder)?;
        }
        let mut draft = tempfile::Builder::new().prefix(DRAFT).tempfile_in(&self.0)?;
        for chunk in chunks {
            draft.write_all(&chunk?)?;
        }
        draft.as_file().sync_all()?;
        draft.persist(&path).map_err(|error| error.error)?;
        [beside, &*self.0].into_iter().try_for_each(|folder| File::open(folder)?.sync_all())
    }

    /// A chunk of a content, from 0, as the database would have it.
    ///
    /// # Errors
    /// It is not here, or cannot be read.
    pub fn chunk(&self, hash: &str, number: i64) -> Result<Vec<u8>> {
        let mut file = File::open(self.path(hash)?)?;
        file.seek(SeekFrom::Start(u64::try_from(number).unwrap_or(0).saturating_mul(CHUNK as u64)))?;
        let mut bytes = Vec::with_capacity(CHUNK);
        file.take(CHUNK as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether a content of this size is here.
    pub fn has(&self, hash: &str, size: i64) -> bool {
        self.path(hash).and_then(std::fs::metadata).is_ok_and(|known| i64::try_from(known.len()) == Ok(size))
    }

    /// Removes a content; one that is not here is none the less gone.
    ///
    /// # Errors
    /// It cannot be removed.
    pub fn remove(&self, hash: &str) -> Result<()> {
        match std::fs::remove_file(self.path(hash)?) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The hashes of all contents here.
    pub fn hashes(&self) -> Vec<String> {
        let names = |folder: &Path| -> Vec<PathBuf> {
            std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect()
        };
        let name = |path: PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        let all = names(&self.0).into_iter().flat_map(|folder| names(&folder)).filter_map(name);
        all.filter(|hash| self.path(hash).is_ok()).collect()
    }

    /// Removes what was not whole when the program ended.
    pub fn clear_drafts(&self) {
        for entry in std::fs::read_dir(&self.0).into_iter().flatten().flatten() {
            if entry.file_name().to_string_lossy().starts_with(DRAFT) {
                // One that stays only takes room.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

/// Makes a folder for its owner only.
fn make_private(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
