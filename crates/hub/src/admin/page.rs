//! What every page has: its frame, its words, its headers, and the pages for what went wrong.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use wire::Problem;

pub use super::faults::Faults;
use super::when;
use super::words::Words;
use super::{Office, Visitor, here};
use domain::fault::{AGAIN, Fault};
use domain::templates::Start;
use domain::users::Role;

/// The frame of a page.
pub struct Page {
    /// The words of the account's language.
    pub words: Words,
    /// Whoever is signed in.
    pub visitor: Option<Visitor>,
    /// The part of the navigation the page belongs to.
    pub section: &'static str,
    /// The name of the text about what was just done.
    pub notice: String,
}

impl Page {
    /// The frame of a page for a user.
    pub fn new(office: &Office, visitor: Option<&Visitor>, section: &'static str) -> Self {
        let account = office.hub.account();
        let own = visitor.and_then(|visitor| visitor.language.as_deref());
        let words = Words::of(own.or(account.setting("system_language")).unwrap_or_default());
        Self { words, visitor: visitor.cloned(), section, notice: String::new() }
    }

    /// The frame of a page for a visitor who is not signed in.
    pub fn for_stranger(office: &Office, headers: &HeaderMap) -> Self {
        let mut page = Self::new(office, None, "");
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|header| header.to_str().ok()).and_then(Words::wanted);
        if office.is_vacant() {
            page.words = wanted.unwrap_or(page.words);
        }
        page
    }

    /// With a notice of what has been done, if the address names one that there is.
    pub fn noticing(mut self, done: &str) -> Self {
        self.notice = self.words.find(&format!("done-{done}")).unwrap_or_default();
        self
    }

    /// The same with a number of what has been done in it.
    pub fn noticing_several(self, done: &str, count: &str) -> Self {
        let mut page = self.noticing(done);
        if let (false, Ok(count)) = (page.notice.is_empty(), count.parse::<i64>()) {
            page.notice = page.words.count(&format!("done-{done}"), count);
        }
        page
    }

    /// A text.
    pub fn say(&self, name: &str) -> String {
        self.words.say(name)
    }

    /// A text with a number in it.
    pub fn count(&self, name: &str, count: &i64) -> String {
        self.words.count(name, *count)
    }

    /// A whole number with the separators of the language.
    pub fn number(&self, number: &i64) -> String {
        when::number(self.words.language, *number)
    }

    /// A text with a name in it.
    pub fn named(&self, text: &str, name: &str) -> String {
        self.words.with(text, "name", name.to_owned())
    }

    /// What a starting point of keys is called.
    pub fn template(&self, template: &domain::access::templates::Template) -> String {
        if template.name.is_empty() { self.say(&format!("template-{}", template.code)) } else { template.name.clone() }
    }

    /// What a starting point of either kind is called.
    pub fn start(&self, start: &Start) -> String {
        match start {
            Start::BuiltIn(template) => self.template(template),
            Start::Own(own) => own.name.clone(),
        }
    }

    /// The id of the visitor; 0 if not signed in.
    pub fn person(&self) -> i64 {
        self.visitor.as_ref().map_or(0, |visitor| visitor.id)
    }

    /// Whether the visitor may change stores.
    pub fn manages(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.may(Role::Manager))
    }

    /// Whether the visitor may change keys.
    pub fn administers(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.may(Role::Administrator))
    }

    /// Whether the visitor sees orders and customers.
    pub fn sees_orders(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.desk.sees())
    }

    /// Whether the visitor sees the orders of a store.
    pub fn sees_orders_of(&self, store: i64) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.desk.scope().sites.contains(store))
    }

    /// Whether the visitor may change orders and customers.
    pub fn changes_orders(&self) -> bool {
        self.visitor.as_ref().is_some_and(|visitor| visitor.desk.changes())
    }

    /// Whether the program was built with a font and icons.
    pub fn has_looks(&self) -> bool {
        assets::find("icons.svg").is_some()
    }

    /// An icon as HTML; nothing where the program was built without them. It only adorns: a word always stands beside it.
    pub fn icon(&self, name: &str) -> String {
        if !self.has_looks() {
            return String::new();
        }
        // Notes ask for an icon by their kind.
        let name = match name {
            "warn" => "leaked",
            "okay" => "done",
            "bad" => "fault",
            name => name,
        };
        format!(r#"<svg class="icon" aria-hidden="true"><use href="/assets/icons.svg#{name}"></use></svg>"#)
    }

    /// An icon that stands alone, as HTML: its parent names what it means. `text` stands in where there are no icons.
    pub fn sign(&self, name: &str, text: &str) -> String {
        self.glyph(name, text, "")
    }

    /// The same in a colour: `good`, `soft`, `warn` or `bad`.
    pub fn glyph(&self, name: &str, text: &str, colour: &str) -> String {
        if !self.has_looks() {
            return format!(r#"<span class="{colour}" aria-hidden="true">{text}</span>"#);
        }
        format!(r#"<svg class="icon {colour}" aria-hidden="true"><use href="/assets/icons.svg#{name}"></use></svg>"#)
    }

    /// The version of the program.
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }

    /// What is wrong with a form, field by field, in the words of the page.
    pub fn faults(&self, problem: &Problem) -> Faults {
        Faults::of_problem(self, problem)
    }
}

/// A page as an answer.
pub fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be drawn");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page that is there.
pub fn ok(template: &impl Template) -> Response {
    show(StatusCode::OK, template)
}

/// Sends the browser on, with a GET, to a path of this hub; to the first page instead of anything that leads elsewhere.
pub fn go(address: &str) -> Response {
    let address = if here::is_path(address) { address } else { here::FIRST };
    match HeaderValue::from_str(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "message.html")]
struct Message {
    page: Page,
    title: String,
    text: String,
}

/// A page that only says something; `name` is that of its texts.
pub fn message(page: Page, status: StatusCode, name: &str) -> Response {
    let (title, text) = (page.say(&format!("{name}-title")), page.say(&format!("{name}-text")));
    show(status, &Message { page, title, text })
}

/// The page for what was refused or failed without a form to show it in.
pub fn failed(page: Page, fault: Fault) -> Response {
    let problem = fault.into_problem();
    match problem.status {
        404 => message(page, StatusCode::NOT_FOUND, "not-found"),
        503 => {
            let name = if problem.errors.contains_key("load") { "busy" } else { "unavailable" };
            let mut answer = message(page, StatusCode::SERVICE_UNAVAILABLE, name);
            answer.headers_mut().insert(header::RETRY_AFTER, problem.retry_after.unwrap_or(AGAIN).into());
            answer
        }
        500.. => message(page, StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        _ => {
            let Faults(faults) = page.faults(&problem);
            let text = faults.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" ");
            let title = page.say("refused-title");
            show(StatusCode::BAD_REQUEST, &Message { page, title, text })
        }
    }
}

/// Headers of every page: scripts and styles from here only, no framing, no sniffing, no copies.
pub async fn headers(request: Request, next: Next) -> Response {
    const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";
    let mut answer = next.run(request).await;
    let unavailable = answer.status() == StatusCode::SERVICE_UNAVAILABLE;
    let headers = answer.headers_mut();
    // A page that needs more than the others says so itself, and why.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        // A stricter one would take the origin from our own forms, which distinguishes them from foreign ones.
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if unavailable && !headers.contains_key(header::RETRY_AFTER) {
        headers.insert(header::RETRY_AFTER, AGAIN.into());
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}
