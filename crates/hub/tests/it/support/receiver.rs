//! `Receiver`: a program elsewhere that takes webhooks, and remembers what came.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

/// A message as it came.
#[derive(Debug, Clone)]
pub struct Message {
    /// Verb and path.
    pub line: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Message {
    /// The value of a header.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_else(|| panic!("no header {name} in {self:?}"))
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("the body is JSON")
    }
}

/// What is answered: the head after `HTTP/1.1 `, such as `500 Broken` or `302 Found\r\nLocation: …`.
type Answers = Arc<Mutex<VecDeque<String>>>;

/// A program that listens on a loopback port until the test ends.
pub struct Receiver {
    /// Where it listens.
    pub address: SocketAddr,
    got: Arc<Mutex<Vec<Message>>>,
    answers: Answers,
}

impl Receiver {
    /// One that takes everything, over plain HTTP.
    pub fn start() -> Self {
        Self::start_with(|stream| Box::new(stream))
    }

    /// One behind something that turns a connection into another one, as TLS does.
    pub fn start_with(wrap: impl Fn(TcpStream) -> Box<dyn Both> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port is free");
        let address = listener.local_addr().expect("the port is known");
        let receiver = Self { address, got: Arc::default(), answers: Arc::default() };
        let (got, answers, wrap) = (Arc::clone(&receiver.got), Arc::clone(&receiver.answers), Arc::new(wrap));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (got, answers, wrap) = (Arc::clone(&got), Arc::clone(&answers), Arc::clone(&wrap));
                std::thread::spawn(move || {
                    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
                    // A sender that goes away is none of the test's business.
                    let _ = take(&mut wrap(stream), &got, &answers);
                });
            }
        });
        receiver
    }

    /// Its address, as a webhook has it.
    pub fn url(&self) -> String {
        format!("http://{}/hooks?from=latchkey", self.address)
    }

    /// Answers the next messages so, one after the other; after them everything is taken again.
    pub fn will_answer(&self, answers: &[&str]) {
        self.answers.lock().expect("no thread panicked").extend(answers.iter().map(|answer| (*answer).to_owned()));
    }

    /// What has come so far.
    pub fn got(&self) -> Vec<Message> {
        self.got.lock().expect("no thread panicked").clone()
    }

    /// The names of the events that have come so far.
    pub fn events(&self) -> Vec<String> {
        self.got().iter().map(|message| message.json()["type"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Waits until so many messages have come.
    #[track_caller]
    pub fn wait(&self, count: usize) -> Vec<Message> {
        for _ in 0..400 {
            if self.got().len() >= count {
                return self.got();
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        panic!("{count} messages were expected: {:?}", self.got())
    }
}

/// A connection.
pub trait Both: Read + Write {}
impl<T: Read + Write> Both for T {}

fn take(stream: &mut dyn Both, got: &Mutex<Vec<Message>>, answers: &Mutex<VecDeque<String>>) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let message = loop {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            return Ok(());
        }
        bytes.extend_from_slice(&chunk[..count]);
        if let Some(message) = parse(&bytes) {
            break message;
        }
    };
    got.lock().expect("no thread panicked").push(message);
    let answer = answers.lock().expect("no thread panicked").pop_front().unwrap_or_else(|| "204 No Content".to_owned());
    // An answer with a body is whole.
    let rest = if answer.contains("\r\n\r\n") { "" } else { "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" };
    write!(stream, "HTTP/1.1 {answer}{rest}")?;
    stream.flush()
}

fn parse(bytes: &[u8]) -> Option<Message> {
    let mut slots = [httparse::EMPTY_HEADER; 32];
    let mut head = httparse::Request::new(&mut slots);
    let httparse::Status::Complete(length) = head.parse(bytes).expect("the sender speaks HTTP") else { return None };
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is UTF-8");
    let headers: Vec<(String, String)> = head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect();
    let promised = match headers.iter().find(|(name, _)| name == "content-length") {
        Some((_, length)) => length.parse::<usize>().ok()?,
        None => 0,
    };
    let body = bytes.get(length..length + promised)?;
    let line = format!("{} {}", head.method.unwrap_or_default(), head.path.unwrap_or_default());
    Some(Message { line, headers, body: text(body) })
}
