//! GET /orders/history: what happened to orders.

use database::history::Filter;
use domain::fault::Fault;
use domain::orders;
use wire::methods::OrdersHistory;
use wire::order::{History, ReadHistory};

use crate::api::{Answer, Call};

impl Answer for OrdersHistory {
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
