//! A key that manages keys: what it sees, makes and leaves behind is within itself, and every other key is absent.

use database::Tx;
use database::keys::Key;
use wire::{Problem, Zone};

use super::within::wider;
use super::{Changes, Reach, limits, masks, rows, wanted};
use crate::fault::Fault;
use crate::refuse;

/// Which key is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one of this id.
    Id(i64),
    /// The one of this external id.
    External(String),
}

/// A key that manages keys, as it is in the transaction at hand.
#[derive(Debug, Clone)]
pub struct Manager {
    key: Key,
}

impl Manager {
    /// The managing key. A transaction that changes keys notes that first, so that this one is not narrowed meanwhile.
    ///
    /// # Errors
    /// Refused: it was switched off or deleted while the call was on its way.
    pub fn of(tx: &mut Tx<'_>, id: i64) -> Result<Self, Fault> {
        let key = database::keys::find(tx, id)?.filter(|key| key.active && key.deleted_at.is_none());
        Ok(Self { key: key.ok_or_else(Problem::wrong_key)? })
    }

    /// A key within this one; deleted ones are found by their id only, and where they are asked for.
    ///
    /// # Errors
    /// Refused: there is none, or it is outside, which must look the same.
    pub fn find(&self, tx: &mut Tx<'_>, which: &Which, deleted: bool) -> Result<Key, Fault> {
        let found = match which {
            Which::Id(id) => database::keys::find(tx, *id)?.filter(|key| deleted || key.deleted_at.is_none()),
            Which::External(name) => database::keys::find_external(tx, name)?,
        };
        let found = found.filter(|key| self.sees(key));
        Ok(found.ok_or_else(|| match which {
            Which::Id(id) => super::absent(*id),
            Which::External(name) => Problem::not_found().with("id", format!("There is no key \"{name}\".")),
        })?)
    }

    /// The managing key itself.
    pub(super) fn key(&self) -> &Key {
        &self.key
    }

    /// Whether a key is this one itself.
    pub fn is(&self, key: &Key) -> bool {
        self.key.id == key.id
    }

    /// Whether a key is within this one.
    pub fn sees(&self, key: &Key) -> bool {
        wider(key, &self.key).is_none()
    }

    /// Refuses a key as it would be left behind.
    ///
    /// # Errors
    /// Refused: the respect in which it is wider than this one, named.
    pub fn check(&self, key: &Key) -> Result<(), Fault> {
        match wider(key, &self.key) {
            Some((field, text)) => Err(refuse(&field, text)),
            None => Ok(()),
        }
    }

    /// Refuses stores that this key does not reach in the words for stores that there are not.
    ///
    /// # Errors
    /// Refused: such a store.
    pub fn check_reach(&self, tx: &mut Tx<'_>, reach: Option<&Reach>) -> Result<(), Fault> {
        let Some(Reach::Some(codes)) = reach.filter(|_| !self.key.all_sites) else { return Ok(()) };
        let sites = database::sites::all(tx)?;
        let reached = |code: &&String| sites.iter().any(|site| site.code == **code && self.key.sites.contains(&site.id));
        match codes.iter().find(|code| !reached(code)) {
            Some(code) => Err(super::no_store(code)),
            None => Ok(()),
        }
    }

    /// The changes that make a new key: limits, masks, rows and an end that are not said are those of this one, so that
    /// what narrows it need not be repeated.
    ///
    /// # Errors
    /// Refused: a field that is not what it should be.
    pub fn passed_on(&self, sent: &wire::key::Key, zone: &Zone) -> Result<Changes, Fault> {
        let mut changes = wanted::changes(sent, Some(&self.key), zone)?;
        changes.limits.get_or_insert_with(|| limits(&self.key));
        changes.masks.get_or_insert_with(|| masks(&self.key));
        changes.rows.get_or_insert_with(|| rows(&self.key));
        changes.ends_at.get_or_insert(self.key.ends_at);
        Ok(changes)
    }
}
