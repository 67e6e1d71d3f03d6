//! The form of a custom dictionary: its name and its elements.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::account::{Account, Entry};
use domain::custom_fields::{self, DICTIONARIES};
use domain::fault::Fault;
use serde_json::{Map, Value, json};
use wire::Problem;

use super::custom_fields::{LIST, placed};
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::Fields;
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The address of the form of a new one.
const ADDRESS: &str = "/settings/dictionaries";

#[derive(Template)]
#[template(path = "custom_dictionary.html")]
struct DictionaryForm {
    page: Page,
    title: String,
    action: String,
    is_new: bool,
    code: String,
    name: String,
    /// The elements, one a line: code, a space, name.
    elements: String,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

impl DictionaryForm {
    fn filled(page: Page, stored: Option<&Entry>, fields: &Fields, faults: Faults) -> Self {
        Self {
            title: stored.map_or_else(|| page.say("dictionary-new"), |entry| entry.text("name").unwrap_or(&entry.code).to_owned()),
            action: stored.map_or_else(|| format!("{ADDRESS}/add"), |entry| format!("{ADDRESS}/{}", entry.code)),
            is_new: stored.is_none(),
            code: stored.map_or_else(|| fields.text("code").to_owned(), |entry| entry.code.clone()),
            name: fields.text("name").to_owned(),
            elements: fields.text("elements").to_owned(),
            base: String::new(),
            faults,
            page,
        }
    }
}

/// Shows the form of a new dictionary.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    page::ok(&DictionaryForm::filled(page, None, &Fields::default(), Faults::default()))
}

/// Adds a dictionary.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    if fields.has("again") {
        return page::ok(&DictionaryForm::filled(page, None, &fields, Faults::default()));
    }
    let now = office.hub.clock.now();
    let mut sent = sent(&fields);
    sent.insert("code".to_owned(), fields.text("code").into());
    let (by, code) = (visitor.by(), fields.text("code").to_owned());
    let added = office.hub.db.write(move |tx| {
        custom_fields::noting(tx, &by, None, &code, now, |tx| custom_fields::create_dictionary(tx, sent.clone(), now).map(drop))
    });
    let added = added.await;
    after(page, None, &fields, added)
}

/// Shows the form of a dictionary.
pub async fn one(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(code): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let account = office.hub.account();
    let Some(stored) = find(&account, &code) else { return page::failed(page, Problem::not_found().into()) };
    let fields = fields_of(stored);
    let base = conflict::base(&fields);
    page::ok(&DictionaryForm { base, ..DictionaryForm::filled(page, Some(stored), &fields, Faults::default()) })
}

/// Changes a dictionary.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let Some(stored) = find(&account, &code) else { return page::failed(page, Problem::not_found().into()) };
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&DictionaryForm { base, ..DictionaryForm::filled(page, Some(stored), &fields, Faults::default()) });
    }
    let (mine, there) = (conflict::only(&fields, &["name", "elements"]), fields_of(stored));
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("{ADDRESS}/{code}");
            let about = (stored.text("name").unwrap_or(&code).to_owned(), address.clone(), address);
            return conflict::ask(page, about, (&mine, &there), differing, label, |_, _, value| value.to_owned());
        }
    };
    let sent = sent(&fields);
    let by = visitor.by();
    let saved = office.hub.db.write(move |tx| {
        custom_fields::noting(tx, &by, None, &code, now, |tx| custom_fields::edit_dictionary(tx, &code, sent.clone(), now))
    });
    let saved = saved.await;
    after(page, Some(stored), &fields, saved)
}

fn find<'a>(account: &'a Account, code: &str) -> Option<&'a Entry> {
    account.dictionary(DICTIONARIES).get(code)
}

fn label(page: &Page, field: &str) -> String {
    page.say(if field == "elements" { "dictionary-elements" } else { "cf-name" })
}

/// On to the list, or back to the form with what is wrong in it.
fn after(page: Page, stored: Option<&Entry>, fields: &Fields, outcome: Result<(), Fault>) -> Response {
    match outcome {
        Ok(()) => page::go(&format!("{LIST}?done=dictionary-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&placed(&problem));
            let base = stored.map(|entry| conflict::base(&fields_of(entry))).unwrap_or_default();
            page::show(StatusCode::BAD_REQUEST, &DictionaryForm { base, ..DictionaryForm::filled(page, stored, fields, faults) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The form as a dictionary. A line without a name has none, and is refused for it.
fn sent(fields: &Fields) -> Map<String, Value> {
    let lines = fields.text("elements").lines().map(str::trim).filter(|line| !line.is_empty());
    let element = |(index, line): (usize, &str)| {
        let (code, name) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        json!({ "code": code, "name": name.trim(), "ordering": (index as i64 + 1) * 10 })
    };
    let name = Some(fields.text("name")).filter(|name| !name.is_empty()).map_or(Value::Null, Value::from);
    let elements: Vec<Value> = lines.enumerate().map(element).collect();
    [("name", name), ("elements", elements.into())].into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A dictionary as the form would send it.
fn fields_of(entry: &Entry) -> Fields {
    let elements = entry.body.get("elements").and_then(Value::as_array).into_iter().flatten();
    let line = |element: &Value| {
        let text = |field: &str| element[field].as_str().unwrap_or_default();
        format!("{} {}", text("code"), text("name"))
    };
    let elements: Vec<String> = elements.map(line).collect();
    let pairs = [("name", entry.text("name").unwrap_or_default().to_owned()), ("elements", elements.join("\n"))];
    Fields::of(pairs.map(|(name, value)| (name.to_owned(), value)).into())
}
