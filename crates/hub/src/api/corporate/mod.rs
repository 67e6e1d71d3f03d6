//! /customers-corporate: corporate customers, their notes and their parts.

pub mod combine;
pub mod create;
pub mod edit;
pub mod fix_external_ids;
pub mod get;
pub mod history;
pub mod list;
pub mod notes;
pub mod parts;
pub mod upload;
