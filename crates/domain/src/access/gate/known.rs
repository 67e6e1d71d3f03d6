//! The table of the gate: every token of every key is found in it by its hash, those that were replaced too.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

use subtle::ConstantTimeEq;

use super::Key;
use crate::access::pepper::Peppers;
use crate::access::rules::Shared;

/// Hashes are random already: their first bytes are the bucket.
#[derive(Default)]
pub struct First(u64);

impl Hasher for First {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 ^= u64::from_le_bytes(word);
        }
    }
    fn write_u64(&mut self, word: u64) {
        self.0 ^= word;
    }
}

/// What the gate knows. Every token is found in it by its hash, those that were replaced too.
pub(super) struct Known {
    pub(super) peppers: Arc<Peppers>,
    /// Each key in the bucket of its present token.
    pub(super) keys: HashMap<u64, Key, BuildHasherDefault<First>>,
    /// The bucket of a token that was replaced: that of its key, and its place among those that were.
    former: HashMap<u64, (u64, usize), BuildHasherDefault<First>>,
    /// The bucket of each key, by its id.
    pub(super) buckets: HashMap<i64, u64>,
    pub(super) rules: Shared,
}

impl Known {
    pub(super) fn of(peppers: Peppers) -> Self {
        let peppers = Arc::new(peppers);
        Self { peppers, keys: HashMap::default(), former: HashMap::default(), buckets: HashMap::new(), rules: Shared::default() }
    }

    pub(super) fn take(&mut self, id: i64) -> Option<Key> {
        let key = self.keys.remove(&self.buckets.remove(&id)?)?;
        for former in &key.former {
            self.former.remove(&bucket(&former.hash));
        }
        Some(key)
    }

    pub(super) fn put(&mut self, key: Key) {
        let place = bucket(&key.hash);
        self.former.extend(key.former.iter().enumerate().map(|(index, former)| (bucket(&former.hash), (place, index))));
        self.buckets.insert(key.id, place);
        self.keys.insert(place, key);
    }

    pub(super) fn find(&self, hash: &[u8; 32]) -> Option<(&Key, Which)> {
        let bucket = bucket(hash);
        if let Some(key) = self.keys.get(&bucket) {
            return same(&key.hash, hash).then_some((key, Which::Present));
        }
        let (place, index) = self.former.get(&bucket)?;
        let key = self.keys.get(place)?;
        same(&key.former.get(*index)?.hash, hash).then_some((key, Which::Former(*index)))
    }
}

/// One of the secrets of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Present,
    /// The one at this place among those that were replaced.
    Former(usize),
}

/// Whether two hashes are the same, in constant time. Word by word: byte by byte would take longer than the hashing.
pub(super) fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    let differing = words.fold(0, |all, (one, other)| all | (u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other)));
    bool::from(differing.ct_eq(&0))
}

/// Where a hash is kept: its first bytes.
pub(super) fn bucket(hash: &[u8; 32]) -> u64 {
    u64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_its_own_bucket() {
        let hashed = |write: &dyn Fn(&mut First)| {
            let mut first = First::default();
            write(&mut first);
            first.finish()
        };
        assert_eq!(hashed(&|first| first.write_u64(0x0102_0304_0506_0708)), 0x0102_0304_0506_0708);
        assert_eq!(hashed(&|first| [3, 5].into_iter().for_each(|word| first.write_u64(word))), 6);
        assert_eq!(hashed(&|first| first.write(&[8, 7, 6, 5, 4, 3, 2, 1, 12])), 0x0102_0304_0506_0704);
        let mut hash = [0xff; 32];
        hash[..8].copy_from_slice(&[8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(bucket(&hash), 0x0102_0304_0506_0708);
    }

    #[test]
    fn hashes_are_the_same_only_when_every_bit_is() {
        let hash: [u8; 32] = std::array::from_fn(|index| index as u8 * 7);
        assert!(same(&hash, &hash.clone()));
        for place in 0..32 {
            for bit in 0..8 {
                let mut other = hash;
                other[place] ^= 1 << bit;
                assert!(!same(&hash, &other), "byte {place}, bit {bit}");
                // Two differences do not make up for each other.
                other[(place + 8) % 32] ^= 1 << bit;
                assert!(!same(&hash, &other), "bytes {place} and {}, bit {bit}", (place + 8) % 32);
            }
        }
    }
}
