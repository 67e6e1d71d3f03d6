//! All orders or customers of a store as a file for a spreadsheet, written while they are read.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::audit_log::{self, Action, Subject};
use domain::trade::{Kind, export};
use futures_util::{StreamExt, stream};
use wire::Problem;

use crate::admin::desk::Desk;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "export.html")]
struct Export {
    page: Page,
    /// The stores: codes and names.
    stores: Vec<(String, String)>,
}

/// Shows what can be exported.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    page::ok(&Export { stores: desk.stores().map(|site| (site.code.clone(), site.name.clone())).collect(), page })
}

/// Sends a file: `orders.csv` or `customers.csv` of `?store=CODE`.
pub async fn send(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(file): Path<String>,
    Query(query): Query,
) -> Response {
    let desk = Desk::of(&office, &visitor);
    let absent = || page::failed(Page::new(&office, Some(&visitor), "orders"), Problem::not_found().into());
    let Some(kind) = file.strip_suffix(".csv").and_then(Kind::named) else { return absent() };
    let Some(site) = desk.stores().find(|site| site.code == query.text("store")).cloned() else { return absent() };
    let (by, now, subject) = (visitor.by(), desk.now, Subject::numbered("site", site.id, &site.code));
    let details = serde_json::json!({"kind": {"after": kind.name()}});
    let noted = office.hub.db.write(move |tx| audit_log::note(tx, &by, Action::StoreExported, &subject, &details, now)).await;
    if let Err(fault) = noted {
        return page::failed(Page::new(&office, Some(&visitor), "orders"), fault);
    }
    let head = Ok::<_, Infallible>(Bytes::from(format!("{}{}", export::MARK, export::header(&desk.account, kind))));
    let id = site.id;
    let rows = stream::unfold((office, desk, Some(0)), move |(office, desk, after)| async move {
        let after = after?;
        let working = desk.clone();
        let read = office.read_slow(desk.person(), move |tx| export::some(tx, &working.act(), kind, id, after)).await;
        match read {
            Ok((text, next)) => Some((Ok(Bytes::from(text)), (office, desk, next))),
            Err(error) => {
                // The headers are gone: a file that ends in the middle of a line is all that can be said.
                tracing::error!(%error, "a store cannot be exported to its end");
                Some((Ok(Bytes::from_static(b"\"the export cannot be continued")), (office, desk, None)))
            }
        }
    });
    let name =
        format!("attachment; filename=\"{}-{}.csv\"", site.code.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-"), kind.name());
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, Body::from_stream(stream::once(async { head }).chain(rows))).into_response()
}
