//! From where a key is used, and the address list that follows from it: proposed, shown, and saved only when a user agrees.

use std::net::IpAddr;

use database::Tx;
use database::keys::Key;
use database::usage::Seen;
use wire::Moment;

use super::{Changes, edit, find, limits};
use crate::access::addresses::Addresses;
use crate::access::limits::Limits;
use crate::audit_log::By;
use crate::fault::Fault;
use crate::refuse_as;

/// For how many days back addresses are looked at, unless another number is asked for.
pub const DAYS: i64 = 30;
/// The most days back.
pub const MOST_DAYS: i64 = 400;
/// The most addresses that are proposed; callers from more addresses need networks, which only a user can name.
pub const MOST: usize = 200;

/// What the address list of a key could be.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// The list as it is, range by range: how it is written, and whether calls came from it.
    pub present: Vec<(String, bool)>,
    /// Addresses with calls that the list does not hold, the last one first.
    pub missing: Vec<Seen>,
    /// How many addresses had calls; more than [`MOST`] are not proposed.
    pub seen: usize,
    /// Whether calls from elsewhere are refused now: then those from the missing addresses are.
    pub enforced: bool,
}

impl Proposal {
    /// The proposal for a key, by the calls of the last days.
    ///
    /// # Errors
    /// Refused: no such key. Or the database failed.
    pub fn of(tx: &mut Tx<'_>, id: i64, days: i64, now: Moment) -> Result<(Key, Self), Fault> {
        let key = find(tx, id)?;
        let limits = limits(&key);
        let seen = database::usage::addresses(tx, id, now.0 - days.clamp(1, MOST_DAYS) * 86_400, MOST as i64 + 1)?;
        let read: Vec<(IpAddr, &Seen)> = seen.iter().filter_map(|seen| Some((seen.address.parse().ok()?, seen))).collect();
        let list = Addresses::read(&limits.addresses).unwrap_or_default();
        let used = |range: &String| Addresses::parse(range).is_ok_and(|range| read.iter().any(|(address, _)| range.name(*address)));
        let present = limits.addresses.iter().map(|range| (range.clone(), used(range))).collect();
        let missing = read.iter().filter(|(address, _)| !list.name(*address)).map(|(_, seen)| (*seen).clone()).collect();
        let enforced = !list.is_open() && !limits.report_only;
        Ok((key, Self { present, missing, seen: seen.len(), enforced }))
    }

    /// Whether there are too many addresses for a list of them.
    pub fn is_too_long(&self) -> bool {
        self.seen > MOST
    }
}

/// Changes a key's address list: some ranges are added, some taken away, and calls from elsewhere are refused or only noted.
///
/// # Errors
/// Refused: a range that is none, a list that would be empty; and as an edit.
pub fn change(tx: &mut Tx<'_>, id: i64, list: &[String], report_only: bool, by: &By, now: Moment) -> Result<Key, Fault> {
    if list.is_empty() {
        return Err(refuse_as(
            "addresses",
            "addresses-none",
            "Choose at least one address; an empty list would let calls in from everywhere.",
        ));
    }
    tx.touch_keys()?;
    let so_far = limits(&find(tx, id)?);
    let limits = Limits { addresses: list.to_vec(), report_only, ..so_far };
    edit(tx, id, &Changes { limits: Some(limits), ..Changes::default() }, by, now)
}
