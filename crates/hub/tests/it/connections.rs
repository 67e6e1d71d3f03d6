//! Connections that hold the server up are closed, and beside them every call of others succeeds.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use domain::clock::Clock;
use hub::server::limits::Limits;
use hyper_util::rt::{TokioExecutor, TokioIo};

use crate::support::{Account, Actor, Server, TestHub};

/// Deadlines that a test can wait for.
fn short() -> Limits {
    Limits { request: Duration::from_millis(600), idle: Duration::from_millis(1200), ..Limits::default() }
}

/// What any of these deadlines takes at most, on a machine with much else to do.
const LONG: Duration = Duration::from_secs(30);

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(LONG)).expect("a time limit can be set");
    stream
}

/// Reads until the server hangs up, which it must.
#[track_caller]
fn until_closed(mut stream: &TcpStream) -> String {
    let mut answer = Vec::new();
    if let Err(error) = stream.read_to_end(&mut answer) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "the connection is still open");
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Calls again and again while `attack` runs; every call must succeed.
fn beside<T>(innocent: &Actor, attack: impl FnOnce() -> T) -> T {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let calls = scope.spawn(|| {
            let mut count = 0;
            while !is_over.load(Ordering::Relaxed) || count == 0 {
                innocent.get("/api/credentials", vec![]).ok();
                count += 1;
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(attack));
        is_over.store(true, Ordering::Relaxed);
        calls.join().expect("every call of the innocent succeeds");
        outcome.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

#[test]
fn four_hundred_silent_connections_lock_nobody_out_of_a_server_with_256_files() {
    let account = Account::new();
    let server = Server::start(account.command_within("-n 256", &["serve", "--listen", "127.0.0.1:0", "--log", "error"]));
    let (_, token) = account.key("all", "all");
    let innocent = server.holder(&token);
    let mut kept = connect(server.address);
    let mut call = || {
        write!(kept, "GET /api/api-versions HTTP/1.1\r\nHost: hub.test\r\nX-API-KEY: {token}\r\n\r\n").expect("it is sent");
        let mut answer = [0; 4096];
        let count = kept.read(&mut answer).expect("it is answered");
        assert!(answer[..count].starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer[..count]));
    };
    call();
    let mut silent: Vec<TcpStream> = (0..400).map(|_| connect(server.address)).collect();
    for round in 0..40 {
        innocent.get("/api/credentials", vec![]).ok();
        silent.push(connect(server.address));
        if round % 10 == 0 {
            call();
        }
    }
    // Those that made room have been hung up on.
    assert_eq!(until_closed(&silent[0]), "");
    call();
}

#[test]
fn what_stalls_before_a_request_is_there_is_closed() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    beside(&key, || {
        let beginnings: [&[u8]; 5] =
            [b"", b"P", b"PRI * HTTP/2.0\r\n\r\nSM", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /api/credentials HTTP/1.1\r\nHost: hub"];
        let begun = beginnings.map(|bytes| {
            let mut stream = connect(hub.address());
            stream.write_all(bytes).expect("it is sent");
            stream
        });
        for (stream, bytes) in begun.iter().zip(beginnings) {
            let answer = until_closed(stream);
            assert!(!answer.starts_with("HTTP/1.1 2"), "{}: {answer}", String::from_utf8_lossy(bytes));
        }
    });
}

#[test]
fn a_head_that_drips_is_closed() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    beside(&key, || {
        let mut stream = connect(hub.address());
        let begun = Clock::uptime();
        // A write fails once the other end has closed.
        while stream.write_all(b"G").is_ok() {
            assert!(Clock::uptime() - begun < LONG, "the connection is still open");
            std::thread::sleep(Duration::from_millis(50));
        }
    });
}

#[test]
fn a_kept_connection_is_closed_when_it_is_idle_or_a_head_on_it_stalls() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    beside(&key, || {
        let kept = ["", "GET /api/credentials HTTP/1.1\r\nHo"].map(|further| {
            let mut stream = connect(hub.address());
            stream.write_all(b"GET /api/nothing HTTP/1.1\r\nHost: hub.test\r\n\r\n").expect("it is sent");
            let mut first = [0; 12];
            stream.read_exact(&mut first).expect("it is answered");
            assert_eq!(&first, b"HTTP/1.1 404");
            stream.write_all(further.as_bytes()).expect("it is sent");
            stream
        });
        for stream in &kept {
            assert_eq!(until_closed(stream).matches("HTTP/1.1").count(), 0, "nothing else is answered");
        }
    });
}

#[test]
fn a_body_that_stalls_is_refused_and_its_connection_closed() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    beside(&key, || {
        let paths = ["/api/v5/orders/create", "/sign-in", "/leaked"];
        let begun = paths.map(|path| {
            let mut stream = connect(hub.address());
            let token = key.token.as_deref().unwrap_or_default();
            let head = format!("POST {path} HTTP/1.1\r\nHost: hub.test\r\nX-API-KEY: {token}\r\nContent-Length: 1000\r\n");
            let kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\norder=";
            write!(stream, "{head}{kind}").expect("it is sent");
            stream
        });
        for (stream, path) in begun.iter().zip(paths) {
            let answer = until_closed(stream);
            assert!(!answer.starts_with("HTTP/1.1 2") && !answer.starts_with("HTTP/1.1 5"), "{path}: {answer}");
            if path.starts_with("/api") {
                assert!(answer.starts_with("HTTP/1.1 408") && answer.ends_with(r#""errorMsg":"Request Timeout"}"#), "{answer}");
            }
        }
    });
}

#[test]
fn an_answer_that_is_not_read_is_dropped_with_its_connection() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    beside(&key, || {
        let mut stream = connect(hub.address());
        stream.set_write_timeout(Some(Duration::from_millis(200))).expect("a time limit can be set");
        let begun = Clock::uptime();
        loop {
            let request =
                b"GET /assets/latchkey.css HTTP/1.1\r\nHost: hub.test\r\nX-Filler: 0123456789012345678901234567890123456789\r\n\r\n";
            match stream.write(request) {
                Ok(_) => {}
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(_) => break,
            }
            assert!(Clock::uptime() - begun < LONG, "the connection is still open");
        }
    });
}

#[test]
fn an_answer_whose_window_stays_shut_ends_its_http2_connection() {
    let hub = TestHub::with_limits(short());
    let (_, key) = hub.site_with_key();
    let closed = beside(&key, || {
        hub.block_on(async {
            let stream = tokio::net::TcpStream::connect(hub.address()).await.expect("the server listens");
            let mut client = hyper::client::conn::http2::Builder::new(TokioExecutor::new());
            client.initial_stream_window_size(1);
            let (mut sender, connection) = client.handshake(TokioIo::new(stream)).await.expect("HTTP/2 is spoken");
            let driver = tokio::spawn(connection);
            let get = |path: &str| {
                let uri = format!("http://hub.test{path}");
                axum::http::Request::get(uri).body(String::new()).expect("it is a request")
            };
            let unread = sender.send_request(get("/assets/latchkey.css")).await.expect("it is answered");
            let is_over = AtomicBool::new(false);
            // Others on the connection are answered all the while.
            let others = async {
                while !is_over.load(Ordering::Relaxed) && sender.send_request(get("/.well-known/nothing")).await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            };
            let closed = async {
                let closed = tokio::time::timeout(LONG, driver).await.is_ok();
                is_over.store(true, Ordering::Relaxed);
                closed
            };
            let (closed, ()) = futures_util::future::join(closed, others).await;
            drop(unread);
            closed
        })
    });
    assert!(closed, "the connection is still open");
}
