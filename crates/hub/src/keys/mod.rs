//! API access keys: their tokens, what they grant, the gate every call passes; and the secrets of the data folder.

pub mod gate;
pub mod grant;
pub mod pepper;
pub mod sealed;
pub mod secret_file;
pub mod templates;
pub mod token;
