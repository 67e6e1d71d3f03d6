//! The bytes of a feed on their way to the parser: lines are counted, and no single piece of text can fill the memory.

use std::io::{BufRead, Error, Read, Result};

/// The most bytes of one piece: a tag, or the text between two tags.
pub const PIECE: usize = 1024 * 1024;

/// A source that counts.
#[derive(Debug)]
pub struct Source<R> {
    inner: R,
    /// The line that is read next, from 1.
    pub line: u64,
    /// How many bytes have been read.
    pub bytes: u64,
    /// How many more bytes the piece may have.
    left: usize,
}

impl<R: BufRead> Source<R> {
    /// Counts what is read from here on.
    pub fn new(inner: R) -> Self {
        Self { inner, line: 1, bytes: 0, left: PIECE }
    }

    /// A new piece begins.
    pub fn begin(&mut self) {
        self.left = PIECE;
    }
}

impl<R: BufRead> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> Result<usize> {
        let there = self.fill_buf()?;
        let length = there.len().min(out.len());
        out[..length].copy_from_slice(&there[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Source<R> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.left == 0 {
            return Err(Error::other(TOO_LARGE));
        }
        let there = self.inner.fill_buf()?;
        Ok(&there[..there.len().min(self.left)])
    }

    fn consume(&mut self, length: usize) {
        if let Ok(there) = self.inner.fill_buf() {
            let passed = &there[..length.min(there.len())];
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
        }
        self.bytes += length as u64;
        self.left = self.left.saturating_sub(length);
        self.inner.consume(length);
    }
}

/// What is said of a piece that is too large.
pub const TOO_LARGE: &str = "an element is larger than 1 MiB";
