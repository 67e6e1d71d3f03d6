//! Files on their way in: what a body holds, what kind of file that is, and its bytes to where they are kept.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Bytes;
use data_encoding::HEXLOWER;
use database::files::CHUNK;
use domain::fault::Fault;
use futures_util::FutureExt;
use multer::Multipart;
use sha2::{Digest, Sha256};
use wire::Problem;
use wire::file::Content;

use super::FileStore;
use crate::app::Hub;
use crate::bodies::SMALL;

impl FileStore {
    /// Takes the body of a call as a file; `kind` is its media type as it was sent. Of a multipart body, which browsers and `curl -F` send,
    /// the file is the part with a file name; any other body is the file itself. A large one is on disk when this returns.
    ///
    /// # Errors
    /// A multipart body has several files, or the file cannot be kept.
    pub async fn take(&self, hub: &Arc<Hub>, kind: &str, body: Bytes) -> Result<Content, Problem> {
        if body.is_empty() {
            return Ok(Content::default());
        }
        let kind = kind.to_owned();
        let mut content = if body.len() > SMALL { hub.bodies.apart(move || content(&kind, body)).await?? } else { content(&kind, body)? };
        if let Some(folder) = self.folder_of(content.size).cloned() {
            let (hash, size, now) = (content.hash.clone(), content.size, hub.clock.now().0);
            let reserved = hub.db.write(move |tx| Ok::<_, Fault>(database::files::reserve(tx, &hash, size, now)?)).await;
            reserved.map_err(Fault::into_problem)?;
            let (hash, bytes) = (content.hash.clone(), std::mem::take(&mut content.bytes));
            let put = hub.bodies.apart(move || folder.put(&hash, size, bytes.chunks(CHUNK).map(|chunk| Ok(Cow::Borrowed(chunk))))).await?;
            put.map_err(|error| {
                tracing::error!(%error, "a file cannot be kept in the data folder");
                Problem::unavailable()
            })?;
        }
        Ok(content)
    }
}

fn content(kind: &str, body: Bytes) -> Result<Content, Problem> {
    // All of it is here already: it never waits.
    let part = multer::parse_boundary(kind).ok().map(|boundary| part(body.clone(), boundary).now_or_never().unwrap_or(Ok(None)));
    let (bytes, filename) = match part.transpose()?.flatten() {
        Some((bytes, name)) => (bytes, Some(name)),
        None => (body, None),
    };
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(Content { hash: HEXLOWER.encode(&Sha256::digest(&bytes)), size, kind: media_type(&bytes), filename, bytes: Vec::from(bytes) })
}

/// The one file of a multipart body; none where it has none or cannot be read.
async fn part(body: Bytes, boundary: String) -> Result<Option<(Bytes, String)>, Problem> {
    let stream = futures_util::stream::once(async move { Ok::<_, Infallible>(body) });
    let mut parts = Multipart::new(stream, boundary);
    let mut found = None;
    while let Ok(Some(part)) = parts.next_field().await {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let Ok(bytes) = part.bytes().await else { return Ok(None) };
        if found.replace((bytes, name)).is_some() {
            return Err(Problem::new(400, "Errors in the input parameters").with("file", "must be one file"));
        }
    }
    Ok(found)
}

/// The media type of a file by its first bytes: never one that a browser runs.
fn media_type(bytes: &[u8]) -> &'static str {
    const SIGNS: &[(usize, &[u8], &str)] = &[
        (0, b"%PDF-", "application/pdf"),
        (0, b"\x89PNG\r\n\x1a\n", "image/png"),
        (0, b"\xff\xd8\xff", "image/jpeg"),
        (0, b"GIF8", "image/gif"),
        (8, b"WEBP", "image/webp"),
        (0, b"BM", "image/bmp"),
        (0, b"II*\0", "image/tiff"),
        (0, b"MM\0*", "image/tiff"),
        (0, b"PK\x03\x04", "application/zip"),
        (0, b"\x1f\x8b", "application/gzip"),
        (0, b"Rar!", "application/vnd.rar"),
        (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (0, b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
        (0, b"{\\rtf", "application/rtf"),
        (0, b"ID3", "audio/mpeg"),
        (0, b"OggS", "audio/ogg"),
        (8, b"WAVE", "audio/wav"),
        (4, b"ftyp", "video/mp4"),
    ];
    let sign = SIGNS.iter().find(|(at, sign, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign)));
    let is_text =
        || std::str::from_utf8(bytes).is_ok_and(|text| !text.chars().any(|letter| letter.is_control() && !letter.is_whitespace()));
    match sign {
        // Two letters are the beginning of many texts.
        Some((_, sign, _)) if *sign == b"BM" && is_text() => "text/plain",
        Some((_, _, kind)) => kind,
        None if is_text() => "text/plain",
        None => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file_store::is_large;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        for (bytes, kind) in [
            (&b"%PDF-1.4 x"[..], "application/pdf"),
            (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "image/webp"),
            (b"<html><script>alert(1)</script>", "text/plain"),
            ("Привет\r\n\t".as_bytes(), "text/plain"),
            (b"BMW is a car", "text/plain"),
            (b"BM\x00\x01", "image/bmp"),
            (b"a\0b", "application/octet-stream"),
            (b"\xff\xfe", "application/octet-stream"),
        ] {
            assert_eq!(media_type(bytes), kind, "{bytes:?}");
        }
        assert!(!is_large(CHUNK as i64) && is_large(CHUNK as i64 + 1));
    }

    #[test]
    fn the_file_of_a_multipart_body_is_its_part_with_a_name() {
        let kind = "multipart/form-data; boundary=X";
        let body = |text: &str| Bytes::from(text.replace('\n', "\r\n"));
        let one = "--X\nContent-Disposition: form-data; name=\"a\"\n\n1\n--X\nContent-Disposition: form-data; name=\"file\"; filename=\"Счёт.txt\"\n\nhi\n--X--\n";
        let found = content(kind, body(one)).expect("it is a file");
        assert_eq!((found.filename.as_deref(), found.bytes.as_slice(), found.size), (Some("Счёт.txt"), &b"hi"[..], 2));
        let two = one.replace("name=\"a\"", "name=\"a\"; filename=\"b\"");
        assert_eq!(content(kind, body(&two)).map(drop).map_err(|problem| problem.status), Err(400));
        for raw in ["file=%7B%22filename%22%3A%22x%22%7D", "--X\nbroken", ""] {
            let found = content(kind, body(raw)).expect("it is a file");
            assert_eq!((found.filename, found.bytes), (None, body(raw).to_vec()));
        }
    }
}
