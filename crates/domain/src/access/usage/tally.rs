//! What one thread has counted since the last telling.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::net::IpAddr;

use database::usage::{Counts, Harvest, Last, StoreCalls};
use wire::methods;
use wire::{Moment, Zone};

use super::{Outcome, day_of};
use crate::access::limits::Transport;

/// A call as it is counted.
#[derive(Debug, Clone, Copy)]
pub struct Call<'a> {
    /// The key.
    pub key: i64,
    /// The method's place in the list.
    pub method: usize,
    /// What came of it.
    pub outcome: Outcome,
    /// When it ended.
    pub at: Moment,
    /// How long it took, in microseconds.
    pub micros: i64,
    /// From where it came.
    pub address: IpAddr,
    /// What the client calls itself.
    pub agent: &'a [u8],
    /// Where its token was.
    pub transport: Transport,
    /// The store it named; 0 for none.
    pub site: i64,
    /// The store it was for: the one it named, or the only one of its key; 0 where it could be several.
    pub store: i64,
}

/// The most characters of a client's name that are kept.
const AGENT: usize = 200;
/// The most addresses of a key between two tellings; of more, only the calls are counted.
const ADDRESSES: usize = 256;

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Mix>>;

/// Counts of a thread.
#[derive(Default)]
pub struct Tally {
    cells: Map<Cell, Counts>,
    traces: Map<i64, Traces>,
    /// Calls outside a grant on trial, by key and method: how many, and the last moment.
    outside: Map<(i64, usize), (i64, i64)>,
    /// Calls by store, hour and key.
    stores: Map<(i64, i64, i64), StoreCount>,
}

/// Calls for one store by one key in one hour.
#[derive(Debug, Clone, Copy, Default)]
struct StoreCount {
    calls: i64,
    refused: i64,
    failed: i64,
    last: i64,
}

impl StoreCount {
    fn add(&mut self, other: Self) {
        self.calls += other.calls;
        self.refused += other.refused;
        self.failed += other.failed;
        self.last = self.last.max(other.last);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Cell {
    key: i64,
    hour: i64,
    method: usize,
    outcome: Outcome,
}

/// What is known of a key's calls besides their numbers.
struct Traces {
    at: i64,
    agent: String,
    transport: Transport,
    method: usize,
    outcome: Outcome,
    /// The address of the last call.
    here: Place,
    elsewhere: Vec<Place>,
    /// Stores that were named: store, last moment, calls.
    sites: Vec<(i64, i64, i64)>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    address: IpAddr,
    first: i64,
    last: i64,
    calls: i64,
}

impl Tally {
    /// Counts a call; `outside` when a grant on trial would have refused it.
    pub fn note(&mut self, call: &Call<'_>, outside: bool) {
        let cell = Cell { key: call.key, hour: call.at.0.div_euclid(3600), method: call.method, outcome: call.outcome };
        let in_url = i64::from(call.transport == Transport::Query);
        self.cells.entry(cell).or_default().add(&Counts { calls: 1, in_url, micros: call.micros, slowest: call.micros });
        if call.store != 0 {
            let refused = i64::from(call.outcome.is_refusal());
            let failed = i64::from(refused == 0 && call.outcome != Outcome::Answered);
            let one = StoreCount { calls: 1, refused, failed, last: call.at.0 };
            self.stores.entry((call.store, cell.hour, call.key)).or_default().add(one);
        }
        // A key that is off is not in use, however often it is tried.
        if call.outcome.is_use() {
            self.traces.entry(call.key).or_insert_with(|| Traces::of(call)).note(call);
        }
        if outside {
            let (calls, last) = self.outside.entry((call.key, call.method)).or_default();
            (*calls, *last) = (*calls + 1, (*last).max(call.at.0));
        }
    }

    /// True when nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds what another thread has counted.
    pub fn merge(&mut self, other: Self) {
        for (cell, counts) in other.cells {
            self.cells.entry(cell).or_default().add(&counts);
        }
        for (key, traces) in other.traces {
            match self.traces.entry(key) {
                std::collections::hash_map::Entry::Vacant(place) => drop(place.insert(traces)),
                std::collections::hash_map::Entry::Occupied(mut kept) => kept.get_mut().merge(traces),
            }
        }
        for (place, count) in other.stores {
            self.stores.entry(place).or_default().add(count);
        }
        for (place, (calls, last)) in other.outside {
            let kept = self.outside.entry(place).or_default();
            *kept = (kept.0 + calls, kept.1.max(last));
        }
    }

    /// The rows for the database, in the order of their keys.
    pub fn harvest(&self, zone: &Zone, since: Moment) -> Harvest {
        let (mut hours, mut days) = (BTreeMap::new(), BTreeMap::<_, Counts>::new());
        for (cell, counts) in &self.cells {
            let (method, outcome) = (name(cell.method), cell.outcome.code());
            // A path with two verbs is one method.
            hours.entry((cell.key, cell.hour, method, outcome)).or_insert_with(Counts::default).add(counts);
            let day = day_of(zone, Moment(cell.hour * 3600));
            days.entry((cell.key, day, method, outcome)).or_default().add(counts);
        }
        let rows = |counted: BTreeMap<(i64, i64, &'static str, &'static str), Counts>| {
            counted.into_iter().map(|((key, span, method, outcome), counts)| (key, span, method, outcome, counts)).collect()
        };
        let mut harvest = Harvest { hours: rows(hours), days: rows(days), since: since.0, ..Harvest::default() };
        let (mut addresses, mut sites, mut outside) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::<_, (i64, i64)>::new());
        let traces: BTreeMap<i64, &Traces> = self.traces.iter().map(|(key, traces)| (*key, traces)).collect();
        for (key, traces) in traces {
            harvest.last.push(traces.last(key));
            for place in traces.elsewhere.iter().chain([&traces.here]) {
                let kept = addresses.entry((key, place.address.to_string())).or_insert((place.first, place.last, 0));
                *kept = (kept.0.min(place.first), kept.1.max(place.last), kept.2 + place.calls);
            }
            for (site, last, calls) in &traces.sites {
                sites.insert((key, *site), (*last, *calls));
            }
        }
        for ((key, method), (calls, last)) in &self.outside {
            let kept = outside.entry((*key, name(*method))).or_default();
            *kept = (kept.0 + calls, kept.1.max(*last));
        }
        harvest.addresses =
            addresses.into_iter().map(|((key, address), (first, last, calls))| (key, address, first, last, calls)).collect();
        harvest.sites = sites.into_iter().map(|((key, site), (last, calls))| (key, site, last, calls)).collect();
        let stores: BTreeMap<_, _> = self.stores.iter().collect();
        let row = |(place, count): (&(i64, i64, i64), &StoreCount)| {
            let (site, hour, key) = *place;
            let StoreCount { calls, refused, failed, last: last_at } = *count;
            StoreCalls { site, hour, key, calls, refused, failed, last_at }
        };
        harvest.stores = stores.into_iter().map(row).collect();
        harvest.trials = outside.into_iter().map(|((key, method), (calls, last))| (key, method, calls, last)).collect();
        harvest
    }
}

impl Place {
    fn add(&mut self, other: &Self) {
        (self.first, self.last) = (self.first.min(other.first), self.last.max(other.last));
        self.calls += other.calls;
    }
}

impl Traces {
    fn of(call: &Call<'_>) -> Self {
        Self {
            at: call.at.0,
            agent: agent(call.agent),
            transport: call.transport,
            method: call.method,
            outcome: call.outcome,
            here: Place { address: call.address, first: call.at.0, last: call.at.0, calls: 0 },
            elsewhere: Vec::new(),
            sites: Vec::new(),
        }
    }

    fn note(&mut self, call: &Call<'_>) {
        let at = call.at.0;
        (self.at, self.transport, self.method, self.outcome) = (self.at.max(at), call.transport, call.method, call.outcome);
        if self.agent.as_bytes() != call.agent {
            self.agent = agent(call.agent);
        }
        if self.here.address != call.address {
            self.move_to(Place { address: call.address, first: at, last: at, calls: 0 });
        }
        (self.here.last, self.here.calls) = (self.here.last.max(at), self.here.calls + 1);
        if !call.outcome.is_refusal() {
            self.name_site(call.site, at, 1);
        }
    }

    /// Makes another address the one of the last call.
    fn move_to(&mut self, place: Place) {
        let known = self.elsewhere.iter_mut().find(|known| known.address == place.address);
        match known {
            Some(known) => {
                known.add(&place);
                std::mem::swap(known, &mut self.here);
            }
            None => {
                let left = std::mem::replace(&mut self.here, place);
                if self.elsewhere.len() < ADDRESSES {
                    self.elsewhere.push(left);
                }
            }
        }
    }

    fn name_site(&mut self, site: i64, at: i64, calls: i64) {
        match self.sites.iter_mut().find(|named| named.0 == site) {
            Some(named) => *named = (site, named.1.max(at), named.2 + calls),
            None => self.sites.push((site, at, calls)),
        }
    }

    fn merge(&mut self, mut other: Self) {
        if other.at > self.at {
            std::mem::swap(self, &mut other);
        }
        for place in other.elsewhere.iter().chain([&other.here]) {
            let room = self.elsewhere.len() < ADDRESSES;
            match std::iter::once(&mut self.here).chain(&mut self.elsewhere).find(|known| known.address == place.address) {
                Some(known) => known.add(place),
                None if room => self.elsewhere.push(*place),
                None => {}
            }
        }
        for (site, last, calls) in other.sites {
            self.name_site(site, last, calls);
        }
    }

    fn last(&self, key: i64) -> Last {
        Last {
            key,
            at: self.at,
            address: self.here.address.to_string(),
            agent: self.agent.clone(),
            transport: self.transport.name().to_owned(),
            method: name(self.method).to_owned(),
            outcome: self.outcome.code().to_owned(),
        }
    }
}

/// The name of a method by its place.
fn name(method: usize) -> &'static str {
    methods::all().get(method).map_or("", |entry| entry.name())
}

/// A client's name as it is kept: readable, without line breaks, not too long.
fn agent(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().filter(|letter| !letter.is_control()).take(AGENT).collect()
}

/// Mixes the words of a key quickly. Callers do not choose ids of keys, so they cannot make them collide.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
    fn write_i64(&mut self, word: i64) {
        self.write_u64(word as u64);
    }
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
    fn write_isize(&mut self, word: isize) {
        self.write_u64(word as u64);
    }
}
