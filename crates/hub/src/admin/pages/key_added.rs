//! What follows when a key has got a token: the token, once, a call to try, what the key may do, and where it is in the list.
//!
//! It answers the form itself, so the token stands in no address and in no other page.

use askama::Template;
use axum::response::Response;
use database::keys::Key;
use domain::access::token;
use domain::account::Account;
use domain::keys::capabilities::Capabilities;
use wire::methods::{Entry, Reads, Verb};

use super::key_can::grants;
use super::key_overview::Sentences;
use super::keys::PER_PAGE;
use crate::admin::Office;
use crate::admin::page::{self, Page};

#[derive(Template)]
#[template(path = "key_added.html")]
struct Added {
    page: Page,
    key: Key,
    token: String,
    /// The name of the text of what was done.
    notice: &'static str,
    /// A command with the whole token, and as it is shown; both empty where the key may call nothing.
    command: String,
    shown: String,
    /// What the command does.
    about: String,
    sentences: Sentences,
    /// Its place in the list by name, from 1, of how many, and where that is.
    place: i64,
    total: i64,
    listed: String,
}

/// Shows it; `done` is `added` or `rotated`.
pub(super) async fn show(office: &Office, page: Page, key: &Key, token: &str, done: &'static str) -> Response {
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), key.id);
    let (place, total) = match office.hub.db.read(move |tx| database::key_list::place(tx, id)).await {
        Ok(place) => place,
        // The token must not be lost because a list cannot be read.
        Err(error) => {
            tracing::warn!(%error, "the place of a new key in the list cannot be read");
            (0, 0)
        }
    };
    let capabilities = Capabilities::of(key, &account, now);
    let entry = to_try(&grants(&capabilities));
    let command =
        |token: &str| entry.map(|entry| command(entry, &office.hub.settings.public_url, &account, key, token)).unwrap_or_default();
    page::ok(&Added {
        command: command(token),
        shown: command(&token::hint(token)),
        about: entry.map(|entry| super::method_tree::summary(page.words, entry)).unwrap_or_default(),
        sentences: Sentences::of(&page, &account, key, now),
        listed: format!("/integration/keys?sort=name&page={}#key-{id}", (place.max(1) - 1) / PER_PAGE + 1),
        token: token.to_owned(),
        key: key.clone(),
        place,
        total,
        notice: if done == "rotated" { "added-rotated" } else { "added-added" },
        page,
    })
}

/// The method to try: one that only reads and needs no id in its path, the best known first; else any that it may call.
fn to_try(granted: &[&'static Entry]) -> Option<&'static Entry> {
    const FIRST: [&str; 5] = ["/orders", "/orders/statuses", "/customers", "/credentials", "/reference/sites"];
    let plain = |entry: &&&'static Entry| entry.verb == Verb::Get && !entry.path.contains('{');
    let known = FIRST.iter().find_map(|path| granted.iter().filter(plain).find(|entry| entry.path == *path));
    known
        .or_else(|| granted.iter().find(plain))
        .or_else(|| granted.iter().find(|entry| entry.verb == Verb::Get))
        .or_else(|| granted.first())
        .copied()
}

/// The call as a command for a shell; it names a store where the key does not reach all of them.
fn command(entry: &Entry, public_url: &str, account: &Account, key: &Key, token: &str) -> String {
    let site = key.sites.first().filter(|_| !key.all_sites).map(|id| account.site_code(*id));
    let path = entry.path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
    let mut said: Vec<String> = Vec::new();
    match (entry.path, site) {
        ("/orders" | "/customers", Some(site)) => said.push(format!("filter[sites][]={site}")),
        ("/orders/statuses", _) => said.push("externalIds[]=1".to_owned()),
        ("/orders/create", _) => said.push(r#"order={"externalId":"test-1","firstName":"Test"}"#.to_owned()),
        ("/customers/create", _) => said.push(r#"customer={"externalId":"test-1","firstName":"Test"}"#.to_owned()),
        _ => {}
    }
    if let (true, Some(site)) = (entry.writes || entry.path.contains('{'), site) {
        said.push(format!("site={site}"));
    }
    let verb = if entry.verb == Verb::Get { "-G" } else { "-X POST" };
    let prefix = entry.versions.prefixes().last().copied().unwrap_or("/api");
    let mut command = format!("curl {verb} '{public_url}{prefix}{path}' \\\n  -H 'X-API-KEY: {token}'");
    if entry.reads == Reads::File {
        return format!("{command} \\\n  --data-binary '@invoice.pdf'");
    }
    for argument in said {
        command.push_str(&format!(" \\\n  --data-urlencode '{argument}'"));
    }
    command
}
