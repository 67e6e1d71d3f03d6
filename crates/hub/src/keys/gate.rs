//! The gate: every live key in memory, so that a call is admitted or refused without any database I/O.
//!
//! Changing a key commits first, then swaps that one record here, then answers: the next call anywhere sees it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crossbeam_utils::sync::{ShardedLock, ShardedLockReadGuard, ShardedLockWriteGuard};
use subtle::ConstantTimeEq;

use crate::keys::guesses::{Guesses, Thought};
use crate::keys::limits::Transport;
use crate::keys::news::{Desk, News};
use crate::keys::pace::{Pace, Turn};
use crate::keys::pepper::{Pepper, Peppers};
use crate::keys::reason::Reason;
use crate::keys::rules::{Rules, Shared};
use crate::keys::token;

/// A key as the gate holds it. What every admission looks at comes first and in one piece: of a million keys each is
/// somewhere else in memory, and two lines in a row are fetched sooner than one after which the next is known.
#[derive(Debug)]
#[repr(C)]
pub struct Key {
    /// Keyed hash of the present token.
    pub hash: [u8; 32],
    /// From when on it may not be used; Unix seconds.
    pub ends_at: Option<i64>,
    /// What it may do.
    pub rules: Arc<Rules>,
    /// The number of the present secret.
    pub secret: i64,
    /// Whether it may be used.
    pub active: bool,
    /// Whether the first use of the present token is still to be told, because an older one yields to it.
    awaited: AtomicBool,
    pace: Pace,
    /// Internal id.
    pub id: i64,
    /// Which pepper the hash is under.
    pub pepper_version: i64,
    /// Secrets that were replaced.
    pub former: Box<[Former]>,
}

/// A secret that was replaced.
#[derive(Debug, Clone)]
pub struct Former {
    /// Keyed hash of the token.
    pub hash: [u8; 32],
    /// Its number.
    pub number: i64,
    /// From when on it does not work; `None` for as long as nobody says otherwise. Unix seconds.
    pub ends_at: Option<i64>,
}

impl Key {
    /// A key that is on, with its first secret.
    pub fn new(id: i64, hash: [u8; 32], rules: Rules) -> Self {
        Self {
            hash,
            ends_at: None,
            rules: Arc::new(rules),
            secret: 1,
            active: true,
            awaited: AtomicBool::new(false),
            pace: Pace::default(),
            id,
            pepper_version: 1,
            former: Box::default(),
        }
    }

    /// The gate's record of a stored key; `None` when the key is deleted, its hash is under a pepper that is not in
    /// use, or its limits, masks or rows cannot be read.
    pub fn of(stored: &database::keys::Key, peppers: &Peppers) -> Option<Self> {
        if stored.deleted_at.is_some() {
            return None;
        }
        peppers.of_version(stored.pepper_version)?;
        let known = stored.former.iter().filter(|former| peppers.of_version(former.pepper_version).is_some());
        Some(Self {
            ends_at: stored.ends_at,
            secret: stored.secret,
            active: stored.active,
            awaited: AtomicBool::new(stored.former.iter().any(|former| former.yields)),
            pepper_version: stored.pepper_version,
            former: known.map(|former| Former { hash: former.token_hash, number: former.number, ends_at: former.ends_at }).collect(),
            ..Self::new(stored.id, stored.token_hash, Rules::of(stored)?)
        })
    }

    /// The rule that refuses a call, or `None`. Neither the token nor the store nor the rate is looked at: the first is
    /// known, the second the method's own affair, and looking at the third would use it up. `now` does not run backwards.
    pub fn verdict(&self, call: &Call<'_>, now: i64) -> Option<Reason> {
        if !self.active || self.ends_at.is_some_and(|end| now >= end) {
            return Some(Reason::Wrong);
        }
        if let Some(bounds) = &self.rules.bounds
            && let Some(reason) = bounds.broken(wire::Moment(now), call.transport, call.address)
        {
            return Some(reason);
        }
        (!self.rules.methods.contains(call.method)).then_some(Reason::Method)
    }

    /// Calls a second that it may make; 0 for as many as come.
    pub fn rate(&self) -> u32 {
        self.rules.bounds.as_ref().map_or(0, |bounds| bounds.rate)
    }
}

/// What the gate is told of a call, beside its token.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The method's place in the list.
    pub method: usize,
    /// Whether the method is one of telephony, which may be called faster.
    pub telephony: bool,
    /// How the token came.
    pub transport: Transport,
    /// Where the call came from.
    pub address: IpAddr,
    /// The program that called, as it names itself.
    pub agent: &'a str,
    /// When, in Unix seconds.
    pub now: i64,
    /// The program's uptime.
    pub uptime: Duration,
}

impl Call<'static> {
    /// A call of a method at a moment, with its token in a header, from this machine itself.
    pub fn plain(method: usize, now: wire::Moment) -> Self {
        let address = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
        Self { method, telephony: false, transport: Transport::Header, address, agent: "", now: now.0, uptime: Duration::ZERO }
    }
}

/// A call that was let in.
#[derive(Debug, Clone)]
pub struct Admitted {
    /// Its key.
    pub key: Arc<Key>,
    /// The number of the secret it came with.
    pub secret: i64,
    /// Calls left at once, where they are counted.
    pub left: Option<u32>,
    /// Whether it came from elsewhere than expected, which is only noted.
    pub unexpected: bool,
}

/// A call that was turned away.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The rule.
    pub reason: Reason,
    /// The key, where the token is one's.
    pub key: Option<Arc<Key>>,
    /// After how long it may be tried again.
    pub wait: Option<Duration>,
}

impl Refusal {
    fn of(reason: Reason, key: &Arc<Key>) -> Self {
        Self { reason, key: Some(Arc::clone(key)), wait: None }
    }

    const STRANGER: Self = Self { reason: Reason::Wrong, key: None, wait: None };

    /// The refusal in the text that clients compare to the letter.
    pub fn problem(&self) -> wire::Problem {
        let bounds = self.key.as_ref().and_then(|key| key.rules.bounds.as_ref());
        self.reason.problem(bounds.map_or(503, |bounds| bounds.too_many))
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

/// What the gate knows. Every token is found in it by its hash, those that were replaced too.
struct Known {
    peppers: Arc<Peppers>,
    records: HashMap<u64, Arc<Key>, BuildHasherDefault<First>>,
    keys: HashMap<i64, Arc<Key>>,
    rules: Shared,
}

/// Live keys. A call reads them without waiting for other calls; a change holds all calls up for the time of a few
/// insertions.
pub struct Gate {
    known: ShardedLock<Known>,
    guesses: Guesses,
    /// The latest moment at which a key's end was looked at: a clock that is set back revives nothing.
    latest: AtomicI64,
    /// What was noticed on the way.
    pub news: Desk,
}

impl Gate {
    /// An empty gate: it admits nobody.
    pub fn new(peppers: impl Into<Peppers>) -> Self {
        let peppers = Arc::new(peppers.into());
        Self {
            known: ShardedLock::new(Known { peppers, records: HashMap::default(), keys: HashMap::new(), rules: Shared::default() }),
            guesses: Guesses::default(),
            latest: AtomicI64::new(i64::MIN),
            news: Desk::default(),
        }
    }

    /// The pepper that new tokens are hashed under.
    pub fn pepper(&self) -> Pepper {
        self.read().peppers.present.clone()
    }

    /// The peppers that tokens may be under.
    pub fn peppers(&self) -> Arc<Peppers> {
        Arc::clone(&self.read().peppers)
    }

    /// Takes other peppers; keys under those that are gone are to be swapped after.
    pub fn pepper_with(&self, peppers: Peppers) {
        self.write().peppers = Arc::new(peppers);
    }

    /// Puts a key's record in place of whatever was there; `None` takes it away. The count of its calls goes on.
    pub fn swap(&self, id: i64, key: Option<Key>) {
        let mut known = self.write();
        let old = known.keys.remove(&id);
        for hash in old.iter().flat_map(|old| old.hashes()) {
            known.records.remove(&bucket(hash));
        }
        let Some(mut key) = key else { return };
        key.rules = known.rules.share(key.rules);
        if let Some(old) = &old {
            key.pace = old.pace.clone();
        }
        let key = Arc::new(key);
        for hash in key.hashes() {
            known.records.insert(bucket(hash), Arc::clone(&key));
        }
        known.keys.insert(id, key);
    }

    /// Lets a call in, or refuses it.
    ///
    /// # Errors
    /// The first rule that refuses it, in this order: the token, the key's state and end, its times, how the token came,
    /// from where, the method, the rate. Which store a call concerns is known to its method only.
    pub fn admit(&self, token: &str, call: &Call<'_>) -> Result<Admitted, Refusal> {
        if !token::is_well_formed(token) {
            return Err(Refusal::STRANGER);
        }
        let (key, which) = self.find(token).map_err(|hash| self.stranger(call, &hash))?;
        let secret = self.secret(&key, which, call)?;
        if let Some(reason) = key.verdict(call, self.moment(&key, call)) {
            return Err(Refusal::of(reason, &key));
        }
        let mut left = None;
        let mut unexpected = false;
        if let Some(bounds) = &key.rules.bounds {
            unexpected = bounds.is_unexpected(call.address);
            if bounds.rate > 0 {
                match key.pace.take(call.telephony, bounds.rate, call.uptime) {
                    Turn::Now { left: calls } => left = Some(calls),
                    Turn::After(wait) => return Err(Refusal { wait: Some(wait), ..Refusal::of(Reason::Rate, &key) }),
                }
            }
        }
        Ok(Admitted { key, secret, left, unexpected })
    }

    /// The key of a token that works now, without counting the call or judging anything else of it.
    ///
    /// # Errors
    /// As [`Gate::admit`] for the token and the key's state and end.
    pub fn recognise(&self, token: &str, call: &Call<'_>) -> Result<Arc<Key>, Refusal> {
        if !token::is_well_formed(token) {
            return Err(Refusal::STRANGER);
        }
        let (key, which) = self.find(token).map_err(|hash| self.stranger(call, &hash))?;
        self.secret(&key, which, call)?;
        match key.verdict(call, self.moment(&key, call)) {
            Some(reason) if !reason.is_told() => Err(Refusal::of(reason, &key)),
            _ => Ok(key),
        }
    }

    /// The key that has or had this token, whatever its state; a stranger's token counts as a guess.
    pub fn holder(&self, token: &str, call: &Call<'_>) -> Option<Arc<Key>> {
        let found = self.find(token).map_err(|hash| self.stranger(call, &hash));
        found.ok().map(|(key, _)| key)
    }

    /// The moment of a call as far as a key's end is concerned: it does not run backwards.
    pub fn moment(&self, key: &Key, call: &Call<'_>) -> i64 {
        if key.ends_at.is_none() {
            return call.now;
        }
        self.latest(call)
    }

    /// The latest moment of all calls so far. Looked at before it is written: most calls share their second with others,
    /// and a line that is only read stays with every processor.
    fn latest(&self, call: &Call<'_>) -> i64 {
        match self.latest.load(Ordering::Relaxed) {
            latest if latest < call.now => self.latest.fetch_max(call.now, Ordering::Relaxed).max(call.now),
            latest => latest,
        }
    }

    /// The record of a key, if the gate holds it.
    pub fn key(&self, id: i64) -> Option<Arc<Key>> {
        self.read().keys.get(&id).cloned()
    }

    /// How many keys the gate holds.
    pub fn len(&self) -> usize {
        self.read().keys.len()
    }

    /// True when the gate holds no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key that has or had a token, and which of its secrets that is; or the hash of nobody's token. A token that is
    /// still under the former pepper moves to the present one.
    fn find(&self, token: &str) -> Result<(Arc<Key>, Which), [u8; 32]> {
        let known = self.read();
        let hash = known.peppers.present.hash(token);
        if let Some(found) = known.find(&hash) {
            return Ok(found);
        }
        let before = known.peppers.former.as_ref().map(|pepper| pepper.hash(token)).ok_or(hash)?;
        let (key, which) = known.find(&before).ok_or(hash)?;
        let version = known.peppers.present.version();
        drop(known);
        if which == Which::Present && key.pepper_version != version {
            self.news.tell(News::Rehash { key: key.id, old: before, new: hash, version });
        }
        Ok((key, which))
    }

    /// The number of the secret a call came with; one that was replaced and works no more is refused and told of.
    fn secret(&self, key: &Arc<Key>, which: Which, call: &Call<'_>) -> Result<i64, Refusal> {
        let Which::Former(place) = which else {
            if key.awaited.load(Ordering::Relaxed) && key.active && key.awaited.swap(false, Ordering::Relaxed) {
                self.news.tell(News::FirstUse { key: key.id });
            }
            return Ok(key.secret);
        };
        let former = &key.former[place];
        let now = self.latest(call);
        if former.ends_at.is_none_or(|end| now < end) {
            return Ok(former.number);
        }
        self.news.tell(News::Reused {
            key: key.id,
            secret: former.number,
            address: call.address,
            agent: call.agent.chars().take(200).collect(),
            suspend: key.rules.bounds.as_ref().is_some_and(|bounds| bounds.suspend_on_reuse),
        });
        Err(Refusal::of(Reason::Retired, key))
    }

    /// Nobody's token: it may have been guessed.
    #[cold]
    fn stranger(&self, call: &Call<'_>, hash: &[u8; 32]) -> Refusal {
        match self.guesses.note(call.address, hash, call.uptime) {
            Thought::Fine => Refusal::STRANGER,
            Thought::Alarm(_) => {
                self.news.tell(News::Guessing { address: call.address });
                Refusal::STRANGER
            }
            Thought::Wait(wait) => Refusal { reason: Reason::Rate, key: None, wait: Some(wait) },
        }
    }

    /// A lock whose holder panicked still guards whole records: each change is a few insertions.
    fn read(&self) -> ShardedLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> ShardedLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    fn find(&self, hash: &[u8; 32]) -> Option<(Arc<Key>, Which)> {
        let key = self.records.get(&bucket(hash))?;
        Some((Arc::clone(key), key.which(hash)?))
    }
}

/// One of the secrets of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Present,
    /// The one at this place among those that were replaced.
    Former(usize),
}

impl Key {
    /// Which of its secrets has this hash.
    fn which(&self, hash: &[u8; 32]) -> Option<Which> {
        if same(&self.hash, hash) {
            return Some(Which::Present);
        }
        self.former.iter().position(|former| same(&former.hash, hash)).map(Which::Former)
    }

    /// The hashes of its secrets.
    fn hashes(&self) -> impl Iterator<Item = &[u8; 32]> {
        self.former.iter().map(|former| &former.hash).chain([&self.hash])
    }
}

/// Whether two hashes are the same, in constant time. Word by word: byte by byte would take longer than the hashing.
fn same(one: &[u8; 32], other: &[u8; 32]) -> bool {
    let words = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    let differing = words.fold(0, |all, (one, other)| all | (u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other)));
    bool::from(differing.ct_eq(&0))
}

fn bucket(hash: &[u8; 32]) -> u64 {
    u64::from_le_bytes([hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]])
}

#[cfg(test)]
mod tests;
