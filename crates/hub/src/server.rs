//! The HTTP server: connections in, the API through its door, everything else to the pages, and an orderly end.

pub mod body;
pub mod certificates;
mod connection_slots;
pub mod limits;
mod pulse;

use std::convert::Infallible;
use std::future::Future;
use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Response, StatusCode, Uri, Version, header};
use domain::clock::Clock;
use domain::seldom::Seldom;
use futures_util::FutureExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use tower_service::Service;
use wire::Problem;

use crate::admin::{self, Peer};
use crate::api::dispatch;
use crate::app::Hub;
use crate::broken_heads::Explained;
use crate::executor::Executor;
use crate::metrics;
use crate::server::body::Leaving;
use crate::server::certificates::Certificates;
use crate::server::connection_slots::Slots;
use crate::server::pulse::{Looks, Pulse, UnderWay, Watched};

/// The most bytes of a request's head.
const HEAD_BYTES: usize = 64 * 1024;
/// The most requests at once on one connection of HTTP/2.
const STREAMS: u32 = 100;
/// How long requests in flight may take to end once the server has to stop.
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
        let is_call = path == "/api" || path.starts_with("/api/");
        if !names_host(&request) {
            let problem = Problem::new(400, "Bad Request").with("Host", "must be sent exactly once");
            return dispatch::respond(problem.status, "application/json", problem.body());
        }
        if matches!(path, "/healthz" | "/readyz" | "/metrics" | metrics::seen::PATH) {
            let (parts, body) = request.into_parts();
            if let Some(answered) = metrics::answer(&self.hub, &parts, peer.0).await {
                return answered;
            }
            request = Request::from_parts(parts, body);
        }
        if !is_call {
            request.extensions_mut().insert(peer);
            let reads = request.method().is_safe();
            let page = self.apart.spawn(self.pages.clone().call(request));
            // What only reads ends with its client; what changes something is done to its end.
            let _ends = reads.then(|| EndsWithClient(page.abort_handle()));
            let shown = page.await;
            return shown.map_or_else(|_| broken(), |shown| shown.unwrap_or_else(|never: Infallible| match never {}));
        }
        let entered = AssertUnwindSafe(dispatch::enter(&self.hub, peer.0, request)).catch_unwind().await;
        entered.unwrap_or_else(|_| {
            tracing::error!("a call panicked");
            let problem = Problem::internal();
            dispatch::respond(problem.status, "application/json", problem.body())
        })
    }
}

/// Ends a page when its client has hung up.
struct EndsWithClient(AbortHandle);

impl Drop for EndsWithClient {
    fn drop(&mut self) {
        self.0.abort();
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

/// Whether a request names its host as RFC 9112 asks: once, and only HTTP/1.0 may leave it out. HTTP/2 names it in the address.
fn names_host(request: &Request) -> bool {
    let named = request.headers().get_all(header::HOST).iter().take(2).count();
    named == 1 || (named == 0 && request.version() != Version::HTTP_11)
}

/// The answer of a page that panicked.
fn broken() -> Response<Body> {
    tracing::error!("a page panicked");
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    answer
}

/// Serves until `stop` resolves; then takes no new connections, answers what has been sent and returns.
///
/// # Errors
/// No threads can be started.
pub async fn serve(listener: TcpListener, hub: Arc<Hub>, stop: impl Future<Output = ()>) -> std::io::Result<()> {
    serve_on(Executor::open()?, listener, hub, stop).await;
    Ok(())
}

/// [`serve`] on an executor that is already running.
pub async fn serve_on(executor: Executor, listener: TcpListener, hub: Arc<Hub>, stop: impl Future<Output = ()>) {
    let places = Arc::new(Slots::new(hub.settings.limits.clone(), hub.settings.trusted_proxies.clone()));
    let desk = Arc::new(Desk {
        protocols: protocols(),
        certificates: hub.settings.certificates.clone(),
        front: Front::new(hub),
        places,
        is_closing: AtomicBool::new(false),
    });
    let reception = Reception { desk, connections: GracefulShutdown::new(), executor, breathless: Seldom::default() };
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => match stream.into_std() {
                    Ok(stream) => reception.take(stream, peer.ip()).await,
                    Err(error) => tracing::debug!(%error, "a connection was lost before it began"),
                },
                Err(error) => reception.out_of_breath(&error).await,
            },
        }
    }
    reception.close(listener).await;
}

/// What each connection is served with.
struct Desk {
    protocols: Builder<TokioExecutor>,
    front: Front,
    places: Arc<Slots>,
    /// What connections are secured with, where the server does that itself.
    certificates: Option<Arc<Certificates>>,
    /// Whether each answer is the last of its connection.
    is_closing: AtomicBool,
}

/// HTTP/1 and HTTP/2, as they are spoken here. Deadlines are those of [`Limits`](limits::Limits).
fn protocols() -> Builder<TokioExecutor> {
    let mut protocols = Builder::new(TokioExecutor::new());
    protocols.http1().max_buf_size(HEAD_BYTES);
    protocols.http2().timer(TokioTimer::new()).max_header_list_size(HEAD_BYTES as u32).max_concurrent_streams(STREAMS);
    protocols
}

/// Where connections come in.
struct Reception {
    desk: Arc<Desk>,
    connections: GracefulShutdown,
    executor: Executor,
    /// Connections that cannot be taken for want of files or memory.
    breathless: Seldom,
}

impl Reception {
    /// Takes a connection, if there is a place for it.
    async fn take(&self, stream: std::net::TcpStream, peer: IpAddr) {
        let pulse = Arc::new(Pulse::new(Clock::uptime()));
        let Some(place) = self.desk.places.take(peer, &pulse).await else { return };
        // Without it small answers would wait for the acknowledgement of earlier ones.
        let _ = stream.set_nodelay(true);
        let (desk, watcher, known) = (Arc::clone(&self.desk), self.connections.watcher(), Arc::clone(&pulse));
        let served = async move {
            connection(desk, watcher, stream, Peer(peer), pulse).await;
            drop(place);
        };
        self.executor.run(served, move |task| known.runs_as(task));
    }

    /// A connection that was reset before it was accepted is no error; without free file descriptors an idle one is
    /// closed, and a moment's rest lets it go.
    async fn out_of_breath(&self, error: &std::io::Error) {
        use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
        if !matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
            self.breathless.log(|| tracing::error!(%error, "no connection can be taken"));
            self.desk.places.make_room();
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Takes no more connections than have come already, answers each request that has been sent as the last of its
    /// connection, and gives a moment's grace to what is being sent.
    async fn close(self, listener: TcpListener) {
        self.desk.is_closing.store(true, Ordering::SeqCst);
        if let Ok(listener) = listener.into_std() {
            while let Ok((stream, peer)) = listener.accept() {
                if stream.set_nonblocking(true).is_ok() {
                    self.take(stream, peer.ip()).await;
                }
            }
        }
        tracing::info!("stopping: requests in flight are finished first");
        let places = &self.desk.places;
        let all_gone = async {
            while places.taken() > 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        // Whoever keeps a connection without sending anything is not waited for.
        let _ = tokio::time::timeout(places.limits().grace, all_gone).await;
        if tokio::time::timeout(DRAIN, self.connections.shutdown()).await.is_err() {
            tracing::warn!("some requests did not end in {} seconds and were cut off", DRAIN.as_secs());
        }
        // Their threads may have something to finish, which this one must not wait for.
        let executor = self.executor;
        let _ = tokio::task::spawn_blocking(move || drop(executor)).await;
    }
}

/// Serves one connection until it ends or is overdue, on the thread that runs this.
async fn connection(desk: Arc<Desk>, watcher: Watcher, stream: std::net::TcpStream, peer: Peer, pulse: Arc<Pulse>) {
    let stream = match TcpStream::from_std(stream) {
        Ok(stream) => stream,
        Err(error) => return tracing::error!(%error, "a connection cannot be served"),
    };
    let Some(certificates) = &desk.certificates else { return exchange(desk, watcher, stream, peer, pulse).await };
    let secured = tokio::time::timeout(desk.places.limits().request, certificates.acceptor().accept(stream)).await;
    match secured {
        Ok(Ok(secured)) => exchange(desk, watcher, secured, peer, pulse).await,
        Ok(Err(error)) => tracing::debug!(%error, "a connection cannot be secured"),
        Err(_) => tracing::debug!("a connection was not secured in time"),
    }
}

/// Answers the requests of a connection until it ends or is overdue.
async fn exchange<S>(desk: Arc<Desk>, watcher: Watcher, stream: S, peer: Peer, pulse: Arc<Pulse>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let limits = desk.places.limits();
    let service = service_fn(|request: hyper::Request<Incoming>| {
        let is_multiplexed = request.version() > Version::HTTP_11;
        let (desk, under_way) = (Arc::clone(&desk), UnderWay::begin(&pulse, is_multiplexed));
        async move {
            let request = request.map(|body| body::arriving(body, desk.places.limits().request));
            let mut answer = desk.front.answer(request, peer).await;
            if !is_multiplexed && desk.is_closing.load(Ordering::Relaxed) {
                answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok::<_, Infallible>(answer.map(|body| Leaving::new(body, under_way)))
        }
    });
    let stream = Watched::new(TokioIo::new(Explained::new(stream)), Arc::clone(&pulse));
    let mut served = std::pin::pin!(watcher.watch(desk.protocols.serve_connection(stream, service)));
    let mut looks = Looks::begin(pulse.opened);
    let mut timer = std::pin::pin!(tokio::time::sleep(Looks::pause(limits)));
    loop {
        tokio::select! {
            biased;
            outcome = &mut served => {
                if let Err(error) = outcome {
                    tracing::debug!(%error, "a connection ended early");
                }
                return;
            }
            () = &mut timer => timer.set(tokio::time::sleep(Looks::pause(limits))),
        }
        if let Some(overdue) = looks.look(&pulse, limits, Clock::uptime()) {
            return tracing::debug!(?overdue, "a connection kept the server waiting and was closed");
        }
    }
}
