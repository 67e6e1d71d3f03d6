//! Encryption with a passphrase: Argon2id makes the key, XChaCha20-Poly1305 encrypts in pieces, each bound to its place.
//!
//! What an encrypted stream needs comes first: the salt (16 bytes), the three costs of Argon2 (memory in KiB, passes, lanes, each 4 bytes,
//! little endian) and the first 16 bytes of the nonces. Then pieces: their length (4 bytes; the highest bit marks the last one) and the
//! ciphertext with its mark of 16 bytes. A nonce ends with the number of its piece, so that none can be moved, and the mark of the last
//! piece says that it is the last, so that none can be cut off.

use std::io::{Error, ErrorKind, Read, Write};

use anyhow::{Context, anyhow, ensure};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::access::token;

/// The bytes that come before the first piece.
pub const HEAD: usize = 16 + 12 + 16;
/// The plain text of a piece.
const PIECE: usize = 64 * 1024;
/// What encryption adds to a piece.
const MARK: usize = 16;
const LAST: u32 = 1 << 31;
/// Memory in KiB, passes and lanes of Argon2: a good part of a second.
const COSTS: [u32; 3] = [64 * 1024, 3, 1];
/// The most that a file may ask for.
const MOST: [u32; 3] = [1024 * 1024, 64, 16];
/// The fewest characters of a passphrase.
pub const SHORTEST: usize = 12;

/// The passphrase, as text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes a passphrase.
    ///
    /// # Errors
    /// It is too short.
    pub fn new(text: &str) -> anyhow::Result<Self> {
        let text = text.trim_end_matches(['\r', '\n']);
        ensure!(text.chars().count() >= SHORTEST, "the passphrase is too short: it needs at least {SHORTEST} characters");
        Ok(Self(text.to_owned()))
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

struct Cipher {
    cipher: XChaCha20Poly1305,
    prefix: [u8; 16],
    piece: u64,
}

impl Cipher {
    /// The cipher that a head describes.
    fn of(passphrase: &Passphrase, head: &[u8; HEAD]) -> anyhow::Result<Self> {
        let cost = |at: usize| u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
        let costs = [cost(16), cost(20), cost(24)];
        ensure!(costs.iter().zip(MOST).all(|(cost, most)| *cost <= most), "the backup is damaged: its encryption asks for too much");
        let params = Params::new(costs[0], costs[1], costs[2], Some(32)).map_err(|_| anyhow!("the backup is damaged: its encryption"))?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.0.as_bytes(), &head[..16], &mut key)
            .map_err(|error| anyhow!("the passphrase cannot be used: {error}"))?;
        let mut prefix = [0; 16];
        prefix.copy_from_slice(&head[28..]);
        Ok(Self { cipher: XChaCha20Poly1305::new(&Key::from(key)), prefix, piece: 0 })
    }

    fn next(&mut self) -> XNonce {
        let mut nonce = [0; 24];
        nonce[..16].copy_from_slice(&self.prefix);
        nonce[16..].copy_from_slice(&self.piece.to_le_bytes());
        self.piece += 1;
        XNonce::from(nonce)
    }
}

/// A stream that is encrypted on its way.
pub struct Encrypting<W: Write> {
    out: W,
    cipher: Cipher,
    piece: Vec<u8>,
}

impl<W: Write> Encrypting<W> {
    /// Writes the head; what is written next is encrypted.
    ///
    /// # Errors
    /// There is no randomness, or it cannot be written.
    pub fn begin(mut out: W, passphrase: &Passphrase) -> anyhow::Result<Self> {
        let random: [u8; 32] = token::random_bytes().context("the operating system gives no randomness")?;
        let mut head = [0; HEAD];
        head[..16].copy_from_slice(&random[..16]);
        for (cost, place) in COSTS.iter().zip([16, 20, 24]) {
            head[place..place + 4].copy_from_slice(&cost.to_le_bytes());
        }
        head[28..].copy_from_slice(&random[16..]);
        let cipher = Cipher::of(passphrase, &head)?;
        out.write_all(&head)?;
        Ok(Self { out, cipher, piece: Vec::with_capacity(PIECE) })
    }

    fn send(&mut self, last: bool) -> std::io::Result<()> {
        let nonce = self.cipher.next();
        let payload = Payload { msg: &self.piece, aad: &[u8::from(last)] };
        let closed = self.cipher.cipher.encrypt(&nonce, payload).map_err(|_| Error::other("a piece cannot be encrypted"))?;
        let length = closed.len() as u32 | if last { LAST } else { 0 };
        self.out.write_all(&length.to_le_bytes())?;
        self.out.write_all(&closed)?;
        self.piece.clear();
        Ok(())
    }

    /// Writes the last piece.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn end(mut self) -> std::io::Result<W> {
        self.send(true)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Encrypting<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.piece.len() == PIECE {
            self.send(false)?;
        }
        let taken = bytes.len().min(PIECE - self.piece.len());
        self.piece.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        // Pieces are of one size; the last one is written at the end.
        Ok(())
    }
}

/// A stream that is decrypted on its way. It ends well only after its last piece.
pub struct Decrypting<R> {
    input: R,
    cipher: Cipher,
    piece: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Decrypting<R> {
    /// Reads the head.
    ///
    /// # Errors
    /// It is cut off, or describes no encryption.
    pub fn begin(mut input: R, passphrase: &Passphrase) -> anyhow::Result<Self> {
        let mut head = [0; HEAD];
        input.read_exact(&mut head).map_err(|_| anyhow!("the backup is cut off"))?;
        Ok(Self { input, cipher: Cipher::of(passphrase, &head)?, piece: Vec::new(), at: 0, ended: false })
    }

    fn fetch(&mut self) -> std::io::Result<()> {
        let mut length = [0; 4];
        self.input.read_exact(&mut length)?;
        let length = u32::from_le_bytes(length);
        let (last, length) = (length & LAST != 0, (length & !LAST) as usize);
        if length > PIECE + MARK {
            return Err(wrong());
        }
        let mut closed = vec![0; length];
        self.input.read_exact(&mut closed)?;
        let nonce = self.cipher.next();
        let payload = Payload { msg: &closed, aad: &[u8::from(last)] };
        (self.piece, self.at, self.ended) = (self.cipher.cipher.decrypt(&nonce, payload).map_err(|_| wrong())?, 0, last);
        if last && self.input.read(&mut [0])? != 0 {
            return Err(Error::new(ErrorKind::InvalidData, "something follows its end"));
        }
        Ok(())
    }
}

fn wrong() -> Error {
    Error::new(ErrorKind::InvalidData, "it was encrypted with another passphrase, or has been changed")
}

impl<R: Read> Read for Decrypting<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.piece.len() {
            if self.ended {
                return Ok(0);
            }
            self.fetch()?;
        }
        let count = out.len().min(self.piece.len() - self.at);
        out[..count].copy_from_slice(&self.piece[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(text: &[u8], passphrase: &Passphrase) -> Vec<u8> {
        let mut out = Encrypting::begin(Vec::new(), passphrase).expect("it begins");
        out.write_all(text).expect("it is written");
        out.end().expect("it ends")
    }

    fn opened(bytes: &[u8], passphrase: &Passphrase) -> anyhow::Result<Vec<u8>> {
        let mut text = Vec::new();
        Decrypting::begin(bytes, passphrase)?.read_to_end(&mut text)?;
        Ok(text)
    }

    #[test]
    fn only_the_passphrase_opens_it_and_every_change_is_noticed() {
        let passphrase = Passphrase::new("correct horse battery\n").expect("it is long enough");
        let text: Vec<u8> = (0..150_000_u32).map(|number| (number % 251) as u8).collect();
        for text in [&text[..], &text[..PIECE], &[]] {
            assert_eq!(opened(&closed(text, &passphrase), &passphrase).expect("it opens"), text);
        }
        let bytes = closed(&text, &passphrase);
        assert_ne!(bytes, closed(&text, &passphrase));
        let other = Passphrase::new("correct horse batterz").expect("it is long enough");
        assert!(opened(&bytes, &other).is_err());
        let piece = 4 + PIECE + MARK;
        let swapped =
            [&bytes[..HEAD], &bytes[HEAD + piece..HEAD + 2 * piece], &bytes[HEAD..HEAD + piece], &bytes[HEAD + 2 * piece..]].concat();
        for changed in [&bytes[..bytes.len() - 1], &bytes[..HEAD + piece], &bytes[..HEAD], &swapped, &[&bytes[..], b"x"].concat()] {
            assert!(opened(changed, &passphrase).is_err(), "{} bytes", changed.len());
        }
        for at in [0, 20, 30, HEAD, HEAD + 3, HEAD + 100, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            assert!(opened(&changed, &passphrase).is_err(), "byte {at}");
        }
        assert!(Passphrase::new("short").is_err());
    }
}
