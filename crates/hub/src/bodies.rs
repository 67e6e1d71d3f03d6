//! What the bodies of calls may take of the machine: memory and threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;
use tokio::sync::{Semaphore, oneshot};
use wire::Problem;

/// Bodies of more bytes than these are read apart from the thread that serves others.
pub const SMALL: usize = 64 * 1024;

/// What bodies may take of the machine.
pub struct Bodies {
    /// Bytes of bodies whose callers are not known yet.
    held: AtomicUsize,
    /// The most of them.
    most: usize,
    /// Bodies that are read at once on threads of their own.
    places: Arc<Semaphore>,
}

/// Bytes of the budget; dropping them gives them back.
pub struct Share<'a> {
    /// The budget.
    pub bodies: &'a Bodies,
    /// How many bytes of it.
    pub bytes: usize,
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.bodies.held.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

/// A body that was read whole, and its share of the budget, to be held until its caller is known, or a file is kept.
pub struct Whole<'a> {
    /// The body.
    pub bytes: Bytes,
    /// Its share, where it was counted.
    pub share: Option<Share<'a>>,
}

impl Whole<'_> {
    /// Takes the body and leaves the share.
    pub fn take(&mut self) -> Bytes {
        std::mem::take(&mut self.bytes)
    }
}

impl Bodies {
    /// `most` is the budget of bodies whose callers are not known yet, in bytes.
    pub fn new(most: usize) -> Self {
        let places = std::thread::available_parallelism().map_or(2, |count| count.get().max(2));
        Self { held: AtomicUsize::new(0), most, places: Arc::new(Semaphore::new(places)) }
    }

    /// For bodies that are files of at most so many bytes: there is room for a few of the largest.
    pub fn for_files(most: usize) -> Self {
        Self::new(most.saturating_mul(4))
    }

    /// Bytes of bodies whose callers are not known yet.
    pub fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// Does work that takes long on a thread of its own, when there is a place: neither calls nor reads wait for it, and
    /// it waits for none of them.
    ///
    /// # Errors
    /// There is no thread to be had, or the work panicked.
    pub async fn apart<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
        let place = Arc::clone(&self.places).acquire_owned().await.map_err(|_| Problem::internal())?;
        let (sender, receiver) = oneshot::channel();
        let thread = std::thread::Builder::new().name("body".to_owned()).spawn(move || {
            // A caller that has gone does not wait for it.
            let _ = sender.send(work());
            drop(place);
        });
        if let Err(error) = thread {
            tracing::error!(%error, "no thread can be started to read a body");
            return Err(Problem::unavailable());
        }
        receiver.await.map_err(|_| Problem::internal())
    }

    /// Takes bytes of the budget. The last eighth is kept for small bodies, so that a few large ones do not shut them out.
    pub fn take(&self, share: &mut Share<'_>, bytes: usize) -> bool {
        let total = share.bytes + bytes;
        let most = if total > SMALL { self.most - self.most / 8 } else { self.most };
        let more = |held: usize| held.checked_add(bytes).filter(|held| *held <= most);
        let taken = self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).is_ok();
        if taken {
            share.bytes = total;
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_is_shared_given_back_and_keeps_an_eighth_for_small_bodies() {
        let bodies = Bodies::new(8 * 1024 * 1024);
        let take = |bytes: usize| {
            let mut share = Share { bodies: &bodies, bytes: 0 };
            bodies.take(&mut share, bytes).then_some(share)
        };
        let large: Vec<_> = (0..7).map(|_| take(1024 * 1024).expect("there is room")).collect();
        assert!(take(1024 * 1024).is_none() && take(SMALL + 1).is_none(), "the rest is for small ones");
        let small: Vec<_> = (0..16).map(|_| take(SMALL).expect("there is room for small ones")).collect();
        assert!(take(1).is_none());
        assert_eq!(bodies.held(), 8 * 1024 * 1024);
        drop((large, small));
        assert_eq!(bodies.held(), 0);
        assert!(take(usize::MAX).is_none() && take(7 * 1024 * 1024).is_some());
    }
}
