//! A message posted to an address elsewhere: to the machine that was looked at, and no further.

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::http::{Request, header};
use bytes::Bytes;
use domain::webhooks::Target;
use domain::webhooks::target::{closed, is_public};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How long an attempt may take, from the look-up of the name to the end of the answer.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// So much of an answer is read, so that the other side may end what it says; nothing of it is kept.
const ANSWER: usize = 64 * 1024;

/// A connection, secured or not.
pub trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

/// Who posts.
#[derive(Clone)]
pub struct Poster {
    /// Made when it is first needed: reading whom the machine trusts takes a while.
    tls: Arc<OnceLock<TlsConnector>>,
    /// Whether private networks may be reached.
    private: bool,
}

impl Poster {
    /// A poster that trusts whom the machine trusts.
    pub fn new(private: bool) -> Self {
        Self { tls: Arc::default(), private }
    }

    /// Posts JSON and returns the status of the answer. Redirections are answers like any other.
    ///
    /// # Errors
    /// Why there was no answer, in words that hold nothing of the message.
    pub async fn post(&self, url: &str, headers: &[(&str, String)], body: String) -> Result<u16, String> {
        let target = Target::read(url, self.private)?;
        let sent = tokio::time::timeout(PATIENCE, self.send(&target, headers, body)).await;
        sent.unwrap_or_else(|_| Err(format!("there was no answer within {} seconds", PATIENCE.as_secs())))
    }

    /// Gets what is at an address: the status, and so much of the body as an answer may have.
    ///
    /// # Errors
    /// Why there was no answer.
    pub async fn get(&self, url: &str, headers: &[(&str, String)]) -> Result<(u16, Bytes), String> {
        let target = Target::read(url, self.private)?;
        let mut request = Request::get(&target.path).header(header::HOST, &target.authority);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(Bytes::new())).map_err(|error| format!("the request cannot be made: {error}"))?;
        let sent = tokio::time::timeout(PATIENCE, self.carry(&target, request)).await;
        sent.unwrap_or_else(|_| Err(format!("there was no answer within {} seconds", PATIENCE.as_secs())))
    }

    /// Connects to a target and sends nothing.
    ///
    /// # Errors
    /// Why it cannot be reached.
    pub async fn reach(&self, target: &Target) -> Result<(), String> {
        let connected = async { self.stream(target).await.map(drop) };
        let reached = tokio::time::timeout(PATIENCE, connected).await;
        reached.unwrap_or_else(|_| Err(format!("there was no connection within {} seconds", PATIENCE.as_secs())))
    }

    /// Whether it may reach private networks.
    pub fn is_private(&self) -> bool {
        self.private
    }

    /// A connection to a target, secured where the target is: to the machine that was looked at, and no further.
    ///
    /// # Errors
    /// Why there is none, in words.
    pub async fn stream(&self, target: &Target) -> Result<Box<dyn Stream>, String> {
        let stream = self.connect(target).await?;
        if !target.secure {
            return Ok(Box::new(stream));
        }
        let name = ServerName::try_from(target.host.clone()).map_err(|_| format!("{} is not a valid server name", target.host))?;
        let secured = self.tls()?.connect(name, stream).await.map_err(|error| format!("no secure connection: {error}"))?;
        Ok(Box::new(secured))
    }

    async fn send(&self, target: &Target, headers: &[(&str, String)], body: String) -> Result<u16, String> {
        let mut request = Request::post(&target.path).header(header::HOST, &target.authority);
        request = request.header(header::CONTENT_TYPE, "application/json").header(header::CONTENT_LENGTH, body.len());
        request = request.header(header::USER_AGENT, concat!("Latchkey/", env!("CARGO_PKG_VERSION")));
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(|error| format!("the request cannot be made: {error}"))?;
        self.carry(target, request).await.map(|answer| answer.0)
    }

    /// Sends a request; the status and the body of the answer.
    async fn carry(&self, target: &Target, request: Request<Full<Bytes>>) -> Result<(u16, Bytes), String> {
        exchange(self.stream(target).await?, request).await
    }

    fn tls(&self) -> Result<&TlsConnector, String> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls);
        }
        let connector = trusting()?;
        Ok(self.tls.get_or_init(|| connector))
    }

    /// Connects to an address that has been looked at: a second look-up of the name might lead elsewhere.
    ///
    /// # Errors
    /// Why it cannot be reached.
    pub async fn connect(&self, target: &Target) -> Result<TcpStream, String> {
        let addresses: Vec<SocketAddr> = match target.host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, target.port)],
            Err(_) => {
                let found = tokio::net::lookup_host((target.host.as_str(), target.port)).await;
                found.map_err(|error| format!("the host {} cannot be resolved: {error}", target.host))?.collect()
            }
        };
        if let Some(private) = addresses.iter().map(SocketAddr::ip).find(|address| !self.private && !is_public(*address)) {
            return Err(closed(&private.to_string()));
        }
        let mut refusal = format!("the host {} has no IP address", target.host);
        for address in addresses {
            match TcpStream::connect(address).await {
                Ok(stream) => return Ok(stream),
                Err(error) => refusal = format!("no connection to {address}: {error}"),
            }
        }
        Err(refusal)
    }
}

/// TLS that trusts whom the machine trusts.
///
/// # Errors
/// The machine trusts no authority.
pub fn trusting() -> Result<TlsConnector, String> {
    let roots = trusted()?;
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let config = config.map_err(|error| format!("no secure connection: {error}"))?;
    Ok(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
}

/// The authorities that the machine trusts.
///
/// # Errors
/// There are none.
pub fn trusted() -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if roots.is_empty() {
        return Err("no secure connection: this machine has no certificate authorities (package ca-certificates)".to_owned());
    }
    Ok(roots)
}

async fn exchange(stream: Box<dyn Stream>, request: Request<Full<Bytes>>) -> Result<(u16, Bytes), String> {
    let failed = |error: hyper::Error| format!("the answer cannot be read: {error}");
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(failed)?;
    let driven = tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(failed);
    if let Ok(answer) = answer {
        let status = answer.status().as_u16();
        // What comes after the status changes nothing for most.
        let body = Limited::new(answer.into_body(), ANSWER).collect().await.map_or_else(|_| Bytes::new(), |body| body.to_bytes());
        driven.abort();
        return Ok((status, body));
    }
    driven.abort();
    answer.map(|answer| (answer.status().as_u16(), Bytes::new()))
}
