//! What a key can do: in words, as a picture of blocks and stores, and beside another key.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use database::key_list::{self, Filter, Order};
use domain::access::masks::CLASSES;
use domain::account::Account;
use domain::fault::Fault;
use domain::keys;
use domain::keys::capabilities::{Capabilities, Capability, Part, Sight, State as Working, compare};
use wire::methods::{self, Entry};

use super::key_head;
use super::keys::number;
use super::method_tree;
use crate::admin::capabilities;
use crate::admin::fields::Query;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};

/// Stores that have a column of their own; the others are counted.
const COLUMNS: usize = 8;
/// Blocks whose methods concern the account, whichever store is meant.
const OF_ACCOUNT: [&str; 6] = ["api", "reference", "integration-modules", "keys", "settings", "users"];
/// The most keys to choose from for a comparison.
const CHOICES: i64 = 500;

#[derive(Template)]
#[template(path = "key_can.html")]
struct KeyCan {
    page: Page,
    id: i64,
    head: String,
    name: String,
    works: bool,
    /// Sentences about its state, its stores and its methods.
    sentences: Vec<String>,
    picture: Picture,
    /// The methods by block: title, how many of how many, lines.
    blocks: Vec<(String, String, Vec<Line>)>,
    /// Classes of fields: label, how they are seen, whether they are seen as they are.
    sight: Vec<(String, String, &'static str)>,
    /// Orders, limits and dates: title, facts.
    rest: Vec<(String, Vec<String>)>,
    /// Other keys: id, name, whether it is the one it is compared with.
    others: Vec<(i64, String, bool)>,
    comparison: Option<Comparison>,
}

struct Line {
    address: String,
    summary: String,
    writes: bool,
}

/// Blocks by stores.
struct Picture {
    /// Columns: name, whether the key reaches the store.
    stores: Vec<(String, bool)>,
    /// How many stores have no column.
    more: i64,
    rows: Vec<PictureRow>,
}

struct PictureRow {
    title: String,
    /// One cell for the whole account, or one for each store.
    whole: bool,
    cells: Vec<Cell>,
}

#[derive(Clone)]
struct Cell {
    /// `all`, `some`, `reads` or `none`.
    level: &'static str,
    text: String,
    note: String,
}

struct Comparison {
    id: i64,
    name: String,
    /// Parts in which they differ: title, what only this one has, what only the other one has.
    parts: Vec<(String, Vec<String>, Vec<String>)>,
}

/// Shows it; `?with=5` compares it with another key.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, now, id) = (office.hub.account(), office.hub.clock.now(), number(&id));
    let with = Some(query.text("with")).filter(|with| !with.is_empty()).map(number);
    let read = office.read_slow(visitor.id, move |tx| {
        let (key, other) = (keys::find(tx, id)?, with.map(|with| keys::find(tx, with)).transpose()?);
        let (others, _) = key_list::page(tx, &Filter::default(), Order::Name, false, CHOICES, 0)?;
        Ok::<_, Fault>((key, other, others))
    });
    let (key, other, others) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let capabilities = Capabilities::of(&key, &account, now);
    let view = |fact: &Capability| capabilities::view(page.words, &account, fact);
    let comparison = other.as_ref().map(|other| {
        let theirs = Capabilities::of(other, &account, now);
        let all = |facts: Vec<&Capability>| facts.into_iter().map(view).collect::<Vec<_>>();
        let parts = compare(&capabilities, &theirs).into_iter();
        let parts = parts.map(|(part, mine, theirs)| (page.say(&format!("part-{}", part.name())), all(mine), all(theirs)));
        Comparison { id: other.id, name: other.name.clone(), parts: parts.collect() }
    });
    let rest = [Part::Rows, Part::Limits, Part::Dates].map(|part| {
        let mut lines: Vec<String> = capabilities.about(part).map(view).collect();
        if lines.is_empty() {
            lines.push(page.say(&format!("part-{}-none", part.name())));
        }
        (page.say(&format!("part-{}", part.name())), lines)
    });
    let sight = CLASSES.map(|class| {
        let sight = capabilities.sight(class);
        let level = match sight {
            Sight::Whole => "all",
            Sight::Masked(_) => "some",
            Sight::Never => "none",
        };
        (page.say(&format!("mask-{}", class.name())), capabilities::seen(page.words, class, sight), level)
    });
    page::ok(&KeyCan {
        id,
        works: capabilities.state == Working::Works,
        sentences: sentences(&page, &capabilities),
        picture: picture(&page, &account, &capabilities),
        blocks: blocks(&page, &capabilities),
        sight: sight.into(),
        rest: rest.into(),
        others: others.into_iter().filter(|line| line.id != id).map(|line| (line.id, line.name, Some(line.id) == with)).collect(),
        comparison,
        head: key_head::draw(&page, &account, &key, now, "can"),
        name: key.name,
        page,
    })
}

fn sentences(page: &Page, capabilities: &Capabilities) -> Vec<String> {
    let stores = capabilities.about(Part::Stores).filter(|fact| **fact != Capability::FutureStores).count() as i64;
    let every = capabilities.facts.contains(&Capability::FutureStores);
    // Methods that manage keys are granted apart and counted in their own block, as in the form of a key.
    let granted: Vec<&Entry> = grants(capabilities).into_iter().filter(|entry| !entry.manages_keys()).collect();
    let total = unique().filter(|entry| !entry.manages_keys()).count() as i64;
    let writes = granted.iter().filter(|entry| entry.writes).count() as i64;
    let numbers = [("count", granted.len() as i64), ("total", total), ("reads", granted.len() as i64 - writes), ("writes", writes)];
    let mut view = vec![
        page.say(&format!("can-state-{}", capabilities.state.name())),
        page.count(if every { "can-stores-all" } else { "can-stores" }, &stores),
        page.words.fill("can-methods", &numbers, &[]),
    ];
    view.extend(capabilities.facts.contains(&Capability::FutureMethods).then(|| page.say("fact-future-methods")));
    view
}

/// The methods, a path once: with two verbs it is one grant.
pub(super) fn unique() -> impl Iterator<Item = &'static Entry> {
    let first = |place: &usize, entry: &Entry| !methods::all()[..*place].iter().any(|earlier| earlier.name() == entry.name());
    methods::all().iter().enumerate().filter(move |(place, entry)| first(place, entry)).map(|(_, entry)| *entry)
}

pub(super) fn grants(capabilities: &Capabilities) -> Vec<&'static Entry> {
    unique().filter(|entry| capabilities.grants(entry)).collect()
}

/// The names of the blocks, in order.
pub(super) fn block_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for entry in methods::all() {
        if !names.contains(&entry.group) {
            names.push(entry.group);
        }
    }
    names
}

fn blocks(page: &Page, capabilities: &Capabilities) -> Vec<(String, String, Vec<Line>)> {
    let granted = grants(capabilities);
    let lines = block_names().into_iter().filter_map(|block| {
        let total = unique().filter(|entry| entry.group == block).count();
        let lines: Vec<Line> = granted
            .iter()
            .filter(|entry| entry.group == block)
            .map(|entry| Line {
                address: format!("{} {}", entry.verb.name(), entry.pattern()),
                summary: method_tree::summary(page.words, entry),
                writes: entry.writes,
            })
            .collect();
        (!lines.is_empty()).then(|| (method_tree::title(page.words, block), format!("{} / {total}", lines.len()), lines))
    });
    lines.collect()
}

fn picture(page: &Page, account: &Account, capabilities: &Capabilities) -> Picture {
    // Stores within reach first: they are what the picture is about.
    let mut sites: Vec<(&str, bool)> = account.sites.iter().map(|site| (site.name.as_str(), capabilities.reaches(&site.code))).collect();
    sites.sort_by_key(|(_, reached)| !reached);
    let more = sites.len().saturating_sub(COLUMNS);
    sites.truncate(COLUMNS);
    let nothing = Cell { level: "none", text: "—".to_owned(), note: page.say("level-none") };
    let row = |block: &'static str| {
        let of_block: Vec<&Entry> = unique().filter(|entry| entry.group == block).collect();
        let granted: Vec<&&Entry> = of_block.iter().filter(|entry| capabilities.grants(entry)).collect();
        let level = match granted.len() {
            0 => "none",
            count if count == of_block.len() => "all",
            _ if granted.iter().all(|entry| !entry.writes) => "reads",
            _ => "some",
        };
        let cell = match level {
            "none" => nothing.clone(),
            level => Cell { level, text: format!("{} / {}", granted.len(), of_block.len()), note: page.say(&format!("level-{level}")) },
        };
        let whole = OF_ACCOUNT.contains(&block) || sites.is_empty();
        let cells = if whole {
            vec![cell]
        } else {
            sites.iter().map(|(_, reached)| if *reached { cell.clone() } else { nothing.clone() }).collect()
        };
        PictureRow { title: method_tree::title(page.words, block), whole, cells }
    };
    let rows = block_names().into_iter().map(row).collect();
    Picture { stores: sites.into_iter().map(|(name, reached)| (name.to_owned(), reached)).collect(), more: more as i64, rows }
}
