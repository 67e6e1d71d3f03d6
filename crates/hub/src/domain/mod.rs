//! What may happen: the rules. No HTTP and no SQL text in here.

pub mod act;
pub mod change;
pub mod contact;
pub mod customers;
pub mod draft;
pub mod filters;
pub mod history;
pub mod keys;
pub mod matching;
pub mod orders;
pub mod passwords;
pub mod seed;
pub mod sites;
pub mod users;
