//! Pages for people: everything outside `/api`.

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// The pages.
pub fn router() -> Router {
    Router::new().route("/", get(welcome)).fallback(not_found)
}

async fn welcome() -> Response {
    page(StatusCode::OK, include_str!("../templates/welcome.html"))
}

async fn not_found() -> Response {
    page(StatusCode::NOT_FOUND, include_str!("../templates/not_found.html"))
}

fn page(status: StatusCode, template: &'static str) -> Response {
    let mut response = (status, Html(template.replace("{version}", env!("CARGO_PKG_VERSION")))).into_response();
    // The pages bring their own style and need nothing else.
    let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}
