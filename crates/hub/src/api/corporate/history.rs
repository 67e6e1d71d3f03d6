//! GET /customers-corporate/history: what happened to corporate customers.

use database::history::Filter;
use schemars::JsonSchema;
use serde::Serialize;
use wire::Moment;
use wire::corporate::{HistoryRow, ReadHistory};
use wire::page::Pagination;
use wire::reply::Ready;

use crate::api::{Call, Method, Permission, Verb, Versions, Weight};
use crate::domain::corporate;
use crate::fault::Fault;

/// A page of a history.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CorporateHistory")]
pub struct History {
    /// When the answer was made.
    generated_at: Moment,
    /// The rows, by ascending id.
    history: Vec<Ready<HistoryRow>>,
    /// Which page it is.
    pagination: Pagination,
}

/// Get the history of corporate customers, oldest first.
pub struct CorporateHistory;

impl Method for CorporateHistory {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/customers-corporate/history";
    const VERSIONS: Versions = Versions::V5;
    const SCOPE: Permission = Permission::CustomerRead;
    const SUMMARY: &'static str = "Get the history of corporate customers, oldest first";
    const WEIGHT: Weight = Weight::Long;
    type Request = ReadHistory;
    type Reply = History;

    fn answer(call: Call<'_, '_, ReadHistory>) -> Result<History, Fault> {
        let sent = &call.request.filter;
        let filter = Filter {
            subject: sent.customer_id.value().map(|id| id.0),
            external_id: sent.customer_external_id.value().map(|id| id.0.clone()),
            contacts: sent.contact_ids.iter().map(|id| id.0).collect(),
            since: sent.since_id.value().map(|id| id.0),
            from: sent.start_date.value().map(|moment| moment.0),
            to: sent.end_date.value().map(|until| until.0.0),
            not_by: None,
            reader: Some(call.caller.key.id),
            order: None,
            order_external_id: None,
        };
        let page = call.request.page;
        let (texts, total) = corporate::read_history(call.tx, &call.act(), &filter, page.limit, page.offset())?;
        Ok(History { generated_at: call.now, history: crate::api::ready(texts)?, pagination: page.of(total) })
    }
}
