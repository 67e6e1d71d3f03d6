//! The published rules for finding tokens: they find one that was left lying about, and the checksum rules out look-alikes.

use std::path::Path;

use domain::access::token;
use regex::Regex;

use crate::support::{Browser, Call, TestHub};

fn published(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/detect").join(name);
    std::fs::read_to_string(path).expect("the rule is in docs/detect")
}

/// The regular expression of the rule for gitleaks, read as gitleaks reads it.
fn gitleaks() -> (Regex, Vec<String>) {
    let file: toml::Table = published("gitleaks.toml").parse().expect("it is TOML");
    let rule = &file["rules"].as_array().expect("there are rules")[0];
    assert_eq!(rule["secretGroup"].as_integer(), Some(1));
    let keywords = rule["keywords"].as_array().expect("there are keywords").iter();
    let keywords = keywords.map(|word| word.as_str().expect("a keyword is text").to_owned()).collect();
    (Regex::new(rule["regex"].as_str().expect("there is a pattern")).expect("it is a regular expression"), keywords)
}

fn found<'a>(rule: &Regex, text: &'a str) -> Vec<&'a str> {
    rule.captures_iter(text).filter_map(|hit| hit.get(1)).map(|hit| hit.as_str()).collect()
}

#[test]
fn a_planted_token_is_found_and_look_alikes_fail_the_checksum() {
    let (rule, keywords) = gitleaks();
    for _ in 0..200 {
        let token = token::generate().expect("there is randomness");
        for text in [
            format!("API_KEY={token}"),
            format!("curl -H 'X-API-KEY: {token}' https://hub.test"),
            format!("https://hub.test/api/v5/orders?apiKey={token}&page=1"),
            format!("{{\"token\":\"{token}\"}}"),
            format!("secret-token:{token}\n"),
        ] {
            assert!(keywords.iter().any(|keyword| text.contains(keyword)), "scanners skip files without a keyword");
            assert_eq!(found(&rule, &text), [&token], "{text}");
        }
        assert!(token::is_checked(&token));
        // A look-alike: one character another, wherever it is.
        for place in 4..token.len() {
            let mut twisted = token.clone().into_bytes();
            twisted[place] = if twisted[place] == b'7' { b'q' } else { b'7' };
            let twisted = String::from_utf8(twisted).expect("it is ASCII");
            assert_eq!(found(&rule, &twisted), [&twisted]);
            assert!(!token::is_checked(&twisted), "{twisted}");
        }
    }
}

#[test]
fn what_is_longer_shorter_or_otherwise_is_not_found() {
    let (rule, _) = gitleaks();
    let token = token::sample();
    for text in [format!("{token}a"), format!("x{token}"), token[..31].to_owned(), token.replace("lky_", "lkz_"), token.replace("00", "0-")]
    {
        assert!(found(&rule, &text).is_empty(), "{text}");
        assert!(!token::is_checked(&text), "{text}");
    }
    assert_eq!(found(&rule, &token.replace("lky_", "lkt_")).len(), 1, "the prefix of test keys is known too");
}

#[test]
fn every_rule_has_the_one_pattern() {
    let (rule, _) = gitleaks();
    assert_eq!(rule.as_str(), token::PATTERN);
    assert!(published("trufflehog.yml").contains(&format!("token: '{}'", token::PATTERN)));
}

#[test]
fn anybody_can_read_how_a_token_is_recognised() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let mut stranger = Browser::new(hub.address());
    let page = stranger.get("/.well-known/latchkey").is(200).says("How to recognise a Latchkey token").says(token::PATTERN);
    let page = page.says(&token::sample()).says("CRC-32").says("secret-token:");
    for name in ["gitleaks.toml", "trufflehog.yml"] {
        let address = format!("/.well-known/latchkey/{name}");
        assert!(page.text.contains(&address));
        assert_eq!(stranger.get(&address).is(200).text, published(name));
    }
    let view: serde_json::Value = serde_json::from_str(&stranger.get("/.well-known/latchkey/token.json").is(200).text).expect("it is JSON");
    assert_eq!((&view["pattern"], &view["length"]), (&token::PATTERN.into(), &32.into()));
    stranger.get("/.well-known/latchkey/other").is(404).says("<!doctype html>");
}

#[test]
fn a_token_may_be_marked_as_a_secret_wherever_it_is_sent() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let token = key.token.clone().unwrap_or_default();
    let marked = format!("secret-token:{token}");
    let anonymous = hub.anonymous();
    let credentials = || Call::get("/api/credentials");
    anonymous.call(credentials().header("X-API-KEY", &marked)).ok();
    anonymous.call(credentials().header("Authorization", format!("Bearer {marked}"))).ok();
    anonymous.call(credentials().query(form! { apiKey: marked })).ok();
    // Both renderings are one token.
    anonymous.call(credentials().header("X-API-KEY", &token).query(form! { apiKey: marked })).ok();
    anonymous.call(credentials().header("X-API-KEY", format!("secret-token:{marked}"))).refused(403, "Wrong \"apiKey\" value.");
    anonymous.call(credentials().header("X-API-KEY", "secret-token:")).refused(403, "\"apiKey\" is missing.");
}
