//! The barrier of slow reads: which of them run, and how the writer holds them up for a moment to empty its log.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::stop::{Means, Switch, Why};

/// For how long a read is held up while others end.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a read that must stop is interrupted again.
pub(crate) const AGAIN: Duration = Duration::from_millis(20);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Way {
    #[default]
    Open,
    /// Reads wait, but not for longer than [`PATIENCE`].
    Held,
    /// Reads wait until it opens.
    Closed,
}

/// The barrier.
#[derive(Default)]
pub(crate) struct ReadBarrier {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    way: Way,
    running: Vec<Arc<Switch>>,
}

impl ReadBarrier {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Admits a read once the barrier is open. False if its client has disconnected meanwhile.
    pub(crate) fn enter(&self, switch: &Arc<Switch>, means: Means) -> bool {
        let (mut state, waited) =
            self.changed.wait_timeout_while(self.state(), PATIENCE, |state| state.way == Way::Held).unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() && state.way == Way::Held {
            state.way = Way::Open;
            self.changed.notify_all();
        }
        let mut state = self.changed.wait_while(state, |state| state.way == Way::Closed).unwrap_or_else(PoisonError::into_inner);
        let begun = switch.begin(means);
        if begun {
            state.running.push(Arc::clone(switch));
        }
        begun
    }

    /// Ends a read.
    pub(crate) fn leave(&self, switch: &Arc<Switch>) {
        self.state().running.retain(|running| !Arc::ptr_eq(running, switch));
        self.changed.notify_all();
    }

    /// How many reads run.
    pub(crate) fn running(&self) -> usize {
        self.state().running.len()
    }

    /// True as long as reads are held up.
    pub(crate) fn is_held(&self) -> bool {
        self.state().way == Way::Held
    }

    /// Holds up reads that have not begun.
    pub(crate) fn hold(&self) {
        self.state().way = Way::Held;
    }

    /// Opens the barrier again.
    pub(crate) fn open(&self) {
        self.state().way = Way::Open;
        self.changed.notify_all();
    }

    /// Holds up reads that have not begun, and sets aside those that have; they run again once the barrier is open. False if
    /// some of them have not ended after `turns` times [`AGAIN`].
    pub(crate) fn clear(&self, turns: u32) -> bool {
        let mut state = self.state();
        state.way = Way::Closed;
        for _ in 0..turns {
            if state.running.is_empty() {
                return true;
            }
            state.running.iter().for_each(|switch| switch.want(Why::Aside));
            state = self.changed.wait_timeout(state, AGAIN).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.running.is_empty()
    }

    /// Stops every read that runs, for good.
    pub(crate) fn stop_all(&self) -> Vec<Arc<Switch>> {
        let state = self.state();
        state.running.iter().for_each(|switch| switch.want(Why::Gone));
        state.running.clone()
    }
}
