//! /files: files and what they are attached to.

pub mod delete;
pub mod download;
pub mod edit;
pub mod upload;

use wire::file::{File, FileFilter};

use crate::api::noun::methods;
use crate::domain::files::{self, FILE};

methods! { &FILE, File;
    /// List files, newest first.
    FilesList list "/files" FileRead "List files, newest first" by files::list, FileFilter;
    /// Read what is known of one file.
    FilesGet get "/files/{id}" FileRead "Read what is known of one file";
}
