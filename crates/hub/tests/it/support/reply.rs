//! An answer, and the exchange of bytes that brought it. Whatever is not JSON under `/api` fails the test at once.

use std::fmt;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// An answer of the hub.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The JSON of the body; null when the answer has no body, as that of HEAD.
    pub json: Value,
}

impl Reply {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The text of a refusal; empty for a success.
    pub fn message(&self) -> &str {
        self.json["errorMsg"].as_str().unwrap_or_default()
    }

    /// The answer of a call that must succeed.
    #[track_caller]
    pub fn ok(self) -> Value {
        assert!(self.status < 300 && self.json["success"] == true, "not a success: {self}");
        self.json
    }

    /// Asserts the status alone.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self}");
        self
    }

    /// Asserts a refusal: its status and its text to the letter.
    #[track_caller]
    pub fn refused(self, status: u16, message: &str) -> Self {
        assert_eq!((self.status, self.message()), (status, message), "{self}");
        assert_eq!(self.json["success"], false, "{self}");
        self
    }

    /// Asserts the refusal of a key that does not grant the method or the store.
    #[track_caller]
    pub fn denied(self) -> Self {
        self.refused(403, "Access denied.")
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:#}", self.status, self.json)
    }
}

/// Sends these bytes and reads the one answer to them.
///
/// An early answer (to a body too large to be read) is taken even though the server then hangs up.
#[track_caller]
pub fn exchange(address: SocketAddr, request: &[u8]) -> Reply {
    try_exchange(address, request).unwrap_or_else(|fault| {
        let asked = String::from_utf8_lossy(&request[..request.len().min(300)]);
        panic!("{fault}\nasked: {asked}")
    })
}

/// [`exchange`] with a server that may die meanwhile; an error says how far it came.
pub fn try_exchange(address: SocketAddr, request: &[u8]) -> Result<Reply, String> {
    let answer = exchange_bytes(address, request)?;
    parse(&answer, request).map_err(|fault| format!("{fault}\nanswered: {}", String::from_utf8_lossy(&answer)))
}

/// Sends these bytes and reads whatever comes back until the server hangs up.
///
/// # Errors
/// Nobody listens.
pub fn exchange_bytes(address: SocketAddr, request: &[u8]) -> Result<Vec<u8>, String> {
    let stream = TcpStream::connect(address).map_err(|error| format!("no program listens: {error}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    std::thread::scope(|scope| {
        // Writing aside lets an early answer be read while the rest of a large body is still on its way.
        scope.spawn(|| (&stream).write_all(request));
        let mut chunk = [0_u8; 65536];
        while parse(&answer, request).is_err() {
            match (&stream).read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => answer.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        // A body that is no longer read must not keep the writing thread.
        let _ = stream.shutdown(std::net::Shutdown::Both);
    });
    Ok(answer)
}

/// An answer that is a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Download {
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Download {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Sends these bytes and reads the answer to them, whatever it consists of; its length is what its head promises.
#[track_caller]
pub fn exchange_file(address: SocketAddr, request: &[u8]) -> Download {
    let answer = exchange_bytes(address, request).expect("a program listens");
    let mut slots = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut slots);
    let length = head.parse(&answer).expect("it is HTTP").unwrap();
    let headers: Vec<(String, String)> =
        head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned())).collect();
    let download = Download { status: head.code.unwrap_or_default(), headers, bytes: answer[length..].to_vec() };
    assert_eq!(download.header("content-length"), Some(&*download.bytes.len().to_string()));
    download
}

/// Reads the one answer that comes on a connection.
#[track_caller]
pub fn read_answer(mut stream: TcpStream) -> Reply {
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a time-out can be set");
    let mut answer = Vec::new();
    let mut chunk = [0_u8; 65536];
    loop {
        match parse(&answer, b"GET ") {
            Ok(reply) => return reply,
            Err(fault) => match stream.read(&mut chunk) {
                Ok(count) if count > 0 => answer.extend_from_slice(&chunk[..count]),
                ended => panic!("{fault} ({ended:?}): {}", String::from_utf8_lossy(&answer)),
            },
        }
    }
}

/// Reads an answer; an error says what is missing or wrong.
fn parse(answer: &[u8], request: &[u8]) -> Result<Reply, String> {
    let mut slots = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut slots);
    let length = match head.parse(answer) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err("the answer broke off".to_owned()),
        Err(error) => return Err(format!("no HTTP answer: {error}")),
    };
    let headers: Vec<(String, String)> =
        head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned())).collect();
    let mut reply = Reply { status: head.code.unwrap_or_default(), headers, json: Value::Null };
    if !["application/json", "application/problem+json"].map(Some).contains(&reply.header("content-type")) {
        return Err(format!("the answer is {:?}, not JSON", reply.header("content-type")));
    }
    if request.starts_with(b"HEAD ") {
        return Ok(reply);
    }
    let body = &answer[length..];
    let promised: usize = reply.header("content-length").and_then(|length| length.parse().ok()).ok_or("the answer has no length")?;
    if body.len() != promised {
        return Err(format!("{promised} bytes were promised, {} came", body.len()));
    }
    reply.json = serde_json::from_slice(body).map_err(|error| format!("the answer is no JSON: {error}"))?;
    Ok(reply)
}
