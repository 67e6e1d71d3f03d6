//! Ids of calls: answered with each of them, so that a refusal can be looked up later.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::access::token;

const DIGITS: [u8; 16] = *b"0123456789abcdef";

/// Makes ids that reveal neither how many calls there were nor what the next id is.
pub struct RequestIds {
    secret: [u8; 32],
    count: AtomicU64,
}

impl RequestIds {
    /// Begins with a fresh secret.
    ///
    /// # Errors
    /// The operating system gives no randomness.
    pub fn begin() -> anyhow::Result<Self> {
        Ok(Self { secret: *blake3::hash(token::random(43)?.as_bytes()).as_bytes(), count: AtomicU64::new(0) })
    }

    /// The next id: 24 characters of `[0-9a-f]`.
    pub fn next(&self) -> Arc<str> {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let hash = blake3::keyed_hash(&self.secret, &count.to_le_bytes());
        let mut id = [0; 24];
        for (pair, byte) in id.as_chunks_mut::<2>().0.iter_mut().zip(hash.as_bytes()) {
            *pair = [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]];
        }
        Arc::from(std::str::from_utf8(&id).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_within_a_program_and_between_programs() {
        let (one, other) = (RequestIds::begin().expect("randomness"), RequestIds::begin().expect("randomness"));
        let ids: std::collections::HashSet<_> = (0..1000).flat_map(|_| [one.next(), other.next()]).collect();
        assert_eq!(ids.len(), 2000);
        assert!(ids.iter().all(|id| id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }
}
