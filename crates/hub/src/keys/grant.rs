//! What a key may call: a set of methods, and the patterns people write such sets with.

use std::collections::BTreeSet;

use crate::api::{self, Entry};

/// A set of methods of the list, as bits by their place in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Methods([u64; 4]);

/// How many methods a set can hold.
pub const CAPACITY: usize = 4 * 64;

impl Methods {
    /// Every method there is.
    pub fn all() -> Self {
        let mut set = Self::default();
        (0..api::methods().len()).for_each(|index| set.insert(index));
        set
    }

    /// The methods of these names (`/orders/statuses`); names that no longer exist are passed over.
    pub fn of(names: &[String]) -> Self {
        let mut set = Self::default();
        for (index, method) in api::methods().iter().enumerate() {
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

/// What a list of patterns grants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Every method, also those a later version adds.
    All,
    /// These methods, by name.
    Some(Vec<String>),
}

impl Grant {
    /// Reads patterns, separated by commas: `all`; an address as people write it (`/api/v*/orders/statuses`,
    /// `/api/v5/orders/{externalId}/edit`), in which `*` stands for any one part; a group (`orders.*`); every reading
    /// or writing method (`read`, `write`).
    ///
    /// # Errors
    /// A pattern that matches no method, named.
    pub fn parse(patterns: &str) -> Result<Self, String> {
        let mut names = BTreeSet::new();
        for pattern in patterns.split(',').map(str::trim).filter(|pattern| !pattern.is_empty()) {
            if pattern == "all" {
                return Ok(Self::All);
            }
            let matching: Vec<&str> = api::methods().iter().filter(|method| matches(method, pattern)).map(|method| method.name()).collect();
            if matching.is_empty() {
                return Err(format!("no method matches \"{pattern}\"; `latchkey methods` lists them"));
            }
            names.extend(matching.into_iter().map(str::to_owned));
        }
        if names.is_empty() {
            return Err("name at least one method, or \"all\"".to_owned());
        }
        Ok(Self::Some(names.into_iter().collect()))
    }
}

fn matches(method: &Entry, pattern: &str) -> bool {
    match pattern {
        "read" => return !method.writes,
        "write" => return method.writes,
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
    let (mut wanted, mut parts) = (pattern.split('/'), method.name().split('/'));
    loop {
        match (wanted.next(), parts.next()) {
            (None, None) => return true,
            (Some(wanted), Some(part)) if wanted == part || wanted == "*" || (wanted.starts_with('{') && part.starts_with('{')) => {}
            _ => return false,
        }
    }
}
