//! The places for connections: so many in all and so many for each address. Where none is free, a connection that sends
//! nothing makes room for one that may.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::access::addresses::Addresses;
use domain::access::guesses::network;
use domain::clock::Clock;
use domain::seldom::Seldom;
use tokio::sync::Notify;

use super::limits::Limits;
use super::pulse::Pulse;

/// For how long a new connection may send nothing before an idle one is kept rather than it.
const BENEFIT: Duration = Duration::from_secs(1);
/// How often idle connections are looked for when there were none.
const SEARCH: Duration = Duration::from_millis(100);
/// For how long a new connection waits for those that make room to be gone.
const LEAVING: Duration = Duration::from_secs(1);

/// The places of a server.
pub struct Slots {
    limits: Limits,
    /// Whose connections are counted together only.
    proxies: Addresses,
    table: Mutex<Table>,
    /// A connection is gone.
    freed: Notify,
    lack: Seldom,
}

/// Why a connection has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Full {
    /// There is none for it.
    InUse,
    /// Connections that were closed to make room are not gone yet.
    Leaving,
}

#[derive(Default)]
struct Table {
    next: u64,
    /// Connections, oldest first.
    open: BTreeMap<u64, Arc<Pulse>>,
    /// How many there are of an address.
    each: HashMap<u128, usize>,
    /// Those that had sent nothing yet when they were looked at, oldest first; some are gone.
    silent: VecDeque<u64>,
    /// When no idle connection was found.
    searched: Option<Duration>,
}

/// A place that is taken; dropping it frees it.
pub struct Slot {
    places: Arc<Slots>,
    id: u64,
    network: Option<u128>,
}

impl Slots {
    /// Slots within these bounds; the addresses of proxies have as many as there are.
    pub fn new(limits: Limits, proxies: Addresses) -> Self {
        Self { limits, proxies, table: Mutex::default(), freed: Notify::new(), lack: Seldom::default() }
    }

    /// The bounds.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// How many places are taken.
    pub fn taken(&self) -> usize {
        self.table().open.len()
    }

    /// Takes a place for a connection from an address; `None` where it is not to be served. Waits for connections that
    /// are being closed: without it a burst of silent ones would shut out a client that arrives behind them.
    pub async fn take(self: &Arc<Self>, address: IpAddr, pulse: &Arc<Pulse>) -> Option<Slot> {
        let patience = tokio::time::sleep(LEAVING);
        let mut patience = std::pin::pin!(patience);
        loop {
            match self.take_now(address, pulse) {
                Ok(slot) => return Some(slot),
                Err(Full::InUse) => return None,
                Err(Full::Leaving) => tokio::select! {
                    () = self.freed.notified() => {}
                    () = &mut patience => return None,
                },
            }
        }
    }

    fn take_now(self: &Arc<Self>, address: IpAddr, pulse: &Arc<Pulse>) -> Result<Slot, Full> {
        let address = address.to_canonical();
        let network = (!address.is_loopback() && !self.proxies.name(address)).then(|| network(address));
        let mut table = self.table();
        if network.is_some_and(|network| table.each.get(&network).is_some_and(|count| *count >= self.limits.each)) {
            self.lack.log(|| tracing::warn!(%address, "an address has all the connections that one address may have; more are closed"));
            return Err(Full::InUse);
        }
        // Those that make room are gone in a moment.
        let leaving = (self.limits.all / 8).clamp(1, 32);
        if table.open.len() >= self.limits.all {
            let all = self.limits.all;
            self.lack.log(|| tracing::warn!(all, "all places for connections are taken; idle ones are closed for new ones"));
            if table.open.len() >= self.limits.all + leaving {
                return Err(Full::Leaving);
            }
            if !table.make_room(Clock::uptime()) {
                return Err(Full::InUse);
            }
        }
        let id = table.next;
        table.next += 1;
        table.open.insert(id, Arc::clone(pulse));
        table.silent.push_back(id);
        if let Some(network) = network {
            *table.each.entry(network).or_default() += 1;
        }
        table.forget_gone();
        Ok(Slot { places: Arc::clone(self), id, network })
    }

    /// Closes a connection that sends nothing, to have its file.
    pub fn make_room(&self) {
        self.table().make_room(Clock::uptime());
    }

    /// Every change of the table is whole, also where a thread panicked after it.
    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Table {
    /// Has a connection closed: the oldest without a request, unless it is new and another one has long been idle. False
    /// when all of them are in use.
    fn make_room(&mut self, now: Duration) -> bool {
        let oldest = loop {
            let Some(id) = self.silent.front() else { break None };
            match self.open.get(id).filter(|pulse| pulse.is_silent() && !pulse.is_shed()) {
                Some(pulse) => break Some(Arc::clone(pulse)),
                None => self.silent.pop_front(),
            };
        };
        if let Some(oldest) = oldest.as_ref().filter(|oldest| now >= oldest.opened + BENEFIT) {
            oldest.shed();
            return true;
        }
        if self.searched.is_none_or(|searched| now >= searched + SEARCH) {
            let idle = self.open.values().filter(|pulse| !pulse.is_silent() && !pulse.is_shed() && pulse.idleness() > 0);
            match idle.max_by_key(|pulse| pulse.idleness()) {
                Some(idle) => {
                    idle.shed();
                    return true;
                }
                None => self.searched = Some(now),
            }
        }
        oldest.inspect(|oldest| oldest.shed()).is_some()
    }

    /// Keeps the list of silent connections no longer than it need be.
    fn forget_gone(&mut self) {
        if self.silent.len() > 2 * self.open.len() + 64 {
            let open = &self.open;
            self.silent.retain(|id| open.get(id).is_some_and(|pulse| pulse.is_silent()));
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut table = self.places.table();
        table.open.remove(&self.id);
        if let Some(network) = self.network
            && let Some(count) = table.each.get_mut(&network)
        {
            *count -= 1;
            if *count == 0 {
                table.each.remove(&network);
            }
        }
        drop(table);
        self.places.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn places(all: usize, each: usize) -> Arc<Slots> {
        let proxies = Addresses::parse("192.0.2.80").expect("an address");
        Arc::new(Slots::new(Limits { all, each, ..Limits::default() }, proxies))
    }

    #[test]
    fn an_address_has_so_many_connections_and_a_network_of_ipv6_is_one() {
        let places = places(1000, 2);
        let take = |address: &str| places.take_now(ip(address), &Arc::default()).ok();
        let (first, _second) = (take("192.0.2.1").expect("a place"), take("::ffff:192.0.2.1").expect("a place"));
        assert!(take("192.0.2.1").is_none());
        let _other = take("192.0.2.2").expect("another address has its own");
        let _v6 = [take("2001:db8::1").expect("a place"), take("2001:db8::2").expect("a place")];
        assert!(take("2001:db8::3").is_none() && take("2001:db8:0:1::1").is_some());
        let unbounded: Vec<_> = (0..5).flat_map(|_| [take("127.0.0.1"), take("::1"), take("192.0.2.80")]).collect();
        assert!(unbounded.iter().all(Option::is_some), "loopback and trusted proxies are not counted");
        drop(first);
        assert!(take("192.0.2.1").is_some(), "a place is free again");
    }

    #[test]
    fn the_oldest_that_sends_nothing_makes_room_and_one_in_use_never_does() {
        use crate::server::pulse::UnderWay;
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime starts");
        let begin = |places: &Arc<Slots>| {
            let pulse = Arc::new(Pulse::new(Clock::uptime()));
            let place = places.take_now(ip("127.0.0.1"), &pulse).ok()?;
            let held = runtime.spawn(async move {
                std::future::pending::<()>().await;
                drop(place);
            });
            pulse.runs_as(held.abort_handle());
            Some(pulse)
        };
        let places = places(3, 10);
        let [used, silent, younger] = [(); 3].map(|()| begin(&places).expect("a place"));
        let calls: Vec<_> = [&used].map(|pulse| UnderWay::begin(pulse, false)).into();
        let newcomer = begin(&places).expect("one makes room");
        assert!(silent.is_shed() && ![&used, &younger, &newcomer].iter().any(|pulse| pulse.is_shed()));
        runtime.block_on(tokio::task::yield_now());
        assert_eq!(places.taken(), 3);
        let calls: Vec<_> = calls.into_iter().chain([&younger, &newcomer].map(|pulse| UnderWay::begin(pulse, false))).collect();
        assert!(begin(&places).is_none(), "all are in use");
        drop(calls);
    }

    #[tokio::test]
    async fn a_newcomer_waits_for_those_that_make_room_to_be_gone() {
        let places = places(1, 10);
        let take = || async { places.take(ip("127.0.0.1"), &Arc::default()).await };
        let (leaving, newcomer) = (take().await.expect("a place"), take().await.expect("the first makes room"));
        let waiting = async { take().await.is_some() };
        let gone = async {
            tokio::task::yield_now().await;
            drop(leaving);
        };
        assert_eq!(tokio::join!(waiting, gone), (true, ()));
        let _newcomer = newcomer;
    }

    #[tokio::test]
    async fn a_newcomer_does_not_wait_for_ever() {
        let places = places(1, 10);
        let take = || async { places.take(ip("127.0.0.1"), &Arc::default()).await };
        let _stuck = [take().await.expect("a place"), take().await.expect("the first makes room")];
        assert!(take().await.is_none());
    }

    #[test]
    fn the_list_of_silent_connections_does_not_grow_without_end() {
        let places = places(10, 10);
        for _ in 0..10_000 {
            drop(places.take_now(ip("192.0.2.1"), &Arc::default()));
        }
        let table = places.table();
        assert!(table.silent.len() <= 66 && table.each.is_empty() && table.open.is_empty());
    }
}
