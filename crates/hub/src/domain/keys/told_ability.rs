//! What a key can do, as it is answered to a program.

use database::key_list::Line as Listed;
use database::keys::Key;
use wire::Moment;
use wire::key::{AbleKey, AbleMethod, KeyAbility, KeyComparison, KeyFacts};

use super::ability::{Ability, Fact, Part, Sight, State, compare};
use super::told::{limited, masked, narrowed};
use crate::api;
use crate::house::House;
use crate::keys::limits::Limits;
use crate::keys::masks::{CLASSES, Masks};
use crate::keys::rows::Rows;

/// What a key can do.
pub fn told(key: &Key, ability: &Ability) -> KeyAbility {
    let sees = CLASSES.map(|class| {
        let seen = match ability.sight(class) {
            Sight::Whole => "whole",
            Sight::Never => "never",
            Sight::Masked(mask) => mask.name(),
        };
        (class.name().to_owned(), seen.to_owned())
    });
    KeyAbility {
        id: key.id,
        name: key.name.clone(),
        state: ability.state.name().to_owned(),
        works: ability.state == State::Works,
        sees: sees.into(),
        has: facts(&ability.facts),
    }
}

/// What one key has and another one lacks, and the other way round.
pub fn beside(ability: &Ability, other: &Key, theirs: &Ability) -> KeyComparison {
    let parts = compare(ability, theirs);
    KeyComparison {
        id: other.id,
        name: other.name.clone(),
        same: parts.is_empty(),
        more: facts(parts.iter().flat_map(|(_, more, _)| more.iter().copied())),
        less: facts(parts.iter().flat_map(|(.., less)| less.iter().copied())),
    }
}

/// A key among those that can do what was asked.
pub fn able(key: &Key, line: &Listed, house: &House, now: Moment) -> AbleKey {
    let state = Ability::of(key, house, now).state;
    AbleKey {
        id: key.id,
        external_id: key.external_id.clone(),
        name: key.name.clone(),
        state: state.name().to_owned(),
        works: state == State::Works,
        last_used_at: line.last_used.map(Moment),
    }
}

/// Facts, each in the place where a key has it.
fn facts<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> KeyFacts {
    let (mut told, mut limits, mut masks, mut rows) = (KeyFacts::default(), Limits::default(), Masks::default(), Rows::default());
    let mut limiting = false;
    for fact in facts {
        limiting |= matches!(fact.part(), Part::Limits | Part::Dates) && !matches!(fact, Fact::Ends(_));
        match fact {
            Fact::FutureStores => told.future_sites = true,
            Fact::Store(code) => told.sites.push(code.clone()),
            Fact::FutureMethods => told.future_methods = true,
            Fact::Method(name) => told.methods.extend(methods(name)),
            Fact::Mask(class, mask) => drop(masks.0.insert(*class, *mask)),
            Fact::Row(field, values) => rows.set(*field, values.iter().map(String::as_str)),
            Fact::Days(days) => rows.days = Some(*days),
            Fact::Rate(rate) => limits.rate = *rate,
            Fact::Burst(burst) => limits.burst = *burst,
            Fact::RefuseAtOnce => limits.refuse_at_once = true,
            Fact::ModernStatus => limits.modern_status = true,
            Fact::Address(range) => limits.addresses.push(range.clone()),
            Fact::ReportOnly => limits.report_only = true,
            Fact::HeaderOnly => limits.header_only = true,
            Fact::SuspendOnReuse => limits.suspend_on_reuse = true,
            Fact::Begins(at) => limits.starts_at = Some(*at),
            Fact::Ends(at) => told.ends_at = Some(Moment(*at)),
            Fact::Hours(hours) => limits.hours = Some(hours.clone()),
        }
    }
    KeyFacts {
        limits: limiting.then(|| limited(limits)),
        masks: (!masks.is_empty()).then(|| masked(&masks)),
        rows: (!rows.is_empty()).then(|| narrowed(&rows)),
        ..told
    }
}

/// The methods of a name: a path with two verbs is one grant.
fn methods(name: &str) -> impl Iterator<Item = AbleMethod> {
    let named = api::methods().iter().filter(move |entry| entry.name() == name);
    named.map(|entry| AbleMethod { verb: entry.verb.name().to_owned(), method: entry.pattern(), writes: entry.writes })
}
