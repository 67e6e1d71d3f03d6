//! The stylesheet, the scripts and the icon, and what came from npm packages; all served from the program itself.

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

static ASSETS: [Asset; 12] = [
    Asset {
        name: "desk.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/desk.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/desk.css"))),
    },
    Asset {
        name: "latchkey.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/latchkey.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/latchkey.css"))),
    },
    Asset {
        name: "looks.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/looks.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/looks.css"))),
    },
    Asset {
        name: "latchkey.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/latchkey.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/latchkey.js"))),
    },
    Asset {
        name: "form.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/form.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/form.css"))),
    },
    Asset {
        name: "form.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/form.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/form.js"))),
    },
    Asset {
        name: "order.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/order.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/order.js"))),
    },
    Asset {
        name: "pages.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/pages.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/pages.js"))),
    },
    Asset {
        name: "pages.css",
        kind: "text/css; charset=utf-8",
        text: include_str!("../../assets/pages.css"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/pages.css"))),
    },
    Asset {
        name: "try.js",
        kind: "text/javascript; charset=utf-8",
        text: include_str!("../../assets/try.js"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/try.js"))),
    },
    Asset {
        name: "chevron.svg",
        kind: "image/svg+xml",
        text: include_str!("../../assets/chevron.svg"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/chevron.svg"))),
    },
    Asset {
        name: "icon.svg",
        kind: "image/svg+xml",
        text: include_str!("../../assets/icon.svg"),
        tag: LazyLock::new(|| tag(include_str!("../../assets/icon.svg"))),
    },
];

/// Answers with an asset, or with 304 where the browser's copy is current.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    if let Some(asset) = assets::find(&name) {
        return serve_packed(asset, &headers);
    }
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else { return StatusCode::NOT_FOUND.into_response() };
    answer(&headers, asset.kind, &asset.tag, || asset.text.into_response())
}

/// Answers with a file that is packed already; the rare client that cannot unpack it gets it as it is.
fn serve_packed(asset: &'static assets::Asset, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok()).unwrap_or_default();
    let unpacks = accepted.split(',').any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        name.trim().eq_ignore_ascii_case("gzip") && !matches!(weight.trim().trim_start_matches("q=").parse(), Ok(0.0_f32))
    });
    let body = || {
        if unpacks {
            return ([(header::CONTENT_ENCODING, "gzip")], asset.packed).into_response();
        }
        asset.plain().map_or_else(
            |error| {
                tracing::error!(%error, name = asset.name, "an asset cannot be unpacked");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            },
            IntoResponse::into_response,
        )
    };
    let mut answer = answer(headers, asset.kind, asset.tag, body);
    answer.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if asset.kind == "font/woff2" {
        // Asked for again on each page, letters would be drawn twice; a font hardly ever changes.
        answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("max-age=604800"));
    }
    answer
}

fn answer(headers: &HeaderMap, kind: &str, tag: &str, body: impl FnOnce() -> Response) -> Response {
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut answer = if known { StatusCode::NOT_MODIFIED.into_response() } else { body() };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.headers_mut().insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, kind);
    set(header::ETAG, tag);
    set(header::CACHE_CONTROL, "no-cache");
    answer
}

fn tag(text: &str) -> String {
    format!("\"{}\"", &blake3::hash(text.as_bytes()).to_hex()[..16])
}
