//! The help: articles with their contents, whether they were helpful, and which one to read next.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::help_answers::{self, Count};
use domain::fault::Fault;
use wire::Problem;

use crate::admin::fields::{Fields, Query};
use crate::admin::help::{ARTICLES, Article, Rendered};
use crate::admin::page::{self, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};

/// How an article can be answered: that it was helpful, or why it was not.
const ANSWERS: [&str; 5] = ["yes", "not-helped", "no-answer", "hard", "dislike"];

#[derive(Template)]
#[template(path = "help.html")]
struct Index {
    page: Page,
    /// Our own articles: address and title.
    own: Vec<(String, String)>,
    guides: Vec<(String, String)>,
    /// What readers answered; for administrators.
    answers: Vec<Answered>,
}

/// What readers answered about an article.
struct Answered {
    address: String,
    title: String,
    language: String,
    helpful: i64,
    /// Each reason with its count, in words.
    reasons: String,
    last: When,
}

#[derive(Template)]
#[template(path = "help_article.html")]
struct OneArticle {
    page: Page,
    code: &'static str,
    article: &'static Rendered,
    /// The next one: address and title.
    next: Option<(String, String)>,
    /// Why it did not help: code and text.
    reasons: Vec<(&'static str, String)>,
    answered: bool,
}

/// Shows the list of articles.
pub async fn index(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "help");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let counts = if page.administers() { office.read_slow(visitor.id, help_answers::all).await } else { Ok(Vec::new()) };
    let counts = match counts {
        Ok(counts) => counts,
        Err(fault) => return page::failed(page, fault),
    };
    let linked = |guides: bool| {
        let listed = ARTICLES.iter().filter(|article| article.is_guide() == guides);
        listed.map(|article| link(&page, article)).collect::<Vec<_>>()
    };
    let times = Times::new(page.words, &account.zone, now);
    let (own, guides, answers) = (linked(false), linked(true), answered(&page, &counts, &times));
    page::ok(&Index { own, guides, answers, page })
}

/// Shows an article of our own.
pub async fn article(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Query(query): Query,
) -> Response {
    one(&office, &visitor, &code, query.text("done"))
}

/// Shows a guide of the repository.
pub async fn guide(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(name): Path<String>,
    Query(query): Query,
) -> Response {
    one(&office, &visitor, &format!("guide/{name}"), query.text("done"))
}

fn one(office: &Office, visitor: &Visitor, code: &str, done: &str) -> Response {
    let page = Page::new(office, Some(visitor), "help");
    let found = Article::named(code).and_then(|article| Some((article, article.rendered(page.words.language)?)));
    let Some((article, rendered)) = found else { return page::failed(page, Problem::not_found().into()) };
    let next = article.next().map(|next| link(&page, next));
    let reasons = ANSWERS[1..].iter().map(|reason| (*reason, page.say(&format!("help-reason-{reason}")))).collect();
    page::ok(&OneArticle { code: article.code, article: rendered, next, reasons, answered: done == "answer", page })
}

/// Counts whether an article (`article`) was helpful (`answer`).
pub async fn answer(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "help");
    let article = Article::named(fields.text("article"));
    let answer = ANSWERS.into_iter().find(|known| *known == fields.text("answer"));
    let (Some(article), Some(answer)) = (article, answer) else { return page::failed(page, Problem::not_found().into()) };
    let language = article.rendered(page.words.language).map_or("en", |rendered| rendered.language);
    let (code, now) = (article.code, office.hub.clock.now().0);
    match office.hub.db.write(move |tx| Ok::<_, Fault>(help_answers::add(tx, code, language, answer, now)?)).await {
        Ok(()) => page::go(&format!("/help/{code}?done=answer")),
        Err(fault) => page::failed(page, fault),
    }
}

/// Address and title of an article.
fn link(page: &Page, article: &'static Article) -> (String, String) {
    let title = article.rendered(page.words.language).map(|rendered| rendered.title.clone());
    (format!("/help/{}", article.code), title.unwrap_or_default())
}

fn answered(page: &Page, counts: &[Count], times: &Times) -> Vec<Answered> {
    let mut rows: Vec<Answered> = Vec::new();
    for group in counts.chunk_by(|one, other| one.article == other.article && one.language == other.language) {
        let Some(article) = Article::named(&group[0].article) else { continue };
        let (address, title) = link(page, article);
        let reasons = group.iter().filter(|count| count.answer != "yes");
        let reasons = reasons.map(|count| format!("{}: {}", page.say(&format!("help-reason-{}", count.answer)), count.readers));
        rows.push(Answered {
            address,
            title,
            language: group[0].language.clone(),
            helpful: group.iter().filter(|count| count.answer == "yes").map(|count| count.readers).sum(),
            reasons: reasons.collect::<Vec<_>>().join("; "),
            last: times.when(group.iter().map(|count| count.last_at).max().unwrap_or_default()),
        });
    }
    rows
}
