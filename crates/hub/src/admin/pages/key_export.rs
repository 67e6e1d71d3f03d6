//! The list of keys as a file for spreadsheets: what the list shows, with its filters and its order, on no pages.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use database::key_list::{self, Line};
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::bulk;
use domain::keys::standing::Standing;

use super::keys::{NARROWING, ORDERS, filter, order};
use crate::admin::fields::Query;
use crate::admin::listing::Listing;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// More keys than any account has; a list without end would be a way to fill memory.
const MOST: i64 = 100_000;

/// Answers with the list as CSV.
pub async fn download(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let account = office.hub.account();
    let listing = Listing::read("/integration/keys", &query, &NARROWING, &ORDERS);
    let now = office.hub.clock.now();
    let (mut filter, order, backwards) = (filter(&query, &account, now), order(&listing), listing.backwards);
    let read = office.read_slow(visitor.id, move |tx| {
        bulk::fill(tx, &mut filter)?;
        Ok::<_, Fault>(key_list::page(tx, &filter, order, backwards, MOST, 0)?)
    });
    match read.await {
        Ok((lines, _)) => {
            let headers =
                [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"keys.csv\"")];
            (headers, csv(&account, &lines, now)).into_response()
        }
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "keys"), fault),
    }
}

fn csv(account: &Account, lines: &[Line], now: wire::Moment) -> String {
    let mut text = String::from("id,name,token,state,stores,methods,made,last used\r\n");
    for line in lines {
        let codes: Vec<&str> = line.sites.iter().map(|id| account.site_code(*id)).collect();
        let moment = |at: i64| account.zone.write(wire::Moment(at));
        let cells = [
            line.id.to_string(),
            line.name.clone(),
            line.hint.clone(),
            Standing::of_line(line, now).name().to_owned(),
            if line.all_sites { "all".to_owned() } else { codes.join(" ") },
            match (line.all_methods, line.methods) {
                (true, 0) => "all".to_owned(),
                (true, more) => format!("all+{more}"),
                (false, count) => count.to_string(),
            },
            moment(line.created_at),
            line.last_used.map(moment).unwrap_or_default(),
        ];
        text.push_str(&cells.map(|cell| quoted(&cell)).join(","));
        text.push_str("\r\n");
    }
    text
}

/// A cell that spreadsheets take for a text, whatever is in it.
fn quoted(cell: &str) -> String {
    // A spreadsheet would compute what begins like a formula.
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if guard.is_empty() && !cell.contains(['"', ',', '\n', '\r', ';']) {
        return cell.to_owned();
    }
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
