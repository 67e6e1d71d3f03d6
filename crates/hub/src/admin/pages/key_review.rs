//! A change of a key before it is saved: method by method and setting by setting, as it is now and as it would be.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::response::Response;
use database::keys::Key;
use database::usage as counted;
use domain::access::grant;
use domain::access::usage::{Outcome, day_of};
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::{self, Card};
use wire::methods::{self, Entry};

use super::key_differences::changed_limits;
use super::{key_masks, method_tree};
use crate::admin::Office;
use crate::admin::fields::Fields;
use crate::admin::page::{self, Page};

/// The days whose calls are counted.
const DAYS: i64 = 30;

/// Fields of the page itself, which are not sent on.
const OWN: [&str; 4] = ["seen", "before", "again", "keep"];

/// A key as it is and as it would be.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    /// The key as it is.
    pub before: &'a Key,
    /// The key as it would be.
    pub after: &'a Key,
    /// Whether its template makes it another company's.
    pub foreign: bool,
}

/// A method of a list.
struct MethodLine {
    name: &'static str,
    address: String,
    summary: String,
    calls: i64,
    refused: i64,
    /// When it was last called, in words.
    last: String,
}

/// A setting that changes.
struct Setting {
    /// Whether the key gains by it.
    gain: Option<bool>,
    label: String,
    was: String,
    is: String,
}

#[derive(Template)]
#[template(path = "key_review.html")]
struct Review {
    page: Page,
    /// Where the confirmation is sent.
    action: String,
    /// Where the form is.
    back: String,
    name: String,
    removed: Vec<MethodLine>,
    added: Vec<MethodLine>,
    stay: Vec<MethodLine>,
    /// Calls of the methods that stay.
    stay_calls: i64,
    /// How many of the removed methods are in use.
    in_use: i64,
    settings: Vec<Setting>,
    /// The fields of the form, sent again with the confirmation.
    fields: Vec<(String, String)>,
    before: String,
}

/// The fields of a form with the methods that are to be kept after all ticked in it.
pub fn with_kept(fields: &Fields) -> Fields {
    let mut pairs: Vec<(String, String)> = fields.iter().cloned().collect();
    pairs.extend(fields.all("keep").map(|name| ("method".to_owned(), name.to_owned())));
    Fields::of(pairs)
}

/// Shows the change and asks for confirmation, which is sent to `action` with these fields.
pub async fn show(office: &Office, page: Page, changed: Changed<'_>, fields: Fields, action: String) -> Response {
    let (account, id) = (office.hub.account(), changed.before.id);
    let today = day_of(&account.zone, office.hub.clock.now());
    let lines = office.read_slow(page.person(), move |tx| Ok::<_, Fault>(counted::by_day(tx, id, today + 1 - DAYS)?)).await;
    let usage = match lines {
        Ok(lines) => used(lines),
        Err(fault) => return page::failed(page, fault),
    };
    let (old, new) = (names(changed.before), names(changed.after));
    let listed = |keep: &dyn Fn(&str) -> bool| -> Vec<MethodLine> {
        let mut seen = BTreeSet::new();
        let kept = methods::all().iter().filter(|entry| keep(entry.name()) && seen.insert(entry.name()));
        let mut lines: Vec<MethodLine> = kept.map(|entry| line(&page, entry, usage.get(entry.name()), today)).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.calls));
        lines
    };
    let removed = listed(&|name| old.contains(name) && !new.contains(name));
    let added = listed(&|name| !old.contains(name) && new.contains(name));
    let stay = listed(&|name| old.contains(name) && new.contains(name));
    let settings = settings(&page, &account, changed);
    let review = Review {
        back: action.trim_end_matches("/apply").to_owned(),
        name: changed.before.name.clone(),
        stay_calls: stay.iter().map(|line| line.calls).sum(),
        in_use: removed.iter().filter(|line| line.calls > 0).count() as i64,
        fields: fields.iter().filter(|(name, _)| !OWN.contains(&name.as_str())).cloned().collect(),
        before: fingerprint(changed.before),
        action,
        removed,
        added,
        stay,
        settings,
        page,
    };
    page::ok(&review)
}

/// Stands for a key as it is; another one as soon as anything of it changes.
pub fn fingerprint(key: &Key) -> String {
    let text =
        format!("{:?}", (&key.name, &key.external_id, &key.body, key.ends_at, key.all_sites, &key.sites, key.all_methods, &key.methods));
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

impl Changed<'_> {
    /// Whether nothing would be different.
    pub fn is_none(&self, page: &Page, account: &Account) -> bool {
        names(self.before) == names(self.after) && settings(page, account, *self).is_empty()
    }
}

/// The names of all methods a key grants.
fn names(key: &Key) -> BTreeSet<&'static str> {
    grant::granted(key).map(Entry::name).collect()
}

/// Calls of a method: let in, refused, the last day.
type Used = (i64, i64, i64);

fn used(lines: Vec<counted::Line>) -> BTreeMap<String, Used> {
    let mut found: BTreeMap<String, Used> = BTreeMap::new();
    for line in lines {
        let method = found.entry(line.method).or_default();
        if Outcome::code_is_refusal(&line.outcome) {
            method.1 += line.counts.calls;
        } else {
            method.0 += line.counts.calls;
        }
        method.2 = method.2.max(line.span);
    }
    found
}

fn line(page: &Page, entry: &'static Entry, used: Option<&Used>, today: i64) -> MethodLine {
    let (calls, refused, day) = used.copied().unwrap_or_default();
    let last = match today - day {
        _ if used.is_none() => page.say("review-never"),
        ..=0 => page.say("review-today"),
        days => page.words.count("review-days-ago", days),
    };
    MethodLine {
        name: entry.name(),
        address: entry.pattern(),
        summary: method_tree::summary(page.words, entry).trim_end_matches('.').to_owned(),
        calls,
        refused,
        last,
    }
}

/// The settings that change, with their values on both sides.
fn settings(page: &Page, account: &Account, changed: Changed<'_>) -> Vec<Setting> {
    let (before, after) = (changed.before, changed.after);
    let mut found = Vec::new();
    let shown = |text: String| if text.is_empty() { page.say("summary-none") } else { text };
    let mut compare = |label: &str, was: String, is: String, gain: Option<bool>| {
        if was != is {
            found.push(Setting { gain, label: page.say(label), was: shown(was), is: shown(is) });
        }
    };
    compare("key-name", before.name.clone(), after.name.clone(), None);
    compare("key-comment", keys::comment(before), keys::comment(after), None);
    compare("external-id", before.external_id.clone().unwrap_or_default(), after.external_id.clone().unwrap_or_default(), None);
    let whose = |key: &Key| {
        let card = Card::of(key, &[]);
        page.say(if card.party.is_some() || (changed.foreign && card.ours != Some(true)) { "whose-theirs" } else { "whose-ours" })
    };
    compare("whose-title", whose(before), whose(after), None);
    let access = |key: &Key| page.say(if key.all_sites { "access-all" } else { "access-individual" });
    compare("access", access(before), access(after), Some(after.all_sites));
    let name = |id: &i64| account.site_by_id(*id).map_or_else(|| id.to_string(), |site| site.name.clone());
    let stores = |key: &Key| key.sites.iter().map(name).collect::<Vec<_>>().join(", ");
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.sites.iter().collect(), after.sites.iter().collect());
    let gain = match (before.all_sites || after.all_sites, old.is_subset(&new), new.is_subset(&old)) {
        (false, true, _) => Some(true),
        (false, _, true) => Some(false),
        _ => None,
    };
    compare("key-stores", stores(before), stores(after), gain);
    let mode = |key: &Key| page.say(if key.all_methods { "methods-mode-all" } else { "methods-mode-some" });
    compare("methods-mode", mode(before), mode(after), Some(after.all_methods));
    for (label, was, is) in changed_limits(page, account, before, after) {
        compare(label, was, is, None);
    }
    let sight = key_masks::changed(page, account, before, after);
    found.extend(sight.into_iter().map(|change| Setting { gain: change.gain, label: change.label, was: change.was, is: change.is }));
    found
}
