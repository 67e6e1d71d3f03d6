//! Refused calls: the latest ones, and the one whose request id was pasted, each with the rule and its remedy.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::refusals::Refusal;
use database::{Tx, audit_log};

use super::key_limits::view;
use crate::account::Account;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::api;
use crate::domain::audit_log::Action;
use crate::fault::Fault;
use crate::keys::reason::Reason;

/// Refusals that are listed.
const LISTED: i64 = 50;
/// Addresses that tried many wrong tokens are listed for so many seconds.
const NOTICED: i64 = 7 * 86_400;
/// As many of them.
const GUESSERS: i64 = 20;

#[derive(Template)]
#[template(path = "refusals.html")]
struct Refusals {
    page: Page,
    request_id: String,
    /// The one that was asked for.
    found: Option<Row>,
    latest: Vec<Row>,
    /// Addresses that tried many wrong tokens of late, and when; for administrators.
    guessers: Vec<(String, String)>,
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
    /// Calls of the key that were refused by the rule within the same hour; 0 where they are counted no more.
    counted: i64,
    /// Where the key's form is, with the remedy ticked; empty where there is none.
    remedy: String,
}

/// Shows them.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "refusals");
    let (account, asked) = (office.hub.account(), query.text("id").to_owned());
    let since = page.administers().then(|| office.hub.clock.now().0 - NOTICED);
    let wanted = asked.clone();
    let read = office
        .read_slow(visitor.id, move |tx| {
            let found = database::refusals::find(tx, &wanted)?;
            let latest = database::refusals::latest(tx, None, LISTED)?;
            let (mut named, mut counts) = (Vec::new(), HashMap::new());
            let guessers = match since {
                Some(since) => {
                    let actions = vec![Action::AddressGuessing.name().to_owned()];
                    audit_log::list(tx, &audit_log::Filter { actions, from: Some(since), ..audit_log::Filter::default() }, GUESSERS)?
                }
                None => Vec::new(),
            };
            for refusal in found.into_iter().map(|one| (true, one)).chain(latest.into_iter().map(|one| (false, one))) {
                let key = database::keys::find(tx, refusal.1.key_id)?.filter(|key| key.deleted_at.is_none());
                let counted = counted(tx, &mut counts, &refusal.1)?;
                named.push((refusal, key.map(|key| key.name), counted));
            }
            Ok::<_, Fault>((named, guessers))
        })
        .await;
    let (named, guessers) = match read {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let (found, latest): (Vec<_>, Vec<_>) = named.into_iter().partition(|((asked, _), ..)| *asked);
    let rows = |named: Vec<((bool, Refusal), Option<String>, i64)>| -> Vec<Row> {
        named.into_iter().map(|((_, refusal), name, counted)| row(&page, &account, refusal, name, counted)).collect()
    };
    let (found, latest) = (rows(found).pop(), rows(latest));
    let guessers = guessers.into_iter().map(|row| (row.subject_name, view(&account, row.created_at))).collect();
    page::ok(&Refusals { request_id: asked, found, latest, guessers, page })
}

/// Counts of refused calls, by key, rule and hour.
type Counts = HashMap<(i64, String, i64), i64>;

/// How many calls of a key were refused by the rule within the hour of a refusal; each is asked for once.
fn counted(tx: &mut Tx<'_>, counts: &mut Counts, refusal: &Refusal) -> Result<i64, Fault> {
    let hour = refusal.created_at.div_euclid(3_600);
    Ok(match counts.entry((refusal.key_id, refusal.reason.clone(), hour)) {
        Entry::Occupied(count) => *count.get(),
        Entry::Vacant(place) => *place.insert(database::refusals::counted(tx, refusal.key_id, &refusal.reason, hour)?),
    })
}

fn row(page: &Page, account: &Account, refusal: Refusal, name: Option<String>, counted: i64) -> Row {
    let remedy = if name.is_some() && page.administers() { remedy(account, &refusal) } else { String::new() };
    Row {
        at: view(account, refusal.created_at),
        sentence: page.say(&format!("reason-{}", refusal.reason)),
        name: name.unwrap_or_else(|| page.say("key-gone")),
        site: refusal.site.unwrap_or_default(),
        request_id: refusal.request_id,
        key: refusal.key_id,
        method: refusal.method,
        address: refusal.address,
        counted,
        remedy,
    }
}

/// The form of the key with what was lacking ticked; whoever saves it sees in words what changes.
fn remedy(account: &Account, refusal: &Refusal) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match Reason::named(&refusal.reason) {
        Some(Reason::Method) => {
            let Some(entry) = api::methods().iter().find(|entry| entry.pattern() == refusal.method) else { return String::new() };
            query.append_pair("grant", entry.name());
        }
        Some(Reason::Store) => {
            let Some(site) = refusal.site.as_deref().and_then(|code| account.site(code)) else { return String::new() };
            query.append_pair("store", &site.code);
        }
        Some(Reason::Address | Reason::Time | Reason::Transport | Reason::Field) => {}
        _ => return String::new(),
    }
    format!("/integration/keys/{}?{}", refusal.key_id, query.finish())
}
