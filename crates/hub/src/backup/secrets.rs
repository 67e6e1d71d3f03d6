//! The pepper and the seal of a data folder, as a backup holds them: encrypted in a section of their own.

use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, ensure};
use domain::access::secret_file;
use serde::{Deserialize, Serialize};

use super::cipher::{Decrypting, Encrypting, Passphrase};

/// The files that are secrets.
const FILES: [&str; 2] = ["pepper", "seal"];

/// The secrets of an account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrets(Vec<(String, String)>);

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secrets(…)")
    }
}

impl Secrets {
    /// Those of a data folder.
    ///
    /// # Errors
    /// One of them is missing or cannot be read.
    pub fn of(data: &Path) -> anyhow::Result<Self> {
        let read = |name: &str| {
            let path = data.join(name);
            Ok((name.to_owned(), std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?))
        };
        Ok(Self(FILES.into_iter().map(read).collect::<anyhow::Result<_>>()?))
    }

    /// Encrypts them.
    ///
    /// # Errors
    /// There is no randomness.
    pub fn close(&self, passphrase: &Passphrase) -> anyhow::Result<Vec<u8>> {
        let mut out = Encrypting::begin(Vec::new(), passphrase)?;
        out.write_all(&serde_json::to_vec(&self.0)?)?;
        Ok(out.end()?)
    }

    /// Decrypts them.
    ///
    /// # Errors
    /// The passphrase is another one, or they were changed.
    pub fn open(closed: &[u8], passphrase: &Passphrase) -> anyhow::Result<Self> {
        let mut text = Vec::new();
        let read = Decrypting::begin(closed, passphrase)?.read_to_end(&mut text);
        read.map_err(|error| anyhow::anyhow!("the pepper and the seal in the backup cannot be decrypted: {error}"))?;
        let secrets = Self(serde_json::from_slice(&text)?);
        ensure!(secrets.0.iter().all(|(name, _)| FILES.contains(&name.as_str())), "the backup holds a secret of another kind");
        Ok(secrets)
    }

    /// Refuses to put them beside others.
    ///
    /// # Errors
    /// A file that is there is another one.
    pub fn check(&self, data: &Path) -> anyhow::Result<()> {
        for (name, text) in &self.0 {
            let path = data.join(name);
            let there = std::fs::read_to_string(&path).ok();
            ensure!(
                there.is_none_or(|there| there.trim() == text.trim()),
                "{} is another one than in the backup: move it away first, if this folder is to become what the backup holds",
                path.display()
            );
        }
        Ok(())
    }

    /// Puts them into a data folder, where they are missing.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn put(&self, data: &Path) -> anyhow::Result<()> {
        for (name, text) in &self.0 {
            let path = data.join(name);
            if !path.exists() {
                secret_file::replace(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            }
        }
        Ok(())
    }
}
