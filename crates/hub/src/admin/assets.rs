//! The one stylesheet, the one script and the icon, served from the program itself.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
    tag: LazyLock<String>,
}

static ASSETS: [Asset; 3] = [
    Asset {
        name: "latchkey.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/latchkey.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/latchkey.css"))),
    },
    Asset {
        name: "latchkey.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/latchkey.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/latchkey.js"))),
    },
    Asset {
        name: "icon.svg",
        kind: "image/svg+xml",
        text: include_str!("../../assets/icon.svg"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/icon.svg"))),
    },
];

/// Answers with an asset, or tells the browser that the one it has is still right.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut answer = if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.tag.as_bytes()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        asset.text.into_response()
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, asset.kind);
    set(header::ETAG, &asset.tag);
    set(header::CACHE_CONTROL, "no-cache");
    answer
}

fn tag(text: &str) -> String {
    format!("\"{}\"", &blake3::hash(text.as_bytes()).to_hex()[..16])
}
