//! The methods of the API as the form of a key shows them: blocks with titles, each method with its path and a line
//! that says what it does.

use std::collections::BTreeSet;

use wire::methods::{self, Entry, Verb};

use crate::admin::fields::Fields;
use crate::admin::words::{Words, method_text};
use crate::book;

/// Every block.
pub struct Tree {
    /// The blocks, in the order of the API.
    pub blocks: Vec<Block>,
}

/// A block of methods.
pub struct Block {
    /// Its name in forms.
    pub name: &'static str,
    /// Its title.
    pub title: String,
    /// Its methods.
    pub methods: Vec<Method>,
    /// Whether it stands apart: its methods manage keys, and no other tick has them.
    pub apart: bool,
}

/// A method that may be ticked.
pub struct Method {
    /// Its name in grants.
    pub name: &'static str,
    /// Its verb and its address as people write it.
    pub address: String,
    /// What it does.
    pub summary: String,
    /// The address of its article in the reference.
    pub article: String,
    /// Whether it changes anything.
    pub writes: bool,
    /// Whether it is ticked.
    pub ticked: bool,
}

impl Tree {
    /// The tree with these methods ticked.
    pub fn ticked(words: Words, names: &BTreeSet<&str>) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        for entry in methods::all() {
            let place = blocks.iter().position(|block| block.name == entry.group);
            let place = place.unwrap_or_else(|| {
                blocks.push(Block {
                    name: entry.group,
                    title: title(words, entry.group),
                    methods: Vec::new(),
                    apart: entry.manages_keys(),
                });
                blocks.len() - 1
            });
            // A path with two verbs is one grant, so it is one tick.
            if blocks[place].methods.iter().any(|method| method.name == entry.name()) {
                continue;
            }
            let verb = if entry.verb == Verb::Get { "GET" } else { "POST" };
            blocks[place].methods.push(Method {
                name: entry.name(),
                address: format!("{verb} {}", entry.pattern()),
                summary: summary(words, entry),
                article: book::address(entry),
                writes: entry.writes,
                ticked: names.contains(entry.name()),
            });
        }
        Self { blocks }
    }

    /// How many methods there are, without those that stand apart.
    pub fn total(&self) -> i64 {
        self.blocks.iter().filter(|block| !block.apart).map(|block| block.methods.len() as i64).sum()
    }

    /// How many of these are ticked.
    pub fn count(&self) -> i64 {
        self.blocks.iter().filter(|block| !block.apart).map(Block::count).sum()
    }
}

impl Block {
    /// How many of its methods read and how many write, in words.
    pub fn kinds(&self, words: &Words) -> String {
        let writes = self.methods.iter().filter(|method| method.writes).count() as i64;
        words.with_all("methods-kinds", &[("reads", self.methods.len() as i64 - writes), ("writes", writes)])
    }

    /// How many of its methods are ticked.
    pub fn count(&self) -> i64 {
        self.methods.iter().filter(|method| method.ticked).count() as i64
    }
}

/// The methods a form ticks: one by one, and by whole blocks. A block that is taken out wins over both.
pub fn chosen(fields: &Fields) -> BTreeSet<&'static str> {
    let whole: Vec<&str> = fields.all("block").collect();
    let out: Vec<&str> = fields.all("unblock").collect();
    let single: BTreeSet<&str> = fields.all("method").collect();
    let methods = methods::all().iter().filter(|entry| !out.contains(&entry.group));
    methods.filter(|entry| whole.contains(&entry.group) || single.contains(entry.name())).map(|entry| entry.name()).collect()
}

/// What a method does, in a line.
pub fn summary(words: Words, entry: &Entry) -> String {
    words.find(&method_text(entry.name())).unwrap_or_else(|| entry.summary.to_owned())
}

/// The title of a block.
pub fn title(words: Words, group: &str) -> String {
    words.find(&format!("block-{group}")).unwrap_or_else(|| group.to_owned())
}
