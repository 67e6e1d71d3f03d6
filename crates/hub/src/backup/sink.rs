//! What a backup is written into: a file that takes its place at the end, or an object of a bucket.

use std::fs::File;
use std::io::{BufWriter, Write};

use anyhow::Context;
use wire::Moment;

use super::bucket::{Bucket, Upload};
use super::place::{self, Draft, Place};

/// A backup that is written. Nothing is left of it when it is not kept.
pub struct Sink {
    /// Where it will be.
    pub shown: String,
    inner: Inner,
}

enum Inner {
    File(Draft, BufWriter<File>),
    Upload(Box<Upload>),
}

impl Sink {
    /// Begins a backup at a place; `now` names it where the place is a folder.
    ///
    /// # Errors
    /// It cannot be written there.
    pub fn begin(place: &Place, now: Moment) -> anyhow::Result<Self> {
        let place = place.named(now);
        let inner = match &place {
            Place::File(path) | Place::Folder(path) => {
                let (draft, file) = Draft::begin(path)?;
                Inner::File(draft, BufWriter::new(file))
            }
            Place::Bucket(address) => Inner::Upload(Box::new(Bucket::open(address)?.upload(address)?)),
        };
        Ok(Self { shown: place.to_string(), inner })
    }

    /// Puts it in its place; returns its size in bytes.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn keep(self) -> anyhow::Result<u64> {
        match self.inner {
            Inner::File(draft, file) => {
                let file = file.into_inner().map_err(|error| error.into_error()).with_context(|| format!("cannot write {}", self.shown))?;
                draft.keep(&file)
            }
            Inner::Upload(upload) => upload.keep(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match &mut self.inner {
            Inner::File(_, file) => file.write(bytes),
            Inner::Upload(upload) => upload.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match &mut self.inner {
            Inner::File(_, file) => file.flush(),
            Inner::Upload(upload) => upload.flush(),
        }
    }
}

/// Deletes the oldest backups of a folder, so that `keep` are left; returns what was deleted. Files of other names are left alone.
///
/// # Errors
/// The folder cannot be listed, or a file cannot be deleted.
pub fn prune(place: &Place, keep: usize) -> anyhow::Result<Vec<String>> {
    match place {
        Place::File(_) => Ok(Vec::new()),
        Place::Folder(folder) => {
            let failed = || format!("cannot read {}", folder.display());
            let mut names = Vec::new();
            for entry in std::fs::read_dir(folder).with_context(failed)? {
                names.extend(entry.with_context(failed)?.file_name().into_string());
            }
            let old = place::beyond(names, keep);
            for name in &old {
                std::fs::remove_file(folder.join(name)).with_context(|| format!("cannot delete {}", folder.join(name).display()))?;
            }
            Ok(old)
        }
        Place::Bucket(address) => {
            let bucket = Bucket::open(address)?;
            let old = place::beyond(bucket.names(address)?, keep);
            for name in &old {
                bucket.delete(&address.join(name))?;
            }
            Ok(old)
        }
    }
}
