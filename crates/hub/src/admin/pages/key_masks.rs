//! The part of a key's form that says what the key does not see: fields that are masked, orders that are not its own.

use std::collections::BTreeMap;

use database::keys::Key;
use domain::access::masks::{CLASSES, Class, Mask, Masks};
use domain::access::rows::{FIELDS, Field, MOST_DAYS, Rows};
use domain::account::Account;
use domain::keys::{self, Changes};
use wire::Problem;

use super::key_differences::Difference;
use crate::admin::fields::Fields;
use crate::admin::page::Page;

/// The fields, as texts, so that what was typed wrongly can be shown again.
#[derive(Debug, Clone, Default)]
pub struct SightForm {
    masks: Masks,
    /// Texts of the conditions: values separated by commas, or codes that are ticked.
    rows: BTreeMap<Field, Vec<String>>,
    /// For how many days orders are seen.
    pub days: String,
}

/// A class of fields, as the form shows it.
pub struct MaskField {
    /// The name of its field.
    pub name: String,
    /// What it covers.
    pub label: String,
    /// Masks to choose from: word, text, whether it is chosen.
    pub choices: Vec<(&'static str, String, bool)>,
}

/// A condition with values from a dictionary.
pub struct CodesField {
    /// The name of its fields.
    pub name: String,
    /// What it looks at.
    pub label: String,
    /// Codes to choose from: code, name, whether it is chosen.
    pub choices: Vec<(String, String, bool)>,
}

impl SightForm {
    /// The fields of a key there is.
    pub fn of_key(key: &Key) -> Self {
        Self::of(keys::masks(key), keys::rows(key))
    }

    /// The fields of masks and rows.
    pub fn of(masks: Masks, rows: Rows) -> Self {
        Self { masks, rows: rows.fields, days: rows.days.map(|days| days.to_string()).unwrap_or_default() }
    }

    /// The fields as they came from the browser.
    pub fn of_fields(fields: &Fields) -> Self {
        let mut form = Self { days: fields.text("row_days").to_owned(), ..Self::default() };
        for class in CLASSES {
            if let Some(mask) = Mask::named(fields.text(&mask_name(class))) {
                form.masks.0.insert(class, mask);
            }
        }
        let mut rows = Rows::default();
        for field in FIELDS {
            rows.set(field, fields.all(&row_name(field)).flat_map(|text| text.split(',')));
        }
        Self { rows: rows.fields, ..form }
    }

    /// The fields as the browser would send them.
    pub fn say(&self, say: &mut impl FnMut(&str, &str)) {
        say("row_days", &self.days);
        self.masks.0.iter().for_each(|(class, mask)| say(&mask_name(*class), mask.name()));
        for (field, values) in &self.rows {
            let name = row_name(*field);
            // Codes are ticked one by one; texts are one field.
            if field.dictionary().is_some() {
                values.iter().for_each(|value| say(&name, value));
            } else {
                say(&name, &values.join(", "));
            }
        }
    }

    /// Puts what is meant into the changes; returns days that are no number or too many.
    pub fn put(&self, changes: &mut Changes) -> Option<Problem> {
        let read: Option<i64> = self.days.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
        let wrong = read.is_none() && !self.days.is_empty();
        changes.masks = Some(self.masks.clone());
        changes.rows = Some(Rows { fields: self.rows.clone(), days: read });
        let text = format!("\"{}\" is not a whole number from 1 to {MOST_DAYS}.", self.days);
        wrong.then(|| Problem::entity("row-days", text))
    }

    /// What is hidden: the labels of the classes.
    pub fn hidden(&self, page: &Page) -> Vec<String> {
        CLASSES.into_iter().filter(|class| self.masks.cover(*class)).map(|class| page.say(&format!("mask-{}", class.name()))).collect()
    }

    /// The conditions that are set: label and values.
    pub fn conditions(&self, page: &Page, account: &Account) -> Vec<(String, String)> {
        let set = FIELDS.into_iter().filter_map(|field| Some((field, self.rows.get(&field).filter(|values| !values.is_empty())?)));
        set.map(|(field, values)| (row_label(page, field), named(account, field, values))).collect()
    }

    /// The classes and how each can be masked.
    pub fn mask_fields(&self, page: &Page) -> Vec<MaskField> {
        let field = |class: Class| {
            let chosen = self.masks.of(class);
            let shown = ("", page.say("mask-shown"), chosen.is_none());
            let masks = class.masks().iter().map(|mask| (mask.name(), mask_text(page, class, *mask), chosen == Some(*mask)));
            MaskField {
                name: mask_name(class),
                label: page.say(&format!("mask-{}", class.name())),
                choices: std::iter::once(shown).chain(masks).collect(),
            }
        };
        CLASSES.into_iter().map(field).collect()
    }

    /// The conditions on free texts: name, label, values separated by commas.
    pub fn text_fields(&self, page: &Page) -> Vec<(String, String, String)> {
        let texts = FIELDS.into_iter().filter(|field| field.dictionary().is_none());
        let values = |field: Field| self.rows.get(&field).map(|values| values.join(", ")).unwrap_or_default();
        texts.map(|field| (row_name(field), row_label(page, field), values(field))).collect()
    }

    /// The conditions on codes.
    pub fn code_fields(&self, page: &Page, account: &Account) -> Vec<CodesField> {
        let mut found = Vec::new();
        for field in FIELDS {
            let Some(dictionary) = field.dictionary() else { continue };
            let chosen: &[String] = self.rows.get(&field).map_or(&[], Vec::as_slice);
            let choices = account.dictionary(dictionary).iter().map(|entry| {
                let name = entry.text("name").unwrap_or(&entry.code).to_owned();
                (entry.code.clone(), name, chosen.contains(&entry.code))
            });
            found.push(CodesField { name: row_name(field), label: row_label(page, field), choices: choices.collect() });
        }
        found
    }
}

fn mask_name(class: Class) -> String {
    format!("mask_{}", class.name())
}

fn row_name(field: Field) -> String {
    format!("row_{}", field.name())
}

fn row_label(page: &Page, field: Field) -> String {
    page.say(&format!("row-{}", field.name()))
}

/// What a mask leaves of a class, in words.
fn mask_text(page: &Page, class: Class, mask: Mask) -> String {
    match mask {
        Mask::Partial => page.say(&format!("mask-partial-{}", class.name())),
        mask => page.say(&format!("mask-{}", mask.name())),
    }
}

/// Something of what a key sees that changes.
pub struct SightChange {
    /// Whether the key gains by it.
    pub gain: Option<bool>,
    /// What it is.
    pub label: String,
    /// How it was.
    pub was: String,
    /// How it is to be.
    pub is: String,
}

/// What becomes different of what a key sees, each in a sentence.
pub fn differences(page: &Page, account: &Account, before: &Key, after: &Key, found: &mut Vec<Difference>) {
    let said = |change: SightChange| Difference { gain: change.gain, text: format!("{}: {} → {}", change.label, change.was, change.is) };
    found.extend(changed(page, account, before, after).into_iter().map(said));
}

/// What becomes different of what a key sees, in the words of the page.
pub fn changed(page: &Page, account: &Account, before: &Key, after: &Key) -> Vec<SightChange> {
    let mut found = Vec::new();
    let (old, new) = (keys::masks(before), keys::masks(after));
    let shown = |class: Class, mask: Option<Mask>| mask.map_or_else(|| page.say("mask-shown"), |mask| mask_text(page, class, mask));
    for class in CLASSES.into_iter().filter(|class| old.of(*class) != new.of(*class)) {
        let gain = match (old.of(class), new.of(class)) {
            (None, _) => Some(false),
            (_, None) => Some(true),
            _ => None,
        };
        let label = page.say(&format!("mask-{}", class.name()));
        found.push(SightChange { gain, label, was: shown(class, old.of(class)), is: shown(class, new.of(class)) });
    }
    let (old, new) = (keys::rows(before), keys::rows(after));
    let any = || page.say("row-any");
    for field in FIELDS.into_iter().filter(|field| old.fields.get(field) != new.fields.get(field)) {
        let view = |rows: &Rows| rows.fields.get(&field).map_or_else(any, |values| named(account, field, values));
        let gain = gain(old.fields.contains_key(&field), new.fields.contains_key(&field));
        found.push(SightChange { gain, label: row_label(page, field), was: view(&old), is: view(&new) });
    }
    if old.days != new.days {
        let view = |days: Option<i64>| days.map_or_else(any, |days| days.to_string());
        let gain = gain(old.days.is_some(), new.days.is_some());
        found.push(SightChange { gain, label: page.say("row-days"), was: view(old.days), is: view(new.days) });
    }
    found
}

/// A condition that comes takes something away, one that goes gives it back.
fn gain(was: bool, is: bool) -> Option<bool> {
    if was == is { None } else { Some(was) }
}

/// The values of a condition, codes by their names.
fn named(account: &Account, field: Field, values: &[String]) -> String {
    let name = |code: &String| {
        let entry = field.dictionary().and_then(|dictionary| account.dictionary(dictionary).get(code));
        entry.and_then(|entry| entry.text("name")).unwrap_or(code).to_owned()
    };
    values.iter().map(name).collect::<Vec<_>>().join(", ")
}
