//! How requests reach a bucket: HTTP/1.1 over a connection of their own, with TLS that trusts whom the machine trusts.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use async_trait::async_trait;
use axum::http::{HeaderValue, Uri, header};
use http_body_util::BodyExt;
use hyper_util::rt::TokioIo;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse, HttpResponseBody, HttpService,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::work::post;

/// For how long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(15);
/// For how long a request may take until its answer begins: a part over a slow line takes minutes.
const ANSWERING: Duration = Duration::from_secs(600);

/// The way to a bucket.
#[derive(Clone, Default)]
pub struct Transport {
    /// Made when it is first needed.
    tls: Arc<OnceLock<TlsConnector>>,
}

impl std::fmt::Debug for Transport {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Transport")
    }
}

impl HttpConnector for Transport {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Transport {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (secure, host, port) = target(request.uri())?;
        let connecting = tokio::time::timeout(CONNECTING, TcpStream::connect((host.as_str(), port)));
        let stream = connecting.await.map_err(|error| HttpError::new(HttpErrorKind::Connect, error))?;
        let stream = stream.map_err(|error| HttpError::new(HttpErrorKind::Connect, error))?;
        let answer = async {
            if !secure {
                return exchange(stream, request).await;
            }
            let tls = self.tls()?;
            let name = ServerName::try_from(host).map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?;
            exchange(tls.connect(name, stream).await.map_err(|error| HttpError::new(HttpErrorKind::Connect, error))?, request).await
        };
        tokio::time::timeout(ANSWERING, answer).await.map_err(|error| HttpError::new(HttpErrorKind::Timeout, error))?
    }
}

impl Transport {
    fn tls(&self) -> Result<&TlsConnector, HttpError> {
        if let Some(tls) = self.tls.get() {
            return Ok(tls);
        }
        let connector = post::trusting().map_err(|error| HttpError::new(HttpErrorKind::Unknown, std::io::Error::other(error)))?;
        Ok(self.tls.get_or_init(|| connector))
    }
}

/// Whether an address is encrypted, its host and its port.
fn target(uri: &Uri) -> Result<(bool, String, u16), HttpError> {
    let secure = uri.scheme_str() != Some("http");
    let host = uri.host().ok_or_else(|| HttpError::new(HttpErrorKind::Unknown, std::io::Error::other("the address has no host")))?;
    let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    Ok((secure, host, uri.port_u16().unwrap_or(if secure { 443 } else { 80 })))
}

async fn exchange<S>(stream: S, request: HttpRequest) -> Result<HttpResponse, HttpError>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let failed = |error: hyper::Error| HttpError::new(HttpErrorKind::Request, error);
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake::<_, HttpRequestBody>(TokioIo::new(stream)).await.map_err(failed)?;
    tokio::spawn(connection);
    let (mut parts, body) = request.into_parts();
    if let (false, Some(authority)) = (parts.headers.contains_key(header::HOST), parts.uri.authority())
        && let Ok(host) = HeaderValue::from_str(authority.as_str())
    {
        parts.headers.insert(header::HOST, host);
    }
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).parse::<Uri>();
    parts.uri = path.map_err(|error| HttpError::new(HttpErrorKind::Unknown, error))?;
    let answer = sender.send_request(HttpRequest::from_parts(parts, body)).await.map_err(failed)?;
    let (parts, body) = answer.into_parts();
    let body = body.map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error));
    Ok(HttpResponse::from_parts(parts, HttpResponseBody::new(body)))
}
