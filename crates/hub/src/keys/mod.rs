//! API access keys: their tokens, what they grant, and the gate every call passes.

pub mod gate;
pub mod grant;
pub mod pepper;
pub mod templates;
pub mod token;
