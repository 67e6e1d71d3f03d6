//! Customers.

mod combine;
mod edit;
mod fix_external_ids;
mod gone;
mod history;
pub mod list;
mod notes;
mod subscriptions;
mod sums;
mod upload;
