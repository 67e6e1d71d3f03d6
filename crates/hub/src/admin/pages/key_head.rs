//! The head that all pages of one key share: its name, how it stands, what is done to it, and the tabs.

use askama::Template;
use database::keys::Key;
use domain::account::Account;
use domain::keys::Card;
use domain::keys::standing::Standing;
use wire::Moment;

use super::keys::state;
use crate::admin::page::Page;
use crate::admin::when::{Times, When};

#[derive(Template)]
#[template(path = "key_head.html")]
struct Head<'a> {
    page: &'a Page,
    key: &'a Key,
    /// The tab that is open.
    here: &'static str,
    state: String,
    mark: &'static str,
    /// The company that uses it, if another one.
    party: Option<String>,
    ends: Option<When>,
}

/// Draws the head of a key's page, with the tab `here` open: `overview`, `edit`, `can`, `usage`, `advice`, `try`, `changes` or
/// `history`.
pub(super) fn draw(page: &Page, account: &Account, key: &Key, now: Moment, here: &'static str) -> String {
    let (state, mark) = state(page, Standing::of(key, now), key.ends_at, now);
    let ends = key.ends_at.map(|end| Times::new(page.words, &account.zone, now).when(end));
    let head = Head { page, key, here, state, mark, party: Card::of(key, &[]).party, ends };
    head.render().unwrap_or_default()
}
