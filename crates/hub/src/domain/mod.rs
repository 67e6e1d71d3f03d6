//! What may happen: the rules. No HTTP and no SQL text in here.

pub mod defaults;
pub mod reference;
pub mod seed;
pub mod settings;
