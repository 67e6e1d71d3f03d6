//! The reference book of the API methods: its index, a page for each block and for each method, and the document for
//! programs.

use std::sync::{Arc, LazyLock};

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::method_tree::{summary, title};
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::book::{self, Article, Chapter, Kind, Shape, book};

static DOCUMENT: LazyLock<String> = LazyLock::new(book::document);

#[derive(Template)]
#[template(path = "reference.html")]
struct Index {
    page: Page,
    title: String,
    /// Whether it is the whole book and not one block of it.
    whole: bool,
    chapters: Vec<Contents>,
}

/// A block of methods as a list.
struct Contents {
    group: &'static str,
    title: String,
    methods: Vec<Line>,
}

struct Line {
    address: String,
    article: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "method.html")]
struct OneMethod {
    page: Page,
    article: &'static Article,
    block: String,
    summary: String,
    shapes: Vec<&'static Shape>,
    curl: String,
    /// The heading of the answer.
    answered: String,
}

#[derive(Template)]
#[template(path = "try.html")]
struct Attempt {
    page: Page,
    /// Whether Swagger UI is in this build.
    is_there: bool,
}

impl OneMethod {
    /// What a kind is called, up to the name of a shape.
    fn kind(&self, kind: &Kind) -> String {
        kind.words(self.page.words)
    }

    /// The pieces of a description, and whether each stands between backticks: a name as programs write it.
    fn parts<'a>(&self, text: &'a str) -> Vec<(bool, &'a str)> {
        text.split('`').enumerate().map(|(place, part)| (place % 2 == 1, part)).filter(|(_, part)| !part.is_empty()).collect()
    }

    /// The name of the shape that a kind is or holds; empty without one.
    fn shape<'a>(&self, kind: &'a Kind) -> &'a str {
        kind.shape().unwrap_or_default()
    }
}

/// Shows the index of the book.
pub async fn index(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "reference");
    let chapters = book().chapters.iter().map(|chapter| contents(&page, chapter)).collect();
    page::ok(&Index { title: page.say("book-title"), whole: true, chapters, page })
}

/// Shows one block of the book.
pub async fn chapter(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(group): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "reference");
    match book().chapter(&group) {
        Some(chapter) => {
            let chapter = contents(&page, chapter);
            page::ok(&Index { title: chapter.title.clone(), whole: false, chapters: vec![chapter], page })
        }
        None => page::message(page, StatusCode::NOT_FOUND, "not-found"),
    }
}

/// Shows the article about one method.
pub async fn article(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((group, method)): Path<(String, String)>,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "reference");
    let Some(article) = book().article(&group, &method) else { return page::message(page, StatusCode::NOT_FOUND, "not-found") };
    page::ok(&OneMethod {
        block: title(page.words, article.entry.group),
        summary: summary(page.words, article.entry),
        shapes: book().shapes_of(article.kinds()),
        curl: article.curl(&office.hub.settings.public_url),
        answered: page.count("book-answer", &article.entry.status.into()),
        article,
        page,
    })
}

/// Shows the page on which methods are tried out, or what is missing for it.
pub async fn attempt(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    // Swagger UI's stylesheet holds its arrows as data: images. It needs nothing else that other pages do without.
    const POLICY: &str =
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
    let page = Page::new(&office, Some(&visitor), "reference");
    let mut answer = page::ok(&Attempt { page, is_there: has_swagger() });
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    answer
}

/// Whether Swagger UI was there when the program was built.
pub fn has_swagger() -> bool {
    assets::find("swagger-ui-bundle.js").is_some()
}

/// Answers with the OpenAPI document.
pub async fn document() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

fn contents(page: &Page, chapter: &'static Chapter) -> Contents {
    let methods = chapter.articles.iter().map(|article| Line {
        address: format!("{} {}", article.entry.verb.name(), article.entry.pattern()),
        article: book::address(article.entry),
        summary: summary(page.words, article.entry),
    });
    Contents { group: chapter.group, title: title(page.words, chapter.group), methods: methods.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::admin::words::Words;

    #[test]
    fn without_npm_the_page_says_what_to_install() {
        for language in ["en", "ru", "es"] {
            let page = Page { words: Words::of(language), visitor: None, section: "reference", notice: String::new() };
            let text = Attempt { page, is_there: false }.render().unwrap_or_default();
            assert!(text.contains("npm") && text.contains("cargo clean -p latchkey-assets"), "{language}");
            assert!(!text.contains("swagger-ui-bundle.js"), "{language}");
        }
    }
}
