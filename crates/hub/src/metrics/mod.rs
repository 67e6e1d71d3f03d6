//! What a server says of itself: whether it lives, whether it is ready, and its metrics. No token and nothing of a person is in them.

mod probes;
pub mod seen;
mod text;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::access::addresses::Addresses;
use subtle::ConstantTimeEq;
use wire::methods;

pub use probes::{Listening, answer};

/// Who may read the metrics at the hub's own address; no client, where neither is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readers {
    /// The text of `Authorization: Bearer`.
    pub token: Option<String>,
    /// Addresses that need no token.
    pub addresses: Addresses,
}

impl Readers {
    /// Whether anybody may.
    fn any(&self) -> bool {
        self.token.is_some() || !self.addresses.is_open()
    }

    /// Whether a reader may, from this address and with this token.
    fn let_in(&self, address: IpAddr, token: Option<&str>) -> bool {
        let known = self.token.as_deref().zip(token).is_some_and(|(known, token)| known.as_bytes().ct_eq(token.as_bytes()).into());
        known || self.addresses.name(address)
    }
}

/// A method as metrics call it.
pub fn name(method: Option<usize>) -> String {
    method
        .and_then(|place| methods::all().get(place))
        .map_or_else(|| "none".to_owned(), |method| format!("{} {}", method.verb.name(), method.path))
}

/// The upper bounds of the histograms, in microseconds.
const BOUNDS: [u64; 13] = [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000, 30_000_000];

/// How long something took, how often.
#[derive(Debug, Clone, Copy, Default)]
struct Histogram {
    /// By the first bound that is not exceeded.
    counts: [u64; BOUNDS.len()],
    /// All of them, also beyond the last bound.
    count: u64,
    micros: u64,
}

impl Histogram {
    fn note(&mut self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if let Some(place) = BOUNDS.iter().position(|bound| micros <= *bound) {
            self.counts[place] += 1;
        }
        self.count += 1;
        self.micros = self.micros.saturating_add(micros);
    }

    fn merge(&mut self, other: &Self) {
        self.counts.iter_mut().zip(other.counts).for_each(|(own, other)| *own += other);
        self.count += other.count;
        self.micros = self.micros.saturating_add(other.micros);
    }
}

/// A call that has ended.
#[derive(Debug, Clone, Copy)]
pub struct Call {
    /// The method's place in the list; none where the address leads to none.
    pub method: Option<usize>,
    /// What came of it.
    pub outcome: &'static str,
    /// What kind of key made it.
    pub class: Class,
    /// How long it took.
    pub took: Duration,
    /// How long it took until it was let in or refused; none where it did not get so far.
    pub judged: Option<Duration>,
}

/// Kinds of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// None that is known.
    #[default]
    Unknown,
    /// One that is refused.
    Refused,
    /// One for some stores.
    Store,
    /// One for every store.
    Account,
}

impl Class {
    fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Refused => "refused",
            Self::Store => "store",
            Self::Account => "account",
        }
    }
}

/// What some threads counted.
#[derive(Debug, Clone, Default)]
struct Counts {
    calls: BTreeMap<(Option<usize>, &'static str, Class), u64>,
    took: BTreeMap<Option<usize>, Histogram>,
    judged: Histogram,
}

/// Threads count apart, so that they hardly ever wait for each other.
const SHARDS: usize = 16;

/// The counters of a server since its start.
#[derive(Debug, Default)]
pub struct Metrics {
    shards: [Mutex<Counts>; SHARDS],
}

impl Metrics {
    /// Counts a call.
    pub fn note(&self, call: &Call) {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        thread_local! {
            static MINE: usize = NEXT.fetch_add(1, Ordering::Relaxed) % SHARDS;
        }
        let mut counts = self.shards[MINE.with(|mine| *mine)].lock().unwrap_or_else(PoisonError::into_inner);
        *counts.calls.entry((call.method, call.outcome, call.class)).or_default() += 1;
        counts.took.entry(call.method).or_default().note(call.took);
        if let Some(judged) = call.judged {
            counts.judged.note(judged);
        }
    }

    /// All that was counted.
    fn all(&self) -> Counts {
        let mut all = Counts::default();
        for shard in &self.shards {
            let counts = shard.lock().unwrap_or_else(PoisonError::into_inner).clone();
            for (call, count) in counts.calls {
                *all.calls.entry(call).or_default() += count;
            }
            for (method, took) in &counts.took {
                all.took.entry(*method).or_default().merge(took);
            }
            all.judged.merge(&counts.judged);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_named_address_or_the_token_reads_them() {
        let local: IpAddr = "10.1.2.3".parse().expect("an address");
        let closed = Readers::default();
        assert!(!closed.any() && !closed.let_in(local, None) && !closed.let_in(local, Some("")));
        let readers =
            Readers { token: Some("a long text of sixteen".to_owned()), addresses: Addresses::parse("10.0.0.0/8").expect("ranges") };
        assert!(readers.let_in(local, None));
        let other: IpAddr = "192.0.2.1".parse().expect("an address");
        assert!(readers.let_in(other, Some("a long text of sixteen")));
        for wrong in [None, Some(""), Some("a long text of sixteem"), Some("a long text of sixteen ")] {
            assert!(!readers.let_in(other, wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_histogram_keeps_count_and_sum() {
        let mut histogram = Histogram::default();
        for micros in [1, 500, 501, 40_000_000] {
            histogram.note(Duration::from_micros(micros));
        }
        assert_eq!((histogram.counts[0], histogram.counts[1], histogram.count, histogram.micros), (2, 1, 4, 40_001_002));
    }
}
