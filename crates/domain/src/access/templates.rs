//! What keys are mostly made for: a starting point for a key's form, never a grant by itself. The file
//! `templates.toml` beside this one lists them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use wire::methods::{self, Entry, addresses};

/// Which stores a key made from a template is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stores {
    /// Exactly one.
    One,
    /// Chosen ones.
    Some,
    /// All of them.
    All,
}

/// Every kind, in the order of the pages.
pub const STORES: [Stores; 3] = [Stores::One, Stores::Some, Stores::All];

impl Stores {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Some => "some",
            Self::All => "all",
        }
    }

    /// The kind of a word.
    pub fn named(name: &str) -> Option<Self> {
        STORES.into_iter().find(|stores| stores.name() == name)
    }
}

/// A starting point.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Template {
    /// Its name in addresses and lists of words.
    pub code: String,
    /// The own name of the module; empty for what the lists of words name.
    #[serde(default)]
    pub name: String,
    /// The part of the marketplace it stands in; empty for a starting point of the form only.
    #[serde(default)]
    pub shelf: String,
    /// Which stores such a key is for.
    pub stores: Stores,
    /// What the module calls itself when it announces itself.
    #[serde(default)]
    pub announces: Vec<String>,
    /// How many characters of a token the module takes, where it takes no others than those.
    pub token: Option<usize>,
    /// Whether keys made from it are another company's.
    #[serde(default)]
    pub partner: bool,
    /// Calls that the module makes at once on a normal day; 0 for as many as in a second.
    #[serde(default)]
    pub burst: u32,
    /// Scopes without which the module refuses a key.
    #[serde(default)]
    pub checks: Vec<String>,
    /// Addresses without which it refuses one, to the letter as `/api/credentials` lists them.
    #[serde(default)]
    pub looks: Vec<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    methods: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    reads: bool,
}

#[derive(Deserialize)]
struct File {
    template: Vec<Template>,
}

// A test reads the file; a program that could not would have no starting points, and nothing else would be amiss.
static TEMPLATES: LazyLock<Vec<Template>> =
    LazyLock::new(|| toml::from_str(include_str!("templates.toml")).map_or_else(|_| Vec::new(), |file: File| file.template));

impl Template {
    /// Every template, in the order of the file.
    pub fn all() -> &'static [Self] {
        &TEMPLATES
    }

    /// The template of a code.
    pub fn named(code: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.code == code)
    }

    /// The template for a module that calls itself so.
    pub fn of_module(integration_code: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.announces.iter().any(|name| name == integration_code))
    }

    /// Whether such a key is for individual stores.
    pub fn individual(&self) -> bool {
        self.stores != Stores::All
    }

    /// Whether a key made from it starts with this method; with one that manages keys, none does.
    pub fn takes(&self, method: &Entry) -> bool {
        if method.manages_keys() {
            return false;
        }
        self.methods.iter().any(|name| name == method.name())
            || self.groups.iter().any(|group| group == method.group)
            || (method.scope.name().is_some_and(|scope| self.scopes().any(|wanted| wanted == scope)) && !self.leaves_out(method))
            || (self.reads && !method.writes)
            || self.looks.iter().any(|address| addresses::behind(address).contains(&method.name()))
    }

    /// Whether its module never calls a method of a scope that it has.
    fn leaves_out(&self, method: &Entry) -> bool {
        self.without.iter().any(|left_out| is_left_out(left_out, method))
    }

    /// The methods a key made from it starts with.
    pub fn methods(&self) -> impl Iterator<Item = &'static Entry> {
        methods::all().iter().copied().filter(|method| self.takes(method))
    }

    /// Whether a key made from it gets every method, also future ones: its module refuses a key without scopes of methods that are not
    /// there yet, and only such a key has those.
    pub fn everything(&self) -> bool {
        self.checks.iter().any(|scope| !is_there(scope))
    }

    /// The scopes of a key made from it.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.checks.iter().chain(&self.scopes).map(String::as_str)
    }
}

/// Whether an entry of `without` is about a method: its name, its block, or with `*` at the end how its name begins.
fn is_left_out(left_out: &str, method: &Entry) -> bool {
    match left_out.strip_suffix('*') {
        Some(begin) => method.name().starts_with(begin),
        None => method.name() == left_out || method.group == left_out,
    }
}

/// Whether this hub has methods of a scope. One without any is no key's.
pub fn is_there(scope: &str) -> bool {
    methods::all().iter().any(|method| method.scope.name() == Some(scope))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::access::token;

    #[test]
    fn the_file_can_be_read_and_names_nothing_twice() {
        assert!(toml::from_str::<File>(include_str!("templates.toml")).is_ok());
        let (mut codes, mut modules) = (BTreeSet::new(), BTreeSet::new());
        for template in Template::all() {
            assert!(codes.insert(&template.code), "{}", template.code);
            assert!(template.announces.iter().all(|name| modules.insert(name)), "{}", template.code);
            assert!(["", "shop", "service", "program", "partner"].contains(&template.shelf.as_str()), "{}", template.code);
            assert!(template.shelf != "shop" || template.burst == 100, "{} holds its shop back on a normal day", template.code);
            assert!(template.methods().next().is_some(), "{} grants nothing", template.code);
            assert!(template.token.is_none_or(|length| length == token::LENGTH), "{} takes no token of ours", template.code);
        }
        assert_eq!(Template::of_module("prestashop").map(|template| template.code.as_str()), Some("prestashop"));
        assert!(Template::of_module("").is_none());
    }

    #[test]
    fn a_template_grants_what_its_module_looks_for() {
        for template in Template::all() {
            let granted: Vec<&str> = template.methods().map(Entry::name).collect();
            let view = addresses::view(|name| granted.contains(&name));
            for address in template.looks.iter().filter(|address| addresses::is_there(address)) {
                assert!(view.contains(address), "{}: {address}", template.code);
            }
        }
    }

    #[test]
    fn methods_and_groups_that_templates_name_are_there() {
        for template in Template::all() {
            for name in &template.methods {
                assert!(methods::all().iter().any(|method| method.name() == name), "{}: {name}", template.code);
            }
            for left_out in &template.without {
                assert!(methods::all().iter().any(|method| is_left_out(left_out, method)), "{}: {left_out}", template.code);
            }
        }
        let Some(landing) = Template::named("landing") else { panic!("there is a template for landing pages") };
        assert_eq!(landing.methods().map(Entry::name).collect::<Vec<_>>(), ["/orders/create"]);
        assert!(landing.individual() && landing.scopes().next().is_none());
    }
}
