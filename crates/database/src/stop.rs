//! Stopping a slow read: because its client has gone, or because it keeps the write-ahead log from being emptied.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::InterruptHandle;

use crate::postgres::Canceller;

/// How a statement that runs is stopped.
#[derive(Clone)]
pub(crate) enum Means {
    Sqlite(Arc<InterruptHandle>),
    Postgres(Arc<Canceller>),
}

/// Why a read is to stop; the later reason outweighs the earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Why {
    /// It runs again once the log has been emptied.
    Aside,
    /// Its client has gone.
    Gone,
}

/// The switch of one slow read.
///
/// A statement may be interrupted between [`Switch::begin`] and [`Switch::end`] only, so an interrupt never reaches the next
/// read on the same connection.
#[derive(Default)]
pub(crate) struct Switch(Mutex<State>);

#[derive(Default)]
struct State {
    means: Option<Means>,
    wanted: Option<Why>,
    is_done: bool,
}

impl Switch {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that its statements run from here on. False if its client has gone already.
    pub(crate) fn begin(&self, means: Means) -> bool {
        let mut state = self.state();
        if state.wanted == Some(Why::Gone) {
            return false;
        }
        state.means = Some(means);
        true
    }

    /// Notes that none of its statements runs any more; why it was to stop, if it was.
    pub(crate) fn end(&self) -> Option<Why> {
        let mut state = self.state();
        state.means = None;
        let why = state.wanted;
        state.wanted = why.filter(|why| *why == Why::Gone);
        why
    }

    /// Notes that it will not run again.
    pub(crate) fn finish(&self) {
        self.state().is_done = true;
    }

    /// True once it is to stop: no further statement is begun.
    pub(crate) fn is_wanted(&self) -> bool {
        self.state().wanted.is_some()
    }

    /// Has it stop, if it takes no waiting: SQLite's statement is interrupted at once, PostgreSQL's by [`Switch::insist`].
    pub(crate) fn want(&self, why: Why) {
        let mut state = self.state();
        state.wanted = state.wanted.max(Some(why));
        if let Some(Means::Sqlite(handle)) = &state.means {
            handle.interrupt();
        }
    }

    /// Interrupts its statement once more: an interrupt that comes just before a statement begins is lost. False once the
    /// read has ended.
    pub(crate) fn insist(&self) -> bool {
        let state = self.state();
        if state.is_done {
            return false;
        }
        match state.means.clone().filter(|_| state.wanted.is_some()) {
            Some(Means::Sqlite(handle)) => handle.interrupt(),
            // The session of a read that was to stop is not used again, so this may come too late.
            Some(Means::Postgres(canceller)) => {
                drop(state);
                canceller.cancel();
            }
            None => {}
        }
        true
    }
}
