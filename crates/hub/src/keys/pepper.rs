//! The pepper: a secret outside the database, without which the hashes in it say nothing about tokens.

use std::path::Path;

use anyhow::Context;

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
        let path = folder.join("pepper");
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(text.trim()).with_context(|| format!("{} must hold 64 hexadecimal digits", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let mut bytes = [0; 32];
                getrandom::fill(&mut bytes).context("the operating system gives no randomness")?;
                write_private(&path, &blake3::Hash::from_bytes(bytes).to_hex())
                    .with_context(|| format!("cannot write {}", path.display()))?;
                // Two programs may have started at once: what is in the file counts.
                Self::parse(std::fs::read_to_string(&path)?.trim())
            }
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(Self(*blake3::Hash::from_hex(text)?.as_bytes()))
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

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
        file => file?,
    };
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
