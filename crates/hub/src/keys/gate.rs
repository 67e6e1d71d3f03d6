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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::keys::grant::Grant;

    const THREADS: usize = 8;
    const ROUNDS: usize = 250;

    fn stored(pepper: &Pepper, token: &str) -> database::keys::Key {
        database::keys::Key {
            id: 7,
            name: "Till".to_owned(),
            token_hash: pepper.hash(token),
            pepper_version: Pepper::VERSION,
            hint: token::hint(token),
            active: true,
            deleted_at: None,
            all_sites: true,
            all_methods: true,
            created_at: 0,
            sites: Vec::new(),
            methods: Vec::new(),
            body: "{}".to_owned(),
        }
    }

    /// Changes a key to and fro while eight threads call without a pause. Every call that begins after a change and
    /// ends before the next one must be judged by it.
    fn to_and_fro(narrow: impl Fn(&database::keys::Key) -> Option<Key>, expected: &Problem) {
        let gate = Gate::new(Pepper::of([5; 32]));
        let token = "t".repeat(32);
        let key = stored(gate.pepper(), &token);
        gate.swap(7, Key::of(&key));
        // Even numbers stand still: 4n is the whole key, 4n + 2 the narrow one. Odd ones are a change under way.
        let (state, judged, done) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while done.load(Ordering::SeqCst) == 0 {
                        let before = state.load(Ordering::SeqCst);
                        let verdict = gate.admit(&token, 1);
                        if before % 2 == 0 && state.load(Ordering::SeqCst) == before {
                            let good = if before % 4 == 0 { verdict.is_ok() } else { verdict.as_ref().err() == Some(expected) };
                            if !good {
                                done.store(2, Ordering::SeqCst);
                            }
                            judged.fetch_add(1, Ordering::SeqCst);
                        }
                        std::thread::yield_now();
                    }
                });
            }
            for round in 0..2 * ROUNDS {
                let enough = judged.load(Ordering::SeqCst) + THREADS;
                while judged.load(Ordering::SeqCst) < enough && done.load(Ordering::SeqCst) == 0 {
                    std::thread::yield_now();
                }
                state.fetch_add(1, Ordering::SeqCst);
                gate.swap(7, if round % 2 == 0 { narrow(&key) } else { Key::of(&key) });
                state.fetch_add(1, Ordering::SeqCst);
            }
            let failed = done.swap(1, Ordering::SeqCst) == 2;
            assert!(!failed, "a call was judged by a key that was no more");
        });
        assert!(judged.load(Ordering::SeqCst) >= 2 * ROUNDS * THREADS);
    }

    #[test]
    fn a_deleted_key_is_refused_by_the_next_call_of_every_thread() {
        to_and_fro(|key| Key::of(&database::keys::Key { deleted_at: Some(1), ..key.clone() }), &Problem::wrong_key());
    }

    #[test]
    fn a_key_switched_off_is_refused_by_the_next_call_of_every_thread() {
        to_and_fro(|key| Key::of(&database::keys::Key { active: false, ..key.clone() }), &Problem::wrong_key());
    }

    #[test]
    fn a_method_taken_away_is_refused_by_the_next_call_of_every_thread() {
        let Ok(Grant::Some(methods)) = Grant::parse("/api/api-versions") else { panic!("the first method is /api/api-versions") };
        let narrow =
            |key: &database::keys::Key| Key::of(&database::keys::Key { all_methods: false, methods: methods.clone(), ..key.clone() });
        to_and_fro(narrow, &Problem::denied());
    }

    #[test]
    fn a_token_changed_under_the_same_key_works_no_more() {
        let gate = Gate::new(Pepper::of([5; 32]));
        let (old, new) = ("o".repeat(32), "n".repeat(32));
        gate.swap(7, Key::of(&stored(gate.pepper(), &old)));
        assert!(gate.admit(&old, 0).is_ok());
        gate.swap(7, Key::of(&stored(gate.pepper(), &new)));
        assert_eq!(gate.admit(&old, 0).err(), Some(Problem::wrong_key()));
        assert!(gate.admit(&new, 0).is_ok());
        assert_eq!(gate.len(), 1);
    }

    #[test]
    fn a_key_under_an_unknown_pepper_or_a_deleted_one_is_not_let_in_at_all() {
        let pepper = Pepper::of([5; 32]);
        let key = stored(&pepper, &"t".repeat(32));
        assert!(Key::of(&key).is_some());
        for version in [0, Pepper::VERSION + 1, i64::MAX] {
            assert!(Key::of(&database::keys::Key { pepper_version: version, ..key.clone() }).is_none());
        }
        assert!(Key::of(&database::keys::Key { deleted_at: Some(0), ..key.clone() }).is_none());
        // The same token under another pepper is another hash.
        let gate = Gate::new(Pepper::of([6; 32]));
        gate.swap(7, Key::of(&key));
        assert_eq!(gate.admit(&"t".repeat(32), 0).err(), Some(Problem::wrong_key()));
    }
}
