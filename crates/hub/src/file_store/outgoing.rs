//! Files on their way out: their bytes chunk by chunk, under headers that have a browser save them and nothing else.

use std::io::{Error, ErrorKind};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, Response, header};
use database::files::CHUNK;
use domain::fault::Fault;
use domain::files::Download;
use futures_util::StreamExt;
use futures_util::stream;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use wire::Problem;

use crate::app::Hub;

/// What stands for itself in the value of an extended parameter (RFC 5987).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b'!').remove(b'&').remove(b'+');

/// A file that is about to be answered.
pub struct Outgoing {
    download: Download,
    body: Body,
}

impl Outgoing {
    /// The answer.
    pub fn respond(self) -> Response<Body> {
        let Self { download, body } = self;
        let mut response = Response::new(body);
        let fixed = [
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
            (header::CACHE_CONTROL, "private, no-store"),
        ];
        let headers = response.headers_mut();
        headers.extend(fixed.map(|(name, value)| (name, HeaderValue::from_static(value))));
        let kind = HeaderValue::try_from(&download.kind).unwrap_or(HeaderValue::from_static("application/octet-stream"));
        let mut set = |name: HeaderName, value: HeaderValue| headers.insert(name, value);
        set(header::CONTENT_TYPE, kind);
        set(header::CONTENT_LENGTH, download.size.into());
        set(
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(disposition(&download.name)).unwrap_or(HeaderValue::from_static("attachment")),
        );
        response
    }
}

/// `Content-Disposition` with a file name (RFC 6266): in plain letters, and in its own where they are others.
fn disposition(name: &str) -> String {
    let plain = |letter: char| if (' '..='~').contains(&letter) && !matches!(letter, '"' | '\\' | '%') { letter } else { '_' };
    let fallback: String = name.chars().map(plain).collect();
    if fallback == name {
        return format!("attachment; filename=\"{name}\"");
    }
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN))
}

/// Begins to read a file: its first chunk is there when this returns, and the others are read as they are sent.
///
/// # Errors
/// Its bytes cannot be read.
pub async fn open(hub: &Arc<Hub>, download: Download) -> Result<Outgoing, Problem> {
    let first = chunk(hub, &download, 0).await.map_err(|error| {
        tracing::error!(%error, hash = download.hash, "the bytes of a file cannot be read");
        Problem::internal()
    })?;
    let rest = stream::unfold((1, Arc::clone(hub), download.clone()), |(number, hub, download)| async move {
        if number * CHUNK as i64 >= download.size {
            return None;
        }
        let bytes = chunk(&hub, &download, number).await;
        Some((bytes, (number + 1, hub, download)))
    });
    Ok(Outgoing { body: Body::from_stream(stream::iter([Ok(first)]).chain(rest)), download })
}

/// A chunk of a file, from 0.
async fn chunk(hub: &Arc<Hub>, download: &Download, number: i64) -> Result<Bytes, Error> {
    let folder = hub.files.folder_of(download.size);
    // Twice, for it may be on its way from the database to the folder.
    for _ in 0..2 {
        if let Some(folder) = folder.cloned() {
            let hash = download.hash.clone();
            match tokio::task::spawn_blocking(move || folder.chunk(&hash, number)).await? {
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                read => return read.map(Bytes::from),
            }
        }
        let hash = download.hash.clone();
        let read = hub.db.read(move |tx| Ok::<_, Fault>(database::files::chunk(tx, &hash, number)?)).await;
        if let Some(bytes) = read.map_err(|fault| Error::other(fault.to_string()))? {
            return Ok(bytes.into());
        }
    }
    Err(Error::from(ErrorKind::NotFound))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_so_that_every_client_reads_it() {
        for (name, written) in [
            ("a b.pdf", "attachment; filename=\"a b.pdf\""),
            ("a\"b%.pdf", "attachment; filename=\"a_b_.pdf\"; filename*=UTF-8''a%22b%25.pdf"),
            ("Счёт 1.pdf", "attachment; filename=\"____ 1.pdf\"; filename*=UTF-8''%D0%A1%D1%87%D1%91%D1%82%201.pdf"),
        ] {
            assert_eq!(disposition(name), written);
        }
    }
}
