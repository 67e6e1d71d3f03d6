//! Reports of leaked tokens by a scanner: signed ones are followed and answered alike, others change nothing.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::access::token;
use domain::audit_log::By;
use domain::keys::rotation::{self, Overlap};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use crate::support::browser::Shown;
use crate::support::hub::START;
use crate::support::{Account, Browser, Server, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";
const PATH: &str = "/leaked/report";

/// Somebody who signs reports.
struct Scanner {
    pair: EcdsaKeyPair,
    random: SystemRandom,
}

impl Scanner {
    fn new() -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a pair of keys");
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).expect("a pair of keys");
        Self { pair, random }
    }

    /// The public key in PEM.
    fn pem(&self) -> String {
        let mut der = STANDARD.decode("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE").expect("a head")[..26].to_vec();
        der.extend_from_slice(self.pair.public_key().as_ref());
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    fn sign(&self, body: &str) -> String {
        STANDARD.encode(self.pair.sign(&self.random, body.as_bytes()).expect("a signature"))
    }

    fn report(&self, hub: &TestHub, body: &str) -> Shown {
        send(hub, "scanner-1", &self.sign(body), body)
    }
}

fn send(hub: &TestHub, identifier: &str, signature: &str, body: &str) -> Shown {
    let headers =
        [("Content-Type", "application/json"), ("Github-Public-Key-Identifier", identifier), ("Github-Public-Key-Signature", signature)];
    Browser::new(hub.address()).send("POST", PATH, &headers, body)
}

/// The headers of an answer, whenever it came.
fn headers(answer: &Shown) -> Vec<&(String, String)> {
    answer.headers.iter().filter(|(name, _)| name != "date").collect()
}

fn furnished() -> (TestHub, Scanner, tempfile::TempDir) {
    let (scanner, folder) = (Scanner::new(), tempfile::TempDir::with_prefix("latchkey-test-").expect("a folder can be made"));
    let file = folder.path().join("scanners.pem");
    std::fs::write(&file, format!("# scanner-1\n{}", scanner.pem())).expect("it is written");
    (TestHub::hearing_of_leaks(file), scanner, folder)
}

fn finding(token: &str) -> Value {
    json!({"token": token, "type": "latchkey_token", "url": "https://code.test/repo/blob/1/config.php", "source": "content"})
}

fn leaks(hub: &TestHub) -> Vec<String> {
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 1_000)).expect("the record can be read");
    rows.into_iter().filter(|row| row.action == "key.leaked").map(|row| row.details).collect()
}

#[test]
fn a_signed_report_switches_keys_off_for_good_and_the_answer_tells_nothing() {
    let (hub, scanner, _folder) = furnished();
    let (one, two, other) = (hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all"));
    let token = |key: &crate::support::Actor| key.token.clone().unwrap_or_default();
    // A token that a rotation has replaced is its key's all the same.
    let (pepper, id, fresh) = (hub.hub.gate.pepper(), two.key, token::generate().expect("there is randomness"));
    let given = fresh.clone();
    hub.hub.db.write_now(move |tx| rotation::rotate(tx, &pepper, id, &given, Overlap::None, &By::Hub, START)).expect("it can be rotated");
    let unknown =
        scanner.report(&hub, &json!([finding(&token::generate().expect("there is randomness")), finding("nonsense")]).to_string());
    let empty = scanner.report(&hub, "[]");
    assert!(leaks(&hub).is_empty());
    let body = json!([finding(&token(&one)), finding(&format!("secret-token:{}", token(&two))), finding(&token(&one)), finding("x")]);
    let hit = scanner.report(&hub, &body.to_string());
    let again = scanner.report(&hub, &body.to_string());
    for answer in [&unknown, &empty, &again] {
        assert_eq!((answer.status, headers(answer), &answer.text), (hit.status, headers(&hit), &hit.text));
    }
    assert_eq!((hit.status, hit.text.as_str()), (200, "[]"));
    one.get("/api/credentials", form! {}).refused(403, WRONG);
    hub.holder(&fresh).get("/api/credentials", form! {}).refused(403, WRONG);
    other.get("/api/credentials", form! {}).ok();
    let view = leaks(&hub);
    assert_eq!(view.len(), 2, "each key once, however often it is reported");
    assert!(view.iter().all(|row| row.contains("https://code.test/repo/blob/1/config.php") && row.contains("scanner-1")), "{view:?}");
    assert!(view.iter().all(|row| !row.contains(&token(&one)[4..26])));
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/keys").is(200).says("Leaked");
    browser.get("/integration/audit-log?what=key.leaked").is(200).says("Found at").says("config.php");
    browser.post(&format!("/integration/keys/{}/enable", one.key), form! {}).is(400);
}

#[test]
fn a_deleted_key_whose_token_was_found_does_not_come_back() {
    let (hub, scanner, _folder) = furnished();
    let keys = [hub.key("all", "all"), hub.key("all", "all"), hub.key("all", "all")];
    for key in &keys {
        let id = key.key;
        hub.hub.db.write_now(move |tx| domain::keys::delete(tx, id, &By::Hub, START).map(drop)).expect("it can be deleted");
    }
    let token = |key: &crate::support::Actor| key.token.clone().unwrap_or_default();
    assert_eq!(scanner.report(&hub, &json!([finding(&token(&keys[0]))]).to_string()).status, 200);
    Browser::new(hub.address()).post("/leaked", form! { token: token(&keys[1]) }).is(200);
    let restored = |key: &crate::support::Actor| {
        let id = key.key;
        hub.hub.db.write_now(move |tx| domain::keys::restore(tx, id, &By::Hub, START)).is_ok()
    };
    assert_eq!(keys.each_ref().map(restored), [false, false, true]);
}

#[test]
fn what_is_not_signed_by_a_known_scanner_changes_nothing() {
    let (hub, scanner, _folder) = furnished();
    let key = hub.key("all", "all");
    let body = json!([finding(key.token.as_deref().unwrap_or_default())]).to_string();
    let signature = scanner.sign(&body);
    let strangers = Scanner::new().sign(&body);
    let wrong = [
        send(&hub, "scanner-2", &signature, &body),
        send(&hub, "scanner-1", &strangers, &body),
        send(&hub, "scanner-1", "", &body),
        send(&hub, "scanner-1", "not base64", &body),
        send(&hub, "scanner-1", &signature, &format!("{body} ")),
        Browser::new(hub.address()).send("POST", PATH, &[("Content-Type", "application/json")], &body),
    ];
    for answer in &wrong {
        assert_eq!((answer.status, &answer.text), (403, &wrong[0].text), "{answer:?}");
    }
    let large = json!([finding(key.token.as_deref().unwrap_or_default()), {"token": "x".repeat(1024 * 1024)}]).to_string();
    assert_eq!(scanner.report(&hub, &large).status, 413);
    for shape in ["", "{}", "[1]", "[{\"url\": \"x\"}]", &format!("{body}]")] {
        assert_eq!(scanner.report(&hub, shape).status, 400, "{shape}");
    }
    key.get("/api/credentials", form! {}).ok();
    assert!(leaks(&hub).is_empty());
    let sparse = json!([{"token": key.token, "url": null}]).to_string();
    assert_eq!(scanner.report(&hub, &sparse).status, 200);
    key.get("/api/credentials", form! {}).refused(403, WRONG);
}

#[test]
fn a_thousand_unknown_tokens_make_nobody_wait() {
    let (hub, scanner, _folder) = furnished();
    let key = hub.key("all", "all");
    let unknown: Vec<Value> = (0..1_000).map(|_| finding(&token::generate().expect("there is randomness"))).collect();
    assert_eq!(scanner.report(&hub, &json!(unknown).to_string()).status, 200);
    key.get("/api/credentials", form! {}).ok();
    hub.stranger().get("/api/credentials", form! {}).refused(403, WRONG);
}

#[test]
fn without_keys_of_scanners_there_is_no_such_address() {
    let hub = TestHub::new();
    let body = "[]";
    send(&hub, "scanner-1", &Scanner::new().sign(body), body).is(404);
    let (hub, ..) = furnished();
    Browser::new(hub.address()).get(PATH).is(404);
}

#[test]
fn the_option_names_a_file_and_a_wrong_one_is_told_at_the_start() {
    let account = Account::new();
    let file = account.fresh.folder.path().join("scanners.json");
    let option = file.display().to_string();
    let view = account.run(&["serve", "--listen", "127.0.0.1:0", "--leak-report-keys", &option]);
    assert_eq!(view.code, 1);
    assert!(view.err.contains("scanners.json cannot be read"), "{view:?}");
    std::fs::write(&file, "no keys").expect("it is written");
    assert!(account.run(&["serve", "--listen", "127.0.0.1:0", "--leak-report-keys", &option]).err.contains("no public key"));
    let scanner = Scanner::new();
    let published = json!({"public_keys": [{"key_identifier": "scanner-1", "key": scanner.pem(), "is_current": true}]});
    std::fs::write(&file, published.to_string()).expect("it is written");
    let (id, token) = account.key("all", "all");
    let mut command = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "error"]);
    command.env("LATCHKEY_LEAK_REPORT_KEYS", &option);
    let server = Server::start(command);
    let body = json!([finding(&token)]).to_string();
    let headers = [
        ("Github-Public-Key-Identifier", "scanner-1"),
        ("Github-Public-Key-Signature", &scanner.sign(&body)),
        ("Content-Type", "application/json"),
    ];
    Browser::new(server.address).send("POST", PATH, &headers, &body).is(200);
    server.holder(&token).get("/api/credentials", form! {}).refused(403, WRONG);
    assert_eq!(account.json(&["key", "show", &id])["cause"], "leaked");
}
