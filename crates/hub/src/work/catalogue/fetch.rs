//! Fetching a feed from its address into a file, within bounds, and never from private networks unasked.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use axum::http::{Request, Response, header};
use bytes::Bytes;
use domain::webhooks::Target;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;

use crate::work::post::Poster;

/// The largest feed, in bytes.
pub const LARGEST: u64 = 2 * 1024 * 1024 * 1024;
/// How long the other side may be silent, and how long the whole may take.
const SILENCE: Duration = Duration::from_secs(60);
const WHOLE: Duration = Duration::from_secs(30 * 60);
/// How many redirections are followed; each address is judged like the first one.
const REDIRECTIONS: usize = 5;

/// Fetches a feed into a file without a name in a folder.
///
/// # Errors
/// Why it cannot be had, in words.
pub async fn fetch(poster: &Poster, url: &str, folder: &Path) -> Result<File, String> {
    tokio::time::timeout(WHOLE, follow(poster, url, folder)).await.unwrap_or_else(|_| Err("it took more than half an hour".to_owned()))
}

async fn follow(poster: &Poster, url: &str, folder: &Path) -> Result<File, String> {
    let mut url = url.trim().to_owned();
    for _ in 0..=REDIRECTIONS {
        let target = Target::read(&url, poster.is_private())?;
        let stream = within(poster.stream(&target)).await?;
        let failed = |error: hyper::Error| format!("the answer cannot be read: {error}");
        let (mut sender, connection) =
            within(async { hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(failed) }).await?;
        let driven = tokio::spawn(connection);
        let request =
            Request::get(&target.path).header(header::HOST, &target.authority).header(header::ACCEPT, "application/xml, text/xml, */*");
        let request = request.header(header::USER_AGENT, concat!("Latchkey/", env!("CARGO_PKG_VERSION")));
        let request = request.body(Empty::<Bytes>::new()).map_err(|error| format!("the request cannot be made: {error}"))?;
        let answer = within(async { sender.send_request(request).await.map_err(failed) }).await?;
        let outcome = match answer.status().as_u16() {
            200 => save(answer, folder).await.map(Some),
            301 | 302 | 303 | 307 | 308 => next(&target, &answer).map(|next| {
                url = next;
                None
            }),
            status => Err(format!("the shop answered {status}")),
        };
        driven.abort();
        if let Some(file) = outcome? {
            return Ok(file);
        }
    }
    Err("the address leads from one redirection to the next".to_owned())
}

async fn within<T>(step: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    tokio::time::timeout(SILENCE, step).await.unwrap_or_else(|_| Err(format!("there was no answer within {} seconds", SILENCE.as_secs())))
}

async fn save(answer: Response<Incoming>, folder: &Path) -> Result<File, String> {
    let unwritable = |error: std::io::Error| format!("the file cannot be written: {error}");
    let mut file = tempfile::tempfile_in(folder).map_err(unwritable)?;
    let (mut body, mut bytes) = (answer.into_body(), 0);
    while let Some(frame) = tokio::time::timeout(SILENCE, body.frame()).await.map_err(|_| "the shop stopped sending".to_owned())? {
        let frame = frame.map_err(|error| format!("the feed breaks off: {error}"))?;
        let Some(data) = frame.data_ref() else { continue };
        bytes += data.len() as u64;
        if bytes > LARGEST {
            return Err("the feed is larger than 2 GiB".to_owned());
        }
        file.write_all(data).map_err(unwritable)?;
    }
    Ok(file)
}

/// Where a redirection leads.
fn next(from: &Target, answer: &Response<Incoming>) -> Result<String, String> {
    let place = answer.headers().get(header::LOCATION).and_then(|place| place.to_str().ok()).unwrap_or_default();
    let scheme = if from.secure { "https" } else { "http" };
    match place {
        "" => Err("the shop answered with a redirection to nowhere".to_owned()),
        place if place.starts_with("//") => Ok(format!("{scheme}:{place}")),
        place if place.starts_with('/') => Ok(format!("{scheme}://{}{place}", from.authority)),
        place if place.contains("://") => Ok(place.to_owned()),
        place => {
            let path = from.path.split('?').next().unwrap_or_default();
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Ok(format!("{scheme}://{}{folder}/{place}", from.authority))
        }
    }
}
