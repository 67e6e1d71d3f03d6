//! The bytes of files: on their way in, where they are kept, on their way out.
//!
//! They are found by their SHA-256. Beside an embedded database, more than [`CHUNK`] of them are a file of the data folder; everything
//! else is in chunks in the database, for servers that share a database share no folder.

mod folder;
mod incoming;
mod outgoing;
mod upkeep;

use std::path::Path;

use database::Location;
use database::files::CHUNK;

pub use folder::Folder;
pub use outgoing::{Outgoing, open};
pub use upkeep::tidy;

/// Where the bytes of files are kept.
#[derive(Debug)]
pub struct FileStore {
    /// The folder of large ones; none where all are in the database.
    folder: Option<Folder>,
}

impl FileStore {
    /// The store of an account with this data folder and database.
    pub fn new(data: &Path, database: &Location) -> Self {
        Self { folder: Folder::beside(data, database) }
    }

    /// The folder where a content of this size is kept; none for the database.
    fn folder_of(&self, size: i64) -> Option<&Folder> {
        self.folder.as_ref().filter(|_| is_large(size))
    }

    /// Removes what uploads left behind that ended suddenly.
    pub fn clear_drafts(&self) {
        if let Some(folder) = &self.folder {
            folder.clear_drafts();
        }
    }
}

/// Whether a content of this size is kept in the data folder, where there is one.
pub fn is_large(size: i64) -> bool {
    size > CHUNK as i64
}
