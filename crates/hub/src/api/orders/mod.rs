//! Orders.

pub mod combine;
pub mod create;
pub mod edit;
pub mod fix_external_ids;
pub mod get;
pub mod history;
mod history_v3;
pub mod links_create;
pub mod list;
pub mod statuses;
pub mod upload;
