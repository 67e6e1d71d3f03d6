//! What a form or an address says: names and values, each name any number of times.

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::server::body::has_stalled;

/// The most bytes of a form; the largest one names every method and every store.
const LONGEST: usize = 256 * 1024;

/// The most bytes of a form with a document in it, such as a recording of a browser.
const LONGEST_DOCUMENT: usize = 32 * 1024 * 1024;

/// A text that was pasted into the field `text`, and one that was sent as the file `file`; either may be empty.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What was pasted.
    pub text: String,
    /// What the file holds.
    pub file: String,
}

/// The fields of a posted form.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

/// The fields of an address, after the `?`.
#[derive(Debug, Clone, Default)]
pub struct Query(pub Fields);

impl Fields {
    /// Reads `a=1&b=2`.
    pub fn read(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// These names and values.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of a field without the space around it; empty when it is absent.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// The value of a field to the letter, as a password is meant.
    pub fn exact(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether the field is there at all, as a ticked box is.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Every name with its value, in order.
    pub fn iter(&self) -> impl Iterator<Item = &(String, String)> {
        self.0.iter()
    }
}

/// The answer to a body that cannot be read whole.
fn unread(error: axum::Error) -> Response {
    if has_stalled(&error) { StatusCode::REQUEST_TIMEOUT.into_response() } else { StatusCode::PAYLOAD_TOO_LARGE.into_response() }
}

impl<S: Sync> FromRequest<S> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response());
        }
        let body = axum::body::to_bytes(request.into_body(), LONGEST).await;
        body.map(|body| Self::read(&body)).map_err(unread)
    }
}

impl<S: Sync> FromRequest<S> for Document {
    type Rejection = Response;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Response> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let boundary = multer::parse_boundary(kind).map_err(|_| StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response())?;
        let body = axum::body::to_bytes(request.into_body(), LONGEST_DOCUMENT).await;
        let body = body.map_err(unread)?;
        let stream = futures_util::stream::once(async move { Ok::<_, std::convert::Infallible>(body) });
        let mut parts = multer::Multipart::new(stream, boundary);
        let broken = |_| StatusCode::BAD_REQUEST.into_response();
        let mut document = Self::default();
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            let text = String::from_utf8_lossy(&part.bytes().await.map_err(broken)?).into_owned();
            match name.as_str() {
                "text" => document.text = text,
                "file" => document.file = text,
                _ => {}
            }
        }
        Ok(document)
    }
}

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Response> {
        Ok(Self(Fields::read(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}
