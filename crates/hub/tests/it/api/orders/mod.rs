//! Orders.

mod combine;
mod create;
mod edit;
mod fix_external_ids;
mod gone;
mod history;
mod links_create;
mod list;
mod statuses;
mod upload;
