//! The gate: every live key in memory, so that a call is admitted or refused without any database I/O.
//!
//! Changing a key commits first, then swaps that one record here, then answers: the next call anywhere sees it.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use arc_swap::ArcSwap;
use database::Sites;
use serde_json::{Map, Value};
use subtle::ConstantTimeEq;

use crate::keys::grant::Methods;
use crate::keys::guesses::{Guesses, Thought};
use crate::keys::limits::{Bounds, Limits, Transport};
use crate::keys::masks::Masks;
use crate::keys::news::{Desk, News};
use crate::keys::pace::{Pace, Turn};
use crate::keys::pepper::{Pepper, Peppers};
use crate::keys::reason::Reason;
use crate::keys::rows::Rows;
use crate::keys::token;

/// A key as the gate holds it. What every admission looks at comes first: of a million keys each is somewhere else in
/// memory, and two lines of it are fetched sooner than five.
#[derive(Debug)]
#[repr(C)]
pub struct Key {
    /// Keyed hash of the present token.
    pub hash: [u8; 32],
    /// From when on it may not be used; Unix seconds.
    pub ends_at: Option<i64>,
    /// Whether it may be used.
    pub active: bool,
    /// Whether the first use of the present token is still to be told, because an older one yields to it.
    awaited: AtomicBool,
    /// The number of the present secret.
    pub secret: i64,
    /// The methods it may call.
    pub methods: Methods,
    /// What else limits it.
    pub bounds: Option<Box<Bounds>>,
    /// Internal id.
    pub id: i64,
    /// Which pepper the hash is under.
    pub pepper_version: i64,
    /// The stores it may see.
    pub sites: Sites,
    /// What it does not see as it is; `None` when it sees everything.
    pub masks: Option<Box<Masks>>,
    /// Which orders of its stores it sees; `None` for all of them.
    pub rows: Option<Box<Rows>>,
    /// Secrets that were replaced.
    pub former: Vec<Former>,
    pace: Arc<Pace>,
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
    /// A key that is on and limited by nothing but its stores and methods, with its first secret.
    pub fn plain(id: i64, hash: [u8; 32], sites: Sites, methods: Methods) -> Self {
        Self {
            id,
            hash,
            pepper_version: 1,
            secret: 1,
            active: true,
            ends_at: None,
            sites,
            methods,
            bounds: None,
            masks: None,
            rows: None,
            former: Vec::new(),
            awaited: AtomicBool::new(false),
            pace: Arc::default(),
        }
    }

    /// The gate's record of a stored key; `None` when the key is deleted, its hash is under a pepper that is not in
    /// use, or its limits, masks or rows cannot be read.
    pub fn of(stored: &database::keys::Key, peppers: &Peppers) -> Option<Self> {
        if stored.deleted_at.is_some() {
            return None;
        }
        peppers.of_version(stored.pepper_version)?;
        let body: Map<String, Value> = serde_json::from_str(&stored.body).ok()?;
        let bounds = Bounds::of(&Limits::of_body(&body)).ok()?;
        let masks = Masks::of_body(&body).ok()?;
        let rows = Rows::of_body(&body).ok()?;
        let known = stored.former.iter().filter(|former| peppers.of_version(former.pepper_version).is_some());
        Some(Self {
            pepper_version: stored.pepper_version,
            secret: stored.secret,
            active: stored.active,
            ends_at: stored.ends_at,
            bounds: bounds.map(Box::new),
            masks: (!masks.is_empty()).then(|| Box::new(masks)),
            rows: (!rows.is_empty()).then(|| Box::new(rows)),
            former: known.map(|former| Former { hash: former.token_hash, number: former.number, ends_at: former.ends_at }).collect(),
            awaited: AtomicBool::new(stored.former.iter().any(|former| former.yields)),
            ..Self::plain(
                stored.id,
                stored.token_hash,
                if stored.all_sites { Sites::All } else { Sites::of(stored.sites.iter().copied()) },
                Methods::of_key(stored),
            )
        })
    }

    /// The rule that refuses a call, or `None`. Neither the token nor the store nor the rate is looked at: the first is
    /// known, the second the method's own affair, and looking at the third would use it up. `now` does not run backwards.
    pub fn verdict(&self, call: &Call<'_>, now: i64) -> Option<Reason> {
        if !self.active || self.ends_at.is_some_and(|end| now >= end) {
            return Some(Reason::Wrong);
        }
        if let Some(bounds) = &self.bounds
            && let Some(reason) = bounds.broken(wire::Moment(now), call.transport, call.address)
        {
            return Some(reason);
        }
        (!self.methods.contains(call.method)).then_some(Reason::Method)
    }

    /// Calls a second that it may make; 0 for as many as come.
    pub fn rate(&self) -> u32 {
        self.bounds.as_ref().map_or(0, |bounds| bounds.rate)
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
        let bounds = self.key.as_ref().and_then(|key| key.bounds.as_ref());
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

type Records = HashMap<u64, Arc<Key>, BuildHasherDefault<First>>;

/// Live keys by the hashes of their tokens, those that were replaced too. A change locks one of the shards for the time
/// of one insertion.
pub struct Gate {
    peppers: ArcSwap<Peppers>,
    shards: Vec<RwLock<Records>>,
    keys: RwLock<HashMap<i64, Arc<Key>>>,
    guesses: Guesses,
    /// The latest moment at which a key's end was looked at: a clock that is set back revives nothing.
    latest: AtomicI64,
    /// What was noticed on the way.
    pub news: Desk,
}

const SHARDS: usize = 64;

impl Gate {
    /// An empty gate: it admits nobody.
    pub fn new(peppers: impl Into<Peppers>) -> Self {
        Self {
            peppers: ArcSwap::from_pointee(peppers.into()),
            shards: (0..SHARDS).map(|_| RwLock::default()).collect(),
            keys: RwLock::default(),
            guesses: Guesses::default(),
            latest: AtomicI64::new(i64::MIN),
            news: Desk::default(),
        }
    }

    /// The pepper that new tokens are hashed under.
    pub fn pepper(&self) -> Pepper {
        self.peppers.load().present.clone()
    }

    /// The peppers that tokens may be under.
    pub fn peppers(&self) -> Arc<Peppers> {
        self.peppers.load_full()
    }

    /// Takes other peppers; keys under those that are gone are to be swapped after.
    pub fn pepper_with(&self, peppers: Peppers) {
        self.peppers.store(Arc::new(peppers));
    }

    /// Puts a key's record in place of whatever was there; `None` takes it away. The count of its calls goes on.
    pub fn swap(&self, id: i64, key: Option<Key>) {
        let mut keys = write(&self.keys);
        let old = keys.remove(&id);
        let key = key.map(|mut key| {
            if let Some(old) = &old {
                key.pace = Arc::clone(&old.pace);
            }
            Arc::new(key)
        });
        // The new record first: a call in between finds one of the two, never none.
        if let Some(key) = &key {
            for hash in key.former.iter().map(|former| &former.hash).chain([&key.hash]) {
                write(self.shard(hash)).insert(bucket(hash), Arc::clone(key));
            }
            keys.insert(id, Arc::clone(key));
        }
        let kept = |hash: &[u8; 32]| key.as_ref().is_some_and(|key| key.knows(hash));
        for old in old.iter() {
            for hash in old.former.iter().map(|former| &former.hash).chain([&old.hash]).filter(|hash| !kept(hash)) {
                write(self.shard(hash)).remove(&bucket(hash));
            }
        }
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
        let peppers = self.peppers.load();
        let hash = peppers.present.hash(token);
        let (key, hash) = match self.find(&hash) {
            Some(key) => (key, hash),
            None => self.find_under_former(&peppers, token, &hash).ok_or_else(|| self.stranger(call, &hash))?,
        };
        let secret = self.secret(&key, &hash, call)?;
        if let Some(reason) = key.verdict(call, self.moment(&key, call)) {
            return Err(Refusal::of(reason, &key));
        }
        let mut left = None;
        let mut unexpected = false;
        if let Some(bounds) = &key.bounds {
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
        let peppers = self.peppers.load();
        let hash = peppers.present.hash(token);
        let (key, hash) = match self.find(&hash) {
            Some(key) => (key, hash),
            None => self.find_under_former(&peppers, token, &hash).ok_or_else(|| self.stranger(call, &hash))?,
        };
        self.secret(&key, &hash, call)?;
        match key.verdict(call, self.moment(&key, call)) {
            Some(reason) if !reason.is_told() => Err(Refusal::of(reason, &key)),
            _ => Ok(key),
        }
    }

    /// The key that has or had this token, whatever its state; a stranger's token counts as a guess.
    pub fn holder(&self, token: &str, call: &Call<'_>) -> Option<Arc<Key>> {
        let peppers = self.peppers.load();
        let hash = peppers.present.hash(token);
        let found = self.find(&hash).or_else(|| self.find(&peppers.former.as_ref()?.hash(token)));
        if found.is_none() {
            self.stranger(call, &hash);
        }
        found
    }

    /// The moment of a call as far as a key's end is concerned: it does not run backwards.
    pub fn moment(&self, key: &Key, call: &Call<'_>) -> i64 {
        if key.ends_at.is_none() {
            return call.now;
        }
        self.latest.fetch_max(call.now, Ordering::Relaxed).max(call.now)
    }

    /// The record of a key, if the gate holds it.
    pub fn key(&self, id: i64) -> Option<Arc<Key>> {
        read(&self.keys).get(&id).cloned()
    }

    /// How many keys the gate holds.
    pub fn len(&self) -> usize {
        read(&self.keys).len()
    }

    /// True when the gate holds no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The key that has or had the token of this hash.
    fn find(&self, hash: &[u8; 32]) -> Option<Arc<Key>> {
        read(self.shard(hash)).get(&bucket(hash)).filter(|key| key.knows(hash)).cloned()
    }

    /// A token that is still under the former pepper: it moves to the present one.
    fn find_under_former(&self, peppers: &Peppers, token: &str, present: &[u8; 32]) -> Option<(Arc<Key>, [u8; 32])> {
        let old = peppers.former.as_ref()?.hash(token);
        let key = self.find(&old)?;
        if same(&key.hash, &old) && key.pepper_version != peppers.present.version() {
            self.news.tell(News::Rehash { key: key.id, old, new: *present, version: peppers.present.version() });
        }
        Some((key, old))
    }

    /// Which of its secrets a call came with; one that was replaced and works no more is refused and told of.
    fn secret(&self, key: &Arc<Key>, hash: &[u8; 32], call: &Call<'_>) -> Result<i64, Refusal> {
        if same(&key.hash, hash) {
            if key.awaited.load(Ordering::Relaxed) && key.active && key.awaited.swap(false, Ordering::Relaxed) {
                self.news.tell(News::FirstUse { key: key.id });
            }
            return Ok(key.secret);
        }
        let former = key.former.iter().find(|former| same(&former.hash, hash));
        let now = self.latest.fetch_max(call.now, Ordering::Relaxed).max(call.now);
        match former {
            Some(former) if former.ends_at.is_none_or(|end| now < end) => Ok(former.number),
            Some(former) => {
                self.news.tell(News::Reused {
                    key: key.id,
                    secret: former.number,
                    address: call.address,
                    agent: call.agent.chars().take(200).collect(),
                    suspend: key.bounds.as_ref().is_some_and(|bounds| bounds.suspend_on_reuse),
                });
                Err(Refusal::of(Reason::Retired, key))
            }
            None => Err(Refusal::STRANGER),
        }
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

    fn shard(&self, hash: &[u8; 32]) -> &RwLock<Records> {
        &self.shards[usize::from(hash[31]) % SHARDS]
    }
}

impl Key {
    /// Whether a hash is that of its token, or of one it had.
    fn knows(&self, hash: &[u8; 32]) -> bool {
        same(&self.hash, hash) || self.former.iter().any(|former| same(&former.hash, hash))
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

/// A lock whose holder panicked still guards whole records: each change is one insertion.
fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn write<T>(lock: &RwLock<T>) -> RwLockWriteGuard<'_, T> {
    lock.write().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
