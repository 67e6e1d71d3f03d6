//! /files: files and what they are attached to.

pub mod delete;
pub mod download;
pub mod edit;
pub mod upload;

use domain::files::{self, FILE};

use crate::api::noun::answers;

answers! { &FILE;
    FilesList list by files::list;
    FilesGet get;
}
