//! Slots for work that takes long: a fixed number, shared out fairly among those who ask for them.
//!
//! An owner (a key, a person) has a few places at most. Whoever finds none free waits, for a while and in a queue of a fixed
//! length; places that become free go round among the owners who wait, one each, whatever the length of their queues.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// Whose work it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Owner {
    /// That of a key, by its id.
    Key(i64),
    /// That of a signed-in user, by id.
    Person(i64),
}

/// How many places there are, and how many may wait for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Slots in all.
    pub places: usize,
    /// Slots of one owner.
    pub places_each: usize,
    /// How many may wait, in all.
    pub queue: usize,
    /// How many may wait of one owner.
    pub queue_each: usize,
    /// For how long each may wait.
    pub wait: Duration,
}

/// The places.
#[derive(Clone)]
pub struct Slots {
    limits: Limits,
    state: Arc<Mutex<State>>,
}

/// There is no place, and none can be waited for any longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Full;

/// A place. Dropping it makes it free for the next.
pub struct Slot {
    owner: Owner,
    state: Arc<Mutex<State>>,
    limits: Limits,
}

#[derive(Default)]
struct State {
    taken: usize,
    waiting: usize,
    tickets: u64,
    owners: HashMap<Owner, Share>,
    /// Owners with a waiting read that may have another place, in the order in which they get one.
    round: VecDeque<Owner>,
}

#[derive(Default)]
struct Share {
    taken: usize,
    queue: VecDeque<(u64, oneshot::Sender<()>)>,
    in_round: bool,
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Slots {
    /// Slots that are all free.
    pub fn new(limits: Limits) -> Self {
        Self { limits, state: Arc::default() }
    }

    /// Takes a place, as soon as it is the owner's turn.
    ///
    /// # Errors
    /// Too many wait already, or it took too long.
    pub async fn take(&self, owner: Owner) -> Result<Slot, Full> {
        let (ticket, called) = {
            let mut state = lock(&self.state);
            if state.has_room(owner, self.limits) {
                state.seat(owner);
                return Ok(self.place(owner));
            }
            let (call, called) = oneshot::channel();
            (state.queue(owner, call, self.limits)?, called)
        };
        let mut waiting = Waiting { places: self, owner, ticket, is_over: false };
        match tokio::time::timeout(self.limits.wait, called).await {
            Ok(Ok(())) => {
                waiting.is_over = true;
                Ok(self.place(owner))
            }
            _ => Err(Full),
        }
    }

    fn place(&self, owner: Owner) -> Slot {
        Slot { owner, state: Arc::clone(&self.state), limits: self.limits }
    }

    /// How many places are taken.
    pub fn taken(&self) -> usize {
        lock(&self.state).taken
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        lock(&self.state).waiting
    }
}

impl State {
    fn has_room(&self, owner: Owner, limits: Limits) -> bool {
        let share = self.owners.get(&owner);
        self.taken < limits.places && share.is_none_or(|share| share.taken < limits.places_each && share.queue.is_empty())
    }

    fn seat(&mut self, owner: Owner) {
        self.taken += 1;
        self.owners.entry(owner).or_default().taken += 1;
    }

    fn queue(&mut self, owner: Owner, call: oneshot::Sender<()>, limits: Limits) -> Result<u64, Full> {
        let length = self.owners.get(&owner).map_or(0, |share| share.queue.len());
        if self.waiting >= limits.queue || length >= limits.queue_each {
            return Err(Full);
        }
        self.tickets += 1;
        self.waiting += 1;
        self.owners.entry(owner).or_default().queue.push_back((self.tickets, call));
        self.join_round(owner, limits);
        Ok(self.tickets)
    }

    fn join_round(&mut self, owner: Owner, limits: Limits) {
        let Some(share) = self.owners.get_mut(&owner) else { return };
        if !share.queue.is_empty() && !share.in_round && share.taken < limits.places_each {
            share.in_round = true;
            self.round.push_back(owner);
        }
    }

    /// Gives a place back, and free ones to those whose turn it is.
    fn give_back(&mut self, owner: Owner, limits: Limits) {
        self.taken -= 1;
        if let Some(share) = self.owners.get_mut(&owner) {
            share.taken -= 1;
        }
        self.join_round(owner, limits);
        self.call_next(limits);
        self.forget(owner);
    }

    fn call_next(&mut self, limits: Limits) {
        while self.taken < limits.places
            && let Some(owner) = self.round.pop_front()
        {
            let Some(share) = self.owners.get_mut(&owner) else { continue };
            share.in_round = false;
            if let Some((_, call)) = share.queue.pop_front() {
                self.waiting -= 1;
                self.seat(owner);
                // Who has just stopped waiting gives the place back.
                let _ = call.send(());
            }
            self.join_round(owner, limits);
            self.forget(owner);
        }
    }

    /// Takes a ticket out of the queue. False if it has been called already.
    fn leave_queue(&mut self, owner: Owner, ticket: u64) -> bool {
        let Some(share) = self.owners.get_mut(&owner) else { return false };
        let Some(at) = share.queue.iter().position(|(other, _)| *other == ticket) else { return false };
        share.queue.remove(at);
        self.waiting -= 1;
        self.forget(owner);
        true
    }

    fn forget(&mut self, owner: Owner) {
        if self.owners.get(&owner).is_some_and(|share| share.taken == 0 && share.queue.is_empty() && !share.in_round) {
            self.owners.remove(&owner);
        }
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        lock(&self.state).give_back(self.owner, self.limits);
    }
}

/// A ticket in the queue, which may be given up at any moment.
struct Waiting<'a> {
    places: &'a Slots,
    owner: Owner,
    ticket: u64,
    is_over: bool,
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        let mut state = lock(&self.places.state);
        if !state.leave_queue(self.owner, self.ticket) {
            // It has just been called.
            state.give_back(self.owner, self.places.limits);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    const A: Owner = Owner::Key(1);
    const B: Owner = Owner::Key(2);
    const C: Owner = Owner::Person(1);

    fn places(wait: Duration) -> Slots {
        Slots::new(Limits { places: 3, places_each: 2, queue: 6, queue_each: 4, wait })
    }

    fn run(work: impl Future<Output = ()>) {
        tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(work);
    }

    /// Asks for a place and notes in the list when it was had; the place is kept until asked to give it back.
    fn ask(places: &Slots, owner: Owner, had: &Arc<Mutex<Vec<Owner>>>) -> tokio::task::JoinHandle<Result<Slot, Full>> {
        let (places, had) = (places.clone(), Arc::clone(had));
        tokio::spawn(async move {
            let place = places.take(owner).await;
            if place.is_ok() {
                had.lock().expect("no panic").push(owner);
            }
            place
        })
    }

    async fn settle() {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }

    #[test]
    fn one_owner_cannot_take_every_place_nor_the_whole_queue() {
        run(async {
            let places = places(Duration::from_secs(60));
            let had = Arc::default();
            let asked: Vec<_> = (0..10).map(|_| ask(&places, A, &had)).collect();
            settle().await;
            assert_eq!((places.taken(), places.waiting()), (2, 4));
            assert_eq!(asked.iter().filter(|task| task.is_finished()).count(), 2 + 4, "four too many were turned away at once");
            let other = places.take(B).await;
            assert!(other.is_ok() && places.take(C).now_or_never().is_none(), "the third place is the other's");
        });
    }

    #[test]
    fn free_places_go_round_among_those_who_wait() {
        run(async {
            let places = places(Duration::from_secs(60));
            let had = Arc::default();
            let mut held =
                vec![places.take(A).await.expect("free"), places.take(A).await.expect("free"), places.take(B).await.expect("free")];
            let waiting =
                [ask(&places, A, &had), ask(&places, A, &had), ask(&places, A, &had), ask(&places, B, &had), ask(&places, C, &had)];
            settle().await;
            assert!(had.lock().expect("no panic").is_empty());
            // A gives back both of its places, one after the other.
            held.remove(0);
            settle().await;
            held.remove(0);
            settle().await;
            assert_eq!(*had.lock().expect("no panic"), [B, C], "those who had less come first, in whatever order they asked");
            held.clear();
            settle().await;
            assert_eq!(*had.lock().expect("no panic"), [B, C, A]);
            for task in waiting {
                task.abort();
                drop(task.await);
            }
            assert_eq!((places.taken(), places.waiting()), (0, 0));
            assert!(lock(&places.state).owners.is_empty() && lock(&places.state).round.is_empty(), "no owner is remembered");
        });
    }

    #[test]
    fn waiting_ends_after_a_while_and_leaves_nothing_behind() {
        run(async {
            let places = places(Duration::from_millis(20));
            let held = [places.take(A).await.expect("free"), places.take(A).await.expect("free")];
            assert_eq!(places.take(A).await.err(), Some(Full));
            assert_eq!((places.taken(), places.waiting()), (2, 0));
            drop(held);
            assert!(lock(&places.state).owners.is_empty());
        });
    }

    #[test]
    fn whoever_goes_in_the_very_moment_they_are_called_gives_the_place_back() {
        run(async {
            let places = places(Duration::from_secs(60));
            let held = [places.take(A).await.expect("free"), places.take(A).await.expect("free")];
            let had = Arc::default();
            let (first, second) = (ask(&places, A, &had), ask(&places, A, &had));
            settle().await;
            // Both are called, and the first has not been polled since.
            drop(held);
            first.abort();
            settle().await;
            assert!(second.is_finished() && first.is_finished());
            assert_eq!(places.taken(), 1);
        });
    }
}
