//! API access keys: their tokens, what they grant, what limits them, the gate that knows them all; and the secrets of the
//! data folder.

pub mod addresses;
pub mod calls;
pub mod ended;
pub mod gate;
pub mod grant;
pub mod guesses;
pub mod hours;
pub mod limits;
pub mod lost;
pub mod masking;
pub mod masks;
pub mod news;
pub mod pepper;
pub mod rate_limit;
pub mod reason;
pub mod reporters;
pub mod request_id;
pub mod rows;
pub mod rules;
pub mod sealed;
pub mod secret_file;
pub mod secrets;
pub mod templates;
pub mod token;
pub mod usage;
