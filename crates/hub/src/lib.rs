//! What may happen and who may ask: the API, the keys, the rules, the command line.

pub mod api;
pub mod app;
pub mod clock;
pub mod domain;
pub mod fault;
pub mod house;
pub mod keys;
