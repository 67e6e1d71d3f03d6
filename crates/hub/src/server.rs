//! The HTTP server: connections in, the API through its door, everything else to the pages, and an orderly end.

use std::convert::Infallible;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode, Uri};
use futures_util::FutureExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tower_service::Service;
use wire::Problem;

use crate::admin::{self, Peer};
use crate::api::door;
use crate::app::Hub;
use crate::lanes::Lanes;

/// How long a client may take for the head of a request, and a kept connection may be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(60);
/// The most bytes of a request's head.
const HEAD_BYTES: usize = 64 * 1024;
/// How long requests in flight may take to end once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(30);

/// What requests are answered by: under `/api` the door, everywhere else the pages.
pub struct Front {
    hub: Arc<Hub>,
    pages: Router,
    /// Where pages are made: they take longer than calls, which are not to wait for them.
    apart: Handle,
}

impl Front {
    /// The front of a hub, on the runtime that makes its pages.
    pub fn new(hub: Arc<Hub>) -> Self {
        let pages = admin::router(Arc::clone(&hub));
        Self { hub, pages, apart: Handle::current() }
    }

    /// Answers one request, whatever it is.
    pub async fn answer(&self, mut request: Request, peer: Peer) -> Response<Body> {
        if let Some(meant) = meant(request.uri()) {
            *request.uri_mut() = meant;
        }
        let path = request.uri().path();
        if path != "/api" && !path.starts_with("/api/") {
            request.extensions_mut().insert(peer);
            let shown = self.apart.spawn(self.pages.clone().call(request)).await;
            return shown.map_or_else(|_| broken(), |shown| shown.unwrap_or_else(|never: Infallible| match never {}));
        }
        let entered = AssertUnwindSafe(door::enter(&self.hub, peer.0, request)).catch_unwind().await;
        entered.unwrap_or_else(|_| {
            tracing::error!("a call panicked");
            let problem = Problem::internal();
            door::respond(problem.status, "application/json", problem.body())
        })
    }
}

/// The address that is meant by `//api/…`: what a client makes of a hub's address that ends in a slash.
fn meant(uri: &Uri) -> Option<Uri> {
    let path = uri.path().strip_prefix("//")?.trim_start_matches('/');
    if !path.starts_with("api/") {
        return None;
    }
    let query = uri.query().map_or_else(String::new, |query| format!("?{query}"));
    format!("/{path}{query}").parse().ok()
}

/// The answer of a page that panicked.
fn broken() -> Response<Body> {
    tracing::error!("a page panicked");
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer
}

/// Serves until `stop` resolves; then takes no new connections, lets requests in flight end and returns.
///
/// # Errors
/// No threads can be started.
pub async fn serve(listener: TcpListener, hub: Arc<Hub>, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT).max_buf_size(HEAD_BYTES);
    server.http2().timer(TokioTimer::new()).max_header_list_size(HEAD_BYTES as u32).keep_alive_interval(HEAD_TIMEOUT);
    let server = Arc::new(server);
    let connections = GracefulShutdown::new();
    let front = Arc::new(Front::new(hub));
    let lanes = Lanes::open()?;
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => (stream, Peer(peer.ip())),
                Err(error) => {
                    out_of_breath(&error).await;
                    continue;
                }
            },
        };
        // Without it small answers would wait for the acknowledgement of earlier ones.
        let _ = stream.set_nodelay(true);
        match stream.into_std() {
            Ok(stream) => lanes.run(connection(Arc::clone(&server), connections.watcher(), stream, peer, Arc::clone(&front))),
            Err(error) => tracing::debug!(%error, "a connection was lost before it began"),
        }
    }
    drop(listener);
    tracing::info!("stopping: requests in flight are finished first");
    if tokio::time::timeout(DRAIN, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in {} seconds and were cut off", DRAIN.as_secs());
    }
    // Their threads may have something to finish, which this one must not wait for.
    let _ = tokio::task::spawn_blocking(move || drop(lanes)).await;
    Ok(())
}

/// Serves one connection to its end, on the thread that runs this.
async fn connection(server: Arc<Builder<TokioExecutor>>, watcher: Watcher, stream: std::net::TcpStream, peer: Peer, front: Arc<Front>) {
    let stream = match TcpStream::from_std(stream) {
        Ok(stream) => stream,
        Err(error) => return tracing::error!(%error, "a connection cannot be served"),
    };
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let front = Arc::clone(&front);
        async move { Ok::<_, Infallible>(front.answer(request.map(Body::new), peer).await) }
    });
    if let Err(error) = watcher.watch(server.serve_connection(TokioIo::new(stream), service)).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// A connection that was reset before it was taken is nobody's trouble; without free file descriptors a moment's rest
/// lets others finish.
async fn out_of_breath(error: &std::io::Error) {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%error, "no connection can be taken");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
