//! GET /customers: a page of customers, newest first.

use schemars::JsonSchema;
use serde::Serialize;
use wire::customer::{Customer, ListCustomers};
use wire::page::Pagination;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::customers;
use crate::fault::Fault;

/// List customers, newest first.
pub struct CustomersList;

/// A page of customers.
#[derive(Serialize, JsonSchema)]
pub struct CustomerPage {
    /// Which page it is.
    pagination: Pagination,
    /// The customers.
    customers: Vec<Ready<Customer>>,
}

impl Method for CustomersList {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "List customers, newest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ListCustomers;
    type Reply = CustomerPage;

    fn answer(call: Call<'_, '_, ListCustomers>) -> Result<CustomerPage, Fault> {
        let (texts, pagination) = customers::list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
        Ok(CustomerPage { pagination, customers: crate::api::ready(texts)? })
    }
}
