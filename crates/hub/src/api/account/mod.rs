//! What a key may ask about the account and itself; the addresses have no version.

pub mod credentials;
pub mod system_info;
pub mod versions;
