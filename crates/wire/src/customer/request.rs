//! The requests of the customer methods.

use serde::Deserialize;

use crate::customer::{Customer, CustomerFilter, HistoryFilter};
use crate::order::CustomerName;
use crate::page::Page;
use crate::request::{Bulk, one_to_three};
use crate::{Arguments, Flag, Int, Patch, Problem, Reference, Request, Text};

pub use crate::order::FixExternalIds as FixOrderIds;

/// The most entities of one bulk call.
const MAX_BULK: usize = 50;

/// The request of `customers`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListCustomers {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: CustomerFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListCustomers {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let filter: CustomerFilter = arguments.filter()?;
        one_to_three("attachments", &filter.attachments)?;
        one_to_three("tasksCounts", &filter.tasks_counts)?;
        Ok(Self { filter, page: arguments.page()? })
    }
}

/// The request of `customers/{externalId}`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct GetCustomer {
    /// Which customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the customer by external id.
    pub site: Option<String>,
}

impl Request for GetCustomer {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: arguments.by("externalId")?, site: arguments.site()? })
    }
}

/// The request of `customers/create`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CreateCustomer {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The customer.
    pub customer: Customer,
}

impl Request for CreateCustomer {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.refuse_empty("customer")?;
        Ok(Self { site: arguments.site()?, customer: arguments.entity("customer")? })
    }
}

/// The request of `customers/{externalId}/edit`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditCustomer {
    /// Which customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the customer by external id.
    pub site: Option<String>,
    /// What changes.
    pub customer: Customer,
}

impl Request for EditCustomer {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: arguments.by("externalId")?, site: arguments.site()?, customer: arguments.entity("customer")? })
    }
}

/// The request of `customers/upload`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct UploadCustomers {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The customers, at most 50.
    #[schemars(with = "Vec<Customer>", length(max = 50))]
    pub customers: Bulk<Customer>,
}

impl Request for UploadCustomers {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, customers: arguments.entities(&["customers"], MAX_BULK)? })
    }
}

/// The request of `customers/fix-external-ids`.
#[derive(Debug)]
pub struct FixExternalIds(pub FixOrderIds);

/// What is sent: the same rows under another name.
#[derive(schemars::JsonSchema)]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct FixedCustomers {
    /// Which rows get which ids, at most 500.
    #[schemars(length(max = 500))]
    customers: Vec<crate::order::ExternalId>,
}

impl schemars::JsonSchema for FixExternalIds {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        FixedCustomers::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        FixedCustomers::json_schema(generator)
    }
}

impl Request for FixExternalIds {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        FixOrderIds::read_under(arguments, &["customers"]).map(Self)
    }
}

/// The request of `customers/history`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ReadHistory {
    /// What the history is narrowed to.
    #[schemars(default)]
    pub filter: HistoryFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ReadHistory {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let request = Self { filter: arguments.filter()?, page: arguments.page()? };
        crate::order::refuse_since_with_page(&request.filter.since_id, request.page)?;
        Ok(request)
    }
}

/// The request of `customers/combine`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CombineCustomers {
    /// The customers that go, by their internal ids; at most 50.
    #[schemars(with = "Vec<CustomerName>", length(min = 1, max = 50), example = serde_json::json!([{"id": 2}]))]
    pub customers: Vec<i64>,
    /// The customer that stays, by its internal id.
    #[schemars(with = "CustomerName", rename = "resultCustomer", example = serde_json::json!({"id": 1}))]
    pub result: i64,
}

impl Request for CombineCustomers {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let result: CustomerName = arguments.entity("resultCustomer")?;
        let result = result.id.value().map(|id| id.0).ok_or_else(|| Problem::entity("resultCustomer.id", "must be given"))?;
        let mut customers = Vec::new();
        for (index, (_, named)) in arguments.entities::<CustomerName>(&["customers"], MAX_BULK)?.into_iter().enumerate() {
            let named = named.map_err(|(path, error)| Problem::entity(format!("customers.{index}.{path}").trim_end_matches('.'), error))?;
            customers
                .push(named.id.value().map(|id| id.0).ok_or_else(|| Problem::entity(format!("customers.{index}.id"), "must be given"))?);
        }
        if customers.is_empty() {
            return Err(Problem::entity("customers", "must name at least one customer"));
        }
        Ok(Self { customers, result })
    }
}

/// A mailing subscription to switch.
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
#[schemars(example = serde_json::json!({"channel": "email", "subscription": "news", "active": false}))]
pub struct Subscription {
    /// Channel: `email`, `sms` and whatever else there is.
    pub channel: Patch<Text>,
    /// Code of the subscription.
    pub subscription: Patch<Text>,
    /// On or off.
    pub active: Patch<Flag>,
    /// Internal ID of the message that led to the change.
    pub message_id: Patch<Int>,
}

impl crate::Entity for Subscription {}

/// The request of `customers/{externalId}/subscriptions`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct Subscribe {
    /// Which customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the customer by external id.
    pub site: Option<String>,
    /// What to switch, at most 100.
    #[schemars(length(max = 100))]
    pub subscriptions: Vec<Subscription>,
}

impl Request for Subscribe {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let (which, site) = (arguments.by("externalId")?, arguments.site()?);
        let mut subscriptions = Vec::new();
        for (index, (_, read)) in arguments.entities::<Subscription>(&["subscriptions"], 100)?.into_iter().enumerate() {
            subscriptions.push(read.map_err(|(path, error)| Problem::entity(format!("{index}.{path}").trim_end_matches('.'), error))?);
        }
        Ok(Self { which, site, subscriptions })
    }
}
