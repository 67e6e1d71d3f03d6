//! What stopping a key would hit: its calls of today, the last one, from where they come, its stores, and who uses it.

use database::Tx;
use database::keys::Key;
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::Card;
use domain::usage::{self, Report, Window};
use wire::{Moment, Zone};

use super::key_usage::{pattern, word};
use crate::admin::page::Page;
use crate::admin::when::{Times, When};

/// Addresses and stores that are named; the others are counted.
const NAMED: usize = 3;

/// What would be hit.
pub(super) struct Hits {
    /// The calls of today in a sentence, with the addresses they come from.
    pub text: String,
    /// The last call.
    pub last: Option<LastCall>,
    /// The stores it reaches.
    pub stores: String,
    /// Who uses it and whom to ask.
    pub used_by: String,
}

/// The last call of a key.
pub(super) struct LastCall {
    /// When.
    pub when: When,
    /// The method, as people write it.
    pub method: String,
    /// What came of it.
    pub outcome: String,
    /// Whether it was answered.
    pub answered: bool,
    /// From where.
    pub address: String,
    /// What the client called itself.
    pub agent: String,
    /// Where its token was.
    pub transport: String,
}

/// How a key was used within a month.
pub(super) fn read(tx: &mut Tx<'_>, key: i64, zone: &Zone, now: Moment) -> Result<Report, Fault> {
    usage::report(tx, key, Window::Month, zone, now)
}

impl Hits {
    /// What stopping this key would hit.
    pub fn of(page: &Page, account: &Account, key: &Key, report: &Report, now: Moment) -> Self {
        let today = report.steps.last().copied();
        let calls = today.map_or(0, |step| step.admitted + step.refused);
        let begins = today.map_or(now.0, |step| step.begins.0);
        let addresses: Vec<String> =
            report.addresses.iter().filter(|seen| seen.last_at >= begins).map(|seen| seen.address.clone()).collect();
        let text = match calls {
            0 => page.say("hits-none"),
            calls if addresses.is_empty() => page.count("hits-calls", &calls),
            calls => {
                let numbers = [("count", calls), ("addresses", addresses.len() as i64)];
                page.words.fill("hits-today", &numbers, &[("names", &some(page, &addresses))])
            }
        };
        let sites: Vec<String> = key.sites.iter().filter_map(|id| account.site_by_id(*id)).map(|site| site.name.clone()).collect();
        let card = Card::of(key, &account.users);
        let contact = card.owner.as_deref().map(|owner| page.named("hits-contact", owner));
        Self {
            text,
            last: report.last.as_ref().map(|last| LastCall {
                when: Times::new(page.words, &account.zone, now).when(last.at),
                method: pattern(&last.method),
                outcome: word(page, "outcome", &last.outcome),
                answered: last.outcome == "ok",
                address: last.address.clone(),
                agent: last.agent.clone(),
                transport: word(page, "transport", &last.transport),
            }),
            stores: if key.all_sites { page.count("hits-stores-all", &(account.sites.len() as i64)) } else { some(page, &sites) },
            used_by: card.party.into_iter().chain(contact).collect::<Vec<_>>().join(", "),
        }
    }
}

/// The first names of a list and how many follow.
pub(super) fn some(page: &Page, names: &[String]) -> String {
    let shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) as i64 {
        0 => shown,
        more => format!("{shown} {}", page.count("and-more", &more)),
    }
}
