//! What a key may call: a set of methods, and the patterns people write such sets with.

use std::collections::BTreeSet;

use database::keys::Key;

use wire::methods::{self, Entry};

/// A set of methods of the list, as bits by their place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Methods([u64; 4]);

/// How many methods a set can hold.
pub const CAPACITY: usize = 4 * 64;

impl Methods {
    /// Every method but those that manage keys.
    pub fn all() -> Self {
        let mut set = Self::default();
        for (index, method) in methods::all().iter().enumerate() {
            if !method.manages_keys() {
                set.insert(index);
            }
        }
        set
    }

    /// The methods of a stored key.
    pub fn of_key(key: &Key) -> Self {
        let mut set = if key.all_methods { Self::all() } else { Self::default() };
        set.0.iter_mut().zip(Self::of(&key.methods).0).for_each(|(word, named)| *word |= named);
        set
    }

    /// The methods of these names (`/orders/statuses`); names that no longer exist are passed over.
    pub fn of(names: &[String]) -> Self {
        let mut set = Self::default();
        for (index, method) in methods::all().iter().enumerate() {
            if names.iter().any(|name| name == method.name()) {
                set.insert(index);
            }
        }
        set
    }

    fn insert(&mut self, index: usize) {
        self.0[index / 64] |= 1 << (index % 64);
    }

    /// True when the method at this place of the list is in the set.
    pub fn contains(&self, index: usize) -> bool {
        self.0.get(index / 64).is_some_and(|word| word & (1 << (index % 64)) != 0)
    }
}

/// Whether a method, by its name, is one of those that manage keys.
pub fn manages_keys(name: &str) -> bool {
    methods::all().iter().any(|method| method.name() == name && method.manages_keys())
}

/// Whether a stored key may call a method. Every method does not mean those that manage keys: they are named, or not granted.
pub fn grants(key: &Key, method: &Entry) -> bool {
    (key.all_methods && !method.manages_keys()) || key.methods.iter().any(|name| name == method.name())
}

/// The methods a stored key may call, in the order of the API.
pub fn granted(key: &Key) -> impl Iterator<Item = &'static Entry> {
    methods::all().iter().copied().filter(|method| grants(key, method))
}

/// The methods that are named with a stored key, in the order of the API: all of its methods, or beside every other one
/// those that manage keys.
pub fn named(key: &Key) -> impl Iterator<Item = &'static Entry> {
    granted(key).filter(|method| !key.all_methods || method.manages_keys())
}

/// What a list of patterns grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Every method but those that manage keys, also those a later version adds.
    All,
    /// The same, and of those that manage keys these, by name.
    AllAnd(Vec<String>),
    /// These methods, by name.
    Some(Vec<String>),
}

impl Grant {
    /// What is granted by every method, or by these, and of those that manage keys by these: what a form says.
    pub fn chosen(everything: bool, names: impl Iterator<Item = &'static str>) -> Self {
        if !everything {
            return Self::Some(names.map(str::to_owned).collect());
        }
        let apart: Vec<String> = names.filter(|name| manages_keys(name)).map(str::to_owned).collect();
        if apart.is_empty() { Self::All } else { Self::AllAnd(apart) }
    }

    /// The same without the methods that manage keys.
    pub fn without_managing(self) -> Self {
        match self {
            Self::All | Self::AllAnd(_) => Self::All,
            Self::Some(names) => Self::Some(names.into_iter().filter(|name| !manages_keys(name)).collect()),
        }
    }

    /// The same, and of the methods that manage keys those that are named with a key.
    pub fn beside_managing(self, key: &Key) -> Self {
        let managing = named(key).filter(|method| method.manages_keys()).map(|method| method.name());
        match self.without_managing() {
            Self::Some(names) => Self::Some(names.into_iter().chain(managing.map(str::to_owned)).collect()),
            _ => Self::chosen(true, managing),
        }
    }

    /// Reads patterns, separated by commas: `all`; an address as people write it (`/api/v*/orders/statuses`,
    /// `/api/v5/orders/{externalId}/edit`), in which `*` stands for any one part; a group (`orders.*`); every reading
    /// or writing method (`read`, `write`). The methods that manage keys are granted by their group (`keys.*`) or by addresses
    /// that begin with `/api/keys` only, beside `all` too.
    ///
    /// # Errors
    /// A pattern that matches no method, named.
    pub fn parse(patterns: &str) -> Result<Self, String> {
        let (mut names, mut all) = (BTreeSet::new(), false);
        for pattern in patterns.split(',').map(str::trim).filter(|pattern| !pattern.is_empty()) {
            if pattern == "all" {
                all = true;
                continue;
            }
            let matching: Vec<&'static str> =
                methods::all().iter().filter(|method| matches(method, pattern)).map(|method| method.name()).collect();
            if matching.is_empty() {
                return Err(format!("no method matches \"{pattern}\"; `latchkey methods` lists them"));
            }
            names.extend(matching);
        }
        if names.is_empty() && !all {
            return Err("enter at least one method, or \"all\"".to_owned());
        }
        Ok(Self::chosen(all, names.into_iter()))
    }
}

fn matches(method: &Entry, pattern: &str) -> bool {
    match pattern {
        "read" => return !method.writes && !method.manages_keys(),
        "write" => return method.writes && !method.manages_keys(),
        _ => {}
    }
    if let Some(group) = pattern.strip_suffix(".*") {
        return method.group == group;
    }
    if !pattern.starts_with('/') {
        return false;
    }
    let pattern = pattern.strip_prefix("/api").unwrap_or(pattern);
    let pattern = match pattern.strip_prefix("/v") {
        Some(rest) if rest.starts_with("*/") || rest.starts_with(|first: char| first.is_ascii_digit()) => {
            rest.find('/').map_or("", |at| &rest[at..])
        }
        _ => pattern,
    };
    // A star may stand for much; for this it is not enough.
    if method.manages_keys() && pattern.split('/').nth(1) != method.name().split('/').nth(1) {
        return false;
    }
    let (mut wanted, mut parts) = (pattern.split('/'), method.name().split('/'));
    loop {
        match (wanted.next(), parts.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == part || wanted == "*" || (wanted.starts_with('{') && part.starts_with('{')) => {}
            _ => return false,
        }
    }
}
