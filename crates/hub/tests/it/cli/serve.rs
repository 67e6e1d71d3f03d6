//! `latchkey serve`: how it starts, what it answers outside the methods, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use wire::methods::{self, Verb, Versions};

use super::moment;
use crate::support::command::{program, run};
use crate::support::{Account, Call, Server, reply};

/// The answer to a GET: its head and its body.
fn page(server: &Server, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(server.address).expect("the server listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: hub.test\r\nConnection: close\r\n\r\n").expect("the request is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer is UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("there is a head");
    (head.to_owned(), body.to_owned())
}

#[test]
fn it_tells_version_address_and_data_folder_in_one_block() {
    let account = Account::new();
    let server = account.serve();
    let lines: Vec<&str> = server.banner.lines().collect();
    assert_eq!(lines[0], format!("Latchkey {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(lines[1], format!("  Address   http://{}", server.address));
    assert!(lines[2].starts_with(&format!("  Set up    http://{}/setup/", server.address)));
    let data = account.fresh.folder.path().canonicalize().expect("the folder is there");
    assert_eq!(lines[3], format!("  Data      {}", data.display()));
    assert!(lines[4].starts_with(if account.is_embedded() { "  Database  SQLite, latchkey.db" } else { "  Database  PostgreSQL, " }));
    server.signal("TERM");
    let (status, out, log) = server.end();
    assert_eq!((status.code(), out.as_str(), log.as_str()), (Some(0), "", ""), "it prints one block and logs no trouble");
}

#[test]
fn it_says_in_one_line_what_a_fresh_account_is_assumed_to_be() {
    let account = Account::new();
    let server = account.serve_with("info");
    server.signal("TERM");
    let (_, _, log) = server.end();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("assumed")).collect();
    assert_eq!(lines.len(), 1, "{log}");
    for part in ["country RU, currency RUB, time zone Europe/Moscow", "latchkey settings set"] {
        assert!(lines[0].contains(part), "{log}");
    }
    account.ok(&["user", "add", "a@example.com", "--name", "Ana", "--random-password"]);
    let server = account.serve_with("info");
    server.signal("TERM");
    assert!(!server.end().2.contains("assumed"), "an account that is set up is not assumed to have a home");
}

#[test]
fn it_serves_without_being_told_the_command() {
    let account = Account::new();
    let server = Server::start(account.command(&["--listen", "127.0.0.1:0", "--public-url", "https://hub.example.com/"]));
    assert!(server.banner.contains("Known as  https://hub.example.com\n"), "{}", server.banner);
    let (_, token) = account.key("all", "all");
    assert_eq!(server.holder(&token).get("/api/system-info", vec![]).ok()["publicUrl"], "https://hub.example.com");
}

#[test]
fn everything_under_api_is_json_and_everything_else_is_for_people() {
    let account = Account::new();
    let server = account.serve();
    let anonymous = server.anonymous();
    for path in ["/api", "/api/", "/api/nothing", "/api/v5/nothing", "/api/v6/credentials"] {
        anonymous.call(Call::get(path)).refused(404, "API method not found");
    }
    for verb in ["PUT", "DELETE", "OPTIONS", "PATCH"] {
        anonymous.call(Call::new(verb, "/api/credentials")).refused(405, "Method Not Allowed");
        anonymous.call(Call::new(verb, "/api/nothing")).refused(404, "API method not found");
    }
    assert_eq!(anonymous.call(Call::new("HEAD", "/api/credentials")).status, 405);
    for (path, status, text) in [
        ("/", "200 OK", "Latchkey is running"),
        ("/apiary", "404 Not Found", "Page not found"),
        ("/x/y", "404 Not Found", "Page not found"),
    ] {
        let (head, body) = page(&server, path);
        assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{path}: {head}");
        assert!(head.contains("content-type: text/html; charset=utf-8"), "{path}: {head}");
        assert!(body.contains(text) && !body.contains(env!("CARGO_PKG_VERSION")), "{path}: {body}");
    }
}

#[test]
fn told_to_stop_it_finishes_what_it_has_begun() {
    let account = Account::new();
    for signal in ["TERM", "INT"] {
        let server = account.serve();
        let post = methods::all().iter().find(|method| method.verb == Verb::Post && !matches!(method.versions, Versions::UNVERSIONED));
        let path = post.expect("there is a method that is posted to").path;
        let mut begun = TcpStream::connect(server.address).expect("the server listens");
        let head = format!("POST /api/v5{path} HTTP/1.1\r\nHost: hub.test\r\nContent-Length: 5\r\n\r\nab");
        begun.write_all(head.as_bytes()).expect("half a request is sent");
        moment();
        server.signal(signal);
        moment();
        assert!(TcpStream::connect(server.address).is_err(), "it takes new connections after {signal}");
        begun.write_all(b"cde").expect("the other half is sent");
        let mut answer = String::new();
        begun.read_to_string(&mut answer).expect("the answer is UTF-8");
        assert!(
            answer.starts_with("HTTP/1.1 403") && answer.ends_with(r#"{"success":false,"errorMsg":"\"apiKey\" is missing."}"#),
            "{answer}"
        );
        assert_eq!(server.end().0.code(), Some(0), "after {signal}");
    }
}

/// Sends a call without a key on a connection.
fn ask(stream: &mut TcpStream) {
    stream.write_all(b"GET /api/credentials HTTP/1.1\r\nHost: hub.test\r\n\r\n").expect("a request is sent");
}

/// Reads the answer that is the last of its connection.
fn last_answer(mut stream: TcpStream) -> String {
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer is UTF-8");
    answer
}

#[test]
fn told_to_stop_it_answers_what_has_been_sent_and_closes_each_connection() {
    let account = Account::new();
    let server = account.serve();
    let mut kept: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(server.address).expect("the server listens")).collect();
    for stream in &mut kept {
        ask(stream);
        let mut answer = [0; 1024];
        let count = stream.read(&mut answer).expect("it is answered");
        let answer = String::from_utf8_lossy(&answer[..count]);
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("connection: close"), "{answer}");
    }
    let mut fresh: Vec<TcpStream> = (0..20).map(|_| TcpStream::connect(server.address).expect("the server listens")).collect();
    let idle = TcpStream::connect(server.address).expect("the server listens");
    // Sent just before the signal and just after it.
    kept[..10].iter_mut().for_each(ask);
    server.signal("TERM");
    // It has heard of the signal once it takes no more connections.
    while TcpStream::connect(server.address).is_ok() {
        // Without a pause these connections alone would take all the places there are.
        std::thread::sleep(Duration::from_millis(2));
    }
    kept[10..].iter_mut().chain(&mut fresh).for_each(ask);
    for (number, stream) in kept.into_iter().chain(fresh).enumerate() {
        let answer = last_answer(stream);
        assert!(answer.starts_with("HTTP/1.1 403") && answer.matches("HTTP/1.1").count() == 1, "{answer}");
        // The signal may have come after the answer.
        assert!(number < 10 || answer.contains("connection: close\r\n"), "{answer}");
    }
    assert_eq!(server.end().0.code(), Some(0));
    assert_eq!(last_answer(idle), "");
}

#[test]
fn the_end_of_a_terminal_does_not_end_a_server() {
    let account = Account::new();
    let server = account.serve();
    for _ in 0..3 {
        server.signal("HUP");
        moment();
        server.anonymous().get("/api/credentials", vec![]).refused(403, "\"apiKey\" is missing.");
    }
    server.signal("TERM");
    assert_eq!(server.end().0.code(), Some(0));
}

#[test]
fn told_to_stop_twice_it_does_not_wait() {
    let account = Account::new();
    let server = account.serve();
    let mut begun = TcpStream::connect(server.address).expect("the server listens");
    begun.write_all(b"GET /api/credentials HTTP/1.1\r\nHost: hub").expect("half a head is sent");
    moment();
    server.signal("TERM");
    moment();
    server.signal("TERM");
    assert_eq!(server.end().0.code(), Some(1));
}

#[test]
fn one_data_folder_has_one_server_on_the_embedded_database() {
    let account = Account::new();
    let first = account.serve();
    if !account.is_embedded() {
        // Several nodes share one PostgreSQL.
        assert_ne!(account.serve().address, first.address);
        return;
    }
    let view = account.refused(&["serve", "--listen", "127.0.0.1:0"]);
    let folder = account.fresh.folder.path().display().to_string();
    assert_eq!(view, format!("another latchkey server uses the data folder {folder}; stop it first, or use another folder with --data"));
    first.kill();
    account.serve();
}

#[test]
fn an_address_that_is_taken_is_told() {
    let account = Account::new();
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let address = taken.local_addr().expect("the port is known").to_string();
    let view = account.refused(&["serve", "--listen", &address]);
    assert!(view.starts_with(&format!("cannot listen on {address}; choose another address with --listen: ")), "{view}");
}

#[test]
fn a_database_that_cannot_be_reached_is_told_without_its_password() {
    let folder = tempfile::TempDir::new().expect("a folder can be made");
    let mut command = program();
    command.args(["site", "list", "--database", "postgres://me:s3cret@127.0.0.1:1/hub", "--data"]).arg(folder.path());
    let view = run(command, "").refused();
    assert!(view.contains("PostgreSQL") && !view.contains("s3cret"), "{view}");
}

#[test]
fn a_request_head_that_is_too_large_is_refused_and_the_server_lives_on() {
    let account = Account::new();
    let server = account.serve();
    let mut stream = TcpStream::connect(server.address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a time limit can be set");
    // The server may hang up before all of it is sent.
    let _ = write!(stream, "GET /api/credentials HTTP/1.1\r\nHost: hub.test\r\nX-Long: {}\r\n\r\n", "x".repeat(200_000));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431"), "{}", String::from_utf8_lossy(&answer));
    server.anonymous().get("/api/credentials", vec![]).refused(403, "\"apiKey\" is missing.");
    assert!(reply::exchange(server.address, &Call::get("/api/nothing").bytes()).status == 404);
}

#[test]
fn the_version_is_told() {
    let mut command = program();
    command.args(["version", "--json"]);
    assert_eq!(run(command, "").ok().split_whitespace().collect::<String>(), format!(r#"{{"version":"{}"}}"#, env!("CARGO_PKG_VERSION")));
    let mut command = program();
    command.arg("version");
    assert_eq!(run(command, "").ok(), format!("latchkey {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_methods_are_listed_as_keys_grant_them() {
    let mut command = program();
    command.args(["methods", "--json"]);
    let listed: serde_json::Value = serde_json::from_str(&run(command, "").ok()).expect("it is JSON");
    let listed = listed.as_array().expect("it is a list");
    assert_eq!(listed.len(), methods::all().len());
    for (shown, method) in listed.iter().zip(methods::all()) {
        assert_eq!(shown["pattern"], method.pattern());
        assert_eq!(shown["verb"], method.verb.name());
        assert_eq!(shown["summary"], method.summary);
        assert!(domain::access::grant::Grant::parse(&method.pattern()).is_ok(), "{} can be granted", method.pattern());
    }
    let mut command = program();
    command.arg("methods");
    let table = run(command, "").ok();
    assert_eq!(table.lines().count(), methods::all().len() + 1, "a line for each, under the headings");
    let column = table.find("SUMMARY").or_else(|| table.find("WHAT IT DOES")).expect("there is a heading");
    for (line, method) in table.lines().skip(1).zip(methods::all()) {
        assert_eq!(&line[column..], method.summary, "the columns are aligned");
    }
}

/// The program as a user with so many threads. The limit does not hold for root, who becomes another user.
fn with_threads(account: &Account, most: u32) -> Command {
    use std::os::unix::fs::MetadataExt;
    let serving = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn"]);
    let mut within = Command::new("/usr/bin/prlimit");
    within.arg(format!("--nproc={most}:{most}")).arg(serving.get_program()).args(serving.get_args());
    within.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if std::fs::metadata("/proc/self").map_or(1, |myself| myself.uid()) != 0 {
        return within;
    }
    // Its own for each process of the tests: threads are counted by user.
    let user = (100_000 + std::process::id()).to_string();
    let folder = account.fresh.folder.path();
    let owned = Command::new("chown").args(["-R", &user]).arg(folder).status().expect("there is chown");
    assert!(owned.success());
    let mut other = Command::new("/usr/bin/setpriv");
    other.args(["--reuid", &user, "--clear-groups"]).arg(within.get_program()).args(within.get_args());
    other.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    other
}

#[test]
fn threads_that_cannot_be_had_are_a_message_at_the_start_and_no_panic_later() {
    let account = Account::new();
    let mut has_failed = false;
    for most in [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 16, 24, 32, 64, 10_000] {
        let mut child = with_threads(&account, most).spawn().expect("the program starts");
        let mut banner = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("there is a standard output"));
        while !banner.contains("Database") && out.read_line(&mut banner).expect("it prints UTF-8") > 0 {}
        let serves = banner.contains("Database");
        if serves {
            let address = banner.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("it prints its address");
            let address = address.parse().expect("the address can be called");
            reply::exchange(address, &Call::get("/api/credentials").bytes()).refused(403, "\"apiKey\" is missing.");
            let form = "POST /sign-in HTTP/1.1\r\nHost: hub.test\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded";
            let mut stream = TcpStream::connect(address).expect("the server listens");
            write!(stream, "{form}\r\nContent-Length: 30\r\n\r\nemail=a%40b.test&password=wrong").expect("it is sent");
            let answer = last_answer(stream);
            assert!(answer.starts_with("HTTP/1.1 4"), "a password was not checked: {answer}");
            child.kill().expect("it runs");
        }
        let mut log = String::new();
        child.stderr.take().expect("there is a standard error").read_to_string(&mut log).expect("the log is UTF-8");
        let status = child.wait().expect("the program ends");
        assert!(!log.contains("panicked"), "{most} threads: {log}");
        if serves {
            assert!(has_failed, "the limit does not hold");
            return;
        }
        assert_eq!(status.code(), Some(1), "{most} threads: {log}");
        assert!(log.starts_with("latchkey: ") && log.lines().count() == 1, "{most} threads: {log}");
        has_failed = true;
    }
    panic!("it never served");
}
