//! Whose order is it: the rule by which an order without a named customer finds one.
//!
//! 1. A named customer wins: by id, else by external id, else by browser. One that was merged is the one it became.
//! 2. Else the phone, in whatever spelling; of several, each.
//! 3. Else the e-mail, folded.
//! 4. Of several: one of the order's own store, else the one whose last order is newest, else the lowest id.
//! 5. Where phone and e-mail lead to two, the phone wins and the two are noted as possible duplicates.
//! 6. None: a new customer.
//!
//! All of it among the stores the key may see; what is outside is absent. A key that does not see phones (or e-mails) finds
//! by them only the customers that it gave them itself: whom it finds must not confirm a guess.

use database::customers::{self, Candidate};
use database::merged::{self, Gone};
use database::sent_contacts::{self, Kind};
use database::{Scope, Sites, Tx, sums};
use wire::Problem;

use crate::access::masks::Class;
use crate::act::Act;
use crate::fault::Fault;
use crate::noun::Target;

/// What an order says about its customer.
#[derive(Debug, Clone, Default)]
pub struct Clues {
    /// Internal id, as sent.
    pub id: Option<i64>,
    /// The client's own id, as sent.
    pub external_id: Option<String>,
    /// Code of the store to look for the external id in, as sent.
    pub site: Option<String>,
    /// Id of the visitor's browser.
    pub browser_id: Option<String>,
    /// `customer` unless it names a corporate customer.
    pub kind: Option<String>,
    /// Phones as they are compared.
    pub phones: Vec<String>,
    /// E-mail, folded.
    pub email: Option<String>,
}

impl Clues {
    /// What keeps two orders with the same clues from both making the customer; see [`Tx::lock`].
    pub fn locks(&self) -> impl Iterator<Item = i64> {
        let phones = self.phones.iter().map(|phone| lock("phone", phone));
        let email = self.email.iter().map(|email| lock("email", email));
        let browser = self.browser_id.iter().map(|browser| lock("browser", browser));
        phones.chain(email).chain(browser)
    }
}

/// The number of a lock on a thing of some kind.
pub fn lock(kind: &str, name: &str) -> i64 {
    let hash = blake3::Hasher::new().update(kind.as_bytes()).update(&[0]).update(name.as_bytes()).finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    i64::from_le_bytes(first)
}

/// The customer that was found, and another that may be the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The customer.
    pub found: Candidate,
    /// Whom the e-mail led to, where the phone led to someone else.
    pub rival: Option<Candidate>,
}

/// Finds the customer of an order of the store `site`; `None` when a new one is to be made.
///
/// # Errors
/// A named customer does not exist (or is outside the stores, which is the same), or the database failed.
pub fn find(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, clues: &Clues, member: &str) -> Result<Option<Match>, Fault> {
    if let Some(named) = find_named(tx, act, site, clues, member)? {
        return Ok(Some(Match { found: named, rival: None }));
    }
    if let Some(browser) = &clues.browser_id {
        let candidates = customers::by_browser(tx, act.scope, browser)?;
        let found = match choose(tx, act.scope, site, candidates)? {
            Some(found) => Some(found),
            None => survivor(tx, act, Gone::Browser(browser))?,
        };
        if let Some(found) = found {
            return Ok(Some(Match { found, rival: None }));
        }
    }
    let mut by_phone = Vec::new();
    for phone in &clues.phones {
        by_phone.extend(with_contact(tx, act, Kind::Phone, phone)?);
    }
    let by_phone = choose(tx, act.scope, site, by_phone)?;
    let by_email = match &clues.email {
        Some(email) => {
            let candidates = with_contact(tx, act, Kind::Email, email)?;
            // A single customer with both has no duplicate.
            let agreed = by_phone.is_some_and(|found| candidates.contains(&found));
            if agreed { None } else { choose(tx, act.scope, site, candidates)? }
        }
        None => None,
    };
    Ok(match (by_phone, by_email) {
        (Some(found), rival) => Some(Match { found, rival }),
        (None, Some(found)) => Some(Match { found, rival: None }),
        (None, None) => None,
    })
}

/// Finds whom the order would belong to if its maker saw every contact; `None` when they do.
///
/// # Errors
/// The database failed.
pub fn find_unseen(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, clues: &Clues) -> Result<Option<Candidate>, Fault> {
    if !act.is_blind_to(Class::Phone) && !act.is_blind_to(Class::Email) {
        return Ok(None);
    }
    Ok(find(tx, &Act { masks: None, ..*act }, site, clues, "customer")?.map(|matched| matched.found))
}

/// Customers with a contact; if the actor does not see contacts of the kind, those that the actor's key gave it to.
fn with_contact(tx: &mut Tx<'_>, act: &Act<'_>, kind: Kind, value: &str) -> Result<Vec<Candidate>, Fault> {
    Ok(match (blind_key(act, kind), kind) {
        (Some(key), _) => sent_contacts::find(tx, act.scope, key, kind, value)?,
        (None, Kind::Phone) => customers::by_phone(tx, act.scope, value)?,
        (None, Kind::Email) => customers::by_email(tx, act.scope, value)?,
    })
}

/// The key that acts, if it does not see contacts of a kind.
fn blind_key(act: &Act<'_>, kind: Kind) -> Option<i64> {
    let class = match kind {
        Kind::Phone => Class::Phone,
        Kind::Email => Class::Email,
    };
    act.actor.key().filter(|_| act.is_blind_to(class))
}

/// Notes that the actor gave a customer a contact, if the actor does not see contacts of the kind. `guessed` says that the
/// customer did not have it before.
///
/// # Errors
/// The database failed.
pub fn remember(tx: &mut Tx<'_>, act: &Act<'_>, kind: Kind, value: &str, customer: i64, guessed: bool) -> Result<(), Fault> {
    match blind_key(act, kind) {
        Some(key) => Ok(sent_contacts::add(tx, key, kind, value, customer, guessed)?),
        None => Ok(()),
    }
}

fn find_named(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, clues: &Clues, member: &str) -> Result<Option<Candidate>, Fault> {
    let unknown = |field: &str, value: &str| {
        Problem::order_not_loaded(format!("{member}.{field}"), format!("\"Customer\" with \"{field}\"=\"{value}\" does not exist."))
    };
    let corporate = clues.kind.as_deref() == Some("customer_corporate");
    if let Some(id) = clues.id {
        let found = match customers::find(tx, act.scope, id)? {
            _ if corporate => None,
            Some(found) => Some(Candidate { id: found.id, site: found.site }),
            None => survivor(tx, act, Gone::Id(id))?,
        };
        return Ok(Some(found.ok_or_else(|| unknown("id", &id.to_string()))?));
    }
    let Some(external_id) = &clues.external_id else { return Ok(None) };
    let site = match &clues.site {
        Some(code) => act.account.site(code).map(|site| site.id),
        None => Some(site),
    };
    let found = match site {
        Some(site) if !corporate => match customers::find_external(tx, act.scope, site, external_id)? {
            Some(found) => Some(Candidate { id: found.id, site: found.site }),
            None => survivor(tx, act, Gone::External(site, external_id))?,
        },
        _ => None,
    };
    Ok(Some(found.ok_or_else(|| unknown("externalId", external_id))?))
}

/// Whom a merged customer has become. A store whose customer was merged into one of another store keeps placing their
/// orders, though it does not see that one: the orders they had have gone the same way.
fn survivor(tx: &mut Tx<'_>, act: &Act<'_>, gone: Gone<'_>) -> Result<Option<Candidate>, Fault> {
    let every = Scope::of(Sites::All);
    let seen = if act.scope.is_whole() { &every } else { act.scope };
    Ok(merged::customer(tx, Target::Customer, act.scope, seen, gone)?)
}

/// One of several candidates: of the order's own store, else with the newest order, else with the lowest id.
fn choose(tx: &mut Tx<'_>, scope: &Scope, site: i64, mut candidates: Vec<Candidate>) -> Result<Option<Candidate>, Fault> {
    if candidates.iter().any(|candidate| candidate.site == site) {
        candidates.retain(|candidate| candidate.site == site);
    }
    if candidates.len() > 1 {
        let ids: Vec<i64> = candidates.iter().map(|candidate| candidate.id).collect();
        let totals = sums::totals(tx, scope, &ids)?;
        let newest = |id: i64| totals.iter().find(|totals| totals.customer == id).map_or(i64::MIN, |totals| totals.newest);
        candidates.sort_by_key(|candidate| (std::cmp::Reverse(newest(candidate.id)), candidate.id));
    }
    Ok(candidates.first().copied())
}
