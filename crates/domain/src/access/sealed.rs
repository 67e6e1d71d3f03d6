//! Secrets that must be read again, such as the one behind a person's one-time codes: kept encrypted, under a key that
//! is not in the database.
//!
//! What is sealed is bound to what it is for: a sealed text copied to another row, or to another purpose, does not
//! open there. A sealed value is one byte of version, 24 of nonce, and the ciphertext with its mark of 16
//! (XChaCha20-Poly1305).

use std::path::Path;

use anyhow::{Context, anyhow, ensure};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use subtle::ConstantTimeEq;
use wire::Moment;

use super::{secret_file, token};

/// The version that sealed values begin with; there is one so far.
const VERSION: u8 = 1;
const NONCE: usize = 24;
/// The file in the data folder.
const FILE: &str = "seal";

/// The key under which secrets are sealed, kept in the file `seal` of the data folder. A database without it reveals
/// nothing of them.
#[derive(Clone)]
pub struct Seal {
    cipher: XChaCha20Poly1305,
    fingerprint: [u8; 32],
    marks: [u8; 32],
}

impl Seal {
    /// A seal of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        let fingerprint = *blake3::keyed_hash(&bytes, b"the fingerprint of a seal").as_bytes();
        let marks = *blake3::keyed_hash(&bytes, b"the key of marks").as_bytes();
        Self { cipher: XChaCha20Poly1305::new(&Key::from(bytes)), fingerprint, marks }
    }

    /// Reads the seal of a data folder; `None` where the file is missing.
    ///
    /// # Errors
    /// The file cannot be read, or is not 64 hexadecimal digits.
    pub fn find(folder: &Path) -> anyhow::Result<Option<Self>> {
        Ok(secret_file::find(folder, FILE)?.map(Self::of))
    }

    /// Reads the seal of a data folder, or makes it on the first start, readable by its owner only.
    ///
    /// # Errors
    /// The file cannot be read or written, or is not 64 hexadecimal digits.
    pub fn make(folder: &Path) -> anyhow::Result<Self> {
        Ok(Self::of(secret_file::make(folder, FILE)?))
    }

    /// A fingerprint of this seal that reveals nothing about it.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.fingerprint
    }

    /// The mark of a value: always the same for the same value, and without the seal it cannot be traced from the one to the
    /// other. `about` keeps equal values of different kinds apart.
    pub fn mark(&self, about: &str, value: &str) -> [u8; 32] {
        *blake3::Hasher::new_keyed(&self.marks).update(about.as_bytes()).update(&[0]).update(value.as_bytes()).finalize().as_bytes()
    }

    /// What the link holds by which the first administrator is made: the same for every server and command that has this
    /// seal.
    pub fn setup_code(&self) -> String {
        blake3::Hash::from_bytes(self.mark("the set-up link", "")).to_hex()[..32].to_owned()
    }

    /// By what `latchkey doctor` proves within a minute of a moment that it runs on this data folder.
    pub fn doctor_code(&self, now: Moment) -> String {
        let minute = now.0.div_euclid(60).to_string();
        blake3::Hash::from_bytes(self.mark("the doctor", &minute)).to_hex()[..32].to_owned()
    }

    /// Whether a text is such a code of now.
    pub fn is_doctor_code(&self, code: &str, now: Moment) -> bool {
        let near = [-60, 0, 60].map(|seconds| self.doctor_code(Moment(now.0.saturating_add(seconds))));
        near.iter().any(|known| bool::from(known.as_bytes().ct_eq(code.as_bytes())))
    }

    /// Seals a secret. `about` names what it is for and whose it is, such as `totp of user 7`: only who says the same
    /// opens it. Sealed twice, a secret looks different each time.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn close(&self, about: &str, secret: &[u8]) -> anyhow::Result<Vec<u8>> {
        let nonce: [u8; NONCE] = token::random_bytes().context("the operating system gives no randomness")?;
        let payload = Payload { msg: secret, aad: about.as_bytes() };
        let closed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| anyhow!("the secret is too long to be sealed"))?;
        Ok([&[VERSION][..], &nonce, &closed].concat())
    }

    /// Opens what [`Seal::close`] made of a secret.
    ///
    /// # Errors
    /// It was sealed under another key or about something else, or it is damaged; the text says no more than that.
    pub fn reveal(&self, about: &str, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        let (version, rest) = sealed.split_first().context("there is nothing sealed here")?;
        ensure!(*version == VERSION, "it was sealed by a newer version of Latchkey");
        let (nonce, closed) = rest.split_first_chunk::<NONCE>().context("what was sealed is cut short")?;
        let payload = Payload { msg: closed, aad: about.as_bytes() };
        self.cipher
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| anyhow!("this was not sealed with the file \"seal\" of this data folder, or not about this, or it is damaged"))
    }
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"3132333435363738393031323334353637383930";

    fn sealed(seal: &Seal) -> Vec<u8> {
        seal.close("totp of user 7", SECRET).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_is_sealed_opens_again_and_looks_different_each_time() -> anyhow::Result<()> {
        let seal = Seal::of([7; 32]);
        let (one, two) = (sealed(&seal), sealed(&seal));
        assert_ne!(one, two);
        assert_eq!(one.len(), 1 + NONCE + SECRET.len() + 16);
        assert_eq!(seal.reveal("totp of user 7", &one)?, SECRET);
        assert_eq!(seal.reveal("totp of user 7", &two)?, SECRET);
        assert_eq!(seal.reveal("", &seal.close("", b"")?)?, b"");
        assert!(!one.windows(8).any(|part| part == &SECRET[..8]));
        Ok(())
    }

    #[test]
    fn another_key_does_not_open_it() {
        let one = sealed(&Seal::of([7; 32]));
        assert!(Seal::of([8; 32]).reveal("totp of user 7", &one).is_err());
        assert_ne!(Seal::of([8; 32]).fingerprint(), Seal::of([7; 32]).fingerprint());
    }

    #[test]
    fn it_does_not_open_about_something_else() {
        let seal = Seal::of([7; 32]);
        for about in ["totp of user 8", "token of key 7", "totp of user 7 ", ""] {
            assert!(seal.reveal(about, &sealed(&seal)).is_err(), "{about}");
        }
    }

    #[test]
    fn a_changed_or_shortened_byte_is_an_error_and_never_a_panic() {
        let seal = Seal::of([7; 32]);
        let whole = sealed(&seal);
        for place in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[place] ^= 1;
            assert!(seal.reveal("totp of user 7", &wrong).is_err(), "byte {place}");
            assert!(seal.reveal("totp of user 7", &whole[..place]).is_err(), "the first {place} bytes");
        }
    }

    #[test]
    fn the_seal_of_a_folder_stays_the_same() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let one = Seal::make(folder.path())?.close("a", SECRET)?;
        assert_eq!(Seal::make(folder.path())?.reveal("a", &one)?, SECRET);
        assert_eq!(format!("{:?}", Seal::make(folder.path())?), "Seal(…)");
        Ok(())
    }
}
