//! Who asks: the key that was admitted, and which stores a call by it concerns.

use std::sync::Arc;

use database::{Scope, Sites};
use domain::access::gate::{Admitted, Holder};
use domain::account::{Account, Site};
use wire::methods::{self, Method};
use wire::{Moment, Problem, Version};

/// The caller of a method.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The key it came with.
    pub key: Holder,
    /// What it may see, now.
    pub scope: Scope,
    /// The version of the API it speaks.
    pub version: Version,
    /// The number of the secret it came with.
    pub secret: i64,
    /// The id that is answered with the call.
    pub request_id: Arc<str>,
    /// When it called.
    pub now: Moment,
}

impl Caller {
    /// The caller of a call at a moment.
    pub fn of(admitted: Admitted, version: Version, request_id: &Arc<str>, account: &Account, now: Moment) -> Self {
        let key = admitted.key;
        let scope = match &key.rules.rows {
            None => Scope::of(key.rules.sites.clone()),
            Some(rows) => Scope::narrowed(key.rules.sites.clone(), rows.conditions(account, now)),
        };
        Self { key, scope, version, secret: admitted.secret, request_id: Arc::clone(request_id), now }
    }

    /// The stores it may see.
    pub fn sites(&self) -> &Sites {
        &self.scope.sites
    }

    /// Whether its key grants a method: for the few addresses that lead to what another method does.
    pub fn may_call<M: Method>(&self) -> bool {
        methods::place::<M>().is_some_and(|place| self.key.rules.methods.contains(place))
    }

    /// The store a call makes something in: the one it names, or the only one its key sees.
    ///
    /// # Errors
    /// `Access denied.` for a store that the key may not see or that does not exist, which must look the same; a
    /// missing `site` when the key sees several.
    pub fn site<'a>(&self, account: &'a Account, named: Option<&str>) -> Result<&'a Site, Problem> {
        if let Some(code) = named {
            return account.site(code).filter(|site| self.sites().contains(site.id)).ok_or_else(|| Problem::denied().because("store"));
        }
        let mut visible = account.visible(self.sites());
        match (visible.next(), visible.next()) {
            (Some(site), None) => Ok(site),
            (None, _) => Err(Problem::denied().because("store")),
            (Some(_), Some(_)) => Err(Problem::missing("site")),
        }
    }

    /// The stores a filter by codes leaves of those the caller may see; codes it may not see leave nothing.
    pub fn sites_named(&self, account: &Account, codes: &[impl AsRef<str>]) -> Sites {
        if codes.is_empty() {
            return self.sites().clone();
        }
        let named = codes.iter().filter_map(|code| account.site(code.as_ref())).map(|site| site.id);
        self.sites().and(&Sites::of(named))
    }
}
