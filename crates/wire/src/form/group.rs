//! Parameters whose names begin alike, while they are read: each is put into its place in constant time.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Tree;

/// Parameters whose names begin alike.
#[derive(Debug, Default)]
pub(super) struct Group {
    /// What is in it; a group that is still read has an empty object in its place.
    pub(super) members: Tree,
    /// Groups in it that are still read.
    inner: HashMap<String, Group>,
    /// The index of the next element that names none.
    next: u64,
}

impl Group {
    /// Puts a value under a name.
    pub(super) fn set(&mut self, name: &str, value: Value) {
        if !self.inner.is_empty() {
            self.inner.remove(name);
        }
        self.members.insert(name.to_owned(), value);
    }

    /// Puts a value where a path of names leads; an empty name is the next index.
    pub(super) fn put(&mut self, path: &[&str], value: Value) {
        let (Some(first), rest) = (path.first(), path.get(1..).unwrap_or_default()) else { return };
        let name = self.named(first);
        if rest.is_empty() {
            return self.set(&name, value);
        }
        // Most parameters with brackets belong to a group that is there already.
        if let Some(group) = self.inner.get_mut(&*name) {
            return group.put(rest, value);
        }
        let mut group = Self::default();
        group.put(rest, value);
        self.members.insert(name.clone().into_owned(), Value::Object(Map::new()));
        self.inner.insert(name.into_owned(), group);
    }

    /// The name of a member; without one, the index after the highest so far.
    fn named<'a>(&mut self, name: &'a str) -> Cow<'a, str> {
        if name.is_empty() {
            let index = self.next;
            self.next = index.saturating_add(1);
            return Cow::Owned(index.to_string());
        }
        // Larger numbers are names like any other.
        if let Some(index) = name.parse::<i64>().ok().and_then(|index| u64::try_from(index).ok()) {
            self.next = self.next.max(index + 1);
        }
        Cow::Borrowed(name)
    }

    /// The whole of it.
    pub(super) fn finish(mut self) -> Tree {
        for (name, group) in self.inner {
            self.members.insert(name, Value::Object(group.finish()));
        }
        self.members
    }
}
