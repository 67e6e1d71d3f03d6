//! The stores a caller may see: the argument no query on store data goes without.

use std::sync::Arc;

/// A set of stores (sites), by internal id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sites {
    /// Every store, also those that are made later.
    All,
    /// These stores and no others; ids ascend. An empty set sees nothing.
    Some(Arc<[i64]>),
}

impl Sites {
    /// The set of these ids.
    pub fn of(ids: impl IntoIterator<Item = i64>) -> Self {
        let mut ids: Vec<i64> = ids.into_iter().collect();
        ids.sort_unstable();
        ids.dedup();
        Self::Some(ids.into())
    }

    /// True when the store is in the set.
    pub fn contains(&self, site: i64) -> bool {
        match self {
            Self::All => true,
            Self::Some(ids) => ids.binary_search(&site).is_ok(),
        }
    }

    /// The stores that are in both sets.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, set) | (set, Self::All) => set.clone(),
            (Self::Some(ids), set) => Self::of(ids.iter().copied().filter(|id| set.contains(*id))),
        }
    }
}
