//! Payments of orders.

mod create;
mod delete;
mod edit;
