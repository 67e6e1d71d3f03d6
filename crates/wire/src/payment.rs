//! Payments of an order, and the requests that make, change and delete them.

use serde::{Deserialize, Serialize};

use crate::patch::entity;
use crate::{Arguments, Int, LongText, Moment, Money, Patch, Problem, Reference, Request, Text};

entity! {
    /// A payment of an order.
    #[schemars(example = serde_json::json!({"externalId": "1001", "type": "cash", "amount": 9.8, "order": {"externalId": "1001"}}))]
    pub struct Payment {
        /// Internal ID; in an edit of an order it names the payment to change.
        id: Patch<Int>,
        /// Code of the payment status.
        status: Patch<Text>,
        /// Code of the payment type.
        #[serde(rename = "type")]
        kind: Patch<Text>,
        /// External ID, unique in the store.
        external_id: Patch<Text>,
        /// Amount, in the currency of the order. A payment that comes without one and whose status says that it is completed
        /// covers what is left of the order.
        amount: Patch<Money>,
        /// When it was paid.
        paid_at: Patch<Moment>,
        /// Comment.
        comment: Patch<LongText>,
        /// The order; only in the payment methods.
        order: Patch<OrderName>,
    }
}

/// Names an order by one of its ids; `id` wins over `externalId`, and that over `number`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct OrderName {
    /// Internal ID.
    pub id: Patch<Int>,
    /// External ID; `externalID` is accepted too.
    #[serde(alias = "externalID")]
    pub external_id: Patch<Text>,
    /// Number.
    pub number: Patch<Text>,
}

impl crate::Entity for OrderName {}

/// The request of `orders/payments/create`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CreatePayment {
    /// Code of the store, to find the order by external id or number.
    pub site: Option<String>,
    /// The payment; its `order` and `type` are required.
    pub payment: Payment,
}

impl Request for CreatePayment {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, payment: arguments.entity("payment")? })
    }
}

/// The request of `orders/payments/{id}/edit`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditPayment {
    /// Which payment. Without `by`: the one with the external id, else the one with the internal id.
    #[schemars(flatten)]
    pub which: Reference,
    /// The internal id it may be named by, where `by` does not say.
    #[schemars(skip)]
    pub or_id: Option<i64>,
    /// Code of the store, to find the payment by external id.
    pub site: Option<String>,
    /// What changes.
    pub payment: Payment,
}

impl Request for EditPayment {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let or_id = if arguments.plain("by").is_none() { arguments.variable("externalId").parse().ok() } else { None };
        Ok(Self { which: arguments.by("externalId")?, or_id, site: arguments.site()?, payment: arguments.entity("payment")? })
    }
}

/// The request of `orders/payments/{id}/delete`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct DeletePayment {
    /// Internal ID of the payment.
    pub id: i64,
}

impl Request for DeletePayment {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")? })
    }
}
