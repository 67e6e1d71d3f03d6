//! Settings of a key's limits, each declared once: what forms, programs, the command line, comparisons and the rules about keys made by
//! keys read of it. The check of a call is not here but in [`super::limits`].

mod declared;
#[cfg(test)]
mod tests;

use std::fmt;

use wire::key::{KeyLimits, KeySettings};
use wire::{Flag, Int, List, Moment, Patch, Text, Zone};

pub use declared::SETTINGS;

use super::addresses::Addresses;
use super::hours::Hours;
use super::limits::Limits;
use crate::fault::Fault;
use crate::refuse;

/// A setting of a key's limits.
pub struct Setting {
    /// Its name in the API, under `limits`.
    pub json: &'static str,
    /// The name of its field in forms.
    pub field: &'static str,
    /// Its option on the command line, without the hyphens in front.
    pub option: &'static str,
    /// What the command line says of the option.
    pub help: &'static str,
    /// The text of its label.
    pub label: &'static str,
    /// The text of the hint below its field.
    pub hint: Option<&'static str>,
    /// The text that states it as one of the capabilities of a key.
    pub fact: &'static str,
    /// The text that states it in the summary of a form; without one it is not part of the summary.
    pub summary: Option<&'static str>,
    /// What it holds.
    pub kind: Kind,
    /// What a key that is made by another one may have.
    pub within: Within,
    /// How it is set for several keys at once, if it can be.
    pub bulk: Option<Bulk>,
}

/// What a setting holds, and where.
pub enum Kind {
    /// Yes or no.
    Flag(Held<bool, Flag>, Place),
    /// Yes or no in a form, the status 429 or 503 elsewhere.
    Status(Held<bool, Int>, Place),
    /// A number from 0, which limits nothing, to [`MOST`]; what it counts begins the sentence about one that is out of bounds.
    Count(Held<u32, Int>, &'static str),
    /// IP addresses, networks and ranges.
    Addresses(Held<Vec<String>, List<Text>>),
    /// A point in time; templates have none.
    Moment(Held<Option<i64>, Moment>),
    /// Hours of the week.
    Hours(Held<Option<Hours>, Text>),
}

/// The greatest number of a count.
pub const MOST: u32 = 1_000_000;

/// Where a value is kept, and where it is sent and answered.
pub struct Held<T, W> {
    get: fn(&Limits) -> &T,
    change: fn(&mut Limits) -> &mut T,
    sent: fn(&KeyLimits) -> &Patch<W>,
    answered: fn(&mut KeyLimits) -> &mut Patch<W>,
}

/// Where the box of a flag is in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Below the field of this name.
    Below(&'static str),
    /// At the end of the form.
    End,
}

/// What a key that is made by another one may have.
pub enum Within {
    /// Anything.
    Anything,
    /// A flag that is set where the other key has it; otherwise this sentence refuses it.
    Same(&'static str),
    /// What a rule of its own allows.
    Rule {
        /// The field in which the first limits are wider than the second, and the sentence about it.
        wider: fn(&Limits, &Limits) -> Option<(&'static str, String)>,
        /// Narrows the first limits to the second.
        narrow: fn(&mut Limits, &Limits),
    },
}

/// How a setting is set for several keys at once.
pub enum Bulk {
    /// A flag.
    Flag {
        /// Where it is sent.
        sent: fn(&KeySettings) -> &Patch<Flag>,
        /// What the command line says of the option.
        help: &'static str,
        /// The operations that set and clear it on the page.
        operations: (&'static str, &'static str),
    },
    /// A count.
    Count {
        /// Where it is sent.
        sent: fn(&KeySettings) -> &Patch<Int>,
        /// What the command line says of the option.
        help: &'static str,
        /// The operation that sets it on the page.
        operation: &'static str,
        /// The text of its button, and of the hint below its field.
        texts: (&'static str, &'static str),
        /// What its field proposes.
        proposed: u32,
    },
}

/// One thing that a setting says of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// It is set or not.
    Flag(bool),
    /// So many.
    Count(u32),
    /// An address, a network or a range.
    Address(String),
    /// A point in time, in Unix seconds.
    Moment(i64),
    /// Hours of the week.
    Hours(Hours),
}

impl Setting {
    /// The setting with a field of this name.
    pub fn of_field(field: &str) -> Option<&'static Self> {
        SETTINGS.iter().find(|setting| setting.field == field)
    }

    /// All of them in the order of the form.
    pub fn in_form() -> impl Iterator<Item = &'static Self> {
        let end = |setting: &&Self| setting.place() == Some(Place::End);
        SETTINGS.iter().filter(move |setting| !end(setting)).chain(SETTINGS.iter().filter(end))
    }

    /// Where the box of a flag is; `None` for what has a field of its own.
    pub fn place(&self) -> Option<Place> {
        match self.kind {
            Kind::Flag(_, place) | Kind::Status(_, place) => Some(place),
            _ => None,
        }
    }

    /// What it says; nothing where it limits nothing.
    pub fn said(&self, limits: &Limits) -> Vec<Value> {
        match &self.kind {
            Kind::Flag(Held { get, .. }, _) | Kind::Status(Held { get, .. }, _) => {
                get(limits).then_some(Value::Flag(true)).into_iter().collect()
            }
            Kind::Count(held, _) => Some(*(held.get)(limits)).filter(|count| *count > 0).map(Value::Count).into_iter().collect(),
            Kind::Addresses(held) => (held.get)(limits).iter().cloned().map(Value::Address).collect(),
            Kind::Moment(held) => (held.get)(limits).map(Value::Moment).into_iter().collect(),
            Kind::Hours(held) => (held.get)(limits).clone().map(Value::Hours).into_iter().collect(),
        }
    }

    /// Makes limits say something more; a value of another kind is left out.
    pub fn say(&self, limits: &mut Limits, value: &Value) {
        match (&self.kind, value) {
            (Kind::Flag(Held { change, .. }, _) | Kind::Status(Held { change, .. }, _), Value::Flag(is)) => *change(limits) = *is,
            (Kind::Count(held, _), Value::Count(count)) => *(held.change)(limits) = *count,
            (Kind::Addresses(held), Value::Address(range)) => (held.change)(limits).push(range.clone()),
            (Kind::Moment(held), Value::Moment(moment)) => *(held.change)(limits) = Some(*moment),
            (Kind::Hours(held), Value::Hours(hours)) => *(held.change)(limits) = Some(hours.clone()),
            _ => {}
        }
    }

    /// Limits nothing any more.
    pub fn clear(&self, limits: &mut Limits) {
        match &self.kind {
            Kind::Flag(Held { change, .. }, _) | Kind::Status(Held { change, .. }, _) => *change(limits) = false,
            Kind::Count(held, _) => *(held.change)(limits) = 0,
            Kind::Addresses(held) => (held.change)(limits).clear(),
            Kind::Moment(held) => *(held.change)(limits) = None,
            Kind::Hours(held) => *(held.change)(limits) = None,
        }
    }

    /// Puts what a program sent into limits; what was not sent stays as it is.
    ///
    /// # Errors
    /// Refused: a value that it cannot have.
    pub fn read(&self, sent: &KeyLimits, limits: &mut Limits, zone: &Zone) -> Result<(), Fault> {
        let wrong = |text: String| refuse(&format!("limits.{}", self.json), text);
        match &self.kind {
            Kind::Flag(held, _) => held.put(sent, limits, |flag| Ok(flag.0)),
            Kind::Count(held, _) => held.put(sent, limits, |number| self.count(number.0)),
            Kind::Status(held, _) => held.put(sent, limits, |status| match status.0 {
                503 => Ok(false),
                429 => Ok(true),
                _ => Err("Too many calls are answered by 503 or 429.".to_owned()),
            }),
            Kind::Addresses(held) => held.put(sent, limits, |list| {
                let texts: Vec<&str> = list.iter().map(|text| text.0.as_str()).collect();
                Addresses::parse(&texts.join(",")).map(|read| read.texts().map(str::to_owned).collect())
            }),
            Kind::Moment(held) => held.put(sent, limits, |moment| Ok(Some(moment.0))),
            Kind::Hours(held) => held.put(sent, limits, |text| {
                Some(&text.0).filter(|text| !text.trim().is_empty()).map(|text| Hours::read(text, zone)).transpose()
            }),
        }
        .map_err(wrong)
    }

    /// A number as a program sent it.
    ///
    /// # Errors
    /// It is out of bounds, or the setting is no count.
    pub fn count(&self, number: i64) -> Result<u32, String> {
        let counted = if let Kind::Count(_, counted) = self.kind { counted } else { self.json };
        let count = u32::try_from(number).ok().filter(|count| *count <= MOST);
        count.ok_or_else(|| format!("{counted} are a number from 0 to {MOST}."))
    }

    /// Puts what limits say into an answer; what limits nothing is left out.
    pub fn answer(&self, limits: &Limits, answer: &mut KeyLimits) {
        match &self.kind {
            Kind::Flag(held, _) => *(held.answered)(answer) = (held.get)(limits).then_some(Flag(true)).into(),
            Kind::Status(held, _) => *(held.answered)(answer) = (held.get)(limits).then_some(Int(429)).into(),
            Kind::Count(held, _) => {
                let count = Some(*(held.get)(limits)).filter(|count| *count > 0);
                *(held.answered)(answer) = count.map(|count| Int(i64::from(count))).into();
            }
            Kind::Addresses(held) => {
                let list = Some((held.get)(limits)).filter(|list| !list.is_empty());
                *(held.answered)(answer) = list.map(|list| List(list.iter().cloned().map(Text).collect())).into();
            }
            Kind::Moment(held) => *(held.answered)(answer) = (held.get)(limits).map(wire::Moment).into(),
            Kind::Hours(held) => *(held.answered)(answer) = (held.get)(limits).as_ref().map(|hours| Text(hours.text())).into(),
        }
    }

    /// The field in which limits are wider than other ones, and the sentence about it.
    pub fn wider(&self, own: &Limits, other: &Limits) -> Option<(&'static str, String)> {
        match &self.within {
            Within::Anything => None,
            Within::Same(sentence) => {
                (!self.said(other).is_empty() && self.said(own).is_empty()).then(|| (self.json, (*sentence).to_owned()))
            }
            Within::Rule { wider, .. } => wider(own, other),
        }
    }

    /// Narrows limits to other ones where they say nothing, or allow more.
    pub fn narrow(&self, own: &mut Limits, other: &Limits) {
        match &self.within {
            Within::Anything => {}
            Within::Same(_) => self.said(other).iter().for_each(|value| self.say(own, value)),
            Within::Rule { narrow, .. } => narrow(own, other),
        }
    }
}

/// The first field in which limits are wider than other ones, and the sentence about it: what is quickly compared comes first.
pub fn wider(own: &Limits, other: &Limits) -> Option<(&'static str, String)> {
    let slow = |setting: &&Setting| matches!(setting.kind, Kind::Addresses(_) | Kind::Hours(_));
    let ordered = SETTINGS.iter().filter(|setting| !slow(setting)).chain(SETTINGS.iter().filter(slow));
    ordered.into_iter().find_map(|setting| setting.wider(own, other))
}

impl<T: Default, W> Held<T, W> {
    fn put(&self, sent: &KeyLimits, limits: &mut Limits, read: impl FnOnce(&W) -> Result<T, String>) -> Result<(), String> {
        *(self.change)(limits) = match (self.sent)(sent) {
            Patch::Absent => return Ok(()),
            Patch::Null => T::default(),
            Patch::Value(value) => read(value)?,
        };
        Ok(())
    }
}

// A setting is one of the declared ones, and those differ by name.
impl PartialEq for Setting {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl fmt::Debug for Setting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.json)
    }
}
