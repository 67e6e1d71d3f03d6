//! An answer for heads that are no HTTP: hyper answers them by itself and says nothing; here that answer gets its JSON.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::http::StatusCode;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use wire::Problem;

/// No bare answer of hyper is longer.
const BARE: usize = 200;

/// A connection on which hyper's bare answers are given a body.
pub struct Explained<T> {
    inner: T,
    pending: Option<Pending>,
}

/// An answer that is written in place of a bare one.
struct Pending {
    text: Vec<u8>,
    written: usize,
    /// The length of the bare one.
    stands_for: usize,
}

impl<T> Explained<T> {
    /// Explains what is refused on this connection.
    pub fn new(inner: T) -> Self {
        Self { inner, pending: None }
    }
}

/// The answer in place of a bare one; `None` for anything else. Every other answer of 4xx has headers of its own.
fn explained(bare: &[u8]) -> Option<Vec<u8>> {
    if bare.len() > BARE || !bare.starts_with(b"HTTP/1.") {
        return None;
    }
    let text = std::str::from_utf8(bare).ok()?.strip_suffix("\r\n\r\n")?;
    let mut lines = text.split("\r\n");
    let head = lines.next()?;
    let status: u16 = head.split(' ').nth(1)?.parse().ok().filter(|status| (400..500).contains(status))?;
    let mut date = "";
    let mut is_empty = false;
    for line in lines {
        match line.split_once(": ")? {
            ("content-length", "0") => is_empty = true,
            ("connection", "close") => {}
            ("date", _) => date = line,
            _ => return None,
        }
    }
    if !is_empty {
        return None;
    }
    let reason = StatusCode::from_u16(status).ok()?.canonical_reason()?;
    let body = Problem::new(status, reason).body();
    let date = if date.is_empty() { String::new() } else { format!("{date}\r\n") };
    let mut answer =
        format!("{head}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{date}\r\n", body.len())
            .into_bytes();
    answer.extend_from_slice(&body);
    Some(answer)
}

impl<T: AsyncRead + Unpin> AsyncRead for Explained<T> {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Explained<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if this.pending.is_none() {
            this.pending = explained(bytes).map(|text| Pending { text, written: 0, stands_for: bytes.len() });
        }
        let Some(pending) = &mut this.pending else { return Pin::new(&mut this.inner).poll_write(context, bytes) };
        while pending.written < pending.text.len() {
            let written = ready!(Pin::new(&mut this.inner).poll_write(context, &pending.text[pending.written..]))?;
            if written == 0 {
                return Poll::Ready(Err(ErrorKind::WriteZero.into()));
            }
            pending.written += written;
        }
        let stands_for = pending.stands_for;
        this.pending = None;
        Poll::Ready(Ok(stands_for))
    }

    fn poll_write_vectored(mut self: Pin<&mut Self>, context: &mut Context<'_>, slices: &[IoSlice<'_>]) -> Poll<io::Result<usize>> {
        let mut full = slices.iter().filter(|slice| !slice.is_empty());
        if let (Some(first), None) = (full.next(), full.next()) {
            return self.poll_write(context, first);
        }
        Pin::new(&mut self.inner).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_bare_refusals_are_explained() {
        let date = "date: Sat, 14 Mar 2026 12:00:00 GMT";
        let bare = format!("HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n{date}\r\n\r\n");
        let answer = String::from_utf8(explained(bare.as_bytes()).expect("it is bare")).expect("it is text");
        let (head, body) = answer.split_once("\r\n\r\n").expect("it has a body");
        assert!(head.contains(date) && head.contains(&format!("content-length: {}", body.len())), "{head}");
        assert_eq!(body, "{\"success\":false,\"errorMsg\":\"Request Header Fields Too Large\"}");
        for other in [
            "",
            "HTTP/1.1 ",
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 5\r\n\r\nshort",
            "HTTP/1.1 400 Bad Request\r\ncontent-type: text/html\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
        ] {
            assert_eq!(explained(other.as_bytes()), None, "{other:?}");
        }
    }
}
