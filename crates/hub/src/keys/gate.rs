//! The gate: every live key in memory, so that a call is admitted or refused without any database I/O.
//!
//! Changing a key commits first, then swaps that one record here, then answers: the next call anywhere sees it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};

use database::Sites;
use subtle::ConstantTimeEq;
use wire::Problem;

use crate::keys::grant::Methods;
use crate::keys::pepper::Pepper;
use crate::keys::token;

/// A key as the gate holds it.
#[derive(Debug, Clone)]
pub struct Key {
    /// Internal id.
    pub id: i64,
    /// Keyed hash of the token.
    pub hash: [u8; 32],
    /// Whether it may be used.
    pub active: bool,
    /// The stores it may see.
    pub sites: Sites,
    /// The methods it may call.
    pub methods: Methods,
}

impl Key {
    /// The gate's record of a stored key; `None` when the key is deleted or its hash is under an unknown pepper.
    pub fn of(stored: &database::keys::Key) -> Option<Self> {
        if stored.deleted_at.is_some() || stored.pepper_version != Pepper::VERSION {
            return None;
        }
        Some(Self {
            id: stored.id,
            hash: stored.token_hash,
            active: stored.active,
            sites: if stored.all_sites { Sites::All } else { Sites::of(stored.sites.iter().copied()) },
            methods: if stored.all_methods { Methods::all() } else { Methods::of(&stored.methods) },
        })
    }
}

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

type Records = HashMap<u64, Arc<Key>, BuildHasherDefault<First>>;

/// Live keys by hash. A change locks one of the shards for the time of one insertion.
pub struct Gate {
    pepper: Pepper,
    shards: Vec<RwLock<Records>>,
    hashes: RwLock<HashMap<i64, [u8; 32]>>,
}

const SHARDS: usize = 64;

impl Gate {
    /// An empty gate: it admits nobody.
    pub fn new(pepper: Pepper) -> Self {
        Self { pepper, shards: (0..SHARDS).map(|_| RwLock::default()).collect(), hashes: RwLock::default() }
    }

    /// The pepper the gate hashes tokens under.
    pub fn pepper(&self) -> &Pepper {
        &self.pepper
    }

    /// Puts a key's record in place of whatever was there; `None` takes it away.
    pub fn swap(&self, id: i64, key: Option<Key>) {
        let old = write(&self.hashes).remove(&id);
        if let Some(hash) = old.filter(|hash| key.as_ref().is_none_or(|key| key.hash != *hash)) {
            write(self.shard(&hash)).remove(&bucket(&hash));
        }
        if let Some(key) = key {
            write(&self.hashes).insert(id, key.hash);
            write(self.shard(&key.hash)).insert(bucket(&key.hash), Arc::new(key));
        }
    }

    /// Lets a call in, or refuses it. `method` is the method's place in the list.
    ///
    /// # Errors
    /// `Wrong "apiKey" value.` for a token that is unknown, malformed or switched off; `Access denied.` for a method that
    /// the key does not grant.
    pub fn admit(&self, token: &str, method: usize) -> Result<Arc<Key>, Problem> {
        if !token::is_well_formed(token) {
            return Err(Problem::wrong_key());
        }
        let hash = self.pepper.hash(token);
        let found = read(self.shard(&hash)).get(&bucket(&hash)).cloned();
        let Some(key) = found.filter(|key| bool::from(key.hash.ct_eq(&hash)) && key.active) else {
            return Err(Problem::wrong_key());
        };
        if !key.methods.contains(method) {
            return Err(Problem::denied());
        }
        Ok(key)
    }

    /// How many keys the gate holds.
    pub fn len(&self) -> usize {
        read(&self.hashes).len()
    }

    /// True when the gate holds no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn shard(&self, hash: &[u8; 32]) -> &RwLock<Records> {
        &self.shards[usize::from(hash[31]) % SHARDS]
    }
}

fn bucket(hash: &[u8; 32]) -> u64 {
    u64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
}

/// A lock whose holder panicked still guards whole records: each change is one insertion.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(std::sync::PoisonError::into_inner)
}
