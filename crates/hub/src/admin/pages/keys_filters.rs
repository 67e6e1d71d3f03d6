//! What the list of keys is narrowed by: choices that are links, and the filters in use as tags that can be taken away.

use std::collections::BTreeSet;

use domain::access::templates::Template as BuiltIn;
use domain::account::Account;
use domain::templates::Own;

use super::method_tree::{Block, Tree};
use crate::admin::fields::Fields;
use crate::admin::listing::Listing;
use crate::admin::page::Page;

/// The stages of a key's life that can be asked for.
const STAGES: [&str; 8] = ["ending", "ending-7", "expired", "ended", "broad", "orphaned", "review", "deleted"];
/// The days without use that the page offers as a filter.
const STALE: [i64; 3] = [30, 90, 365];

/// Something to choose: value, text, whether it is chosen.
pub(super) type Choice = (&'static str, String, bool);

/// The filters of the list.
pub(super) struct Filters {
    /// What is searched for.
    pub search: String,
    /// The three filters that come first.
    pub first: Vec<Pill>,
    /// The filters in use, but the search.
    pub tags: Vec<Tag>,
    /// The other filters.
    pub fields: Vec<Field>,
    /// The methods to choose from, by the titles of their blocks: name, address, whether it is chosen.
    pub methods: Vec<(String, Vec<Choice>)>,
}

/// A filter whose choices are links.
pub(super) struct Pill {
    /// Its name in the address.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// Texts and addresses.
    pub choices: Vec<(String, String)>,
}

/// A filter in use.
pub(super) struct Tag {
    /// What it is called.
    pub label: String,
    /// What it is set to.
    pub value: String,
    /// The list without it.
    pub without: String,
}

/// A filter whose choices are options.
pub(super) struct Field {
    /// Its name in the address.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// Values, texts, and whether they are chosen.
    pub options: Vec<(String, String, bool)>,
    /// Whether it has a pill where there is room for one.
    pub narrow: bool,
}

impl Filters {
    /// The filters of the list as its address describes it.
    pub fn of(page: &Page, account: &Account, listing: &Listing, query: &Fields, owners: Vec<String>, own: &[Own]) -> Self {
        let choose = |name: &'static str, label: &str, narrow: bool, all: Vec<(String, String)>| {
            let options = all.into_iter().map(|(value, text)| (value.clone(), text, value == query.text(name))).collect();
            Field { name, label: page.say(label), options, narrow }
        };
        let said = |pairs: &[(&str, &str)]| pairs.iter().map(|(value, text)| ((*value).to_owned(), page.say(text))).collect::<Vec<_>>();
        let mut fields = vec![
            choose("active", "activity", true, said(&[("yes", "key-on"), ("no", "key-off")])),
            choose("access", "access", true, said(&[("all", "access-all"), ("individual", "access-individual")])),
            choose("store", "store", true, account.sites.iter().map(|site| (site.id.to_string(), site.name.clone())).collect()),
            choose("whose", "template-whose", false, said(&[("others", "template-whose-others")])),
            choose("use", "key-use", false, uses(page, query.text("use"))),
            choose("stage", "key-stage", false, STAGES.map(|stage| (stage.to_owned(), page.say(&format!("stage-{stage}")))).into()),
            choose("template", "template-made-from", false, templates_of(page, own)),
        ];
        if !owners.is_empty() {
            fields.push(choose("owner", "key-contact", false, owners.into_iter().map(|owner| (owner.clone(), owner)).collect()));
        }
        let used = |name: &str| !query.text(name).is_empty();
        let mut tags: Vec<Tag> = Vec::new();
        for field in &fields {
            let value = field.options.iter().find(|(_, _, chosen)| *chosen).map(|(_, text, _)| text.clone());
            if used(field.name) {
                let value = value.unwrap_or_else(|| query.text(field.name).to_owned());
                tags.push(Tag { label: field.label.clone(), value, without: listing.with(field.name, "") });
            }
        }
        let methods = methods(page, query.text("method"));
        if used("method") {
            let named = methods.iter().flat_map(|(_, lines)| lines).find(|(_, _, chosen)| *chosen);
            let value = named.map_or_else(|| query.text("method").to_owned(), |(_, address, _)| address.clone());
            tags.push(Tag { label: page.say("key-may-call"), value, without: listing.with("method", "") });
        }
        let first = fields.iter().filter(|field| field.narrow && !used(field.name)).map(|field| Pill {
            name: field.name,
            label: field.label.clone(),
            choices: field.options.iter().map(|(value, text, _)| (text.clone(), listing.with(field.name, value))).collect(),
        });
        Self { search: query.text("search").to_owned(), first: first.collect(), tags, fields, methods }
    }
}

/// The days of `stale-90`.
pub(super) fn stale(text: &str) -> Option<i64> {
    text.strip_prefix("stale-")?.parse().ok().filter(|days| (1..=10_000).contains(days))
}

fn uses(page: &Page, chosen: &str) -> Vec<(String, String)> {
    let mut days = STALE.to_vec();
    // An address may ask for any number of days.
    days.extend(stale(chosen).filter(|asked| !STALE.contains(asked)));
    let stale = days.iter().map(|days| (format!("stale-{days}"), page.count("use-stale", days)));
    let all = [("never".to_owned(), page.say("use-never"))].into_iter().chain(stale).chain([("url".to_owned(), page.say("use-url"))]);
    all.collect()
}

/// The built-in templates, and one's own.
fn templates_of(page: &Page, own: &[Own]) -> Vec<(String, String)> {
    let built_in = BuiltIn::all().iter().map(|template| (template.code.clone(), page.template(template)));
    let own = own.iter().map(|own| (own.code.clone(), own.name.clone()));
    built_in.chain(own).collect()
}

pub(super) fn methods(page: &Page, chosen: &str) -> Vec<(String, Vec<Choice>)> {
    let blocks = Tree::ticked(page.words, &BTreeSet::from([chosen])).blocks;
    let lines = |block: Block| block.methods.into_iter().map(|method| (method.name, method.address, method.ticked)).collect();
    blocks.into_iter().map(|block| (block.title.clone(), lines(block))).collect()
}
