//! The first page: the start page for signed-in users, the sign-in page for others, the set-up page while there
//! are no users.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::admin::page::{self, Page};
use crate::admin::{Office, here};

#[derive(Template)]
#[template(path = "welcome.html")]
struct Welcome {
    page: Page,
}

/// Shows the first page. It never holds the set-up link: a proxy on this machine would show it to everyone.
pub async fn show(State(office): State<Arc<Office>>, headers: HeaderMap) -> Response {
    if !office.is_vacant() {
        return page::go(here::FIRST);
    }
    page::ok(&Welcome { page: Page::for_stranger(&office, &headers) })
}
