//! What may happen: the rules. No HTTP and no SQL text in here.

pub mod seed;
