//! Payments of orders.

mod amounts;
mod create;
mod delete;
mod edit;
mod ids;
