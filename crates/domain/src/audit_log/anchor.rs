//! Anchors: the last link of the chain as it was at some time, kept out of reach of those who can change the database.

use std::fmt;
use std::path::Path;

use database::audit_log::Head;

use super::chain;

/// The last link of the chain as it was at some time. Written as a line: number, hash, when the row was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// The number of the last row.
    pub number: i64,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
    /// When it was written, in Unix seconds.
    pub at: i64,
}

impl From<&Head> for Anchor {
    fn from(head: &Head) -> Self {
        Self { number: head.number, hash: chain::hex(&head.hash), at: head.created_at }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = jiff::Timestamp::from_second(self.at).unwrap_or_default();
        write!(f, "{} {} {at}", self.number, self.hash)
    }
}

impl Anchor {
    /// Reads a line; the time may be missing.
    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace();
        let number = words.next()?.parse().ok().filter(|number| *number >= 0)?;
        let hash = words.next()?.to_ascii_lowercase();
        let at = words.next().map_or(Some(0), |at| at.parse::<jiff::Timestamp>().ok().map(|at| at.as_second()))?;
        let fits = hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) && words.next().is_none();
        fits.then_some(Self { number, hash, at })
    }

    /// Reads anchors, one on a line; empty lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// The number of a line that is no anchor, in a text that shows what one looks like.
    pub fn read(text: &str) -> Result<Vec<Self>, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        lines
            .map(|(index, line)| {
                let refused = || {
                    format!("line {} is not a valid anchor; use the format of `latchkey audit anchor`: number, hash and time", index + 1)
                };
                Self::parse(line).ok_or_else(refused)
            })
            .collect()
    }

    /// Reads the anchors of a file that the record is to be checked against.
    ///
    /// # Errors
    /// As [`Anchor::read_file`], and there is no such file or no anchor in it: a check against nothing would find nothing.
    pub fn read_some(path: &Path) -> Result<Vec<Self>, String> {
        let anchors = Self::read_file(path)?;
        match (anchors.is_empty(), path.exists()) {
            (false, _) => Ok(anchors),
            (true, true) => Err(format!("{} contains no anchors", path.display())),
            (true, false) => Err(format!("there is no file {}", path.display())),
        }
    }

    /// Reads the anchors of a file; none when there is no such file.
    ///
    /// # Errors
    /// The file cannot be read, or holds something else.
    pub fn read_file(path: &Path) -> Result<Vec<Self>, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::read(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(error) => Err(format!("{} cannot be read: {error}", path.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let anchor = Anchor { number: 17, hash: "ab".repeat(32), at: 1_773_489_600 };
        let line = anchor.to_string();
        assert_eq!(line, format!("17 {} 2026-03-14T12:00:00Z", "ab".repeat(32)));
        assert_eq!(Anchor::read(&format!("# anchors\n\n{line}\r\n{line}\n")), Ok(vec![anchor.clone(), anchor]));
    }

    #[test]
    fn a_check_against_no_anchor_is_refused() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("anchors");
        assert!(Anchor::read_some(&path).is_err_and(|error| error.starts_with("there is no file ")));
        for empty in ["", "\n\n", "# anchors\n"] {
            std::fs::write(&path, empty)?;
            assert!(Anchor::read_some(&path).is_err_and(|error| error.contains("contains no anchors")), "{empty:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_anchor_is_named() {
        let hash = "0".repeat(64);
        for line in [
            "x".to_owned(),
            "1".to_owned(),
            format!("-1 {hash}"),
            format!("1 {hash}0"),
            format!("1 {hash} noon"),
            format!("1 {hash} 2026-03-14T12:00:00Z x"),
        ] {
            assert!(Anchor::read(&format!("1 {hash}\n{line}")).is_err_and(|error| error.starts_with("line 2 ")), "{line}");
        }
    }
}
