//! Scanners that find tokens lying about and may say so: the public keys they sign their reports with.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use serde::Deserialize;

/// What precedes the point of every P-256 key in a SubjectPublicKeyInfo (RFC 5480).
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01,
    0x07, 0x03, 0x42, 0x00,
];
/// Bytes of a point that is not compressed.
const POINT: usize = 65;

const BEGIN: &str = "-----BEGIN PUBLIC KEY-----";
const END: &str = "-----END PUBLIC KEY-----";

/// The public keys of reporters; without one no reports are taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reporters(Vec<Reporter>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Reporter {
    /// By which a report names the key it is signed with.
    identifier: String,
    point: Vec<u8>,
}

/// The list of keys as GitHub publishes it.
#[derive(Deserialize)]
struct Published {
    public_keys: Vec<PublishedKey>,
}

#[derive(Deserialize)]
struct PublishedKey {
    key_identifier: String,
    key: String,
}

impl Reporters {
    /// Reads a file: the JSON that GitHub publishes under `/meta/public_keys/secret_scanning`, or keys in PEM, each after a line
    /// with its identifier.
    ///
    /// # Errors
    /// The file cannot be read, or holds no such keys; in words.
    pub fn open(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        Self::read(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// It holds no such keys.
    pub fn read(text: &str) -> Result<Self, String> {
        let named: Vec<(String, String)> = if text.trim_start().starts_with('{') {
            let published: Published = serde_json::from_str(text).map_err(|error| format!("the list of keys cannot be read: {error}"))?;
            published.public_keys.into_iter().map(|key| (key.key_identifier, key.key)).collect()
        } else {
            blocks(text)?
        };
        if named.is_empty() {
            return Err(format!("it contains no public key; a key begins with {BEGIN}"));
        }
        let read = |(identifier, pem): (String, String)| {
            let point = point(&pem).ok_or_else(|| format!("the key \"{identifier}\" is not a P-256 public key in PEM"))?;
            Ok(Reporter { identifier, point })
        };
        named.into_iter().map(read).collect::<Result<_, String>>().map(Self)
    }

    /// True when no reports are taken.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a body was signed with the key of this identifier. The signature is Base64 of an ECDSA signature in DER over the
    /// SHA-256 of the body.
    pub fn have_signed(&self, identifier: &str, signature: &str, body: &[u8]) -> bool {
        let Ok(signature) = STANDARD.decode(signature.trim()) else { return false };
        let known = self.0.iter().filter(|reporter| reporter.identifier == identifier);
        known.into_iter().any(|reporter| UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, &reporter.point).verify(body, &signature).is_ok())
    }
}

/// The blocks of a PEM file, each with the last line before it.
fn blocks(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(BEGIN) {
        let before = rest[..at].lines().map(|line| line.trim_matches(['#', ' ', '\t', '\r'])).rfind(|line| !line.is_empty());
        let identifier = before.ok_or_else(|| format!("the identifier of each key must be on the line before its {BEGIN}"))?;
        let length = rest[at..].find(END).ok_or_else(|| format!("the key \"{identifier}\" has no {END}"))? + END.len();
        found.push((identifier.to_owned(), rest[at..at + length].to_owned()));
        rest = &rest[at + length..];
    }
    Ok(found)
}

/// The point of a P-256 key in PEM.
fn point(pem: &str) -> Option<Vec<u8>> {
    let inner = pem.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let der = STANDARD.decode(inner.split_whitespace().collect::<String>()).ok()?;
    let point = der.strip_prefix(&P256)?;
    (point.len() == POINT && point[0] == 4).then(|| point.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of GitHub's documentation of its secret scanning partner programme.
    const IDENTIFIER: &str = "bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c";
    const KEY: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd
AjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==
-----END PUBLIC KEY-----";
    const BODY: &[u8] = br#"[{"source":"commit","token":"some_token","type":"some_type","url":"https://example.com/base-repo-url/"}]"#;
    const SIGNATURE: &str = "MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410VQV4xg==";

    #[test]
    fn keys_are_read_as_they_are_published_and_as_pem() {
        let published = serde_json::json!({"public_keys": [{"key_identifier": "one", "key": KEY, "is_current": true}]}).to_string();
        let one = Reporters::read(&published).expect("keys");
        assert_eq!(Reporters::read(&format!("# one\n{KEY}\n")), Ok(one));
        assert_eq!(Reporters::read(&format!("one\n{KEY}\n\n# two\n{KEY}\n")).expect("keys").0.len(), 2);
        for wrong in ["", "{}", "{\"public_keys\": []}", KEY, &format!("one\n{BEGIN}\nAAAA\n{END}"), &format!("one\n{BEGIN}\nAAAA")] {
            assert!(Reporters::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_signature_fits_its_body_and_its_key_only() {
        let reporters = Reporters::read(&format!("{IDENTIFIER}\n{KEY}")).expect("a key");
        assert!(reporters.have_signed(IDENTIFIER, SIGNATURE, BODY));
        assert!(!reporters.have_signed(IDENTIFIER, SIGNATURE, &BODY[1..]));
        assert!(!reporters.have_signed("another", SIGNATURE, BODY));
        for wrong in ["", "?", "AAAA", &SIGNATURE[4..]] {
            assert!(!reporters.have_signed(IDENTIFIER, wrong, BODY), "{wrong}");
        }
        assert!(!Reporters::default().have_signed(IDENTIFIER, SIGNATURE, BODY));
    }
}
