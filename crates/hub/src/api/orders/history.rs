//! GET /orders/history: what happened to orders.

use database::history::Filter;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use wire::Moment;
use wire::history::HistoryRow;
use wire::order::ReadHistory;
use wire::page::Pagination;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::orders;
use crate::fault::Fault;

/// Read what happened to orders, oldest first.
pub struct OrdersHistory;

/// A page of a history.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct History {
    /// When the answer was made.
    generated_at: Moment,
    /// The rows, by ascending id.
    #[serde(skip_serializing_if = "Option::is_none")]
    history: Option<Vec<Ready<HistoryRow>>>,
    /// In v3: the changed orders, each with the fields that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    orders: Option<Vec<Value>>,
    /// Which page it is.
    pagination: Pagination,
}

impl Method for OrdersHistory {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/orders/history";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::OrderRead;
    const SUMMARY: &'static str = "Get the history of orders, oldest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ReadHistory;
    type Reply = History;

    fn answer(call: Call<'_, '_, ReadHistory>) -> Result<History, Fault> {
        let sent = &call.request;
        let filter = Filter {
            subject: sent.filter.order_id.value().map(|id| id.0),
            external_id: sent.filter.order_external_id.value().map(|id| id.0.clone()),
            contacts: Vec::new(),
            since: sent.filter.since_id.value().map(|id| id.0),
            from: sent.filter.start_date.value().map(|moment| moment.0),
            to: sent.filter.end_date.value().map(|until| until.0.0),
            not_by: sent.skip_mine.then_some(call.caller.key.id),
            reader: Some(call.caller.key.id),
            order: None,
            order_external_id: None,
        };
        let (page, flat, offset) = (sent.page, sent.flat, sent.offset.saturating_add(sent.page.offset()));
        let (texts, total) = orders::read_history(call.tx, &call.act(), &filter, page.limit, offset)?;
        let rows = crate::api::ready(texts)?;
        let (history, orders) = if flat { (None, Some(super::history_v3::orders(&rows)?)) } else { (Some(rows), None) };
        Ok(History { generated_at: call.now, history, orders, pagination: page.of(total) })
    }
}
