//! How keys are used: counted during calls, written later, shown, used for advice.

mod advice;
mod counters;
mod pages;
mod stale;
mod stores;
mod sudden_end;
