//! How keys are used: counts by hour and day, last calls, addresses, named stores; nodes add up.

mod reports;
mod write;

pub use reports::{Last, Line, Seen, addresses, by_day, by_hour, counted_since, last, named_sites, used_since};
pub use write::{Counts, Harvest, add, forget};
