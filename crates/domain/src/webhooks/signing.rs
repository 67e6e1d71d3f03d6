//! Signatures by which a receiver knows that a message is the hub's, as Standard Webhooks describes them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::access::token;

/// What a signing secret begins with.
pub const PREFIX: &str = "whsec_";
/// So many bytes a secret may have.
const FITTING: std::ops::RangeInclusive<usize> = 24..=64;

/// A secret that both sides know.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Vec<u8>);

impl Secret {
    /// A fresh secret of 32 bytes.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn generate() -> anyhow::Result<Self> {
        Ok(Self(token::random_bytes::<32>()?.to_vec()))
    }

    /// Reads `whsec_…`, or the Base64 without its prefix; none when it is neither, or has not 24 to 64 bytes.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let bytes = BASE64.decode(text.strip_prefix(PREFIX).unwrap_or(text)).ok()?;
        FITTING.contains(&bytes.len()).then_some(Self(bytes))
    }

    /// A secret of these bytes, as they were kept.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// As it is handed to the receiver, once.
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", BASE64.encode(&self.0))
    }

    /// `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64.
    pub fn sign(&self, message: &str, timestamp: i64, body: &str) -> String {
        // An HMAC takes keys of any length.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return String::new() };
        mac.update(format!("{message}.{timestamp}.{body}").as_bytes());
        format!("v1,{}", BASE64.encode(mac.finalize().into_bytes()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The header `webhook-signature`: one signature for each secret, separated by spaces.
pub fn header(secrets: &[Secret], message: &str, timestamp: i64, body: &str) -> String {
    secrets.iter().map(|secret| secret.sign(message, timestamp, body)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::parse(text).unwrap_or_else(|| panic!("{text} is a secret"))
    }

    #[test]
    fn signatures_are_those_of_the_published_libraries() {
        // The vector in the tests of the reference libraries.
        let one = secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let body = "{\"test\": 2432232314}";
        let signed = one.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body), signed);
        for other in [one.sign("msg_x", 1_614_265_330, body), one.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_331, body)] {
            assert_ne!(other, signed);
        }
    }

    #[test]
    fn two_secrets_make_two_signatures() {
        let (old, new) = (secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), secret(&format!("whsec_{}", BASE64.encode([7; 32]))));
        let both = header(&[new.clone(), old.clone()], "m", 5, "{}");
        assert_eq!(both, format!("{} {}", new.sign("m", 5, "{}"), old.sign("m", 5, "{}")));
    }

    #[test]
    fn what_is_too_short_or_no_base64_is_no_secret() -> anyhow::Result<()> {
        for wrong in ["", "whsec_", "whsec_AAAA", "whsec_!!!!", &format!("whsec_{}", BASE64.encode([0; 65]))] {
            assert!(Secret::parse(wrong).is_none(), "{wrong}");
        }
        let made = Secret::generate()?;
        assert_eq!(Secret::parse(&made.text()), Some(made.clone()));
        assert_eq!(format!("{made:?}"), "Secret(…)");
        Ok(())
    }
}
