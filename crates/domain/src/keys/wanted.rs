//! A key as it is sent by a program or written in a file, read as changes.

use database::keys::Key;
use wire::key::{self as sent, MaskWord};
use wire::{Int, List, Patch, Text, Zone};

use super::{Card, Changes, Reach, limits, masks, rows};
use crate::access::grant::Grant;
use crate::access::limits::Limits;
use crate::access::masks::{Class, Mask, Masks};
use crate::access::rows::{Field, Rows};
use crate::access::settings::SETTINGS;
use crate::fault::Fault;
use crate::refuse;

/// The changes that a sent key is to one there is, or to a new one. Whether it may be used is not among them.
///
/// # Errors
/// Refused: a field that is not what it should be.
pub fn changes(key: &sent::Key, before: Option<&Key>, zone: &Zone) -> Result<Changes, Fault> {
    Ok(Changes {
        external_id: text(&key.external_id),
        name: text(&key.name),
        reach: listed(&key.sites).map(|codes| Reach::parse(&codes.join(","))),
        grant: listed(&key.methods).map(|patterns| grant(&patterns)).transpose()?,
        comment: text(&key.comment),
        template: None,
        card: Card {
            purpose: text(&key.purpose),
            owner: text(&key.owner),
            party: text(&key.party),
            ours: None,
            review: text(&match &key.review {
                Patch::Absent => Patch::Absent,
                Patch::Null => Patch::Null,
                Patch::Value(day) => Patch::Value(day.0.to_string()),
            }),
        },
        ends_at: either(&key.ends_at, |moment| moment.0),
        limits: match &key.limits {
            Patch::Absent => None,
            Patch::Null => Some(Limits::default()),
            Patch::Value(sent) => Some(limited(sent, before.map(limits).unwrap_or_default(), zone)?),
        },
        masks: match &key.masks {
            Patch::Absent => None,
            Patch::Null => Some(Masks::default()),
            Patch::Value(sent) => Some(masked(sent, before.map(masks).unwrap_or_default())),
        },
        rows: match &key.rows {
            Patch::Absent => None,
            Patch::Null => Some(Rows::default()),
            Patch::Value(sent) => Some(narrowed(sent, before.map(rows).unwrap_or_default())),
        },
    })
}

/// What methods are meant by patterns.
///
/// # Errors
/// Refused: a pattern that matches no method.
pub fn grant(patterns: &[String]) -> Result<Grant, Fault> {
    if patterns.is_empty() {
        return Ok(Grant::Some(Vec::new()));
    }
    Grant::parse(&patterns.join(",")).map_err(|text| refuse("methods", text))
}

/// A text that is empty where it is to be taken away.
fn text<T: std::ops::Deref<Target = str>>(field: &Patch<T>) -> Option<String> {
    either(field, |text| text.to_string()).map(Option::unwrap_or_default)
}

/// A value, none where it is to be taken away, or nothing where the field was not sent.
fn either<T, U>(field: &Patch<T>, read: impl FnOnce(&T) -> U) -> Option<Option<U>> {
    match field {
        Patch::Absent => None,
        Patch::Null => Some(None),
        Patch::Value(value) => Some(Some(read(value))),
    }
}

fn listed(field: &Patch<List<Text>>) -> Option<Vec<String>> {
    either(field, |list| list.iter().map(|text| text.0.clone()).collect()).map(Option::unwrap_or_default)
}

fn limited(sent: &sent::KeyLimits, mut limits: Limits, zone: &Zone) -> Result<Limits, Fault> {
    for setting in &SETTINGS {
        setting.read(sent, &mut limits, zone)?;
    }
    match limits.fault() {
        Some((field, text)) => Err(refuse(&format!("limits.{field}"), text)),
        None => Ok(limits),
    }
}

fn masked(sent: &sent::KeyMasks, mut masks: Masks) -> Masks {
    for (class, word) in [
        (Class::Phone, &sent.phone),
        (Class::Email, &sent.email),
        (Class::Address, &sent.address),
        (Class::Names, &sent.names),
        (Class::Prices, &sent.prices),
        (Class::Custom, &sent.custom),
    ] {
        match word {
            Patch::Absent => {}
            Patch::Null => drop(masks.0.remove(&class)),
            Patch::Value(word) => drop(masks.0.insert(
                class,
                match word {
                    MaskWord::Hide => Mask::Hide,
                    MaskWord::Partial => Mask::Partial,
                    MaskWord::Pseudonym => Mask::Pseudonym,
                },
            )),
        }
    }
    masks
}

fn narrowed(sent: &sent::KeyRows, mut rows: Rows) -> Rows {
    for (field, values) in [
        (Field::Source, &sent.source),
        (Field::Medium, &sent.medium),
        (Field::Campaign, &sent.campaign),
        (Field::Keyword, &sent.keyword),
        (Field::Content, &sent.content),
        (Field::Method, &sent.method),
        (Field::Type, &sent.kind),
        (Field::Group, &sent.group),
    ] {
        if let Some(values) = listed(values) {
            rows.set(field, values.iter().map(String::as_str));
        }
    }
    if let Some(days) = either(&sent.days, |days: &Int| days.0) {
        rows.days = days;
    }
    rows
}
