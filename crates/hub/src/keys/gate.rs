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

/// A key as the gate holds it. Of ten thousand keys each is somewhere else in memory, and fetching it takes longer than
/// all that is done with it: so it lies in the gate's table itself, where together with its place it fills two lines of
/// a processor's cache, and what every admission looks at comes first.
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

impl Clone for Key {
    /// The key as it is at this moment.
    fn clone(&self) -> Self {
        Self {
            hash: self.hash,
            ends_at: self.ends_at,
            rules: Arc::clone(&self.rules),
            secret: self.secret,
            active: self.active,
            awaited: AtomicBool::new(self.awaited.load(Ordering::Relaxed)),
            pace: self.pace.clone(),
            id: self.id,
            pepper_version: self.pepper_version,
            former: self.former.clone(),
        }
    }
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

/// The key of a call: which it is, and what it might do when it was looked at.
#[derive(Debug, Clone)]
pub struct Holder {
    /// Internal id.
    pub id: i64,
    /// What it may do.
    pub rules: Arc<Rules>,
}

impl From<&Key> for Holder {
    fn from(key: &Key) -> Self {
        Self { id: key.id, rules: Arc::clone(&key.rules) }
    }
}

/// A call that was let in.
#[derive(Debug, Clone)]
pub struct Admitted {
    /// Its key.
    pub key: Holder,
    /// The number of the secret it came with.
    pub secret: i64,
    /// From when on the key may not be used; Unix seconds.
    pub ends_at: Option<i64>,
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
    pub key: Option<Holder>,
    /// After how long it may be tried again.
    pub wait: Option<Duration>,
}

impl Refusal {
    fn of(reason: Reason, key: &Key) -> Self {
        Self { reason, key: Some(key.into()), wait: None }
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
    /// Each key in the bucket of its present token.
    keys: HashMap<u64, Key, BuildHasherDefault<First>>,
    /// The bucket of a token that was replaced: that of its key, and its place among those that were.
    former: HashMap<u64, (u64, usize), BuildHasherDefault<First>>,
    /// The bucket of each key, by its id.
    buckets: HashMap<i64, u64>,
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
        Self {
            known: ShardedLock::new(Known::of(peppers.into())),
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
        let old = known.take(id);
        let Some(mut key) = key else { return };
        key.rules = known.rules.share(key.rules);
        if let Some(old) = old {
            key.pace = old.pace;
        }
        known.put(key);
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
        let known = self.read();
        let (key, which) = self.find(&known, token).map_err(|hash| self.stranger(call, &hash))?;
        let secret = self.secret(key, which, call)?;
        if let Some(reason) = key.verdict(call, self.moment(key, call)) {
            return Err(Refusal::of(reason, key));
        }
        let mut left = None;
        let mut unexpected = false;
        if let Some(bounds) = &key.rules.bounds {
            unexpected = bounds.is_unexpected(call.address);
            if bounds.rate > 0 {
                match key.pace.take(call.telephony, bounds.rate, call.uptime) {
                    Turn::Now { left: calls } => left = Some(calls),
                    Turn::After(wait) => return Err(Refusal { wait: Some(wait), ..Refusal::of(Reason::Rate, key) }),
                }
            }
        }
        Ok(Admitted { key: key.into(), secret, ends_at: key.ends_at, left, unexpected })
    }

    /// The key of a token that works now, without counting the call or judging anything else of it.
    ///
    /// # Errors
    /// As [`Gate::admit`] for the token and the key's state and end.
    pub fn recognise(&self, token: &str, call: &Call<'_>) -> Result<Key, Refusal> {
        if !token::is_well_formed(token) {
            return Err(Refusal::STRANGER);
        }
        let known = self.read();
        let (key, which) = self.find(&known, token).map_err(|hash| self.stranger(call, &hash))?;
        self.secret(key, which, call)?;
        match key.verdict(call, self.moment(key, call)) {
            Some(reason) if !reason.is_told() => Err(Refusal::of(reason, key)),
            _ => Ok(key.clone()),
        }
    }

    /// The key that has or had this token, whatever its state; a stranger's token counts as a guess.
    pub fn holder(&self, token: &str, call: &Call<'_>) -> Option<Holder> {
        let known = self.read();
        let found = self.find(&known, token).map_err(|hash| self.stranger(call, &hash));
        found.ok().map(|(key, _)| key.into())
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
    pub fn key(&self, id: i64) -> Option<Key> {
        let known = self.read();
        known.keys.get(known.buckets.get(&id)?).cloned()
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
    fn find<'a>(&self, known: &'a Known, token: &str) -> Result<(&'a Key, Which), [u8; 32]> {
        let hash = known.peppers.present.hash(token);
        if let Some(found) = known.find(&hash) {
            return Ok(found);
        }
        let before = known.peppers.former.as_ref().map(|pepper| pepper.hash(token)).ok_or(hash)?;
        let (key, which) = known.find(&before).ok_or(hash)?;
        let version = known.peppers.present.version();
        if which == Which::Present && key.pepper_version != version {
            self.news.tell(News::Rehash { key: key.id, old: before, new: hash, version });
        }
        Ok((key, which))
    }

    /// The number of the secret a call came with; one that was replaced and works no more is refused and told of.
    fn secret(&self, key: &Key, which: Which, call: &Call<'_>) -> Result<i64, Refusal> {
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
    fn of(peppers: Peppers) -> Self {
        let peppers = Arc::new(peppers);
        Self { peppers, keys: HashMap::default(), former: HashMap::default(), buckets: HashMap::new(), rules: Shared::default() }
    }

    fn take(&mut self, id: i64) -> Option<Key> {
        let key = self.keys.remove(&self.buckets.remove(&id)?)?;
        for former in &key.former {
            self.former.remove(&bucket(&former.hash));
        }
        Some(key)
    }

    fn put(&mut self, key: Key) {
        let place = bucket(&key.hash);
        self.former.extend(key.former.iter().enumerate().map(|(index, former)| (bucket(&former.hash), (place, index))));
        self.buckets.insert(key.id, place);
        self.keys.insert(place, key);
    }

    fn find(&self, hash: &[u8; 32]) -> Option<(&Key, Which)> {
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
enum Which {
    Present,
    /// The one at this place among those that were replaced.
    Former(usize),
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
