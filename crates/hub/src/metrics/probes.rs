//! `/healthz`, `/readyz` and `/metrics`, at the hub's own address and at one for them alone.

use std::net::IpAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::routing::get;
use axum::{Router, extract::State};
use database::{backups, deliveries, facets, history, nodes};
use domain::access::addresses;
use domain::fault::Fault;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::seen;
use super::text::{self, Asked};
use crate::app::Hub;

/// Answers these addresses at the hub's own one; none for any other, and for metrics where they are not allowed.
pub async fn answer(hub: &Arc<Hub>, parts: &Parts, peer: IpAddr) -> Option<Response<Body>> {
    let reads = parts.method == Method::GET || parts.method == Method::HEAD;
    match parts.uri.path() {
        "/healthz" if reads => Some(alive()),
        "/readyz" if reads => Some(ready(hub).await),
        seen::PATH if reads => seen::answer(hub, parts, peer).map(|seen| plain(200, seen)),
        "/metrics" if reads && hub.settings.metrics.any() => {
            let forwarded = parts.headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
            let client = addresses::client(peer, forwarded, &hub.settings.trusted_proxies);
            let token = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
            Some(if hub.settings.metrics.let_in(client, token) { metrics(hub).await } else { plain(403, "forbidden\n".to_owned()) })
        }
        _ => None,
    }
}

fn plain(status: u16, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The program answers.
fn alive() -> Response<Body> {
    plain(200, "ok\n".to_owned())
}

/// Calls can be answered. What is wrong otherwise is in the log: here it is only named.
async fn ready(hub: &Arc<Hub>) -> Response<Body> {
    let wrong = if hub.db.damage().is_some() {
        Some("the database is damaged")
    } else if !hub.db.is_there() {
        Some("the database has been removed or replaced")
    } else if hub.db.read(|tx| Ok::<_, Fault>(nodes::generation(tx)?)).await.is_err() {
        Some("the database does not answer")
    } else if !hub.lease().holds() {
        Some("changes cannot be followed")
    } else {
        None
    };
    // Tables are brought up to date before anything is served, so migrations have run.
    wrong.map_or_else(|| plain(200, "ready\n".to_owned()), |wrong| plain(503, format!("not ready: {wrong}\n")))
}

async fn metrics(hub: &Arc<Hub>) -> Response<Body> {
    let asked = hub.db.read(|tx| {
        let lag = |tx: &mut database::Tx<'_>, book| database::lag(tx, book);
        Ok::<_, Fault>(Asked {
            line: deliveries::line(tx)?,
            unindexed: facets::progress(tx)?.map_or(0, |progress| (progress.of - progress.done).max(0)) + facets::waiting(tx, 1_000_000)?,
            backed_up: backups::last_done(tx)?,
            last_backup: backups::last_ended(tx)?,
            lag: [("orders", lag(tx, history::Book::Orders)?), ("customers", lag(tx, history::Book::Customers)?)],
        })
    });
    let asked = asked.await.ok();
    let mut response = plain(200, text::write(hub, asked.as_ref()));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8"));
    response
}

/// An address for these alone. It is given up with [`Listening::end`].
pub struct Listening {
    stop: oneshot::Sender<()>,
}

impl Listening {
    /// Begins to answer at an address.
    ///
    /// # Errors
    /// It cannot be listened on.
    pub async fn begin(hub: Arc<Hub>, address: &str) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(address).await;
        let listener = listener.with_context(|| format!("cannot listen on {address}; name another address with --metrics-listen"))?;
        let routes = Router::new()
            .route("/healthz", get(async || alive()))
            .route("/readyz", get(async |State(hub): State<Arc<Hub>>| ready(&hub).await))
            .route("/metrics", get(async |State(hub): State<Arc<Hub>>| metrics(&hub).await))
            .with_state(hub);
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let stopped = async {
                // Both ways it is the end.
                let _ = stopped.await;
            };
            if let Err(error) = axum::serve(listener, routes).with_graceful_shutdown(stopped).await {
                tracing::error!(%error, "metrics are not served any more");
            }
        });
        Ok(Self { stop })
    }

    /// Ends it.
    pub fn end(self) {
        // It may have ended already.
        let _ = self.stop.send(());
    }
}
