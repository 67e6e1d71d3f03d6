//! What a key may do, apart from its secrets and its state.

use std::collections::HashSet;
use std::sync::Arc;

use database::Sites;
use serde_json::{Map, Value};

use crate::access::grant::Methods;
use crate::access::limits::{Bounds, Limits};
use crate::access::masks::Masks;
use crate::access::rate_limit::Allowance;
use crate::access::rows::Rows;

/// The rules of a key. What every call is compared with comes first and in one piece, as in [`Key`](super::gate::Key).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Rules {
    /// The methods it may call.
    pub methods: Methods,
    /// What else limits it.
    pub bounds: Option<Bounds>,
    /// The stores it may see.
    pub sites: Sites,
    /// What it does not see as it is; `None` when it sees everything.
    pub masks: Option<Masks>,
    /// Which orders of its stores it sees; `None` for all of them.
    pub rows: Option<Rows>,
}

impl Rules {
    /// Stores and methods, and no other limit.
    pub fn plain(sites: Sites, methods: Methods) -> Self {
        Self { sites, methods, bounds: None, masks: None, rows: None }
    }

    /// How often calls may come; a rate of 0 for as many as come.
    pub fn rate_limit(&self) -> Allowance {
        self.bounds.as_ref().map_or_else(Allowance::default, Bounds::rate_limit)
    }

    /// The rules of a stored key; `None` when its limits, masks or rows cannot be read.
    pub fn of(key: &database::keys::Key) -> Option<Self> {
        let body: Map<String, Value> = serde_json::from_str(&key.body).ok()?;
        Some(Self {
            methods: Methods::of_key(key),
            bounds: Bounds::of(&Limits::of_body(&body)).ok()?,
            sites: if key.all_sites { Sites::All } else { Sites::of(key.sites.iter().copied()) },
            masks: Some(Masks::of_body(&body).ok()?).filter(|masks| !masks.is_empty()),
            rows: Some(Rows::of_body(&body).ok()?).filter(|rows| !rows.is_empty()),
        })
    }
}

/// The rules in use, each kept once: many keys are made from few templates, and what they share stays at hand.
#[derive(Default)]
pub struct Shared {
    rules: HashSet<Arc<Rules>>,
    /// How many there may be before those that no key has any more are let go.
    most: usize,
}

/// So few rules are never looked through.
const FEW: usize = 64;

impl Shared {
    /// The same rules, as other keys have them.
    pub fn share(&mut self, rules: Arc<Rules>) -> Arc<Rules> {
        if let Some(known) = self.rules.get(&rules) {
            return Arc::clone(known);
        }
        if self.rules.len() >= self.most {
            self.rules.retain(|rules| Arc::strong_count(rules) > 1);
            self.most = FEW.max(2 * self.rules.len());
        }
        self.rules.insert(Arc::clone(&rules));
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(site: i64) -> Arc<Rules> {
        Arc::new(Rules::plain(Sites::of([site]), Methods::all()))
    }

    #[test]
    fn equal_rules_are_kept_once_and_those_of_no_key_are_let_go() {
        let mut shared = Shared::default();
        let first = shared.share(rules(0));
        assert!(Arc::ptr_eq(&first, &shared.share(rules(0))));
        assert!(!Arc::ptr_eq(&first, &shared.share(rules(1))));
        for site in 2..10 * FEW as i64 {
            shared.share(rules(site));
        }
        assert!(shared.rules.len() <= FEW, "{} rules are kept for one key", shared.rules.len());
        assert!(Arc::ptr_eq(&first, &shared.share(rules(0))), "rules that a key has are not let go");
    }
}
