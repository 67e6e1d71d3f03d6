//! What a key can do, as it is answered to a program.

use database::key_list::Line as Listed;
use database::keys::Key;
use wire::Moment;
use wire::key::{AbleKey, AbleMethod, KeyAbility, KeyComparison, KeyFacts};
use wire::methods;

use super::capabilities::{Capabilities, Capability, Sight, State, compare};
use super::view::{limited, masked, narrowed};
use crate::access::limits::Limits;
use crate::access::masks::{CLASSES, Masks};
use crate::access::rows::Rows;
use crate::account::Account;

/// What a key can do.
pub fn view(key: &Key, capabilities: &Capabilities) -> KeyAbility {
    let sees = CLASSES.map(|class| {
        let seen = match capabilities.sight(class) {
            Sight::Whole => "whole",
            Sight::Never => "never",
            Sight::Masked(mask) => mask.name(),
        };
        (class.name().to_owned(), seen.to_owned())
    });
    KeyAbility {
        id: key.id,
        name: key.name.clone(),
        state: capabilities.state.name().to_owned(),
        works: capabilities.state == State::Works,
        sees: sees.into(),
        has: facts(&capabilities.facts),
    }
}

/// What one key has and another one lacks, and the other way round.
pub fn beside(capabilities: &Capabilities, other: &Key, theirs: &Capabilities) -> KeyComparison {
    let parts = compare(capabilities, theirs);
    KeyComparison {
        id: other.id,
        name: other.name.clone(),
        same: parts.is_empty(),
        more: facts(parts.iter().flat_map(|(_, more, _)| more.iter().copied())),
        less: facts(parts.iter().flat_map(|(.., less)| less.iter().copied())),
    }
}

/// A key among those that can do what was asked.
pub fn able(key: &Key, line: &Listed, account: &Account, now: Moment) -> AbleKey {
    let state = Capabilities::of(key, account, now).state;
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
fn facts<'a>(facts: impl IntoIterator<Item = &'a Capability>) -> KeyFacts {
    let (mut view, mut limits, mut masks, mut rows) = (KeyFacts::default(), Limits::default(), Masks::default(), Rows::default());
    let mut limiting = false;
    for fact in facts {
        match fact {
            Capability::FutureStores => view.future_sites = true,
            Capability::Store(code) => view.sites.push(code.clone()),
            Capability::FutureMethods => view.future_methods = true,
            Capability::Method(name) => view.methods.extend(methods(name)),
            Capability::Mask(class, mask) => drop(masks.0.insert(*class, *mask)),
            Capability::Row(field, values) => rows.set(*field, values.iter().map(String::as_str)),
            Capability::Days(days) => rows.days = Some(*days),
            Capability::Limit(setting, value) => {
                setting.say(&mut limits, value);
                limiting = true;
            }
            Capability::Ends(at) => view.ends_at = Some(Moment(*at)),
        }
    }
    KeyFacts {
        limits: limiting.then(|| limited(&limits)),
        masks: (!masks.is_empty()).then(|| masked(&masks)),
        rows: (!rows.is_empty()).then(|| narrowed(&rows)),
        ..view
    }
}

/// The methods of a name: a path with two verbs is one grant.
fn methods(name: &str) -> impl Iterator<Item = AbleMethod> {
    let named = methods::all().iter().filter(move |entry| entry.name() == name);
    named.map(|entry| AbleMethod { verb: entry.verb.name().to_owned(), method: entry.pattern(), writes: entry.writes })
}
