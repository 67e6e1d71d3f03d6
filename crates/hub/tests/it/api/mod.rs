//! The methods of the API, each where its source is, and what holds for many of them at once.

mod bad_input;
mod blanks;
mod bounds;
mod carts;
mod corporate;
mod costs;
mod custom_fields;
mod customers;
mod everywhere;
mod facets;
mod guesses;
mod integration_modules;
mod keys;
mod masks;
mod matching;
mod orders;
mod payments;
mod phones;
mod polls;
mod reference;
mod round_trip;
mod rows;
mod scoping;
mod settings;
pub mod store;
mod tasks;
mod users;
