//! Two people at one form: what was changed meanwhile is shown beside what was typed, and each field is chosen.
//!
//! A form sends `base`, a short hash of each of its fields as they were when it was shown. When the fields are different by
//! now, [`settle`] asks; the answers come as `pick_NAME`.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::fields::Fields;
use super::page::{self, Page};

/// The field that holds the hashes.
pub const BASE: &str = "base";

/// What to do with a form that was sent.
pub enum Settled {
    /// Save these fields.
    Go(Fields),
    /// Ask which values to keep.
    Ask(Vec<Differing>),
}

/// A field that is different in the form and by now.
#[derive(Debug, PartialEq)]
pub struct Differing {
    /// Its name.
    pub name: String,
    /// Its values in the form.
    pub mine: Vec<String>,
    /// Its values by now.
    pub theirs: Vec<String>,
    /// Which of both was changed since the form was shown: `mine`, `theirs`, or empty where both were.
    pub proposed: &'static str,
}

/// The fields with these names, as both sides are compared.
pub fn only(fields: &Fields, names: &[&str]) -> Fields {
    Fields::of(fields.iter().filter(|(name, _)| names.contains(&name.as_str())).cloned().collect())
}

/// The values of each field, in an order of their own; what a browser writes differently is the same.
fn values(fields: &Fields) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in fields.iter() {
        let value = value.trim().replace("\r\n", "\n");
        if !value.is_empty() {
            found.entry(name.clone()).or_default().push(value);
        }
    }
    found.values_mut().for_each(|values| values.sort());
    found
}

fn hash(values: Option<&Vec<String>>) -> String {
    let text = values.map(|values| values.join("\u{1f}")).unwrap_or_default();
    blake3::hash(text.as_bytes()).to_hex()[..12].to_owned()
}

/// What a form sends as `base`: the hashes of its fields as they are shown.
pub fn base(shown: &Fields) -> String {
    let hashes: Vec<String> = values(shown).iter().map(|(name, values)| format!("{name}={}", hash(Some(values)))).collect();
    // Not empty, so that a form without any value differs from an absent one.
    format!("v1 {}", hashes.join(" "))
}

/// Compares what a form says with what is there by now. `sent` is the form as it came, `mine` and `theirs` are both sides
/// as the form would send them.
pub fn settle(sent: &Fields, mine: Fields, theirs: &Fields) -> Settled {
    let base_of_form = sent.text(BASE);
    if base_of_form.is_empty() {
        return Settled::Go(mine);
    }
    let (own, other) = (values(&mine), values(theirs));
    let names: BTreeSet<&String> = own.keys().chain(other.keys()).collect();
    if base_of_form == base(theirs) {
        let picked = |name: &str| sent.text(&format!("pick_{name}")) == "theirs";
        let mut settled: Vec<(String, String)> = mine.iter().filter(|(name, _)| !picked(name)).cloned().collect();
        settled.extend(theirs.iter().filter(|(name, _)| picked(name)).cloned());
        return Settled::Go(Fields::of(settled));
    }
    let known: BTreeMap<&str, &str> = base_of_form.split(' ').filter_map(|part| part.split_once('=')).collect();
    let nothing = hash(None);
    let differing = names.into_iter().filter(|name| own.get(*name) != other.get(*name)).map(|name| {
        let was = known.get(name.as_str()).copied().unwrap_or(&nothing);
        let (untouched, unchanged) = (hash(own.get(name)) == was, hash(other.get(name)) == was);
        Differing {
            mine: own.get(name).cloned().unwrap_or_default(),
            theirs: other.get(name).cloned().unwrap_or_default(),
            proposed: if untouched {
                "theirs"
            } else if unchanged {
                "mine"
            } else {
                ""
            },
            name: name.clone(),
        }
    });
    let differing: Vec<Differing> = differing.collect();
    if differing.is_empty() { Settled::Go(mine) } else { Settled::Ask(differing) }
}

/// A line of the question.
struct Line {
    name: String,
    label: String,
    mine: String,
    theirs: String,
    proposed: &'static str,
}

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict {
    page: Page,
    /// What the form is of.
    title: String,
    /// Where the answer is sent.
    action: String,
    /// Where the form is, for those who give theirs up.
    back: String,
    lines: Vec<Line>,
    /// What was typed.
    fields: Vec<(String, String)>,
    base: String,
}

/// Asks which values to keep. `label` is the label of a field, `shown` how one of its values is shown.
pub fn ask(
    page: Page,
    (title, action, back): (String, String, String),
    (mine, theirs): (&Fields, &Fields),
    differing: Vec<Differing>,
    label: impl Fn(&Page, &str) -> String,
    shown: impl Fn(&Page, &str, &str) -> String,
) -> Response {
    let side = |name: &str, values: &[String], others: &[String]| {
        let only = values.iter().filter(|value| others.len() < 2 && values.len() < 2 || !others.contains(value));
        let texts: Vec<String> = only.map(|value| shown(&page, name, value)).collect();
        if texts.is_empty() {
            page.say(if values.is_empty() { "conflict-nothing" } else { "conflict-nothing-more" })
        } else {
            texts.join(", ")
        }
    };
    let lines = differing.into_iter().map(|field| Line {
        label: label(&page, &field.name),
        mine: side(&field.name, &field.mine, &field.theirs),
        theirs: side(&field.name, &field.theirs, &field.mine),
        proposed: field.proposed,
        name: field.name,
    });
    let lines = lines.collect();
    let fields = mine.iter().cloned().collect();
    page::show(StatusCode::CONFLICT, &Conflict { lines, title, action, back, fields, base: base(theirs), page })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> Fields {
        Fields::read(text.as_bytes())
    }

    fn with_base(text: &str, shown: &str) -> Fields {
        let mut pairs: Vec<(String, String)> = form(text).iter().cloned().collect();
        pairs.push((BASE.to_owned(), base(&form(shown))));
        Fields::of(pairs)
    }

    #[test]
    fn a_form_that_is_of_today_is_saved_and_one_without_a_base_too() {
        for sent in [with_base("a=2", "a=1"), form("a=2")] {
            let Settled::Go(fields) = settle(&sent, form("a=2"), &form("a=1")) else { panic!("nothing was changed meanwhile") };
            assert_eq!(fields.text("a"), "2");
        }
    }

    #[test]
    fn what_either_side_changed_is_asked_for_and_proposed_by_who_changed_it() {
        let sent = with_base("a=2&b=1&c=7&m=x&m=y", "a=1&b=1&c=1&m=y&m=x");
        let (mine, theirs) = (form("a=2&b=1&c=7&m=x&m=y"), form("a=1&b=5&c=9&m=x&m=y"));
        let Settled::Ask(found) = settle(&sent, mine.clone(), &theirs) else { panic!("it was changed") };
        let proposed: Vec<(&str, &str)> = found.iter().map(|field| (field.name.as_str(), field.proposed)).collect();
        assert_eq!(proposed, [("a", "mine"), ("b", "theirs"), ("c", "")]);
        let mut answer: Vec<(String, String)> = mine.iter().cloned().collect();
        answer.extend(
            [(BASE, base(&theirs)), ("pick_b", "theirs".to_owned()), ("pick_c", "mine".to_owned())]
                .map(|(name, value)| (name.to_owned(), value)),
        );
        let Settled::Go(fields) = settle(&Fields::of(answer), mine, &theirs) else { panic!("it was answered") };
        assert_eq!(["a", "b", "c"].map(|name| fields.text(name).to_owned()), ["2", "5", "7"]);
    }

    #[test]
    fn line_ends_and_order_are_no_change() {
        assert_eq!(base(&form("a=x%0D%0Ay&m=1&m=2&e=")), base(&form("m=2&m=1&a=x%0Ay")));
    }
}
