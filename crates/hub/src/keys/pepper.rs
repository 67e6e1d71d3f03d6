//! The pepper: a secret outside the database, without which the hashes in it say nothing about tokens.

use std::path::Path;

use super::secret_file;

/// The secret under which tokens are hashed, kept in the file `pepper` of the data folder.
#[derive(Clone)]
pub struct Pepper([u8; 32]);

impl Pepper {
    /// The version that rows name; there is one so far.
    pub const VERSION: i64 = 1;

    /// A pepper of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the pepper of a data folder, or makes it on the first start, readable by its owner only.
    ///
    /// # Errors
    /// The file cannot be read or written, or is not 64 hexadecimal digits.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self(secret_file::open(folder, "pepper")?))
    }

    /// What tells this pepper from others without telling anything about it.
    pub fn fingerprint(&self) -> [u8; 32] {
        // No token has a space in it, so that this is nobody's hash.
        self.hash("the fingerprint of a pepper")
    }

    /// The keyed hash of a token.
    pub fn hash(&self, token: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.0, token.as_bytes()).as_bytes()
    }
}

impl std::fmt::Debug for Pepper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pepper(…)")
    }
}
