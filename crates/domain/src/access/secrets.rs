//! The secrets of the data folder together, as code that makes tokens needs them.

use std::sync::Arc;

use super::pepper::Peppers;
use super::sealed::Seal;

/// What tokens are hashed under, and what those that are shown again are sealed under.
#[derive(Clone)]
pub struct Secrets {
    /// The peppers in use.
    pub peppers: Arc<Peppers>,
    /// The seal.
    pub seal: Seal,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}
