//! Refused calls, grouped by key and reason with the remedy of each, or call by call; and the one whose id was asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use database::keys::Key;
use database::refusal_groups::{self as kept, By, Filter, Group};
use database::refusals::{self, Refusal};
use database::{Tx, audit_log};
use domain::access::reason::Reason;
use domain::access::usage::day_of;
use domain::account::Account;
use domain::audit_log::Action;
use domain::fault::Fault;
use domain::keys::Card;
use wire::methods;

use super::keys::minutes;
use super::refusals_filter::{self as filters, Asked, Choice};
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// Groups on one page.
const GROUPS: i64 = 20;
/// Calls on one page.
const CALLS: i64 = 50;
/// Calls that are shown of an open group.
const LATEST: i64 = 5;
/// Methods, addresses and keys to choose from.
const CHOICES: i64 = 20;
/// Addresses that tried many wrong tokens are listed for so many seconds.
const NOTICED: i64 = 7 * 86_400;
/// As many of them.
const GUESSERS: i64 = 20;

#[derive(Template)]
#[template(path = "refusals.html")]
struct Refusals {
    page: Page,
    asked: Asked,
    /// The one whose id was asked for.
    found: Option<Row>,
    /// Calls by reason: code, sentence, calls, where only those are.
    shares: Vec<(usize, String, i64, String)>,
    total: i64,
    groups: Vec<GroupRow>,
    calls: Vec<Row>,
    /// The name of the key it is narrowed to.
    key_name: String,
    /// What it can be narrowed to.
    drops: Vec<(String, Vec<Choice>)>,
    pages: (String, String),
    /// Addresses that tried many wrong tokens of late, and when; for administrators.
    guessers: Vec<(String, String)>,
}

impl Refusals {
    /// The text about a filter in use.
    fn label(&self, name: &str) -> &'static str {
        match name {
            "key" => "refusal-key",
            "reason" => "refusal-reason",
            "method" => "review-method",
            "address" => "refusal-address",
            "from" => "record-from",
            _ => "record-to",
        }
    }

    /// The value of a filter in use.
    fn value(&self, name: &str, value: &str) -> String {
        match name {
            "key" => self.key_name.clone(),
            "reason" => self.page.say(&format!("reason-short-{value}")),
            _ => value.to_owned(),
        }
    }

    /// How much of the whole so many calls are, in percent.
    fn share(&self, calls: &i64) -> i64 {
        let all: i64 = self.shares.iter().map(|(_, _, calls, _)| calls).sum();
        (100 * calls / all.max(1)).max(1)
    }
}

/// A refused call.
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
    remedy: Remedy,
}

/// What would let such calls in.
#[derive(Default)]
struct Remedy {
    /// Where the key's form is, with what is lacking filled in; empty where there is nothing to do.
    address: String,
    text: String,
}

/// The refused calls of a key by a rule.
struct GroupRow {
    key: i64,
    name: String,
    partner: bool,
    sentence: String,
    short: String,
    /// What was asked, and how many more there are of its kind.
    what: (String, i64),
    calls: i64,
    last: String,
    remedy: Remedy,
    /// Whether its calls are shown, and where they are shown or folded up.
    open: bool,
    toggle: String,
    latest: Vec<Row>,
    /// All of its calls.
    every: String,
}

/// What was read of a group.
struct GroupRead {
    group: Group,
    key: Option<Key>,
    partner: bool,
    /// Methods, addresses or stores, with the number of calls.
    asked: Vec<(String, i64)>,
    counted: i64,
    latest: Vec<Refusal>,
}

/// Everything that was read.
struct ReadAll {
    key_name: String,
    found: Option<(Refusal, Option<Key>, i64)>,
    groups: Vec<GroupRead>,
    number: i64,
    calls: Vec<(Refusal, Option<Key>)>,
    total: i64,
    reasons: Vec<(String, i64)>,
    methods: Vec<(String, i64)>,
    addresses: Vec<(String, i64)>,
    keys: Vec<(i64, String, i64)>,
    guessers: Vec<audit_log::LogEntry>,
}

/// Shows them.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "refusals");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let asked = Asked::read(&query, &account, now);
    let since = page.administers().then(|| now.0 - NOTICED);
    let wanted = asked.clone();
    let zone = account.zone.clone();
    let from_day = asked.filter.from.map_or(0, |from| day_of(&zone, wire::Moment(from)));
    let read = office.read_slow(visitor.id, move |tx| all(tx, &wanted, from_day, since)).await;
    let read = match read {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let shares = read
        .reasons
        .iter()
        .take(7)
        .enumerate()
        .map(|(place, (reason, calls))| (place + 1, page.say(&format!("reason-short-{reason}")), *calls, asked.with("reason", reason)));
    let shares = shares.collect();
    let drops = filters::drops(&page, &asked, &read.keys, &read.reasons, &read.methods, &read.addresses);
    let last_page = if asked.every { asked.page * CALLS >= read.total } else { asked.page * GROUPS >= read.number };
    let newer = if asked.page > 1 { asked.at_page(asked.page - 1) } else { String::new() };
    let pages = (newer, if last_page { String::new() } else { asked.at_page(asked.page + 1) });
    let found = read.found.map(|(refusal, key, counted)| Row { counted, ..row(&page, &account, refusal, key.as_ref()) });
    let groups = read.groups.into_iter().map(|group| group_row(&page, &account, &asked, group)).collect();
    let calls = read.calls.into_iter().map(|(refusal, key)| row(&page, &account, refusal, key.as_ref())).collect();
    let guessers = read.guessers.into_iter().map(|row| (row.subject_name, minutes(page.words, &account, row.created_at))).collect();
    page::ok(&Refusals { key_name: read.key_name, found, shares, total: read.total, groups, calls, drops, pages, guessers, asked, page })
}

fn all(tx: &mut Tx<'_>, asked: &Asked, from_day: i64, since: Option<i64>) -> Result<ReadAll, Fault> {
    let mut known: BTreeMap<i64, Option<Key>> = BTreeMap::new();
    let mut key = |tx: &mut Tx<'_>, id: i64| -> Result<Option<Key>, Fault> {
        if let Some(found) = known.get(&id) {
            return Ok(found.clone());
        }
        let found = database::keys::find(tx, id)?.filter(|key| key.deleted_at.is_none());
        known.insert(id, found.clone());
        Ok(found)
    };
    let found = match refusals::find(tx, &asked.id)? {
        Some(refusal) => {
            let counted = refusals::counted(tx, refusal.key_id, &refusal.reason, refusal.created_at.div_euclid(3_600))?;
            let key = key(tx, refusal.key_id)?;
            Some((refusal, key, counted))
        }
        None => None,
    };
    let filter = asked.narrowed(found.is_some());
    let partners = domain::templates::of_partners(tx)?;
    let (mut groups, mut calls, mut number) = (Vec::new(), Vec::new(), 0);
    if asked.every {
        for refusal in kept::list(tx, &filter, CALLS, (asked.page - 1) * CALLS)? {
            let key = key(tx, refusal.key_id)?;
            calls.push((refusal, key));
        }
    } else {
        let (found, all) = kept::groups(tx, &filter, GROUPS, (asked.page - 1) * GROUPS)?;
        number = all;
        for group in found {
            let within = Filter { key: Some(group.key_id), reason: Some(group.reason.clone()), ..filter.clone() };
            let by = match Reason::named(&group.reason) {
                Some(Reason::Address | Reason::Wrong | Reason::Retired) => By::Address,
                Some(Reason::Store) => By::Site,
                _ => By::Method,
            };
            let counted = if asked.is_exact() { 0 } else { kept::counted_since(tx, group.key_id, &group.reason, from_day)? };
            let open = asked.open == Some((group.key_id, group.reason.clone()));
            let key = key(tx, group.key_id)?;
            let partner = key.as_ref().is_some_and(|key| is_partner(key, &partners));
            groups.push(GroupRead {
                asked: kept::counts(tx, &within, by, CHOICES)?,
                latest: if open { kept::list(tx, &within, LATEST, 0)? } else { Vec::new() },
                counted,
                key,
                partner,
                group,
            });
        }
    }
    let key_name = match asked.filter.key {
        Some(id) => key(tx, id)?.map(|key| key.name).unwrap_or_default(),
        None => String::new(),
    };
    let by = |tx: &mut Tx<'_>, filter: Filter, by: By| kept::counts(tx, &filter, by, CHOICES);
    let mut keys = Vec::new();
    for (id, calls) in by(tx, Filter { key: None, ..filter.clone() }, By::Key)? {
        let id = id.parse().unwrap_or_default();
        if let Some(key) = key(tx, id)? {
            keys.push((id, key.name, calls));
        }
    }
    let guessers = match since {
        Some(since) => {
            let actions = vec![Action::AddressGuessing.name().to_owned()];
            audit_log::list(tx, &audit_log::Filter { actions, from: Some(since), ..audit_log::Filter::default() }, GUESSERS)?
        }
        None => Vec::new(),
    };
    Ok(ReadAll {
        total: kept::count(tx, &filter)?,
        reasons: by(tx, Filter { reason: None, ..filter.clone() }, By::Reason)?,
        methods: by(tx, Filter { method: None, ..filter.clone() }, By::Method)?,
        addresses: by(tx, Filter { address: None, ..filter }, By::Address)?,
        key_name,
        found,
        groups,
        number,
        calls,
        keys,
        guessers,
    })
}

/// Whether a key is another company's.
fn is_partner(key: &Key, templates: &[String]) -> bool {
    let card = Card::of(key, &[]);
    card.party.is_some() || (card.ours != Some(true) && templates.contains(&domain::keys::template(key)))
}

fn group_row(page: &Page, account: &Account, asked: &Asked, read: GroupRead) -> GroupRow {
    let GroupRead { group, key, partner, asked: said, counted, latest } = read;
    let named: Vec<&str> = said.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
    let remedy = key.as_ref().filter(|_| page.administers()).map(|key| remedy(page, account, key, &group.reason, &named));
    let code = format!("{}-{}", group.key_id, group.reason);
    let open = asked.open.as_ref() == Some(&(group.key_id, group.reason.clone()));
    GroupRow {
        key: key.as_ref().map_or(0, |key| key.id),
        name: key.as_ref().map_or_else(|| page.say("key-gone"), |key| key.name.clone()),
        partner,
        sentence: page.say(&format!("reason-{}", group.reason)),
        short: page.say(&format!("reason-short-{}", group.reason)),
        what: (named.first().map(|name| (*name).to_owned()).unwrap_or_default(), named.len() as i64 - 1),
        calls: group.calls.max(counted),
        last: minutes(page.words, account, group.last_at),
        remedy: remedy.unwrap_or_default(),
        toggle: if open { asked.without("open") } else { format!("{}#group-{code}", asked.with("open", &code)) },
        every: asked.only(group.key_id, &group.reason),
        latest: latest.into_iter().map(|refusal| row(page, account, refusal, key.as_ref())).collect(),
        open,
    }
}

fn row(page: &Page, account: &Account, refusal: Refusal, key: Option<&Key>) -> Row {
    let named: Vec<&str> = match Reason::named(&refusal.reason) {
        Some(Reason::Method) => vec![refusal.method.as_str()],
        Some(Reason::Store) => refusal.site.as_deref().into_iter().collect(),
        _ => vec![refusal.address.as_str()],
    };
    let remedy = key.filter(|_| page.administers()).map(|key| remedy(page, account, key, &refusal.reason, &named));
    Row {
        at: minutes(page.words, account, refusal.created_at),
        sentence: page.say(&format!("reason-{}", refusal.reason)),
        name: key.map_or_else(|| page.say("key-gone"), |key| key.name.clone()),
        remedy: remedy.unwrap_or_default(),
        site: refusal.site.unwrap_or_default(),
        request_id: refusal.request_id,
        key: refusal.key_id,
        method: refusal.method,
        address: refusal.address,
        counted: 0,
    }
}

/// The form of the key with what was lacking filled in; before saving, the review shows what changes.
fn remedy(page: &Page, account: &Account, key: &Key, reason: &str, named: &[&str]) -> Remedy {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let (part, text) = match Reason::named(reason) {
        Some(Reason::Method) => {
            let entries: Vec<&str> = named.iter().filter_map(|method| granting(method)).collect();
            query.extend_pairs(entries.iter().map(|name| ("grant", *name)));
            if entries.is_empty() {
                return Remedy::default();
            }
            ("#methods", page.count("remedy-methods", &(entries.len() as i64)))
        }
        Some(Reason::Store) => {
            let sites: Vec<&str> = named.iter().filter_map(|code| Some(account.site(code)?.code.as_str())).collect();
            query.extend_pairs(sites.iter().map(|code| ("store", *code)));
            if sites.is_empty() {
                return Remedy::default();
            }
            ("#stores", page.count("remedy-stores", &(sites.len() as i64)))
        }
        Some(Reason::Address) => {
            query.extend_pairs(named.iter().map(|address| ("address", *address)));
            ("#addresses", page.count("remedy-addresses", &(named.len() as i64)))
        }
        Some(Reason::Time) => ("#from", page.say("remedy-time")),
        Some(Reason::Transport) => ("#rate", page.say("remedy-transport")),
        Some(Reason::Field) => ("#masks", page.say("remedy-field")),
        Some(Reason::Rate) => ("#rate", page.say("remedy-rate")),
        _ => return Remedy { address: format!("/integration/keys/{}", key.id), text: page.say("remedy-show") },
    };
    let query = query.finish();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    Remedy { address: format!("{}{query}{part}", super::key_form::address(key.id)), text }
}

/// The grant of a method as refusals name it.
fn granting(method: &str) -> Option<&'static str> {
    methods::all().iter().find(|entry| entry.pattern() == method).map(|entry| entry.name())
}
