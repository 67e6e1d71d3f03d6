//! Watching a server: whether it lives, whether it is ready, its metrics, its log, and what systemd hears of it.

use serde_json::Value;

use crate::support::{Account, Call, Reply, Server};

/// What an address outside of the API answers.
fn ask(server: &Server, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    ask_at(server.address, path, &headers)
}

fn ask_at(address: std::net::SocketAddr, path: &str, headers: &str) -> (u16, String) {
    let request = format!("GET {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{headers}\r\n");
    let bytes = crate::support::reply::exchange_bytes(address, request.as_bytes()).expect("there is an answer");
    let text = String::from_utf8(bytes).expect("it is text");
    let status = text.split(' ').nth(1).and_then(|text| text.parse().ok()).expect("there is a status");
    (status, text.split_once("\r\n\r\n").map_or_else(String::new, |(_, body)| body.to_owned()))
}

/// The value of a metric, by everything before its last blank.
fn value(text: &str, metric: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(metric)?.strip_prefix(' '));
    line.unwrap_or_else(|| panic!("there is no {metric} in {text}")).parse().expect("it is a number")
}

fn serve(account: &Account, options: &[&str]) -> Server {
    Server::start(account.command(&[&["serve", "--listen", "127.0.0.1:0"], options].concat()))
}

#[test]
fn a_server_says_that_it_lives_and_is_ready_and_metrics_only_to_who_may_read_them() {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("north", "orders.*");
    let server = serve(&account, &["--log", "warn"]);
    assert_eq!(ask(&server, "/healthz", &[]), (200, "ok\n".to_owned()));
    assert_eq!(ask(&server, "/readyz", &[]), (200, "ready\n".to_owned()));
    assert_eq!(ask(&server, "/metrics", &[]).0, 404, "they are not public");
    let listen = server.address.to_string();
    assert_eq!(account.ok(&["healthcheck", "--listen", &listen]), "ready\n");
    assert_eq!(account.ok(&["healthcheck", "--alive", "--listen", &listen]), "ok\n");
    server.kill();
    assert!(account.refused(&["healthcheck", "--listen", &listen]).contains("does not answer"));

    let server = serve(&account, &["--log", "warn", "--metrics-token", "a text of many letters"]);
    assert_eq!(ask(&server, "/metrics", &[]).0, 403);
    assert_eq!(ask(&server, "/metrics", &[("Authorization", "Bearer something else")]).0, 403);
    let holder = server.holder(&token);
    for _ in 0..3 {
        holder.get("/orders", form! {}).ok();
    }
    assert_eq!(
        holder.post("/orders/create", form! { site: "north", order: json_of!({"firstName": "Anna", "phone": "+79261234567"}) }).status,
        201
    );
    assert_eq!(holder.get("/customers", form! {}).status, 403);
    assert_eq!(server.holder("lky_nonsense").get("/orders", form! {}).status, 403);
    assert_eq!(server.anonymous().get("/no-such-thing", form! {}).status, 404);
    let (status, text) = ask(&server, "/metrics", &[("Authorization", "Bearer a text of many letters")]);
    assert_eq!(status, 200);
    assert_eq!(value(&text, "latchkey_calls_total{method=\"GET /orders\",outcome=\"ok\",key=\"store\"}"), 3.0);
    assert_eq!(value(&text, "latchkey_call_duration_seconds_count{method=\"GET /orders\"}"), 4.0);
    assert_eq!(value(&text, "latchkey_call_duration_seconds_bucket{method=\"GET /orders\",le=\"+Inf\"}"), 4.0);
    assert!(text.contains("{method=\"GET /customers\",outcome=\"method\",key=\"refused\"} 1"), "{text}");
    assert!(text.contains("{method=\"GET /orders\",outcome=\"wrong\",key=\"unknown\"} 1"), "{text}");
    assert!(text.contains("{method=\"none\",outcome=\"mistaken\",key=\"unknown\"} 1"), "{text}");
    assert!(value(&text, "latchkey_gate_duration_seconds_count") >= 6.0);
    assert!(value(&text, "latchkey_write_transactions_total") >= 1.0);
    if account.is_embedded() {
        assert!(value(&text, "latchkey_commit_groups_total") >= 1.0);
    }
    for gauge in ["latchkey_database_up", "latchkey_lease_held", "latchkey_keys"] {
        assert_eq!(value(&text, gauge), 1.0, "{gauge}");
    }
    for gauge in ["latchkey_write_queue", "latchkey_slow_reads_waiting", "latchkey_deliveries_waiting"] {
        assert_eq!(value(&text, gauge), 0.0, "{gauge}");
    }
    assert_eq!(value(&text, "latchkey_history_lag_rows{history=\"orders\"}"), 0.0);
    for secret in [&token[..], "Anna", "79261234567", "lky_nonsense"] {
        assert!(!text.contains(secret), "{secret}");
    }
    // Prometheus: each line is a comment, or a name, labels and a number.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (name, number) = line.rsplit_once(' ').expect("there is a number");
        assert!(number.parse::<f64>().is_ok() && name.starts_with("latchkey_"), "{line}");
    }
}

#[test]
fn metrics_have_an_address_of_their_own_if_asked_for_or_are_for_some_addresses() {
    let account = Account::new();
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port is free");
    let server = serve(&account, &["--log", "warn", "--metrics-listen", &port.to_string()]);
    assert_eq!(ask_at(port, "/readyz", ""), (200, "ready\n".to_owned()));
    assert!(ask_at(port, "/metrics", "").1.contains("latchkey_info{version="));
    assert_eq!(ask_at(port, "/api/v5/orders", "").0, 404, "nothing else is there");
    assert_eq!(ask(&server, "/metrics", &[]).0, 404);
    server.kill();
    let server = serve(&account, &["--log", "warn", "--metrics-allow", "127.0.0.0/8", "--trusted-proxies", "127.0.0.1"]);
    assert_eq!(ask(&server, "/metrics", &[]).0, 200);
    assert_eq!(ask(&server, "/metrics", &[("X-Forwarded-For", "203.0.113.9")]).0, 403, "a client behind the proxy is not the proxy");
    drop(server);
    let refused = account.run(&["serve", "--metrics-token", "short"]);
    assert!(refused.code == 2 && refused.err.contains("metrics-token"), "{refused:?}");
}

#[test]
fn the_log_is_json_with_a_line_for_each_call_if_asked_for() {
    let account = Account::new();
    account.site("north");
    let (id, token) = account.key("north", "orders.*");
    let server = serve(&account, &["--log-format", "json", "--log-calls"]);
    let reply: Reply = server.holder(&token).call(Call::get("/orders"));
    let request = reply.header("x-request-id").expect("there is an id").to_owned();
    server.holder("lky_nonsense").get("/orders", form! {});
    server.signal("TERM");
    let (_, _, log) = server.end();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect();
    let calls: Vec<&Value> = lines.iter().filter(|line| line["message"] == "call").collect();
    assert_eq!(calls.len(), 2, "{log}");
    let call = calls.iter().find(|call| call["request"] == request.as_str()).expect("the call is there");
    assert_eq!((&call["method"], &call["outcome"], &call["level"]), (&"GET /orders".into(), &"ok".into(), &"INFO".into()), "{call}");
    assert_eq!(call["key"].to_string(), id);
    assert!(call["hint"].as_str().is_some_and(|hint| !hint.is_empty()) && call["milliseconds"].is_number(), "{call}");
    assert!(!log.contains(&token) && !log.contains("nonsense"), "{log}");
}

#[cfg(unix)]
#[test]
fn systemd_hears_that_a_server_serves_lives_and_ends() {
    let account = Account::new();
    let folder = tempfile::TempDir::with_prefix("latchkey-test-").expect("a folder can be made");
    let path = folder.path().join("notify");
    let socket = std::os::unix::net::UnixDatagram::bind(&path).expect("a socket can be made");
    socket.set_read_timeout(Some(std::time::Duration::from_secs(60))).expect("it has a time-out");
    let mut command = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn"]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "300000");
    let server = Server::start(command);
    let hear = || {
        let mut bytes = [0; 100];
        let count = socket.recv(&mut bytes).expect("something is said");
        String::from_utf8_lossy(&bytes[..count]).into_owned()
    };
    assert_eq!([hear(), hear(), hear()], ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]);
    server.signal("TERM");
    while hear() != "STOPPING=1" {}
    assert!(server.end().0.success());
}
