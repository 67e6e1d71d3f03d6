//! TLS of the server itself: HTTP/1.1 and HTTP/2 by ALPN, certificates that are renewed while it serves, and what is refused.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use tempfile::TempDir;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{Account, Server};

/// An authority, whose certificate is `ca.pem` of the folder.
struct Authority {
    folder: TempDir,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn new() -> Self {
        let folder = TempDir::with_prefix("latchkey-test-").expect("a folder can be made");
        let key = KeyPair::generate().expect("a key can be made");
        let mut params = CertificateParams::new(Vec::new()).expect("the names are good");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let certificate = params.self_signed(&key).expect("it can be signed");
        std::fs::write(folder.path().join("ca.pem"), certificate.pem()).expect("it can be written");
        Self { issuer: Issuer::new(params, key), folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Writes a certificate of `localhost` that is good until a year from now, or only for so many days, with its key.
    fn issue(&self, days: Option<i64>) {
        let key = KeyPair::generate().expect("a key can be made");
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).expect("the names are good");
        if let Some(days) = days {
            let now = Duration::from_secs(domain::clock::Clock::system().now().0.unsigned_abs());
            params.not_after = (std::time::UNIX_EPOCH + now + Duration::from_secs(days.unsigned_abs() * 86_400)).into();
        }
        let certificate = params.signed_by(&key, &self.issuer).expect("it can be signed");
        std::fs::write(self.path("key.pem"), key.serialize_pem()).expect("it can be written");
        std::fs::write(self.path("certificate.pem"), certificate.pem()).expect("it can be written");
    }

    fn serve(&self, account: &Account, options: &[&str]) -> Server {
        let (certificate, key) = (self.path("certificate.pem"), self.path("key.pem"));
        let serve = ["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--tls-cert", &certificate, "--tls-key", &key];
        Server::start(account.command(&[&serve, options].concat()))
    }
}

type Secured = StreamOwned<ClientConnection, TcpStream>;

/// Connects as a client that trusts the authority.
fn connect(address: SocketAddr, authority: &Path, protocols: &[&str]) -> std::io::Result<Secured> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(authority).expect("there is a certificate")).expect("it is one of an authority");
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider())).with_safe_default_protocol_versions();
    let mut config = config.expect("there are versions").with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let name = ServerName::try_from("localhost").expect("it is a name");
    let mut secured = StreamOwned::new(ClientConnection::new(Arc::new(config), name).expect("a client can be made"), stream);
    while secured.conn.is_handshaking() {
        secured.conn.complete_io(&mut secured.sock)?;
    }
    Ok(secured)
}

fn get(secured: &mut Secured, path: &str) -> String {
    write!(secured, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("it is sent");
    let mut answer = String::new();
    // A server may end the connection without a word of goodbye.
    let _ = secured.read_to_string(&mut answer);
    answer
}

fn shown(secured: &Secured) -> Vec<u8> {
    secured.conn.peer_certificates().expect("there is a certificate")[0].to_vec()
}

#[test]
fn calls_are_answered_in_tls_and_a_renewed_certificate_is_taken_up_without_a_restart() {
    let (account, authority) = (Account::new(), Authority::new());
    account.site("north");
    let (_, token) = account.key("north", "orders.*");
    authority.issue(None);
    let server = authority.serve(&account, &[]);
    let ca = authority.folder.path().join("ca.pem");
    let mut first = connect(server.address, &ca, &["http/1.1"]).expect("TLS is spoken");
    let before = shown(&first);
    let answer = get(&mut first, &format!("/api/v5/orders?apiKey={token}"));
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"success\":true"), "{answer}");
    let both = connect(server.address, &ca, &["h2", "http/1.1"]).expect("TLS is spoken");
    assert_eq!(both.conn.alpn_protocol(), Some(&b"h2"[..]), "HTTP/2 where the client can");
    assert!(account.ok(&["healthcheck", "--listen", &server.address.to_string(), "--tls"]).contains("ready"));
    let mut asked = account.command(&["healthcheck", "--listen", &server.address.to_string()]);
    asked.env("LATCHKEY_TLS_CERT", authority.path("certificate.pem")).env("LATCHKEY_TLS_KEY", authority.path("key.pem"));
    assert!(crate::support::command::run(asked, "").ok().contains("ready"), "by the variables of the server");

    // A connection that is kept goes on; a new one gets the new certificate.
    let mut kept = connect(server.address, &ca, &["http/1.1"]).expect("TLS is spoken");
    authority.issue(None);
    let mut after = before.clone();
    for _ in 0..400 {
        after = shown(&connect(server.address, &ca, &[]).expect("TLS is spoken"));
        if after != before {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_ne!(after, before, "the new certificate is not taken up");
    assert!(get(&mut kept, "/healthz").starts_with("HTTP/1.1 200"));
    // One that cannot be used leaves the one before.
    std::fs::write(authority.path("certificate.pem"), "nonsense").expect("it is written");
    std::thread::sleep(Duration::from_millis(2500));
    assert_eq!(shown(&connect(server.address, &ca, &[]).expect("TLS is spoken")), after);

    // Plain HTTP is not answered here, and does not harm.
    let mut plain = TcpStream::connect(server.address).expect("it connects");
    plain.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("it is sent");
    plain.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "{answer:?}");
    connect(server.address, &ca, &[]).expect("others are served");
    server.signal("TERM");
    let (status, _, log) = server.end();
    assert!(status.success() && log.contains("cannot be used") && !log.contains(&token), "{log}");
}

#[test]
fn a_client_that_never_ends_its_handshake_is_let_go() {
    let (account, authority) = (Account::new(), Authority::new());
    authority.issue(None);
    let server = authority.serve(&account, &["--request-timeout", "1"]);
    let mut silent = TcpStream::connect(server.address).expect("it connects");
    silent.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout can be set");
    silent.write_all(&[0x16, 0x03, 0x01]).expect("it is sent");
    let ended = silent.read(&mut [0; 64]);
    assert!(ended.as_ref().is_ok_and(|count| *count == 0) || ended.is_err_and(|error| error.kind() == std::io::ErrorKind::ConnectionReset));
}

#[test]
fn a_certificate_that_cannot_be_used_stops_the_start_with_a_sentence() {
    let (account, authority) = (Account::new(), Authority::new());
    authority.issue(None);
    let (certificate, key) = (authority.path("certificate.pem"), authority.path("key.pem"));
    let alone = account.run(&["serve", "--tls-cert", &certificate]);
    assert!(alone.code == 2 && alone.err.contains("tls-key"), "{alone:?}");
    let other = KeyPair::generate().expect("a key can be made").serialize_pem();
    std::fs::write(&key, other).expect("it is written");
    let serve =
        |certificate: &str, key: &str| account.run(&["serve", "--listen", "127.0.0.1:0", "--tls-cert", certificate, "--tls-key", key]);
    let foreign = serve(&certificate, &key);
    assert!(foreign.code == 1 && foreign.err.contains("does not fit"), "{foreign:?}");
    assert!(serve("/nowhere.pem", &key).err.contains("/nowhere.pem"));
    assert!(serve(&key, &key).err.contains("holds no certificate"));
}

#[test]
fn the_doctor_calls_through_the_public_address_and_looks_at_its_certificate() {
    let (account, authority) = (Account::new(), Authority::new());
    account.site("north");
    authority.issue(None);
    let free = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port is free");
    let (url, certificate, key) =
        (format!("https://localhost:{}", free.port()), authority.path("certificate.pem"), authority.path("key.pem"));
    let mut serve =
        account.command(&["serve", "--listen", &free.to_string(), "--log", "warn", "--tls-cert", &certificate, "--tls-key", &key]);
    serve.args(["--public-url", &url]);
    let server = Server::start(serve);
    let doctor = |trusted: &str, options: &[&str]| {
        let mut command = account.command(&[&["doctor", "--json", "--public-url", &url], options].concat());
        command.env("SSL_CERT_FILE", authority.path(trusted));
        let ended = crate::support::command::run(command, "");
        let lines: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
        let line = |name: &str| {
            let line = lines.as_array().expect("it is a list").iter().find(|line| line["name"] == name);
            let line = line.unwrap_or_else(|| panic!("no line {name}: {lines}"));
            (line["ok"] == true, line["text"].as_str().unwrap_or_default().to_owned())
        };
        [line("TLS"), line("public address")]
    };
    let [tls, address] = doctor("ca.pem", &[]);
    assert!(tls.0 && tls.1.contains("also in 14 days"), "{tls:?}");
    assert!(address.0 && address.1.contains("127.0.0.1 calls"), "{address:?}");
    // A proxy that passes on what clients claim is as bad as none.
    let [_, address] = doctor("ca.pem", &["--trusted-proxies", "127.0.0.1"]);
    assert!(address.0, "the server itself does not trust it: {address:?}");
    // Nobody else learns what the hub sees.
    let ca = authority.folder.path().join("ca.pem");
    let mut stranger = connect(server.address, &ca, &[]).expect("TLS is spoken");
    assert!(get(&mut stranger, "/healthz/seen").starts_with("HTTP/1.1 404"), "a stranger is answered");
    // An authority that clients do not know.
    let unknown = Authority::new();
    std::fs::copy(unknown.path("ca.pem"), authority.path("other.pem")).expect("it can be copied");
    let [tls, _] = doctor("other.pem", &[]);
    assert!(!tls.0 && tls.1.contains("clients refuse the certificate"), "{tls:?}");
    // One that ends soon.
    authority.issue(Some(5));
    let mut tls = doctor("ca.pem", &[])[0].clone();
    for _ in 0..100 {
        if !tls.0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(100));
        tls = doctor("ca.pem", &[])[0].clone();
    }
    assert!(!tls.0 && tls.1.contains("expires within 14 days"), "{tls:?}");
    drop(server);
    let [tls, address] = doctor("ca.pem", &[]);
    assert!(!tls.0 && !address.0 && address.1.contains("start the server"), "{address:?}");
}
