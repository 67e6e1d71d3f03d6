//! The answers of the methods of customers.

use schemars::JsonSchema;
use serde::Serialize;

use super::Customer;
use crate::Moment;
use crate::history::HistoryRow;
use crate::page::Pagination;
use crate::reply::{Ready, Row};

/// One customer.
#[derive(Serialize, JsonSchema)]
pub struct OneCustomer {
    /// The customer.
    pub customer: Ready<Customer>,
}

/// A page of a history.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// When the answer was made.
    pub generated_at: Moment,
    /// The rows, by ascending id.
    pub history: Vec<Ready<HistoryRow>>,
    /// Which page it is.
    pub pagination: Pagination,
}

/// A page of customers.
#[derive(Serialize, JsonSchema)]
pub struct CustomerPage {
    /// Which page it is.
    pub pagination: Pagination,
    /// The customers.
    pub customers: Vec<Ready<Customer>>,
}

/// The customers that were made, in the order they were sent.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct UploadedCustomers {
    /// Their ids.
    pub uploaded_customers: Vec<Row>,
    /// Empty: with refused customers the answer is an error with the status 460, which lists both.
    pub failed_customers: Vec<Row>,
}
