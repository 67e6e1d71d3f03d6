//! GET /customers/history: what happened to customers.

use database::history::Filter;
use domain::customers;
use domain::fault::Fault;
use wire::customer::{History, ReadHistory};
use wire::methods::CustomersHistory;

use crate::api::{Answer, Call};

impl Answer for CustomersHistory {
    fn answer(call: Call<'_, '_, ReadHistory>) -> Result<History, Fault> {
        let sent = &call.request.filter;
        let filter = Filter {
            subject: sent.customer_id.value().map(|id| id.0),
            external_id: sent.customer_external_id.value().map(|id| id.0.clone()),
            contacts: Vec::new(),
            since: sent.since_id.value().map(|id| id.0),
            from: sent.start_date.value().map(|moment| moment.0),
            to: sent.end_date.value().map(|until| until.0.0),
            not_by: None,
            reader: Some(call.caller.key.id),
            order: None,
            order_external_id: None,
        };
        let page = call.request.page;
        let (texts, total) = customers::read_history(call.tx, &call.act(), &filter, page.limit, page.offset())?;
        Ok(History { generated_at: call.now, history: crate::api::ready(texts)?, pagination: page.of(total) })
    }
}
