//! The inside of a backup: sections of a kind, a length and a payload, and a BLAKE3 checksum over all of them in the last one.

use std::io::{Read, Write};

use anyhow::{Context, bail, ensure};

/// JSON of a [`super::manifest::Header`].
pub const HEADER: u8 = b'H';
/// JSON of a [`super::manifest::TableStart`].
pub const TABLE: u8 = b'T';
/// Rows of the table.
pub const ROWS: u8 = b'R';
/// JSON of a [`super::manifest::TableEnd`].
pub const TABLE_END: u8 = b'E';
/// The pepper and the seal, encrypted.
pub const SECRETS: u8 = b'S';
/// JSON of a [`super::manifest::Manifest`].
pub const MANIFEST: u8 = b'M';
/// The checksum over everything before.
const END: u8 = b'Z';

/// The largest payload that is read: a section holds whole rows, and rows hold bodies of calls.
const LARGEST: u32 = 512 * 1024 * 1024;

/// Sections that are written.
pub struct Writing<W> {
    out: W,
    sum: blake3::Hasher,
}

impl<W: Write> Writing<W> {
    pub fn new(out: W) -> Self {
        Self { out, sum: blake3::Hasher::new() }
    }

    pub fn write(&mut self, kind: u8, payload: &[u8]) -> anyhow::Result<()> {
        let length = u32::try_from(payload.len()).ok().filter(|length| *length <= LARGEST).context("a row is too large for a backup")?;
        let mut head = [kind, 0, 0, 0, 0];
        head[1..].copy_from_slice(&length.to_le_bytes());
        for part in [&head[..], payload] {
            self.sum.update(part);
            self.out.write_all(part)?;
        }
        Ok(())
    }

    /// Writes the last section.
    pub fn end(mut self) -> anyhow::Result<W> {
        let sum = *self.sum.finalize().as_bytes();
        self.write(END, &sum)?;
        Ok(self.out)
    }
}

/// Sections that are read.
pub struct Reading<R> {
    input: R,
    sum: blake3::Hasher,
}

impl<R: Read> Reading<R> {
    pub fn new(input: R) -> Self {
        Self { input, sum: blake3::Hasher::new() }
    }

    /// The next section; `None` after the last one, whose checksum is right.
    pub fn next(&mut self) -> anyhow::Result<Option<(u8, Vec<u8>)>> {
        let mut head = [0; 5];
        self.input.read_exact(&mut head).map_err(damaged)?;
        let [kind, length @ ..] = head;
        let length = u32::from_le_bytes(length);
        ensure!(length <= LARGEST, "the backup is damaged: it has a section of {length} bytes");
        let mut payload = Vec::new();
        // Memory is taken as it is filled, whatever the length claims.
        (&mut self.input).take(u64::from(length)).read_to_end(&mut payload).map_err(damaged)?;
        ensure!(payload.len() == length as usize, "the backup is cut off");
        if kind != END {
            self.sum.update(&head).update(&payload);
            return Ok(Some((kind, payload)));
        }
        ensure!(payload == self.sum.finalize().as_bytes(), "the backup is damaged: its checksum is not that of its content");
        match self.input.read(&mut [0]) {
            Ok(0) => Ok(None),
            Ok(_) => bail!("the backup is damaged: something follows its end"),
            Err(error) => Err(damaged(error)),
        }
    }
}

/// An error of the stream below, which comes of a damaged file.
fn damaged(error: std::io::Error) -> anyhow::Error {
    if error.kind() == std::io::ErrorKind::UnexpectedEof {
        anyhow::anyhow!("the backup is cut off")
    } else {
        anyhow::anyhow!("the backup is damaged: {error}")
    }
}
