//! `latchkey webhook`, and a server that carries what is in line, also over TLS.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;

use serde_json::Value;
use tempfile::NamedTempFile;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::support::mail_server::MailServer;
use crate::support::receiver::{Both, Receiver};
use crate::support::{Account, Server};

fn serve(account: &Account, certificates: &str) -> Server {
    let mut command = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "trace", "--webhooks-allow-private"]);
    Server::start(match certificates {
        "" => command,
        file => {
            command.env("SSL_CERT_FILE", file);
            command
        }
    })
}

/// The options that let a command take an address of this machine.
fn allowed(account: &Account, arguments: &[&str]) -> crate::support::command::Outcome {
    let mut command = account.command(arguments);
    command.env("LATCHKEY_WEBHOOKS_ALLOW_PRIVATE", "true");
    crate::support::command::run(command, "")
}

/// Waits until the newest delivery is in this state.
#[track_caller]
fn settled(account: &Account, state: &str) -> Value {
    for _ in 0..100 {
        let all = account.json(&["webhook", "deliveries"]);
        if let Some(last) = all.as_array().and_then(|all| all.last()).filter(|last| last["state"] == state) {
            return last.clone();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no delivery is {state}: {}", account.json(&["webhook", "deliveries"]))
}

/// Waits until the newest delivery has been tried, and says what went wrong.
#[track_caller]
fn tried(account: &Account) -> String {
    for _ in 0..100 {
        let all = account.json(&["webhook", "deliveries"]);
        let last = all.as_array().and_then(|all| all.last()).cloned().unwrap_or_default();
        if let Some(error) = last["attempts"][0]["error"].as_str() {
            return error.to_owned();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the newest delivery was not tried")
}

#[test]
fn a_webhook_is_added_tested_and_told_by_a_running_server() {
    let account = Account::new();
    let server = serve(&account, "");
    let receiver = Receiver::start();
    let url = receiver.url();
    let added = allowed(&account, &["webhook", "add", &url, "--events", "key.*", "--comment", "mine", "--json"]).ok();
    let added: Value = serde_json::from_str(&added).expect("it is JSON");
    let secret = added["secret"].as_str().expect("there is a secret").to_owned();
    assert_eq!((added["id"].as_i64(), added["state"].as_str()), (Some(1), Some("on")));
    assert!(account.ok(&["webhook", "list"]).contains(&url));
    assert!(!account.json(&["webhook", "list"]).to_string().contains(&secret));
    assert!(account.ok(&["webhook", "test", "1"]).contains("latchkey webhook deliveries 1"));
    receiver.wait(1);
    let delivery = settled(&account, "delivered");
    assert_eq!((&delivery["event"], &delivery["attempts"][0]["status"]), (&"webhook.test".into(), &204.into()));
    account.ok(&["webhook", "resend", &delivery["id"].to_string()]);
    assert_eq!(receiver.wait(2)[1].header("webhook-id"), delivery["message"]);

    account.site("north");
    let (id, token) = account.key("north", "all");
    account.ok(&["key", "disable", &id]);
    receiver.wait(4);
    let mut events = receiver.events();
    events.sort();
    assert_eq!(events, ["key.created", "key.disabled", "webhook.test", "webhook.test"]);
    assert!(account.ok(&["webhook", "rotate", "1"]).contains("whsec_"));
    account.ok(&["webhook", "disable", "1"]);
    assert!(account.refused(&["webhook", "test", "1"]).contains("is disabled"));
    assert!(account.ok(&["webhook", "enable", "1"]).contains("is enabled"));
    assert!(account.ok(&["webhook", "deliveries"]).contains("taken"));
    account.ok(&["webhook", "delete", "1"]);
    assert_eq!(account.ok(&["webhook", "deliveries"]), "No deliveries yet.\n");
    server.signal("TERM");
    let (status, _, log) = server.end();
    assert!(status.success(), "{log}");
    for secret in [secret.as_str(), token.as_str()] {
        assert!(!log.contains(secret) && !log.contains(&secret[6..]), "the log holds a secret");
    }
}

#[test]
fn what_cannot_be_a_webhook_is_refused_with_the_reason() {
    let account = Account::new();
    assert!(account.refused(&["webhook", "add", "http://example.com/"]).contains("an https:// URL"));
    assert!(account.refused(&["webhook", "add", "https://192.168.1.1/"]).contains("--webhooks-allow-private"));
    for people in ["mailto:ada@example.com", "contact"] {
        assert!(account.refused(&["webhook", "add", people]).contains("--mail-server and --mail-from"));
    }
    assert!(account.refused(&["webhook", "add", "https://example.com/", "--events", "coffee"]).contains("There is no event \"coffee\""));
    assert!(account.ok(&["webhook", "events"]).lines().any(|event| event == "key.rotation_finished"));
    assert_eq!(account.ok(&["webhook", "list"]), "No webhooks yet: latchkey webhook add URL\n");
    let mut command = account.command(&["webhook", "list"]);
    command.env("LATCHKEY_WEBHOOKS_ALLOW_PRIVATE", "perhaps");
    assert!(crate::support::command::run(command, "").err.contains("use true or false"));
}

#[test]
fn a_running_server_sends_letters_and_tells_nobody_its_password() {
    let (account, mail) = (Account::new(), MailServer::start());
    let (server, from) = mail.options();
    let server = server.replace("smtp://", "smtp://hub:s3cret@");
    // Both have them from the file, so that the password is in no list of processes.
    std::fs::write(account.fresh.folder.path().join("latchkey.toml"), format!("mail-server = \"{server}\"\nmail-from = \"{from}\"\n"))
        .expect("a file");
    let view = account.ok(&["webhook", "add", "mailto:ada@example.com", "--events", "key.created"]);
    assert_eq!(view, "Webhook 1 is added.\n", "letters are not signed");
    assert!(account.json(&["webhook", "add", "mailto:bob@example.com", "--events", "key.leaked"]).get("secret").is_none());
    assert!(account.refused(&["webhook", "rotate", "1"]).contains("not signed"));
    let running = serve(&account, "");
    account.ok(&["webhook", "test", "1"]);
    assert_eq!(settled(&account, "delivered")["event"], "webhook.test");
    assert_eq!(mail.got().pop().map(|email| email.envelope.1).as_deref(), Some("ada@example.com"));
    running.signal("TERM");
    assert!(!running.end().2.contains("s3cret"), "the log holds a password");
    for (option, needs) in
        [("--mail-server=smtp://ada:s3cret@mail.example.com", "mail-from"), ("--mail-from=hub@example.com", "mail-server")]
    {
        let view = Account::new().run(&["serve", option]).err;
        assert!(view.contains(needs) && !view.contains("s3cret"), "{view}");
    }
}

/// A certificate of this machine, in a file, and what puts TLS with it around a connection.
fn localhost() -> (NamedTempFile, impl Fn(TcpStream) -> Box<dyn Both> + Send + Sync + 'static) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate can be made");
    let mut file = NamedTempFile::new().expect("a file can be made");
    file.write_all(made.cert.pem().as_bytes()).expect("a file can be written");
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("the key can be read");
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("there are protocols");
    let config = config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).expect("the certificate fits");
    let config = Arc::new(config);
    (file, move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).expect("a connection can be made");
        Box::new(StreamOwned::new(connection, stream)) as Box<dyn Both>
    })
}

#[test]
fn a_mail_server_over_tls_is_told_only_if_it_is_trusted() {
    let (file, wrap) = localhost();
    let (account, mail) = (Account::new(), MailServer::start_with(wrap));
    let options = format!("mail-server = \"smtps://localhost:{}\"\nmail-from = \"hub@shop.example\"\n", mail.port());
    std::fs::write(account.fresh.folder.path().join("latchkey.toml"), options).expect("a file can be written");
    account.ok(&["webhook", "add", "mailto:ada@example.com", "--events", "key.created"]);
    let empty = NamedTempFile::new().expect("a file can be made");
    let stranger = serve(&account, &empty.path().display().to_string());
    account.ok(&["webhook", "test", "1"]);
    let error = tried(&account);
    assert!(error.contains("the mail server refused it") && error.contains("certificate"), "{error}");
    assert!(mail.got().is_empty());
    drop(stranger);
    let server = serve(&account, &file.path().display().to_string());
    account.ok(&["webhook", "resend", "1"]);
    settled(&account, "delivered");
    assert_eq!(mail.got().len(), 1);
    drop(server);
}

#[test]
fn over_tls_only_who_is_trusted_is_told() {
    let (file, wrap) = localhost();
    let receiver = Receiver::start_with(wrap);
    let account = Account::new();
    let path = file.path().display().to_string();
    let server = serve(&account, &path);
    account.ok(&["webhook", "add", &format!("https://localhost:{}/hooks", receiver.address.port())]);
    account.ok(&["webhook", "test", "1"]);
    receiver.wait(1);
    assert_eq!(settled(&account, "delivered")["attempts"][0]["status"], 204);
    drop(server);

    // The same receiver, to a server that does not know its certificate.
    let empty = NamedTempFile::new().expect("a file can be made");
    let server = serve(&account, &empty.path().display().to_string());
    account.ok(&["webhook", "test", "1"]);
    let error = tried(&account);
    assert!(error.starts_with("no secure connection"), "{error}");
    settled(&account, "waiting");
    drop(server);
}
