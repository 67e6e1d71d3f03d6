//! What is said: the requests, replies, filters and error texts of the HTTP API.
//!
//! Pure data: no I/O, no clock, no knowledge of HTTP servers or SQL. The doc comments of the types here
//! are the reference book of the product; a field's comment states its unit, limits and meaning.

pub mod account;
pub mod address;
pub mod bounds;
pub mod cart;
pub mod charset;
pub mod contragent;
pub mod corporate;
pub mod cost;
pub mod custom_field;
pub mod customer;
pub mod file;
pub mod form;
pub mod history;
pub mod integration;
pub mod key;
pub mod methods;
pub mod moment;
pub mod money;
pub mod noun;
pub mod order;
pub mod pack;
pub mod page;
pub mod patch;
pub mod payment;
mod place;
pub mod problem;
pub mod reference;
pub mod reply;
pub mod request;
pub mod scalar;
pub mod settings;
pub mod source;
pub mod store;
pub mod task;
pub mod user;

pub use charset::Charset;
pub use moment::{Moment, Until, Zone};
pub use money::Money;
pub use patch::{Entity, List, Patch, ReadOnly};
pub use problem::{Code, Problem};
pub use request::{Arguments, Nothing, Reference, Request, Version};
pub use scalar::{Clock, Day, Flag, Int, Json, LongText, Text};
