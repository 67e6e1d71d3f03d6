//! What a key can do: a list of facts, in one order, that is put into words, counted and compared.

use database::keys::Key;
use wire::Moment;
use wire::methods::{self, Entry};

use super::{Contact, body};
use crate::access::grant;
use crate::access::hours::Window;
use crate::access::limits::{Bounds, Limits};
use crate::access::masks::{Class, Mask, Masks};
use crate::access::rows::{Field, Rows};
use crate::access::settings::{Kind, SETTINGS, Setting, Value};
use crate::account::Account;
use crate::masking::answered;

/// Whether a key works at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It works.
    Works,
    /// It is switched off.
    Off,
    /// Its time is over.
    Ended,
    /// Its time has not come.
    NotYet,
    /// It works at other hours.
    Resting,
    /// Its limits, masks or rows cannot be read, so that it admits no call.
    Unreadable,
}

impl State {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Off => "off",
            Self::Ended => "expired",
            Self::NotYet => "not-yet",
            Self::Resting => "resting",
            Self::Unreadable => "unreadable",
        }
    }

    fn of(key: &Key, now: Moment) -> Self {
        let body = body(key);
        let limits = Limits::of_body(&body);
        let readable = Bounds::of(&limits).is_ok() && Masks::of_body(&body).is_ok() && Rows::of_body(&body).is_ok();
        let rests = || limits.hours.as_ref().and_then(|hours| Window::of(hours).ok()).is_some_and(|window| !window.contains(now));
        match () {
            () if !key.active || key.deleted_at.is_some() => Self::Off,
            () if key.ends_at.is_some_and(|end| now.0 >= end) => Self::Ended,
            () if !readable => Self::Unreadable,
            () if limits.starts_at.is_some_and(|start| now.0 < start) => Self::NotYet,
            () if rests() => Self::Resting,
            () => Self::Works,
        }
    }
}

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The stores it reaches.
    Stores,
    /// The methods it may call.
    Methods,
    /// What it does not see of a row.
    Masks,
    /// Which orders it sees.
    Rows,
    /// How, from where and how fast.
    Limits,
    /// From when on, until when, at which hours.
    Dates,
}

impl Part {
    /// Every part, in the order of the pages.
    pub const ALL: [Self; 6] = [Self::Stores, Self::Methods, Self::Masks, Self::Rows, Self::Limits, Self::Dates];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stores => "stores",
            Self::Methods => "methods",
            Self::Masks => "masks",
            Self::Rows => "rows",
            Self::Limits => "limits",
            Self::Dates => "dates",
        }
    }
}

/// Something that holds of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Capability {
    /// It reaches stores that will be added.
    FutureStores,
    /// It reaches the store of this code.
    Store(String),
    /// It may call methods that later versions add.
    FutureMethods,
    /// It may call the method of this name.
    Method(&'static str),
    /// It sees this class like that.
    Mask(Class, Mask),
    /// It sees orders with one of these values only.
    Row(Field, Vec<String>),
    /// It sees orders that were made so many days ago at most.
    Days(i64),
    /// A setting of its limits says this.
    Limit(&'static Setting, Value),
    /// It works until this moment, in Unix seconds.
    Ends(i64),
}

impl Capability {
    /// What it is about.
    pub fn part(&self) -> Part {
        match self {
            Self::FutureStores | Self::Store(_) => Part::Stores,
            Self::FutureMethods | Self::Method(_) => Part::Methods,
            Self::Mask(..) => Part::Masks,
            Self::Row(..) | Self::Days(_) => Part::Rows,
            Self::Limit(_, Value::Moment(_) | Value::Hours(_)) | Self::Ends(_) => Part::Dates,
            Self::Limit(..) => Part::Limits,
        }
    }
}

/// What a key can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Capabilities {
    /// Whether it works now.
    pub state: State,
    /// Whom to ask about it.
    pub contact: Contact,
    /// Everything that holds of it.
    pub facts: Vec<Capability>,
}

impl Capabilities {
    /// What a key can do in an account at a moment.
    pub fn of(key: &Key, account: &Account, now: Moment) -> Self {
        let (limits, masks, rows) = (super::limits(key), super::masks(key), super::rows(key));
        let mut facts = Vec::new();
        facts.extend(key.all_sites.then_some(Capability::FutureStores));
        let reached = account.sites.iter().filter(|site| key.all_sites || key.sites.contains(&site.id));
        facts.extend(reached.map(|site| Capability::Store(site.code.clone())));
        facts.extend(key.all_methods.then_some(Capability::FutureMethods));
        for entry in grant::granted(key) {
            // A path with two verbs is one grant.
            if !facts.contains(&Capability::Method(entry.name())) {
                facts.push(Capability::Method(entry.name()));
            }
        }
        facts.extend(masks.0.iter().map(|(class, mask)| Capability::Mask(*class, *mask)));
        facts.extend(rows.fields.into_iter().map(|(field, values)| Capability::Row(field, values)));
        facts.extend(rows.days.map(Capability::Days));
        for setting in &SETTINGS {
            facts.extend(setting.said(&limits).into_iter().map(|value| Capability::Limit(setting, value)));
            // The end is named after the start, before hours.
            facts.extend(key.ends_at.filter(|_| matches!(setting.kind, Kind::Moment(_))).map(Capability::Ends));
        }
        Self { state: State::of(key, now), contact: Contact::of(key), facts }
    }

    /// The facts about something.
    pub fn about(&self, part: Part) -> impl Iterator<Item = &Capability> {
        self.facts.iter().filter(move |fact| fact.part() == part)
    }

    /// Whether it may call a method.
    pub fn grants(&self, entry: &Entry) -> bool {
        self.facts.contains(&Capability::Method(entry.name()))
    }

    /// Whether it reaches a store, by code.
    pub fn reaches(&self, store: &str) -> bool {
        self.facts.iter().any(|fact| matches!(fact, Capability::Store(code) if code == store))
    }

    /// Whether a call of a method for a store would pass now, by the right way and from an address of the key.
    pub fn allows(&self, entry: &Entry, store: &str) -> bool {
        self.state == State::Works && self.grants(entry) && self.reaches(store)
    }

    /// How it sees a class of fields: masked, as it is (`None`), or not at all, because no method that it may call answers
    /// any of it.
    pub fn sight(&self, class: Class) -> Sight {
        if !methods::all().iter().any(|entry| self.grants(entry) && answered(entry).contains(&class)) {
            return Sight::Never;
        }
        let mask = self.facts.iter().find_map(|fact| match fact {
            Capability::Mask(of, mask) if *of == class => Some(*mask),
            _ => None,
        });
        mask.map_or(Sight::Whole, Sight::Masked)
    }
}

/// How a key sees a class of fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// As they are.
    Whole,
    /// Masked.
    Masked(Mask),
    /// No method that it may call answers any.
    Never,
}

/// What one key has and another one lacks, part by part; parts in which they agree are left out.
pub fn compare<'a>(one: &'a Capabilities, other: &'a Capabilities) -> Vec<(Part, Vec<&'a Capability>, Vec<&'a Capability>)> {
    let only = |part: Part, have: &'a Capabilities, lack: &'a Capabilities| -> Vec<&'a Capability> {
        have.about(part).filter(|fact| !lack.facts.contains(fact)).collect()
    };
    let parts = Part::ALL.into_iter().map(|part| (part, only(part, one, other), only(part, other, one)));
    parts.filter(|(_, one, other)| !one.is_empty() || !other.is_empty()).collect()
}
