//! The hub as a program: the API, the pages, the command line, the work in the background.

pub mod admin;
pub mod api;
pub mod app;
pub mod backup;
pub mod bodies;
pub mod book;
mod broken_heads;
pub mod cli;
pub mod config;
pub mod executor;
pub mod file_store;
pub mod folder;
pub mod lease;
pub mod metrics;
pub mod read_slots;
pub mod server;
pub mod slow;
pub mod systemd;
pub mod threads;
pub mod traces;
pub mod upkeep;
pub mod visit;
pub mod watch;
pub mod work;
