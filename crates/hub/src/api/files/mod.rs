//! /files: files and what they are attached to.

pub mod delete;
pub mod download;
pub mod edit;
pub mod upload;

use crate::api::noun::answers;
use crate::domain::files::{self, FILE};

answers! { &FILE;
    FilesList list by files::list;
    FilesGet get;
}
