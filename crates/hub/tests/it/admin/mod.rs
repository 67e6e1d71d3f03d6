//! The pages, as somebody at a browser meets them.

mod headers;
mod keys;
mod keys_list;
mod marketplace;
mod people;
mod roles;
mod second_step;
mod settings;
mod setup;
mod sign_in;
mod stores;
mod words;
