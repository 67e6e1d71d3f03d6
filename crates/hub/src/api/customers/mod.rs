//! Customers.

pub mod combine;
pub mod create;
pub mod edit;
pub mod fix_external_ids;
pub mod get;
pub mod history;
pub mod list;
pub mod notes;
pub mod subscriptions;
pub mod upload;
