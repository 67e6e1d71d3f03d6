//! How keys are used: counts by hour and day, last calls, addresses, named stores; nodes add up.

mod reports;
mod stores;
mod write;

pub use reports::{Last, Line, Seen, addresses, by_day, by_hour, counted_since, last, named_sites, used_since};
pub use stores::{StoreCalls, all_days, all_hours, by_key, newest_call, store_days, store_hours, store_last};
pub use write::{Counts, Harvest, add, forget};
