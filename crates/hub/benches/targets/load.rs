//! The load generator: a few threads, each with its share of kept-alive connections, as fast as the answers come.

use std::io::{ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, bail, ensure};
use domain::clock::Clock;
use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token};

/// Writes the bytes of the next request.
pub type Source = Box<dyn FnMut(&mut Vec<u8>) + Send>;

/// Threads of the generator: one alone would keep a fast server waiting.
const THREADS: usize = 2;

/// How long answers may take once no more requests are sent.
const PATIENCE: Duration = Duration::from_secs(30);

/// Any status of success, for loads of several methods.
pub const SUCCESS: u16 = 0;

/// How long one answer took.
#[derive(Debug, Clone, Copy)]
pub struct Answer {
    /// When it was there, after the load began.
    pub at: Duration,
    /// The time since its request was sent.
    pub took: Duration,
}

/// A load to put on a server.
pub struct Load<'a> {
    /// The server.
    pub address: SocketAddr,
    /// Connections, each with one request at a time.
    pub connections: usize,
    /// How long requests are sent.
    pub time: Duration,
    /// How many requests each thread of the generator sends at most.
    pub requests: u64,
    /// The status every answer must have; [`SUCCESS`] for any of 200 to 299.
    pub status: u16,
    /// Where answers are noted, if they are.
    pub answers: Option<&'a Mutex<Vec<Answer>>>,
    /// Makes the source of requests of one thread.
    pub source: &'a (dyn Fn() -> Source + Sync),
}

/// What came of a load.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// Answers a second, over the time in which requests were sent.
    pub rate: f64,
    /// All answers, also those after that time.
    pub answers: u64,
}

impl<'a> Load<'a> {
    /// A load of one connection without end.
    pub fn new(address: SocketAddr, status: u16, source: &'a (dyn Fn() -> Source + Sync)) -> Self {
        Self { address, connections: 1, time: Duration::from_secs(3600), requests: u64::MAX, status, answers: None, source }
    }

    /// Puts it on the server.
    ///
    /// # Errors
    /// An answer had another status, or a connection broke.
    pub fn run(&self) -> anyhow::Result<Outcome> {
        let threads = THREADS.min(self.connections);
        let shares: Vec<usize> =
            (0..threads).map(|index| self.connections / threads + usize::from(index < self.connections % threads)).collect();
        let outcomes: Vec<anyhow::Result<Outcome>> = std::thread::scope(|scope| {
            let running: Vec<_> = shares.into_iter().map(|share| scope.spawn(move || self.run_share(share))).collect();
            running.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a thread of the generator panicked"))).collect()
        });
        let mut sum = Outcome { rate: 0.0, answers: 0 };
        for outcome in outcomes {
            let outcome = outcome?;
            sum.rate += outcome.rate;
            sum.answers += outcome.answers;
        }
        Ok(sum)
    }

    fn run_share(&self, connections: usize) -> anyhow::Result<Outcome> {
        let mut poll = Poll::new()?;
        let mut events = Events::with_capacity(1024);
        let mut source = (self.source)();
        let mut clients = Vec::with_capacity(connections);
        for index in 0..connections {
            let stream = std::net::TcpStream::connect(self.address).context("the server takes no connection")?;
            stream.set_nodelay(true)?;
            stream.set_nonblocking(true)?;
            let mut stream = TcpStream::from_std(stream);
            poll.registry().register(&mut stream, Token(index), Interest::READABLE | Interest::WRITABLE)?;
            clients.push(Client { stream, request: Vec::new(), sent: 0, asked: Duration::ZERO, answer: vec![0; 64 * 1024], filled: 0 });
        }
        let begun = Clock::uptime();
        let (end, mut answers, mut rate, mut open) = (begun + self.time, 0, None, clients.len());
        let mut asked = clients.len() as u64;
        let mut noted = Vec::new();
        for client in &mut clients {
            client.ask(&mut source)?;
        }
        while open > 0 {
            poll.poll(&mut events, Some(Duration::from_millis(100)))?;
            let now = Clock::uptime();
            if now >= end && rate.is_none() {
                rate = Some(answers as f64 / (now - begun).as_secs_f64());
            }
            ensure!(now < end + PATIENCE, "{open} requests have no answer");
            for event in &events {
                let client = &mut clients[event.token().0];
                client.send()?;
                if client.receive(self.status)? {
                    answers += 1;
                    if self.answers.is_some() {
                        let at = Clock::uptime();
                        noted.push(Answer { at: at - begun, took: at - client.asked });
                    }
                    if rate.is_none() && asked < self.requests {
                        asked += 1;
                        client.ask(&mut source)?;
                    } else {
                        open -= 1;
                    }
                }
            }
        }
        if let Some(list) = self.answers {
            list.lock().unwrap_or_else(PoisonError::into_inner).append(&mut noted);
        }
        // All requests may have been answered before the time was over.
        let rate = rate.unwrap_or_else(|| answers as f64 / (Clock::uptime() - begun).as_secs_f64());
        Ok(Outcome { rate, answers })
    }
}

struct Client {
    stream: TcpStream,
    request: Vec<u8>,
    sent: usize,
    /// When its request was sent.
    asked: Duration,
    answer: Vec<u8>,
    filled: usize,
}

impl Client {
    fn ask(&mut self, source: &mut Source) -> anyhow::Result<()> {
        self.request.clear();
        source(&mut self.request);
        (self.sent, self.filled, self.asked) = (0, 0, Clock::uptime());
        self.send()
    }

    fn send(&mut self) -> anyhow::Result<()> {
        while self.sent < self.request.len() {
            match self.stream.write(&self.request[self.sent..]) {
                Ok(0) => bail!("the server closed a connection"),
                Ok(count) => self.sent += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) => return Err(error).context("a request cannot be sent"),
            }
        }
        Ok(())
    }

    /// True once the whole answer is there.
    fn receive(&mut self, status: u16) -> anyhow::Result<bool> {
        loop {
            if self.filled == self.answer.len() {
                self.answer.resize(self.filled * 2, 0);
            }
            match self.stream.read(&mut self.answer[self.filled..]) {
                Ok(0) => bail!("the server closed a connection"),
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(false),
                Err(error) => return Err(error).context("an answer cannot be read"),
            }
            let answer = &self.answer[..self.filled];
            let Some(head) = memchr::memmem::find(answer, b"\r\n\r\n") else { continue };
            let length = content_length(&answer[..head]).context("an answer without Content-Length")?;
            if answer.len() < head + 4 + length {
                continue;
            }
            let view = std::str::from_utf8(&answer[9..12]).unwrap_or_default();
            let is_wanted = view.parse() == Ok(status) || status == SUCCESS && view.starts_with('2');
            ensure!(is_wanted, "an answer should be {status} and is: {}", String::from_utf8_lossy(answer));
            return Ok(true);
        }
    }
}

fn content_length(head: &[u8]) -> Option<usize> {
    // In the spellings of the hub and of other servers.
    let names = [b"content-length: ", b"Content-Length: "];
    let (place, name) = names.iter().find_map(|name| Some((memchr::memmem::find(head, *name)?, name)))?;
    let value = &head[place + name.len()..];
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&value[..digits]).ok()?.parse().ok()
}
