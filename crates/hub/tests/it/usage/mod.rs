//! How keys are used: counted on the way, told later, shown, learnt from.

mod advice;
mod counters;
mod pages;
mod stale;
mod stores;
mod sudden_end;
