//! The gate: every live key in memory, so that a call is admitted or refused without any database I/O.
//!
//! Changing a key commits first, then swaps that one record here, then answers: the next call anywhere sees it.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crossbeam_utils::sync::{ShardedLock, ShardedLockReadGuard, ShardedLockWriteGuard};

use crate::access::guesses::{Guesses, Thought};
use crate::access::limits::Transport;
use crate::access::news::{Desk, News};
use crate::access::pepper::{Pepper, Peppers};
use crate::access::rate_limit::{RateLimit, Turn};
use crate::access::reason::Reason;
use crate::access::rules::Rules;
use crate::access::token;

use self::known::{Known, Which};

mod known;
#[cfg(test)]
mod tests;

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
    /// Whether the first use of the present token is still to be reported, because an older one yields to it.
    awaited: AtomicBool,
    rate_limit: RateLimit,
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
            rate_limit: self.rate_limit.clone(),
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
    /// From when on it does not work; `None` for no end. Unix seconds.
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
            rate_limit: RateLimit::default(),
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

/// What the gate gets of a call, besides its token.
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
    /// How long it has to wait for its turn, before it is admitted anew as one that has waited.
    pub wait: Option<Duration>,
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

    /// A token of no key.
    fn stranger(wait: Option<Duration>) -> Self {
        Self { reason: Reason::Wrong, key: None, wait }
    }

    /// The refusal in the text that clients compare to the letter. Where tokens are guessed, one that was a key's and works
    /// no more is answered like one that never was.
    pub fn problem(&self) -> wire::Problem {
        if !self.reason.is_told() && self.wait.is_some() {
            return Reason::Rate.problem(503);
        }
        let bounds = self.key.as_ref().and_then(|key| key.rules.bounds.as_ref());
        self.reason.problem(bounds.map_or(503, |bounds| bounds.too_many))
    }
}

/// Live keys. A call reads them without waiting for other calls; a change holds all calls up for the time of a few
/// insertions.
pub struct Gate {
    known: ShardedLock<Known>,
    guesses: Guesses,
    /// The latest moment at which a key's end was looked at: a clock that is set back revives nothing.
    latest: AtomicI64,
    /// How often keys were changed.
    changes: AtomicU64,
    /// What was noticed on the way.
    pub news: Desk,
}

impl Gate {
    /// An empty gate: it admits no call.
    pub fn new(peppers: impl Into<Peppers>) -> Self {
        Self {
            known: ShardedLock::new(Known::of(peppers.into())),
            guesses: Guesses::default(),
            latest: AtomicI64::new(i64::MIN),
            changes: AtomicU64::new(0),
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
        let mut known = self.write();
        known.peppers = Arc::new(peppers);
        self.changes.fetch_add(1, Ordering::Release);
    }

    /// How often keys were changed; a call that takes long compares it with what it was.
    pub fn changes(&self) -> u64 {
        self.changes.load(Ordering::Acquire)
    }

    /// Puts a key's record in place of whatever was there; `None` takes it away. The count of its calls goes on.
    pub fn swap(&self, id: i64, key: Option<Key>) {
        let mut known = self.write();
        self.changes.fetch_add(1, Ordering::Release);
        let old = known.take(id);
        let Some(mut key) = key else { return };
        key.rules = known.rules.share(key.rules);
        if let Some(old) = old {
            key.rate_limit = old.rate_limit;
        }
        known.put(key);
    }

    /// Lets a call in, or refuses it.
    ///
    /// # Errors
    /// The first rule that refuses it, in this order: the token, the key's state and end, its times, how the token came,
    /// from where, the method, the rate. Which store a call concerns is known to its method only.
    pub fn admit(&self, token: &str, call: &Call<'_>) -> Result<Admitted, Refusal> {
        self.judge(token, call, true)
    }

    /// Judges a call that was let in once more, without counting it again.
    ///
    /// # Errors
    /// As [`Gate::admit`], but for the rate.
    pub fn confirm(&self, token: &str, call: &Call<'_>) -> Result<Admitted, Refusal> {
        self.judge(token, call, false)
    }

    #[inline]
    fn judge(&self, token: &str, call: &Call<'_>, counts: bool) -> Result<Admitted, Refusal> {
        if !token::is_well_formed(token) {
            return Err(self.malformed(call));
        }
        let known = self.read();
        let (key, which) = self.find(&known, token).map_err(|hash| self.stranger(call, &hash))?;
        let secret = self.secret(key, which, call)?;
        if let Some(reason) = key.verdict(call, self.moment(key, call)) {
            return Err(self.refusal(reason, key, call));
        }
        let (mut left, mut wait) = (None, None);
        let mut unexpected = false;
        if let Some(bounds) = &key.rules.bounds {
            unexpected = bounds.is_unexpected(call.address);
            if counts && bounds.rate_limit().rate > 0 {
                match key.rate_limit.take(call.telephony, bounds.rate_limit(), call.uptime) {
                    Turn::Now { left: calls } => left = Some(calls),
                    Turn::Wait(turn) => wait = Some(turn),
                    Turn::After(wait) => return Err(Refusal { wait: Some(wait), ..Refusal::of(Reason::Rate, key) }),
                }
            }
        }
        Ok(Admitted { key: key.into(), secret, ends_at: key.ends_at, left, wait, unexpected })
    }

    /// The key of a token that works now, without counting the call or judging anything else of it.
    ///
    /// # Errors
    /// As [`Gate::admit`] for the token and the key's state and end.
    pub fn recognise(&self, token: &str, call: &Call<'_>) -> Result<Key, Refusal> {
        if !token::is_well_formed(token) {
            return Err(self.malformed(call));
        }
        let known = self.read();
        let (key, which) = self.find(&known, token).map_err(|hash| self.stranger(call, &hash))?;
        self.secret(key, which, call)?;
        match key.verdict(call, self.moment(key, call)) {
            Some(reason) if !reason.is_told() => Err(self.refusal(reason, key, call)),
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

    /// The key that has or had a token, and which of its secrets that is; or the hash of an unknown token. A token that is
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
            self.news.add(News::Rehash { key: key.id, old: before, new: hash, version });
        }
        Ok((key, which))
    }

    /// The number of the secret a call came with; one that was replaced and works no more is refused and reported.
    fn secret(&self, key: &Key, which: Which, call: &Call<'_>) -> Result<i64, Refusal> {
        let Which::Former(place) = which else {
            if key.awaited.load(Ordering::Relaxed) && key.active && key.awaited.swap(false, Ordering::Relaxed) {
                self.news.add(News::FirstUse { key: key.id });
            }
            return Ok(key.secret);
        };
        let former = &key.former[place];
        let now = self.latest(call);
        if former.ends_at.is_none_or(|end| now < end) {
            return Ok(former.number);
        }
        self.news.add(News::Reused {
            key: key.id,
            secret: former.number,
            address: call.address,
            agent: call.agent.chars().take(200).collect(),
            suspend: key.rules.bounds.as_ref().is_some_and(|bounds| bounds.suspend_on_reuse),
        });
        Err(self.refusal(Reason::Retired, key, call))
    }

    /// Nobody's token: it may have been guessed.
    #[cold]
    fn stranger(&self, call: &Call<'_>, hash: &[u8; 32]) -> Refusal {
        match self.guesses.note(call.address, hash, call.uptime) {
            Thought::Fine => Refusal::stranger(None),
            Thought::Alarm(_) => {
                self.news.add(News::Guessing { address: call.address });
                Refusal::stranger(None)
            }
            Thought::Wait(wait) => Refusal::stranger(Some(wait)),
        }
    }

    /// What cannot be a token: no guess, but where tokens are guessed it is answered like one.
    #[cold]
    fn malformed(&self, call: &Call<'_>) -> Refusal {
        Refusal::stranger(self.guesses.wait(call.address, call.uptime))
    }

    /// The refusal of a key's call. Where tokens are guessed, those that work no more are answered like wrong ones.
    #[cold]
    fn refusal(&self, reason: Reason, key: &Key, call: &Call<'_>) -> Refusal {
        let wait = if reason.is_told() { None } else { self.guesses.wait(call.address, call.uptime) };
        Refusal { wait, ..Refusal::of(reason, key) }
    }

    /// A lock whose holder panicked still guards whole records: each change is a few insertions.
    fn read(&self) -> ShardedLockReadGuard<'_, Known> {
        self.known.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> ShardedLockWriteGuard<'_, Known> {
        self.known.write().unwrap_or_else(PoisonError::into_inner)
    }
}
