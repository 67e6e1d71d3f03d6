//! What may happen and who may ask: the API, the keys, the rules, the command line.

pub mod account;
pub mod admin;
pub mod api;
pub mod app;
pub mod backup;
pub mod book;
mod broken_heads;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod executor;
pub mod fault;
pub mod file_store;
pub mod folder;
pub mod keys;
pub mod lease;
pub mod metrics;
pub mod read_slots;
pub mod seldom;
pub mod server;
pub mod slow;
pub mod systemd;
pub mod threads;
pub mod upkeep;
pub mod watch;
pub mod work;
