//! Payments of orders.

pub mod create;
pub mod delete;
pub mod edit;
