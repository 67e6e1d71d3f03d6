//! What a body says: an urlencoded form, a multipart one or JSON, of whatever kind real clients send.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::http::header;
use axum::http::request::Parts;
use futures_util::FutureExt;
use multer::{Field, Multipart};
use wire::form::{self, Form};
use wire::{Charset, Problem};

/// The media type of a request, as it was sent; empty for none.
pub fn kind(parts: &Parts) -> &str {
    parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default()
}

/// Reads a body of this kind into the form.
///
/// # Errors
/// It cannot be read, or brings more than the bounds allow.
pub fn read(form: &mut Form, kind: &str, body: Bytes) -> Result<(), Problem> {
    let media = kind.split(';').next().unwrap_or_default().trim();
    let declared = Charset::of_type(kind)?;
    if media.eq_ignore_ascii_case("multipart/form-data") {
        // All of it is here already: it never waits.
        let read = read_multipart(form, kind, body, declared).now_or_never();
        return read.unwrap_or_else(|| Err(Problem::internal()));
    }
    if media.eq_ignore_ascii_case("application/json") {
        return form.json(&body, declared.unwrap_or(Charset::UTF_8));
    }
    form.urlencoded(&body, declared)
}

/// A part of a multipart body, before its charset is known.
struct Part {
    /// The name; an error holds the header where it is not UTF-8.
    name: Result<String, Vec<u8>>,
    charset: Option<Charset>,
    bytes: Bytes,
}

async fn read_multipart(form: &mut Form, kind: &str, body: Bytes, declared: Option<Charset>) -> Result<(), Problem> {
    let boundary = multer::parse_boundary(kind).map_err(broken)?;
    let stream = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
    let mut parts = Multipart::new(stream, boundary);
    let mut read = Vec::new();
    let mut view = declared;
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        form.count()?;
        let Some(name) = name(&field) else { continue };
        let charset = Charset::of_type(field.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default())?;
        let bytes = field.bytes().await.map_err(broken)?;
        if view.is_none() && name.as_ref().is_ok_and(|name| form::is_charset(name)) && !bytes.is_empty() {
            view = Some(form::charset_named(&bytes)?);
        }
        read.push(Part { name, charset, bytes });
    }
    let usual = view.unwrap_or(Charset::UTF_8).of_form()?;
    for part in read {
        let name = match part.name {
            Ok(name) => name,
            Err(header) => renamed(&header, usual).ok_or_else(|| usual.refusal("name of a part"))?,
        };
        let charset = part.charset.unwrap_or(usual);
        let text = charset.decode(&part.bytes).ok_or_else(|| charset.refusal(&form::shown(&name)))?.into_owned();
        form.put(&name, text)?;
    }
    Ok(())
}

fn broken(error: multer::Error) -> Problem {
    Problem::new(400, "Errors in the input parameters").with("body", format!("The multipart body cannot be read: {error}."))
}

/// The name of a part; a part without one is no parameter.
fn name(field: &Field<'_>) -> Option<Result<String, Vec<u8>>> {
    if let Some(name) = field.name() {
        return Some(Ok(name.to_owned()));
    }
    let header = field.headers().get(header::CONTENT_DISPOSITION)?.as_bytes();
    std::str::from_utf8(header).is_err().then(|| Err(header.to_owned()))
}

/// The name in a header that is not UTF-8.
fn renamed(header: &[u8], charset: Charset) -> Option<String> {
    let text = charset.decode(header)?;
    let name = text.split(';').find_map(|parameter| parameter.trim().strip_prefix("name="))?;
    Some(name.trim_matches('"').to_owned())
}
