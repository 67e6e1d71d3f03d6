//! Refused calls: the latest ones, and the one whose request id was pasted, each with the rule and its remedy.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::refusals::Refusal;

use super::key_limits::told;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::api;
use crate::fault::Fault;
use crate::house::House;
use crate::keys::reason::Reason;

/// Refusals that are listed.
const LISTED: i64 = 50;

#[derive(Template)]
#[template(path = "refusals.html")]
struct Refusals {
    page: Page,
    request_id: String,
    /// The one that was asked for.
    found: Option<Row>,
    latest: Vec<Row>,
}

struct Row {
    request_id: String,
    at: String,
    key: i64,
    name: String,
    /// The rule in words.
    sentence: String,
    method: String,
    address: String,
    site: String,
    /// Where the key's form is, with the remedy ticked; empty where there is none.
    remedy: String,
}

/// Shows them.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "refusals");
    let (house, asked) = (office.hub.house(), query.text("id").to_owned());
    let wanted = asked.clone();
    let read = office
        .hub
        .db
        .read(move |tx| {
            let found = database::refusals::find(tx, &wanted)?;
            let latest = database::refusals::latest(tx, None, LISTED)?;
            let mut named = Vec::new();
            for refusal in found.into_iter().map(|one| (true, one)).chain(latest.into_iter().map(|one| (false, one))) {
                let key = database::keys::find(tx, refusal.1.key_id)?.filter(|key| key.deleted_at.is_none());
                named.push((refusal, key.map(|key| key.name)));
            }
            Ok::<_, Fault>(named)
        })
        .await;
    let named = match read {
        Ok(named) => named,
        Err(fault) => return page::failed(page, fault),
    };
    let (found, latest): (Vec<_>, Vec<_>) = named.into_iter().partition(|((asked, _), _)| *asked);
    let rows = |named: Vec<((bool, Refusal), Option<String>)>| -> Vec<Row> {
        named.into_iter().map(|((_, refusal), name)| row(&page, &house, refusal, name)).collect()
    };
    let (found, latest) = (rows(found).pop(), rows(latest));
    page::ok(&Refusals { request_id: asked, found, latest, page })
}

fn row(page: &Page, house: &House, refusal: Refusal, name: Option<String>) -> Row {
    let remedy = if name.is_some() && page.administers() { remedy(house, &refusal) } else { String::new() };
    Row {
        at: told(house, refusal.created_at),
        sentence: page.say(&format!("reason-{}", refusal.reason)),
        name: name.unwrap_or_else(|| page.say("key-gone")),
        site: refusal.site.unwrap_or_default(),
        request_id: refusal.request_id,
        key: refusal.key_id,
        method: refusal.method,
        address: refusal.address,
        remedy,
    }
}

/// The form of the key with what was lacking ticked; whoever saves it sees in words what changes.
fn remedy(house: &House, refusal: &Refusal) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match Reason::named(&refusal.reason) {
        Some(Reason::Method) => {
            let Some(entry) = api::methods().iter().find(|entry| entry.pattern() == refusal.method) else { return String::new() };
            query.append_pair("grant", entry.name());
        }
        Some(Reason::Store) => {
            let Some(site) = refusal.site.as_deref().and_then(|code| house.site(code)) else { return String::new() };
            query.append_pair("store", &site.code);
        }
        Some(Reason::Address | Reason::Time | Reason::Transport | Reason::Field) => {}
        _ => return String::new(),
    }
    format!("/integration/keys/{}?{}", refusal.key_id, query.finish())
}
