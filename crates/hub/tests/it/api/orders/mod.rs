//! Orders.

mod buyer;
mod combine;
mod create;
mod edit;
mod fix_external_ids;
mod gone;
mod history;
mod links_create;
pub mod list;
mod packs;
mod same_lines;
mod statuses;
mod sums;
mod upload;
