//! How many rows each view of a list has. The page asks for it when it is there, so that the list never waits for a count.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::http::{Uri, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};

use super::desk_list::{Kept, Kind, OF_CUSTOMERS};
use super::{customers, orders};
use crate::admin::desk::Desk;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// How far rows are counted; of more it is only said that there are more.
const MOST: i64 = 1_000;

/// Answers with the counts, by the addresses of the views. A view that the visitor may not see, or that takes too long, has none.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, uri: Uri) -> Response {
    let (kind, desk) = (Kind::of(uri.path()), Desk::of(&office, &visitor));
    let page = Page::new(&office, Some(&visitor), kind.name);
    let kept = match Kept::read(&office, &desk, kind).await {
        Ok(kept) => kept,
        Err(fault) => return page::failed(page, fault),
    };
    let mut counts = Map::new();
    for address in kept.addresses(kind) {
        let query = Fields::read(address.split_once('?').map_or("", |(_, query)| query).as_bytes());
        let counted = match kind.name == OF_CUSTOMERS.name {
            true => customers::count(&office, &desk, &query, MOST + 1).await,
            false => orders::count(&office, &desk, &query, MOST + 1).await,
        };
        if let Ok(count) = counted {
            let text = if count > MOST { page.named("view-more-than", &page.number(&MOST)) } else { page.number(&count) };
            counts.insert(address, Value::String(text));
        }
    }
    ([(header::CONTENT_TYPE, "application/json")], Value::Object(counts).to_string()).into_response()
}
