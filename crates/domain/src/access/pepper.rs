//! The pepper: a secret outside the database, without which the hashes in it say nothing about tokens.
//!
//! It can be changed while keys are in use: for a time there are two, and each token moves to the new one when it is
//! used. The file `pepper` holds one line a pepper, oldest first: its version, a blank, 64 hexadecimal digits. A line
//! without a version is version 1.

use std::path::Path;

use anyhow::{Context, bail, ensure};

use super::{secret_file, token};

/// One secret under which tokens are hashed.
#[derive(Clone, PartialEq, Eq)]
pub struct Pepper {
    version: i64,
    bytes: [u8; 32],
}

impl Pepper {
    /// A pepper of a version and these bytes.
    pub fn of(version: i64, bytes: [u8; 32]) -> Self {
        Self { version, bytes }
    }

    /// The version that rows name: 1 for the first.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// A fingerprint of this pepper that reveals nothing about it.
    pub fn fingerprint(&self) -> [u8; 32] {
        // No token has a space in it, so that this is the hash of no token.
        self.hash("the fingerprint of a pepper")
    }

    /// The keyed hash of a token.
    pub fn hash(&self, token: &str) -> [u8; 32] {
        *blake3::keyed_hash(&self.bytes, token.as_bytes()).as_bytes()
    }

    fn line(&self) -> String {
        format!("{} {}\n", self.version, blake3::Hash::from_bytes(self.bytes).to_hex())
    }
}

impl std::fmt::Debug for Pepper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pepper({}, …)", self.version)
    }
}

/// The peppers in use: the present one, and the former one for as long as tokens are under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peppers {
    /// New hashes are under this one.
    pub present: Pepper,
    /// Tokens may still be under this one.
    pub former: Option<Pepper>,
}

impl From<Pepper> for Peppers {
    fn from(present: Pepper) -> Self {
        Self { present, former: None }
    }
}

impl Peppers {
    /// Reads the peppers of a data folder.
    ///
    /// # Errors
    /// The file is missing, cannot be read, or holds something else.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(FILE);
        Self::find(folder)?.with_context(|| format!("{} is missing", path.display()))
    }

    /// Reads the peppers of a data folder; `None` where the file is missing.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn find(folder: &Path) -> anyhow::Result<Option<Self>> {
        let path = folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text).map(Some).with_context(|| format!("{} cannot be used", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
        }
    }

    /// Makes the first pepper of a data folder, readable by its owner only; peppers that are there stay.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds something else.
    pub fn make(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(FILE);
        secret_file::write_private(&path, &fresh(1)?.line()).with_context(|| format!("cannot write {}", path.display()))?;
        // Two programs may have started at once: what is in the file counts.
        Self::open(folder)
    }

    /// Puts a new pepper in the place of those of the folder: what was made under them is lost.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn renew(folder: &Path, version: i64) -> anyhow::Result<Self> {
        let next = Self::from(fresh(version)?);
        next.keep(folder)?;
        Ok(next)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Pepper> {
        std::iter::once(&self.present).chain(&self.former)
    }

    /// Adds a new pepper to those of the folder; the present one becomes the former one.
    ///
    /// # Errors
    /// There are two already, or the file cannot be written.
    pub fn rotate(folder: &Path) -> anyhow::Result<Self> {
        let peppers = Self::open(folder)?;
        ensure!(peppers.former.is_none(), "there are two peppers already; remove the old one first: latchkey pepper retire");
        let present = fresh(peppers.present.version + 1)?;
        let next = Self { former: Some(peppers.present), present };
        next.keep(folder)?;
        Ok(next)
    }

    /// Takes the former pepper out of the folder.
    ///
    /// # Errors
    /// There is only one, or the file cannot be written.
    pub fn retire(folder: &Path) -> anyhow::Result<Self> {
        let peppers = Self::open(folder)?;
        ensure!(peppers.former.is_some(), "there is only one pepper");
        let next = Self::from(peppers.present);
        next.keep(folder)?;
        Ok(next)
    }

    /// The pepper of a version, if it is in use.
    pub fn of_version(&self, version: i64) -> Option<&Pepper> {
        self.all().find(|pepper| pepper.version == version)
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        let mut peppers = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (version, digits) = line.split_once(' ').unwrap_or(("1", line));
            let version = version.parse().context("a version must be a whole number")?;
            let bytes = blake3::Hash::from_hex(digits.trim()).ok().context("a line must end with 64 hexadecimal digits")?;
            peppers.push(Pepper::of(version, *bytes.as_bytes()));
        }
        peppers.sort_by_key(Pepper::version);
        ensure!(peppers.windows(2).all(|two| two[0].version != two[1].version), "two lines have the same version");
        let Some(present) = peppers.pop() else { bail!("it is empty") };
        let former = peppers.pop();
        ensure!(peppers.is_empty(), "it holds more than two peppers");
        Ok(Self { present, former })
    }

    fn keep(&self, folder: &Path) -> anyhow::Result<()> {
        let path = folder.join(FILE);
        let text: String = self.former.iter().chain([&self.present]).map(Pepper::line).collect();
        secret_file::replace(&path, &text).with_context(|| format!("cannot write {}", path.display()))
    }
}

const FILE: &str = "pepper";

fn fresh(version: i64) -> anyhow::Result<Pepper> {
    Ok(Pepper::of(version, token::random_bytes().context("the operating system gives no randomness")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pepper_is_made_once_changed_and_the_former_one_taken_away() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(Peppers::find(folder.path()).expect("it can be looked for").is_none());
        let missing = Peppers::open(folder.path()).expect_err("a missing pepper is not made by looking for it");
        assert!(missing.to_string().ends_with("/pepper is missing"), "{missing}");
        let first = Peppers::make(folder.path()).expect("a pepper");
        assert_eq!(Peppers::make(folder.path()).expect("the same pepper"), first);
        assert_eq!(Peppers::open(folder.path()).expect("the same pepper"), first);
        assert!(Peppers::retire(folder.path()).is_err(), "the only pepper cannot be retired");
        let both = Peppers::rotate(folder.path()).expect("another pepper");
        assert_eq!((both.former.as_ref(), both.present.version()), (Some(&first.present), 2));
        assert_ne!(both.present.hash("token"), first.present.hash("token"));
        assert!(Peppers::rotate(folder.path()).is_err(), "at most two live at once");
        assert_eq!(Peppers::open(folder.path()).expect("both"), both);
        let last = Peppers::retire(folder.path()).expect("one pepper");
        assert_eq!(Peppers::open(folder.path()).expect("one pepper"), last);
        assert!(last.of_version(1).is_none() && last.of_version(2).is_some());
    }

    #[test]
    fn a_file_of_one_line_without_version_is_the_first_pepper_and_nonsense_is_refused() {
        let digits = "ab".repeat(32);
        assert_eq!(Peppers::parse(&digits).expect("a pepper").present, Pepper::of(1, [0xab; 32]));
        for wrong in
            ["", "12", &format!("one {digits}"), &format!("1 {digits}\n1 {digits}"), &format!("1 {digits}\n2 {digits}\n3 {digits}")]
        {
            assert!(Peppers::parse(wrong).is_err(), "{wrong}");
        }
    }
}
