//! The door: where keys come from, which bodies are read, and that nothing that comes in breaks it.

mod bodies;
mod charsets;
mod credentials;
mod heads;
mod noise;
mod unread;
