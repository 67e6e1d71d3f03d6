//! Custom fields: the list of them and of the dictionaries they choose from, and the form of a field.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::account::{Account, Entry};
use domain::custom_fields::{self, DICTIONARIES, Kind, Owner};
use domain::fault::Fault;
use serde_json::{Map, Value, json};
use wire::Problem;

use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The address of the list.
pub(super) const LIST: &str = "/settings/custom-fields";

#[derive(Template)]
#[template(path = "custom_fields.html")]
struct CustomFields {
    page: Page,
    /// The entities with their fields: name, title, fields.
    owners: Vec<(&'static str, String, Vec<Row>)>,
    /// The dictionaries: code, name, how many elements.
    dictionaries: Vec<(String, String, i64)>,
}

struct Row {
    code: String,
    name: String,
    /// The type in words.
    kind: String,
    /// The name of the dictionary; empty for none.
    dictionary: String,
    required: bool,
}

#[derive(Template)]
#[template(path = "custom_field.html")]
struct FieldForm {
    page: Page,
    title: String,
    /// The address that the form is sent to.
    action: String,
    is_new: bool,
    /// What may have the field: name, title, whether it is chosen.
    owners: Vec<(&'static str, String, bool)>,
    /// The types: name, title, whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    /// The dictionaries: code, name, whether it is chosen.
    dictionaries: Vec<(String, String, bool)>,
    /// How people may change it: name, title, whether it is chosen.
    modes: Vec<(&'static str, String, bool)>,
    code: String,
    name: String,
    default: String,
    ordering: String,
    required: bool,
    in_filter: bool,
    in_list: bool,
    /// The fields as they were when the form was shown.
    base: String,
    faults: Faults,
}

const MODES: [&str; 3] = ["editable", "not_editable", "hidden"];
/// The fields of the form that may change.
const FIELDS: [&str; 8] = ["name", "dictionary", "default", "ordering", "mode", "required", "in-filter", "in-list"];

impl FieldForm {
    fn filled(page: Page, account: &Account, fixed: Option<(Owner, &Entry)>, fields: &Fields, faults: Faults) -> Self {
        let owner = fixed.map_or(fields.text("entity"), |(owner, _)| owner.name());
        let kind = fixed.map_or(fields.text("type"), |(_, field)| field.text("type").unwrap_or_default());
        let chosen = |name: &str, chosen: &str| name == chosen;
        Self {
            title: fixed.map_or_else(|| page.say("cf-new"), |(_, field)| field.text("name").unwrap_or(&field.code).to_owned()),
            action: fixed.map_or_else(|| format!("{LIST}/add"), |(owner, field)| format!("{LIST}/{}/{}", owner.name(), field.code)),
            is_new: fixed.is_none(),
            owners: Owner::ALL.map(|one| (one.name(), title(&page, one), chosen(one.name(), owner))).into(),
            kinds: Kind::NAMES.map(|name| (name, page.say(&format!("cf-type-{name}")), chosen(name, kind))).into(),
            dictionaries: dictionaries(account).map(|entry| named(entry, fields.text("dictionary"))).collect(),
            modes: MODES.map(|name| (name, page.say(&format!("cf-mode-{name}")), chosen(name, fields.text("mode")))).into(),
            code: fixed.map_or_else(|| fields.text("code").to_owned(), |(_, field)| field.code.clone()),
            name: fields.text("name").to_owned(),
            default: fields.text("default").to_owned(),
            ordering: fields.text("ordering").to_owned(),
            required: fields.has("required"),
            in_filter: fields.has("in-filter"),
            in_list: fields.has("in-list"),
            base: String::new(),
            faults,
            page,
        }
    }
}

fn named(entry: &Entry, chosen: &str) -> (String, String, bool) {
    (entry.code.clone(), entry.text("name").unwrap_or(&entry.code).to_owned(), entry.code == chosen)
}

fn title(page: &Page, owner: Owner) -> String {
    page.say(&format!("cf-entity-{}", owner.name()))
}

fn dictionaries(account: &Account) -> impl Iterator<Item = &Entry> {
    account.dictionary(DICTIONARIES).iter()
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings").noticing(query.text("done"));
    let account = office.hub.account();
    let row = |field: &Entry| Row {
        code: field.code.clone(),
        name: field.text("name").unwrap_or(&field.code).to_owned(),
        kind: page.say(&format!("cf-type-{}", field.text("type").unwrap_or_default())),
        dictionary: field.text("dictionary").map(|code| name_of(&account, code)).unwrap_or_default(),
        required: field.flag("required"),
    };
    let owners =
        Owner::ALL.map(|owner| (owner.name(), title(&page, owner), custom_fields::declared_of(&account, owner).map(row).collect()));
    let size = |entry: &Entry| entry.body.get("elements").and_then(Value::as_array).map_or(0, Vec::len) as i64;
    let dictionaries = dictionaries(&account).map(|entry| (entry.code.clone(), name_of(&account, &entry.code), size(entry))).collect();
    page::ok(&CustomFields { owners: owners.into(), dictionaries, page })
}

fn name_of(account: &Account, code: &str) -> String {
    account.dictionary(DICTIONARIES).get(code).and_then(|entry| entry.text("name")).unwrap_or(code).to_owned()
}

/// Shows the form of a new field.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let begun = [("entity", query.text("entity")), ("type", "string"), ("mode", "editable")];
    let begun = Fields::of(begun.map(|(name, value)| (name.to_owned(), value.to_owned())).into());
    page::ok(&FieldForm::filled(page, &office.hub.account(), None, &begun, Faults::default()))
}

/// Adds a field.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let Some(owner) = Owner::named(fields.text("entity")).filter(|_| !fields.has("again")) else {
        return page::ok(&FieldForm::filled(page, &account, None, &fields, Faults::default()));
    };
    let mut sent = sent(&fields, fields.text("type"));
    sent.insert("code".to_owned(), fields.text("code").into());
    sent.insert("type".to_owned(), fields.text("type").into());
    let (by, code) = (visitor.by(), fields.text("code").to_owned());
    let added = office.hub.db.write(move |tx| {
        custom_fields::noting(tx, &by, Some(owner), &code, now, |tx| custom_fields::create(tx, owner, sent.clone(), now).map(drop))
    });
    let added = added.await;
    after(page, &account, None, &fields, added)
}

/// Shows the form of a field.
pub async fn one(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((owner, code)): Path<(String, String)>,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let account = office.hub.account();
    let Some((owner, field)) = find(&account, &owner, &code) else { return page::failed(page, Problem::not_found().into()) };
    let fields = fields_of(field);
    let base = conflict::base(&fields);
    page::ok(&FieldForm { base, ..FieldForm::filled(page, &account, Some((owner, field)), &fields, Faults::default()) })
}

/// Changes a field.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((owner, code)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let Some((owner, field)) = find(&account, &owner, &code) else { return page::failed(page, Problem::not_found().into()) };
    if fields.has("again") {
        let base = fields.text(conflict::BASE).to_owned();
        return page::ok(&FieldForm { base, ..FieldForm::filled(page, &account, Some((owner, field)), &fields, Faults::default()) });
    }
    let (mine, there) = (conflict::only(&fields, &FIELDS), fields_of(field));
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("{LIST}/{}/{code}", owner.name());
            let about = (field.text("name").unwrap_or(&code).to_owned(), address.clone(), address);
            return conflict::ask(page, about, (&mine, &there), differing, label, shown);
        }
    };
    let sent = sent(&fields, field.text("type").unwrap_or_default());
    let by = visitor.by();
    let saved = office.hub.db.write(move |tx| {
        custom_fields::noting(tx, &by, Some(owner), &code, now, |tx| custom_fields::edit(tx, owner, &code, sent.clone(), now))
    });
    let saved = saved.await;
    after(page, &account, Some((owner, field)), &fields, saved)
}

fn find<'a>(account: &'a Account, owner: &str, code: &str) -> Option<(Owner, &'a Entry)> {
    let owner = Owner::named(owner)?;
    Some((owner, custom_fields::declared_of(account, owner).find(|field| field.code == code)?))
}

/// On to the list, or back to the form with what is wrong in it.
fn after(page: Page, account: &Account, fixed: Option<(Owner, &Entry)>, fields: &Fields, outcome: Result<(), Fault>) -> Response {
    match outcome {
        Ok(()) => page::go(&format!("{LIST}?done=cf-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&placed(&problem));
            let base = fixed.map(|(_, field)| conflict::base(&fields_of(field))).unwrap_or_default();
            page::show(StatusCode::BAD_REQUEST, &FieldForm { base, ..FieldForm::filled(page, account, fixed, fields, faults) })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// A refusal with its fields under the names that the sentences of these forms have.
pub(super) fn placed(problem: &Problem) -> Problem {
    let mut placed = Problem::new(problem.status, &problem.message);
    for (path, text) in &problem.errors {
        let field = match path.split(['[', '.']).next().unwrap_or_default() {
            "elements" => "elements".to_owned(),
            "defaultTyped" => "cf-default".to_owned(),
            field => format!("cf-{field}"),
        };
        placed = placed.with(field, text.as_str().unwrap_or_default());
    }
    placed
}

/// The form as a declaration of a type.
fn sent(fields: &Fields, kind: &str) -> Map<String, Value> {
    let text = |name: &str| Some(fields.text(name)).filter(|text| !text.is_empty()).map_or(Value::Null, Value::from);
    let kind = Kind::named(kind);
    let chooses = kind.is_some_and(Kind::chooses);
    let default = match kind {
        Some(Kind::Multiselect) => {
            let codes: Vec<&str> = fields.text("default").split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
            if codes.is_empty() { Value::Null } else { json!(codes) }
        }
        _ => text("default"),
    };
    // What is no number is refused as one.
    let ordering = text("ordering").as_str().map_or(Value::Null, |text| json!(text.parse::<i64>().unwrap_or(-1)));
    let pairs = [
        ("name", text("name")),
        ("dictionary", if chooses { text("dictionary") } else { Value::Null }),
        ("defaultTyped", default),
        ("ordering", ordering),
        ("viewMode", text("mode")),
        ("required", json!(fields.has("required"))),
        ("inFilter", json!(fields.has("in-filter"))),
        ("inList", json!(fields.has("in-list"))),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A field as the form would send it.
fn fields_of(field: &Entry) -> Fields {
    let text = |name: &str| field.text(name).unwrap_or_default().to_owned();
    let flag = |name: &str| if field.flag(name) { "yes".to_owned() } else { String::new() };
    let default = match field.body.get("defaultTyped") {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(codes)) => codes.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let values = [
        text("name"),
        text("dictionary"),
        default,
        field.ordering.to_string(),
        text("viewMode"),
        flag("required"),
        flag("inFilter"),
        flag("inList"),
    ];
    // A box that is not ticked is not sent.
    Fields::of(FIELDS.into_iter().map(str::to_owned).zip(values).filter(|(_, value)| !value.is_empty()).collect())
}

/// The label of a field.
fn label(page: &Page, field: &str) -> String {
    page.say(&format!("cf-{field}"))
}

fn shown(page: &Page, field: &str, value: &str) -> String {
    match field {
        "mode" => page.say(&format!("cf-mode-{value}")),
        "required" | "in-filter" | "in-list" => page.say("yes"),
        _ => value.to_owned(),
    }
}
