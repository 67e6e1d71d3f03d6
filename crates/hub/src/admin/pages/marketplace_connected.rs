//! What is connected: modules that announced themselves, and callers that are recognised by their key or by their name.

use std::collections::HashMap;

use database::key_search::{self, Used};
use database::keys::Key;
use database::modules::Line;
use database::{Tx, usage};
use domain::access::templates::Template as Start;
use domain::account::Account;
use domain::fault::Fault;
use domain::shops::{self, Found as Checked};
use serde_json::{Map, Value};
use wire::Moment;

use crate::admin::page::Page;
use crate::admin::when::{Times, When, number};

/// So many modules that announced themselves are named, those that did so last.
const ANNOUNCED: i64 = 200;
/// So many keys of shop modules are checked.
const CHECKED: usize = 50;
/// So many days without a call are worth looking at.
const QUIET_DAYS: i64 = 3;
/// How shop systems and services name themselves, in lower case, and the template each belongs to.
const AGENTS: [(&str, &str); 8] = [
    ("woocommerce", "woocommerce"),
    ("wordpress", "woocommerce"),
    ("prestashop", "prestashop"),
    ("opencart", "opencart"),
    ("1c-bitrix", "bitrix"),
    ("bitrix", "bitrix"),
    ("magento", "magento"),
    ("stripe", "stripe"),
];

/// Something that is connected.
pub(super) struct Connected {
    /// The code of a module that announced itself; empty for one that did not.
    pub code: String,
    pub name: String,
    /// What it is, such as WooCommerce.
    pub kind: String,
    /// Names of its stores.
    pub stores: String,
    /// Address of its settings, if it sent a valid one.
    pub settings: String,
    pub key: i64,
    pub key_name: String,
    pub key_deleted: bool,
    /// Calls of its key in 24 hours.
    pub calls: String,
    pub last: Option<When>,
    /// The state: text and class.
    pub state: (String, &'static str),
    /// What comes first: the worst state, then the last call.
    order: (u8, i64),
}

/// What the database knows of it.
pub(super) struct Read {
    announced: Vec<Line>,
    /// How many announced themselves beyond those that are named.
    pub more: i64,
    used: Vec<Used>,
    stores: HashMap<i64, Vec<i64>>,
    calls: HashMap<i64, i64>,
    /// Keys of shop modules, by the code of their template.
    shops: Vec<(&'static str, Key)>,
}

impl Read {
    /// What the checks of a shop's module find of the keys that it calls with: the key's id, its name, the findings.
    pub fn checked(&self, shop: &str, now: Moment) -> Vec<(i64, String, Vec<Checked>)> {
        let keys = self.shops.iter().filter(|(code, _)| *code == shop);
        keys.map(|(_, key)| (key.id, key.name.clone(), shops::key(shop, key, now.0))).collect()
    }
}

/// Reads it.
///
/// # Errors
/// The database failed.
pub(super) fn read(tx: &mut Tx<'_>, now: Moment) -> Result<Read, Fault> {
    let (announced, count) = database::modules::newest(tx, ANNOUNCED)?;
    let known: Vec<i64> = announced.iter().map(|line| line.module.key).collect();
    let used = key_search::used(tx, |used| known.contains(&used.key.id) || kind_of(used).is_some())?;
    let mut stores: HashMap<i64, Vec<i64>> = HashMap::new();
    for (key, site) in key_search::stores(tx)? {
        stores.entry(key).or_default().push(site);
    }
    let calls = usage::by_key(tx, now.0.div_euclid(3600) - 23)?.into_iter().collect();
    let announcing = announced.iter().filter(|line| !line.key_deleted).filter_map(|line| {
        let body: Map<String, Value> = serde_json::from_str(&line.module.body).unwrap_or_default();
        Some((Start::of_module(body.get("integrationCode")?.as_str()?)?, line.module.key))
    });
    let calling = used.iter().filter_map(|used| Some((kind_of(used)?, used.key.id)));
    let mut wanted: Vec<(&'static str, i64)> = Vec::new();
    for (start, key) in announcing.chain(calling) {
        let pair = (start.code.as_str(), key);
        if wanted.len() < CHECKED && shops::SHOPS.contains(&pair.0) && !wanted.contains(&pair) {
            wanted.push(pair);
        }
    }
    let mut shops = Vec::new();
    for (shop, key) in wanted {
        shops.extend(database::keys::find(tx, key)?.map(|key| (shop, key)));
    }
    Ok(Read { more: count - announced.len() as i64, announced, used, stores, calls, shops })
}

/// The list, what needs attention first.
pub(super) fn list(page: &Page, account: &Account, read: &Read, now: Moment) -> Vec<Connected> {
    let times = Times::new(page.words, &account.zone, now);
    let mut list: Vec<Connected> = read.announced.iter().map(|line| announced(page, account, read, line, &times, now)).collect();
    let known: Vec<i64> = read.announced.iter().map(|line| line.module.key).collect();
    let others = read.used.iter().filter(|used| !known.contains(&used.key.id));
    list.extend(others.map(|used| recognised(page, account, read, used, &times, now)));
    list.sort_by_key(|connected| (connected.order.0, std::cmp::Reverse(connected.order.1)));
    list
}

/// The template that a key was made from, or that its caller names, where that is one of the marketplace.
fn kind_of(used: &Used) -> Option<&'static Start> {
    let on_shelf = |code: &str| Start::all().iter().find(|start| start.code == code && !start.shelf.is_empty());
    let body: Map<String, Value> = serde_json::from_str(&used.key.body).unwrap_or_default();
    let made = body.get("template").and_then(Value::as_str).and_then(on_shelf);
    made.or_else(|| {
        let agent = used.last.as_ref()?.1.to_lowercase();
        AGENTS.iter().find(|(mark, _)| agent.contains(mark)).and_then(|(_, code)| on_shelf(code))
    })
}

fn recognised(page: &Page, account: &Account, read: &Read, used: &Used, times: &Times, now: Moment) -> Connected {
    let last = used.last.as_ref().map(|(at, _)| *at);
    let ended = used.key.cause.is_some() || used.key.ends_at.is_some_and(|end| end <= now.0);
    let state = state(page, (!used.key.active || ended).then_some("module-key-off"), last, now);
    Connected {
        code: String::new(),
        name: kind_of(used).map(|start| page.template(start)).unwrap_or_default(),
        kind: version(used),
        stores: stores(page, account, read, used.key.id, used.all_sites),
        settings: String::new(),
        key: used.key.id,
        key_name: used.key.name.clone(),
        key_deleted: false,
        calls: number(page.words.language, read.calls.get(&used.key.id).copied().unwrap_or(0)),
        last: last.map(|at| times.when(at)),
        order: (rank(state.1), last.unwrap_or(0)),
        state,
    }
}

fn announced(page: &Page, account: &Account, read: &Read, line: &Line, times: &Times, now: Moment) -> Connected {
    let body: Map<String, Value> = serde_json::from_str(&line.module.body).unwrap_or_default();
    let text = |field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default();
    let flag = |field: &str| body.get(field).and_then(Value::as_bool).unwrap_or_default();
    let trouble = match (line.key_deleted, line.key_active, flag("active"), flag("freeze")) {
        (true, ..) => Some("module-key-deleted"),
        (_, false, ..) => Some("module-key-off"),
        (_, _, false, _) => Some("module-off"),
        (.., true) => Some("module-frozen"),
        _ => None,
    };
    // Its announcement was a call too, which may not have been counted yet.
    let last = line.called_at.unwrap_or_default().max(line.module.announced_at);
    let used = read.used.iter().find(|used| used.key.id == line.module.key);
    let kind = text("integrationCode");
    let state = state(page, trouble, Some(last), now);
    Connected {
        name: text("name").to_owned(),
        kind: Start::of_module(kind).map_or_else(|| kind.to_owned(), |start| start.name.clone()),
        stores: used.map(|used| stores(page, account, read, used.key.id, used.all_sites)).unwrap_or_default(),
        settings: Some(text("accountUrl")).filter(|url| is_web(url)).unwrap_or_default().to_owned(),
        key: line.module.key,
        key_name: line.key_name.clone(),
        key_deleted: line.key_deleted,
        calls: number(page.words.language, read.calls.get(&line.module.key).copied().unwrap_or(0)),
        last: Some(times.when(last)),
        code: line.module.code.clone(),
        order: (rank(state.1), last),
        state,
    }
}

fn state(page: &Page, trouble: Option<&'static str>, last: Option<i64>, now: Moment) -> (String, &'static str) {
    match (trouble, last.map(|at| (now.0 - at) / 86_400)) {
        (Some(trouble), _) => (page.say(trouble), "wrong"),
        (None, None) => (page.say("connected-new"), "off"),
        (None, Some(days)) if days >= QUIET_DAYS => (page.count("connected-quiet", &days), "soon"),
        (None, Some(_)) => (page.say("connected-on"), ""),
    }
}

fn rank(class: &str) -> u8 {
    match class {
        "wrong" => 0,
        "soon" => 1,
        "off" => 3,
        _ => 2,
    }
}

/// The version of the caller after the name it is known by, such as `8.1`.
fn version(used: &Used) -> String {
    let Some((_, agent)) = &used.last else { return String::new() };
    let lower = agent.to_ascii_lowercase();
    let after = AGENTS.iter().find_map(|(mark, _)| Some(lower.find(mark)? + mark.len()));
    let rest = after.and_then(|place| lower.get(place..)).and_then(|rest| rest.strip_prefix(['/', ' '])).unwrap_or_default();
    rest.chars()
        .take_while(|letter| letter.is_ascii_digit() || *letter == '.')
        .take(12)
        .collect::<String>()
        .trim_end_matches('.')
        .to_owned()
}

fn stores(page: &Page, account: &Account, read: &Read, key: i64, all: bool) -> String {
    if all {
        return page.say("connected-all-stores");
    }
    let sites = read.stores.get(&key).map(Vec::as_slice).unwrap_or_default();
    match sites {
        [] => String::new(),
        [site] => account.site_by_id(*site).map(|site| site.name.clone()).unwrap_or_default(),
        several => page.count("connected-stores", &(several.len() as i64)),
    }
}

/// Whether an address is that of a web page.
pub(super) fn is_web(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|host| !host.is_empty() && !host.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_web_pages_become_links() {
        assert!(is_web("https://module.example/settings?account=5"));
        assert!(is_web("http://127.0.0.1:8080/"));
        for other in ["", "javascript:alert(1)", "data:text/html,x", "//module.example", "https://", "https:///x", "/settings"] {
            assert!(!is_web(other), "{other}");
        }
    }

    #[test]
    fn a_caller_is_recognised_by_its_key_and_by_its_name() {
        let used = |body: &str, agent: &str| Used {
            key: key_search::Found {
                id: 1,
                name: String::new(),
                hint: String::new(),
                active: true,
                ends_at: None,
                cause: None,
                external_id: None,
                body: body.to_owned(),
            },
            all_sites: false,
            last: Some((1, agent.to_owned())),
        };
        let kind = |body: &str, agent: &str| kind_of(&used(body, agent)).map(|start| start.code.as_str());
        assert_eq!(kind("{}", "WooCommerce/8.1 (WordPress/6.5)"), Some("woocommerce"));
        assert_eq!(version(&used("{}", "WooCommerce/8.1 (WordPress/6.5)")), "8.1");
        assert_eq!(kind(r#"{"template": "magento"}"#, "WooCommerce/8.1"), Some("magento"));
        assert_eq!((kind("{}", "curl/8.5"), version(&used("{}", "curl/8.5"))), (None, String::new()));
        assert_eq!(version(&used("{}", "PrestaShop \u{17f}é")), "");
    }
}
