//! The bare parts, served in a process of their own: a handler that answers a fixed text, and one that reads statuses
//! with one statement.

use std::cell::RefCell;
use std::net::Ipv4Addr;

use anyhow::{Context, bail};
use axum::Router;
use axum::extract::RawQuery;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::serve::ListenerExt;
use rusqlite::{Connection, OpenFlags};
use serde::Serialize;
use tokio::net::TcpListener;

/// Serves until the process is ended. Arguments: `fixed`, or `statuses` and a database file.
///
/// # Errors
/// The arguments mean nothing, or no port is free.
pub fn serve(arguments: &[String]) -> anyhow::Result<()> {
    let router = match arguments {
        [kind] if kind == "fixed" => Router::new().route("/api/api-versions", get(fixed)),
        [kind, file] if kind == "statuses" => {
            let file = file.clone();
            Router::new().route("/api/v5/orders/statuses", get(move |query| statuses(file.clone(), query)))
        }
        _ => bail!("unknown baseline {arguments:?}"),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("http://{}", listener.local_addr()?);
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await.context("the baseline cannot serve")
    })
}

async fn fixed() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], r#"{"success":true,"versions":["3.0","4.0","5.0"]}"#)
}

#[derive(Serialize)]
struct Answer {
    success: bool,
    orders: Vec<Status>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    id: i64,
    external_id: Option<String>,
    status: String,
}

thread_local! {
    static READER: RefCell<Option<Connection>> = const { RefCell::new(None) };
}

async fn statuses(file: String, RawQuery(query): RawQuery) -> impl IntoResponse {
    let answer = read(&file, query.as_deref().unwrap_or_default()).and_then(|answer| Ok(serde_json::to_vec(&answer)?));
    match answer {
        Ok(json) => (axum::http::StatusCode::OK, [(CONTENT_TYPE, "application/json")], json),
        Err(error) => (axum::http::StatusCode::INTERNAL_SERVER_ERROR, [(CONTENT_TYPE, "text/plain")], error.to_string().into_bytes()),
    }
}

fn read(file: &str, query: &str) -> anyhow::Result<Answer> {
    let ids: Vec<i64> = query.split('&').filter_map(|pair| pair.split_once('=')?.1.parse().ok()).collect();
    READER.with_borrow_mut(|reader| {
        if reader.is_none() {
            let opened = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
            opened.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -8192; PRAGMA mmap_size = 1073741824;")?;
            *reader = Some(opened);
        }
        let connection = reader.as_ref().context("the connection is there")?;
        let marks = vec!["?"; ids.len()].join(",");
        let sql = format!("SELECT id, external_id, status FROM orders WHERE id IN ({marks})");
        let mut statement = connection.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(&ids))?;
        let mut orders = Vec::with_capacity(ids.len());
        while let Some(row) = rows.next()? {
            orders.push(Status { id: row.get(0)?, external_id: row.get(1)?, status: row.get(2)? });
        }
        Ok(Answer { success: true, orders })
    })
}
