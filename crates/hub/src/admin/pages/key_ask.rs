//! What is done to one key: disabled and enabled, deleted and restored, reported as leaked. What stops it asks first, and says
//! what would be hit.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::keys::Key;
use domain::fault::Fault;
use domain::keys;
use domain::keys::UNDO_DAYS;

use super::key_hits::{self, Hits};
use super::keys::number;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::when;
use crate::admin::{Office, Visitor};

/// What is asked before a key is stopped.
#[derive(Template)]
#[template(path = "key_ask.html")]
struct Ask {
    page: Page,
    id: i64,
    hint: String,
    /// `disable`, `delete` or `leaked`.
    act: &'static str,
    title: String,
    /// What follows: the text of each consequence, and whether it stops something.
    follows: Vec<(bool, String)>,
    go: String,
    hits: Hits,
    /// The milder way: its address and its text; both empty where there is none.
    milder: (String, String),
    /// Where one came from: its address and its name.
    back: (String, String),
}

/// Asks whether a key is to be disabled.
pub async fn ask_disable(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    ask(&office, &visitor, &id, "disable", query.text("from")).await
}

/// Asks whether a key is to be deleted.
pub async fn ask_delete(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    ask(&office, &visitor, &id, "delete", query.text("from")).await
}

/// Asks whether a key has leaked.
pub async fn ask_leaked(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    ask(&office, &visitor, &id, "leaked", query.text("from")).await
}

async fn ask(office: &Office, visitor: &Visitor, id: &str, act: &'static str, from: &str) -> Response {
    let page = Page::new(office, Some(visitor), "keys");
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(id));
    let zone = account.zone.clone();
    let read = office.hub.db.read(move |tx| Ok::<_, Fault>((keys::find(tx, id)?, key_hits::read(tx, id, &zone, now)?)));
    let (key, report) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let until = when::day(page.words, account.zone.day_of(wire::Moment(now.0 + UNDO_DAYS * 86_400)));
    let undo = page.words.fill("ask-undo", &[("days", UNDO_DAYS)], &[("date", &until)]);
    let refused = (true, page.say("ask-refused"));
    let (follows, milder) = match act {
        "disable" => (vec![refused, (false, page.say("ask-enable-again"))], ""),
        "delete" => (vec![refused, (false, undo)], if key.active { "disable" } else { "" }),
        _ => (vec![refused, (true, page.say("ask-for-good")), (false, page.say("ask-new-key"))], "rotate"),
    };
    page::ok(&Ask {
        act,
        title: page.named(&format!("ask-{act}"), &key.name),
        follows,
        go: page.say(&format!("ask-{act}-go")),
        hits: Hits::of(&page, &account, &key, &report, now),
        milder: if milder.is_empty() {
            Default::default()
        } else {
            (format!("/integration/keys/{id}/{milder}"), page.say(&format!("ask-{milder}-instead")))
        },
        back: match from {
            "list" => ("/integration/keys".to_owned(), page.say("nav-keys")),
            _ => (format!("/integration/keys/{id}"), key.name.clone()),
        },
        id,
        hint: key.hint,
        page,
    })
}

/// Ends a key for good, because its token has leaked.
pub async fn leaked(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    let outcome = office.hub.db.write(move |tx| keys::suspend(tx, id, keys::cause::LEAKED, &by, now)).await;
    done(&office, &visitor, outcome.map(|(key, _)| key), "key-leaked")
}

/// Brings a deleted key back.
pub async fn restore(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::restore(tx, id, &by, now)).await, "key-restored")
}

/// Disables a key: when the browser hears of it, the next call with the key is refused.
pub async fn disable(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::set_active(tx, id, false, &by, now)).await, "key-disabled")
}

/// Enables a key.
pub async fn enable(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::set_active(tx, id, true, &by, now)).await, "key-enabled")
}

/// Deletes a key.
pub async fn delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (id, by, now) = (number(&id), visitor.by(), office.hub.clock.now());
    done(&office, &visitor, office.hub.db.write(move |tx| keys::delete(tx, id, &by, now)).await, "key-deleted")
}

fn done(office: &Office, visitor: &Visitor, outcome: Result<Key, Fault>, notice: &str) -> Response {
    match outcome {
        Ok(_) => page::go(&format!("/integration/keys?done={notice}")),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "keys"), fault),
    }
}
