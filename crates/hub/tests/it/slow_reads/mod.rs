//! Reads that take long: how many there are at once, for whom, for how long, and what they cost everyone else.

mod api;
mod database;
mod log;
mod memory;
mod pages;
