//! The order of a data book: an entry is moved up or down by a button, or dropped before another one; saved at once.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::account::Account;
use domain::audit_log::{self, Action, Subject};
use domain::reference::Dictionary;
use domain::reference::places::{self, Step};
use form_urlencoded::Serializer;
use serde_json::json;
use wire::Problem;

use super::books::{BOOKS, find, name_in_forms, name_of};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// Moves an entry: `up` or `down` names it, or `move` does with the entry that follows it from now on in `before`, empty for none.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(kind): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "books");
    let Some(book) = BOOKS.into_iter().find(|book| book.kind == kind) else { return page::failed(page, Problem::not_found().into()) };
    let account = office.hub.account();
    let wanted = match wanted(&account, book, &fields) {
        Ok(wanted) => wanted,
        Err(problem) => return page::failed(page, problem.into()),
    };
    let ((id, code), button, step) = wanted;
    let (by, now, subject) = (visitor.by(), office.hub.clock.now(), Subject::named("book", &format!("{}/{code}", book.kind)));
    let saved = office.hub.db.write(move |tx| {
        // Nothing is noted where nothing moved.
        let Some(moved) = places::shift(tx, book, id, step)? else { return Ok(()) };
        let details = json!({"position": {"before": moved.from, "after": moved.to}});
        audit_log::note(tx, &by, Action::BookChanged, &subject, &details, now)
    });
    match saved.await {
        Ok(()) => {
            let mut query = Serializer::new(String::new());
            query.append_pair("moved", &code).append_pair("by", button);
            // The entry that is open in the form stays open.
            let open = fields.exact("open");
            if !open.is_empty() {
                query.append_pair("code", open);
            }
            page::go(&format!("/books/{}?{}", book.kind, query.finish()))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The entry that a form moves with what it is called, by which button, and where to.
type Wanted = ((i64, String), &'static str, Step);

fn wanted(account: &Account, book: &'static Dictionary, fields: &Fields) -> Result<Wanted, Problem> {
    let named = |field: &str| {
        if fields.exact(field).is_empty() {
            return Err(Problem::entity("code", "must be given"));
        }
        let entry = find(account, book, fields.exact(field)).ok_or_else(Problem::not_found)?;
        Ok::<_, Problem>((entry.id, name_in_forms(book, entry)))
    };
    Ok(match () {
        () if fields.has("up") => (named("up")?, "up", Step::Up),
        () if fields.has("down") => (named("down")?, "down", Step::Down),
        () if fields.text("before").is_empty() => (named("move")?, "", Step::Last),
        () => (named("move")?, "", Step::Before(named("before")?.0)),
    })
}

/// What the page says of the entry that an address names as just moved: its code, the button that has the focus, and the sentence.
pub(super) fn moved(page: &Page, account: &Account, book: &'static Dictionary, query: &Fields) -> (String, &'static str, String) {
    let Some(entry) = find(account, book, query.exact("moved")) else { return Default::default() };
    let own = places::group(book.kind, entry);
    let beside: Vec<_> = places::in_order(account, book.kind).into_iter().filter(|other| places::group(book.kind, other) == own).collect();
    let place = beside.iter().position(|other| other.id == entry.id).unwrap_or(0);
    let (first, last) = (place == 0, place + 1 == beside.len());
    // A button at the end of the way is disabled: the other one takes over.
    let button = match query.text("by") {
        "up" if !first => "up",
        "up" => "down",
        "down" if !last => "down",
        "down" => "up",
        _ => "",
    };
    let numbers = [("place", place as i64 + 1), ("count", beside.len() as i64)];
    let sentence = page.words.fill("book-moved", &numbers, &[("name", name_of(entry).as_str())]);
    (name_in_forms(book, entry), button, sentence)
}
