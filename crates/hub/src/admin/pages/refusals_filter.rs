//! What refused calls are narrowed to, as the address of the page says it, and the links that change it.

use database::refusal_groups::Filter;
use domain::account::Account;
use jiff::civil::Date;
use wire::Moment;

use crate::admin::fields::Fields;
use crate::admin::page::Page;

const PATH: &str = "/integration/refusals";
/// The fields of the address that narrow the list.
const NARROWING: [&str; 7] = ["id", "key", "reason", "method", "address", "from", "to"];
/// The other ones.
const OTHERS: [&str; 3] = ["view", "open", "page"];
/// Refused calls are kept for so many days.
pub const KEPT_DAYS: i64 = 30;

/// A choice of a filter.
pub struct Choice {
    pub text: String,
    /// How many calls; 0 where they are not counted.
    pub calls: i64,
    pub address: String,
}

/// What the address asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    said: Vec<(&'static str, String)>,
    /// A request id, or a part of a method or an address.
    pub id: String,
    pub from: String,
    pub to: String,
    pub filter: Filter,
    /// Whether every call is listed, not groups.
    pub every: bool,
    /// The group that is open.
    pub open: Option<(i64, String)>,
    /// The page, from 1.
    pub page: i64,
}

impl Asked {
    /// Reads the address. What cannot be read narrows to nothing rather than showing everything.
    pub fn read(query: &Fields, account: &Account, now: Moment) -> Self {
        let said = |name: &'static str| (name, query.text(name).to_owned());
        let said: Vec<_> = NARROWING.into_iter().chain(OTHERS).map(said).filter(|(_, value)| !value.is_empty()).collect();
        let text = |name: &str| Some(query.text(name).to_owned()).filter(|text| !text.is_empty());
        let day = |name: &str| query.text(name).parse::<Date>().ok();
        let from = day("from").map(|day| account.zone.day_start(day).0);
        Self {
            id: query.text("id").to_owned(),
            from: query.text("from").to_owned(),
            to: query.text("to").to_owned(),
            filter: Filter {
                key: text("key").map(|id| id.parse().unwrap_or(-1)),
                reason: text("reason"),
                method: text("method"),
                address: text("address"),
                text: None,
                from: from.or(Some(now.0 - KEPT_DAYS * 86_400)),
                until: day("to").map(|day| account.zone.day_end(day).0),
            },
            every: query.text("view") == "every",
            open: query.text("open").split_once('-').and_then(|(id, reason)| Some((id.parse().ok()?, reason.to_owned()))),
            page: query.text("page").parse().ok().filter(|page| (1..1_000_000).contains(page)).unwrap_or(1),
            said,
        }
    }

    /// The filter; what was typed is looked for in methods and addresses, unless it is the id of a call.
    pub fn narrowed(&self, is_id: bool) -> Filter {
        let text = Some(self.id.clone()).filter(|text| !text.is_empty() && !is_id);
        Filter { text, ..self.filter.clone() }
    }

    /// Whether the address narrows the list.
    pub fn is_narrowed(&self) -> bool {
        self.said.iter().any(|(name, _)| NARROWING.contains(name))
    }

    /// The group that is open, as the address says it.
    pub fn open_code(&self) -> String {
        self.open.as_ref().map(|(key, reason)| format!("{key}-{reason}")).unwrap_or_default()
    }

    /// Whether single calls are looked for, of which there is no count beside those that are kept.
    pub fn is_exact(&self) -> bool {
        !self.id.is_empty() || self.filter.method.is_some() || self.filter.address.is_some() || self.filter.until.is_some()
    }

    /// The filters in use beside the search: name, value, where it is taken away.
    pub fn in_use(&self) -> Vec<(&'static str, String, String)> {
        let shown = self.said.iter().filter(|(name, _)| NARROWING.contains(name) && *name != "id");
        shown.map(|(name, value)| (*name, value.clone(), self.without(name))).collect()
    }

    /// What the search form sends along.
    pub fn kept(&self) -> Vec<(&'static str, String)> {
        self.said.iter().filter(|(name, _)| !["id", "page", "open", "from", "to"].contains(name)).cloned().collect()
    }

    /// The same list with one more field, from its first page.
    pub fn with(&self, name: &str, value: &str) -> String {
        let kept = self.said.iter().filter(|(known, _)| *known != name && *known != "page" && *known != "open");
        address(kept.map(|(name, value)| (*name, value.as_str())).chain([(name, value)]))
    }

    /// The same list without a field.
    pub fn without(&self, name: &str) -> String {
        address(self.said.iter().filter(|(known, _)| *known != name && *known != "page").map(|(name, value)| (*name, value.as_str())))
    }

    /// Another page of the same list.
    pub fn at_page(&self, page: i64) -> String {
        let page = page.to_string();
        let kept = self.said.iter().filter(|(known, _)| *known != "page" && *known != "open");
        address(kept.map(|(name, value)| (*name, value.as_str())).chain([("page", page.as_str())]))
    }

    /// Every call of a key by a rule.
    pub fn only(&self, key: i64, reason: &str) -> String {
        let key = key.to_string();
        let kept = self.said.iter().filter(|(known, _)| ["from", "to", "method", "address"].contains(known));
        address(kept.map(|(name, value)| (*name, value.as_str())).chain([("key", key.as_str()), ("reason", reason), ("view", "every")]))
    }
}

fn address<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    if query.is_empty() { PATH.to_owned() } else { format!("{PATH}?{query}") }
}

/// The filters with what can be chosen: title and choices.
pub fn drops(
    page: &Page,
    asked: &Asked,
    keys: &[(i64, String, i64)],
    reasons: &[(String, i64)],
    methods: &[(String, i64)],
    addresses: &[(String, i64)],
) -> Vec<(String, Vec<Choice>)> {
    let mut found = Vec::new();
    let mut add = |set: bool, title: &str, choices: Vec<Choice>| {
        if !set && !choices.is_empty() {
            found.push((page.say(title), choices));
        }
    };
    let choice = |name: &str, value: &str, text: String, calls: i64| Choice { text, calls, address: asked.with(name, value) };
    let keys = keys.iter().map(|(id, name, calls)| choice("key", &id.to_string(), name.clone(), *calls)).collect();
    add(asked.filter.key.is_some(), "refusal-key", keys);
    let reasons = reasons.iter().map(|(reason, calls)| choice("reason", reason, page.say(&format!("reason-short-{reason}")), *calls));
    add(asked.filter.reason.is_some(), "refusal-reason", reasons.collect());
    let methods = methods.iter().map(|(method, calls)| choice("method", method, method.clone(), *calls)).collect();
    add(asked.filter.method.is_some(), "review-method", methods);
    let addresses = addresses.iter().map(|(from, calls)| choice("address", from, from.clone(), *calls)).collect();
    add(asked.filter.address.is_some(), "refusal-address", addresses);
    found
}
