//! What a server does by itself beside answering calls.

pub mod anchoring;

use std::path::PathBuf;

/// What is told to the world outside.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// The file that anchors of the record are appended to.
    pub audit_anchor: Option<PathBuf>,
}
