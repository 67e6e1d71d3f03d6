//! How to recognise a token wherever one was left lying about: a page for people, and rule files for programs that
//! search for secrets. No session is needed: those who find a token are rarely users of the account.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::token;
use serde_json::json;

use crate::admin::Office;
use crate::admin::page::{self, Page};

/// The rule files: name, type, text.
const FILES: [(&str, &str, &str); 2] = [
    ("gitleaks.toml", "application/toml", include_str!("../../../../../docs/detect/gitleaks.toml")),
    ("trufflehog.yml", "application/yaml", include_str!("../../../../../docs/detect/trufflehog.yml")),
];

#[derive(Template)]
#[template(path = "well_known.html")]
struct WellKnown {
    page: Page,
    pattern: &'static str,
    sample: String,
    marked: String,
    files: Vec<&'static str>,
}

/// Shows the page.
pub async fn show(State(office): State<Arc<Office>>, headers: HeaderMap) -> Response {
    let sample = token::sample();
    let mut files: Vec<&str> = FILES.iter().map(|(name, ..)| *name).collect();
    files.push("token.json");
    let marked = format!("{}{sample}", token::SCHEME);
    page::ok(&WellKnown { page: Page::for_stranger(&office, &headers), pattern: token::PATTERN, sample, marked, files })
}

/// Answers with a rule file, or with the form of tokens as JSON.
pub async fn file(State(office): State<Arc<Office>>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    if name == "token.json" {
        return ([(header::CONTENT_TYPE, "application/json")], described().to_string()).into_response();
    }
    match FILES.iter().find(|(file, ..)| *file == name) {
        Some((_, kind, text)) => ([(header::CONTENT_TYPE, *kind)], *text).into_response(),
        None => page::message(Page::for_stranger(&office, &headers), StatusCode::NOT_FOUND, "not-found"),
    }
}

fn described() -> serde_json::Value {
    json!({
        "pattern": token::PATTERN,
        "prefixes": {"live": token::PREFIX, "test": "lkt_"},
        "length": token::LENGTH,
        "checksum": {
            "algorithm": "CRC-32 (IEEE 802.3)",
            "over": "the first 26 characters, prefix included",
            "written": "6 digits of base 62, most significant first, padded with 0",
            "alphabet": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        },
        "sample": token::sample(),
        "uri": format!("{}{{token}}", token::SCHEME),
    })
}
