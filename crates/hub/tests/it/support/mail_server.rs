//! `MailServer`: takes emails on a loopback port, and remembers them.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hub::work::Mail;

use super::receiver::Both;

/// A email as it came.
#[derive(Debug, Clone)]
pub struct Email {
    /// Sender and recipient of the envelope.
    pub envelope: (String, String),
    /// Its headers and its text as they came over the wire.
    pub raw: String,
}

impl Email {
    /// Its headers as they came.
    pub fn head(&self) -> &str {
        self.raw.split("\r\n\r\n").next().unwrap_or_default()
    }

    /// The value of a header, encoded words read.
    #[track_caller]
    pub fn header(&self, name: &str) -> String {
        let head = self.head().replace("\r\n ", " ");
        let found = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
        let value = found.unwrap_or_else(|| panic!("no header {name} in {self:?}"));
        let (mut text, mut after_encoded) = (String::new(), false);
        for (place, word) in value.split(' ').enumerate() {
            let encoded = word.strip_prefix("=?utf-8?b?").and_then(|word| word.strip_suffix("?="));
            // A blank between two encoded words is none.
            let joined = after_encoded && encoded.is_some();
            if place > 0 && !joined {
                text.push(' ');
            }
            after_encoded = encoded.is_some();
            text.push_str(&encoded.map_or_else(|| word.to_owned(), decoded));
        }
        text
    }

    /// What it says.
    pub fn text(&self) -> String {
        let (head, body) = self.raw.split_once("\r\n\r\n").expect("a letter has a body");
        let text = match head {
            head if head.contains("Content-Transfer-Encoding: base64") => decoded(body),
            head if head.contains("Content-Transfer-Encoding: quoted-printable") => unquoted(body),
            _ => body.to_owned(),
        };
        text.replace("\r\n", "\n")
    }
}

fn decoded(text: &str) -> String {
    let emails: String = text.split_whitespace().collect();
    String::from_utf8(STANDARD.decode(emails).expect("it is Base64")).expect("it is UTF-8")
}

fn unquoted(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text);
    while let Some((plain, coded)) = rest.split_once('=') {
        bytes.extend_from_slice(plain.as_bytes());
        rest = match coded.strip_prefix("\r\n") {
            Some(joined) => joined,
            None => {
                bytes.push(u8::from_str_radix(&coded[..2], 16).expect("two hexadecimal digits"));
                &coded[2..]
            }
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).expect("it is UTF-8")
}

/// A mail server that listens until the test ends.
pub struct MailServer {
    address: SocketAddr,
    got: Arc<Mutex<Vec<Email>>>,
    answers: Arc<Mutex<VecDeque<String>>>,
}

impl MailServer {
    /// One that takes everything, without encryption.
    pub fn start() -> Self {
        Self::start_with(|stream| Box::new(stream))
    }

    /// One behind something that turns a connection into another one, as TLS does.
    pub fn start_with(wrap: impl Fn(TcpStream) -> Box<dyn Both> + Send + Sync + 'static) -> Self {
        let wrap = Arc::new(wrap);
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a loopback port is free");
        let server = Self { address: listener.local_addr().expect("the port is known"), got: Arc::default(), answers: Arc::default() };
        let (got, answers) = (Arc::clone(&server.got), Arc::clone(&server.answers));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (got, answers, wrap) = (Arc::clone(&got), Arc::clone(&answers), Arc::clone(&wrap));
                std::thread::spawn(move || {
                    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
                    // A sender that goes away is none of the test's business.
                    let _ = take(wrap(stream), &got, &answers);
                });
            }
        });
        server
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The options for a hub.
    pub fn mail(&self) -> Mail {
        let (server, from) = self.options();
        Mail::read(&server, &from).expect("a mail server")
    }

    /// The same as options of the program.
    pub fn options(&self) -> (String, String) {
        (format!("smtp://{}?tls=none", self.address), "Latchkey <hub@shop.example>".to_owned())
    }

    /// Answers the next emails so, once they are there, one after the other; after them everything is taken again.
    pub fn will_answer(&self, answers: &[&str]) {
        self.answers.lock().expect("no thread panicked").extend(answers.iter().map(|answer| (*answer).to_owned()));
    }

    /// What has come so far, also what was not taken.
    pub fn got(&self) -> Vec<Email> {
        self.got.lock().expect("no thread panicked").clone()
    }
}

fn take(stream: Box<dyn Both>, got: &Mutex<Vec<Email>>, answers: &Mutex<VecDeque<String>>) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let (mut from, mut to) = (String::new(), String::new());
    say(&mut stream, "220 mail.example")?;
    while let Some(line) = next(&mut stream)? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        match verb.as_str() {
            "EHLO" => say(&mut stream, "250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN")?,
            "AUTH" => say(&mut stream, "235 fine")?,
            "DATA" => {
                say(&mut stream, "354 go on")?;
                let mut raw = String::new();
                while let Some(line) = next(&mut stream)?.filter(|line| line != ".") {
                    raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                    raw.push_str("\r\n");
                }
                got.lock().expect("no thread panicked").push(Email { envelope: (from.clone(), to.clone()), raw });
                let answer = answers.lock().expect("no thread panicked").pop_front();
                say(&mut stream, answer.as_deref().unwrap_or("250 taken"))?;
            }
            "QUIT" => return say(&mut stream, "221 bye"),
            verb => {
                match verb {
                    "MAIL" => from = within(&line),
                    "RCPT" => to = within(&line),
                    _ => {}
                }
                say(&mut stream, "250 fine")?;
            }
        }
    }
    Ok(())
}

fn say(stream: &mut BufReader<Box<dyn Both>>, line: &str) -> std::io::Result<()> {
    write!(stream.get_mut(), "{line}\r\n")?;
    stream.get_mut().flush()
}

fn next(stream: &mut BufReader<Box<dyn Both>>) -> std::io::Result<Option<String>> {
    let mut line = String::new();
    let count = stream.read_line(&mut line)?;
    Ok((count > 0).then(|| line.trim_end_matches("\r\n").to_owned()))
}

fn within(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}
