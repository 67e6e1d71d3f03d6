//! GET /customers/history: what happened to customers.

use database::history::{Book, Filter};
use domain::fault::Fault;
use domain::history;
use wire::customer::{History, ReadHistory};
use wire::methods::CustomersHistory;

use crate::api::{Answer, Call};

impl Answer for CustomersHistory {
    fn answer(call: Call<'_, '_, ReadHistory>) -> Result<History, Fault> {
        let sent = &call.request.filter;
        let filter = Filter {
            subject: sent.customer_id.value().map(|id| id.0),
            external_id: sent.customer_external_id.value().map(|id| id.0.clone()),
            since: sent.since_id.value().map(|id| id.0),
            from: sent.start_date.value().map(|moment| moment.0),
            to: sent.end_date.value().map(|until| until.0.0),
            reader: Some(call.caller.key.id),
            ..Filter::default()
        };
        let page = call.request.page;
        let (texts, total) = history::read(call.tx, &call.act(), Book::Customers, &filter, page.limit, page.offset())?;
        Ok(History { generated_at: call.now, history: crate::api::ready(texts)?, pagination: page.of(total) })
    }
}
