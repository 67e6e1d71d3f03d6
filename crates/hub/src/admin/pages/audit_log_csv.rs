//! The record as a file for a spreadsheet, written while it is read.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::audit_log::{self, Filter, LogEntry};
use domain::account::Account;
use domain::audit_log::chain;
use domain::trade::export::cell;
use futures_util::stream;
use wire::Moment;

use super::audit_log_filter;
use crate::admin::fields::Query;
use crate::admin::{Office, Visitor};

/// Rows that are read at a time.
const AT_ONCE: i64 = 500;

const HEADINGS: &str = "number,at,who,who_id,who_name,action,on,on_id,on_name,details,hash\r\n";

/// Sends every row that the filters leave, the newest first.
pub async fn export(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let filter = Filter { before: None, ..audit_log_filter::read(&query, &office.hub.account()) };
    let head = Ok::<_, Infallible>(Bytes::from_static(HEADINGS.as_bytes()));
    let rows = stream::unfold((office, visitor, Some(filter)), |(office, visitor, filter)| async move {
        let filter = filter?;
        let wanted = filter.clone();
        let rows = match office.read_slow(visitor.id, move |tx| audit_log::list(tx, &wanted, AT_ONCE)).await {
            Ok(rows) => rows,
            Err(error) => {
                // The headers are gone: a file that ends in the middle of a line is the only possible sign.
                tracing::error!(%error, "the record cannot be read to its end");
                return Some((Ok(Bytes::from_static(b"\"the record cannot be read further")), (office, visitor, None)));
            }
        };
        let account = office.hub.account();
        let text: String = rows.iter().map(|row| line(row, &account)).collect();
        let next = rows.last().filter(|_| rows.len() as i64 == AT_ONCE).map(|last| Filter { before: Some(last.number), ..filter });
        Some((Ok(Bytes::from(text)), (office, visitor, next)))
    });
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"record.csv\"")];
    (headers, Body::from_stream(futures_util::StreamExt::chain(stream::once(async { head }), rows))).into_response()
}

fn line(row: &LogEntry, account: &Account) -> String {
    let id = |id: Option<i64>| id.map(|id| id.to_string()).unwrap_or_default();
    let cells = [
        row.number.to_string(),
        account.zone.write(Moment(row.created_at)),
        row.by_kind.clone(),
        id(row.by_id),
        cell(&row.by_name),
        row.action.clone(),
        row.subject_kind.clone(),
        id(row.subject_id),
        cell(&row.subject_name),
        cell(&row.details),
        chain::hex(&row.hash),
    ];
    format!("{}\r\n", cells.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_no_formula_and_keeps_its_quotes() {
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }
}
