//! Data books: statuses, types of orders, delivery and payments, and the other lists that merchants keep. Each is a table with
//! a form; which fields the form has follows from the rules that calls of the API are held against.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::{Sites, Tx};
use domain::account::{Account, Entry};
use domain::audit_log::{self, Action, By, Subject, details};
use domain::fault::Fault;
use domain::reference::dictionary::Fresh;
use domain::reference::rule::Rule;
use domain::reference::{self, Dictionary, places};
use serde_json::{Map, Value, json};
use wire::{Moment, Problem};

use super::book_order;
use crate::admin::conflict::{self, Settled};
use crate::admin::desk::Desk;
use crate::admin::desk::status::{self, Status};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

/// The books, in the order of the page.
pub(super) const BOOKS: [&Dictionary; 16] = [
    &reference::STATUSES,
    &reference::ORDER_TYPES,
    &reference::ORDER_METHODS,
    &reference::DELIVERY_TYPES,
    &reference::DELIVERY_SERVICES,
    &reference::PAYMENT_TYPES,
    &reference::PAYMENT_STATUSES,
    &reference::PRODUCT_STATUSES,
    &reference::PRICE_TYPES,
    &reference::UNITS,
    &reference::STORES,
    &reference::COURIERS,
    &reference::LEGAL_ENTITIES,
    &reference::CURRENCIES,
    &reference::COST_GROUPS,
    &reference::COST_ITEMS,
];

/// The fields of entries that the pages know; a book has those that its rules name.
const FIELDS: [&str; 18] = [
    "name",
    "sym",
    "group",
    "type",
    "inventoryType",
    "color",
    "ordering",
    "defaultCost",
    "defaultNetCost",
    "currency",
    "active",
    "defaultForCrm",
    "defaultForApi",
    "default",
    "isFromPos",
    "paymentComplete",
    "cancelStatus",
    "sites",
];

/// Fields of books that no rule names, in the order of the form.
const MORE: [(&str, &[&str]); 2] = [
    ("couriers", &["firstName", "lastName", "patronymic", "email", "phone", "active", "description"]),
    (
        "legal-entities",
        &[
            "legalName",
            "contragentType",
            "countryIso",
            "legalAddress",
            "vatRate",
            "INN",
            "KPP",
            "OGRN",
            "OGRNIP",
            "OKPO",
            "certificateNumber",
            "certificateDate",
            "bank",
            "bankAddress",
            "BIK",
            "corrAccount",
            "bankAccount",
        ],
    ),
];
/// The fields of currencies.
const OF_CURRENCIES: [&str; 5] = ["isBase", "isAutoConvert", "autoConvertExtraPercent", "manualConvertNominal", "manualConvertValue"];

#[derive(Template)]
#[template(path = "books.html")]
struct Books {
    page: Page,
    /// Kinds, titles, and how many entries each has.
    books: Vec<(&'static str, String, i64)>,
}

#[derive(Template)]
#[template(path = "book.html")]
struct Book {
    page: Page,
    kind: &'static str,
    title: String,
    rows: Vec<Row>,
    /// Whether the API shows the places of the entries as numbers.
    numbered: bool,
    /// The entry that was just moved, the button that moved it, and the sentence about it; empty without one.
    moved: (String, &'static str, String),
    /// The entry in the form; empty for a new one.
    code: String,
    fields: Vec<Field>,
    base: String,
    /// What uses the entry, in a sentence; empty where it is not known.
    used: String,
    faults: Faults,
}

/// An entry of a book.
struct Row {
    code: String,
    name: String,
    /// The heading of its group where one begins.
    heading: Option<Status>,
    /// Its group; entries are moved within it.
    group: String,
    /// Whether it is the first and the last one of its group.
    first: bool,
    last: bool,
    ordering: String,
    active: bool,
    is_default: bool,
}

/// A field of the form.
struct Field {
    name: &'static str,
    label: String,
    value: String,
    /// `text`, `number`, `flag`, `choice` or `several`.
    kind: &'static str,
    /// Values, texts, and whether they are chosen.
    options: Vec<(String, String, bool)>,
}

/// Shows the books.
pub async fn index(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    let page = Page::new(&office, Some(&visitor), "books");
    let account = office.hub.account();
    let book = |book: &&Dictionary| (book.kind, title(&page, book), account.dictionary(book.kind).iter().count() as i64);
    page::ok(&Books { books: BOOKS.iter().map(book).collect(), page })
}

/// Shows a book; `?code=…` opens an entry.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(kind): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "books").noticing(query.text("done"));
    let Some(book) = BOOKS.into_iter().find(|book| book.kind == kind) else { return page::failed(page, Problem::not_found().into()) };
    let (account, code) = (office.hub.account(), query.exact("code"));
    let entry = find(&account, book, code);
    if !code.is_empty() && entry.is_none() {
        return page::failed(page, Problem::not_found().into());
    }
    let used = match used(&office, &visitor, &page, book, code).await {
        Ok(used) => used,
        Err(fault) => return page::failed(page, fault),
    };
    let there = entry.map_or_else(|| fresh(book), |entry| fields_of(book, entry));
    let base = if entry.is_some() { conflict::base(&there) } else { String::new() };
    let moved = book_order::moved(&page, &account, book, &query);
    page::ok(&Book { used, base, moved, ..drawn(page, &account, book, code, &there) })
}

/// Adds an entry, or changes it.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(kind): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "books");
    let Some(book) = BOOKS.into_iter().find(|book| book.kind == kind) else { return page::failed(page, Problem::not_found().into()) };
    let account = office.hub.account();
    let is_new = fields.text("new") == "yes";
    let code = if is_new { fields.text("code").to_owned() } else { fields.exact("code").to_owned() };
    let entry = if is_new && book.kind == COURIERS { None } else { find(&account, book, &code) };
    let names: Vec<&str> = fields_in(book).collect();
    let mine = conflict::only(&fields, &names);
    let refused = |page: Page, problem: &Problem| {
        let faults = page.faults(problem);
        let shown = if is_new { "" } else { code.as_str() };
        let base = fields.text(conflict::BASE).to_owned();
        let mut sent = mine.clone();
        if is_new {
            sent = Fields::of(mine.iter().cloned().chain([("code".to_owned(), code.clone())]).collect());
        }
        page::show(StatusCode::BAD_REQUEST, &Book { faults, base, ..drawn(page, &account, book, shown, &sent) })
    };
    if is_new && entry.is_some() {
        return refused(page, &Problem::entity("code", "There is already an entry with this code."));
    }
    if !is_new && entry.is_none() && !code.is_empty() {
        return page::failed(page, Problem::not_found().into());
    }
    let there = entry.map_or_else(Fields::default, |entry| fields_of(book, entry));
    let settled = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let address = format!("/books/{}", book.kind);
            let mine = Fields::of(mine.iter().cloned().chain([("code".to_owned(), code.clone())]).collect());
            return conflict::ask(page, (code, address.clone(), address), (&mine, &there), differing, label, |_, _, value| {
                value.to_owned()
            });
        }
    };
    let (sent, by, now) = (body(book, &settled), visitor.by(), office.hub.clock.now());
    let (before, wanted, id) = (entry.map(|entry| entry.body.clone()).unwrap_or_default(), code.clone(), entry.map(|entry| entry.id));
    let written = office.hub.db.write(move |tx| {
        let wanted = write(tx, book, id, wanted.clone(), sent.clone(), &by, now)?;
        let known = |body: &Map<String, Value>| -> Map<String, Value> {
            fields_in(book).filter_map(|name| Some((name.to_owned(), body.get(name)?.clone()))).collect()
        };
        let mut after = known(&before);
        after.extend(known(&sent));
        let differences = details::differences(&known(&before), &after);
        let subject = Subject::named("book", &format!("{}/{wanted}", book.kind));
        audit_log::note(tx, &by, Action::BookChanged, &subject, &differences, now)
    });
    match written.await {
        Ok(()) => page::go(&format!("/books/{}?done=book-saved", book.kind)),
        Err(Fault::Refused(problem)) if problem.status == 400 => refused(page, &problem),
        Err(fault) => page::failed(page, fault),
    }
}

/// The book of couriers, who have no codes: ids stand for them.
const COURIERS: &str = "couriers";

/// The entry of a code, or of the id of a courier.
pub(super) fn find<'a>(account: &'a Account, book: &Dictionary, code: &str) -> Option<&'a Entry> {
    let entries = account.dictionary(book.kind);
    if book.kind == COURIERS { entries.iter().find(|entry| code.parse() == Ok(entry.id)) } else { entries.get(code) }
}

/// What forms and addresses call an entry: its code, or the id of a courier.
pub(super) fn name_in_forms(book: &Dictionary, entry: &Entry) -> String {
    if book.kind == COURIERS { entry.id.to_string() } else { entry.code.clone() }
}

/// Writes an entry and returns what it is called by: its code, or the id of a courier.
fn write(
    tx: &mut Tx<'_>,
    book: &'static Dictionary,
    id: Option<i64>,
    code: String,
    mut sent: Map<String, Value>,
    by: &By,
    now: Moment,
) -> Result<String, Fault> {
    match (book.kind, id) {
        (COURIERS, Some(id)) => reference::couriers::edit(tx, id, sent, now)?,
        (COURIERS, None) => return Ok(reference::couriers::create(tx, sent, now)?.to_string()),
        ("currencies", Some(id)) => reference::currencies::edit(tx, id, sent, by, now)?,
        ("currencies", None) => {
            sent.insert("code".to_owned(), json!(code));
            reference::currencies::create(tx, sent, by, now)?;
        }
        _ => reference::save(tx, book, &code, sent, &Sites::All, now).map(drop)?,
    }
    Ok(code)
}

fn title(page: &Page, book: &Dictionary) -> String {
    page.say(&format!("books-{}", book.kind))
}

fn label(page: &Page, field: &str) -> String {
    page.say(&format!("entry-{field}"))
}

/// The fields that a book has.
fn fields_in(book: &'static Dictionary) -> impl Iterator<Item = &'static str> {
    let more = MORE.iter().find(|(kind, _)| *kind == book.kind).map(|(_, fields)| *fields);
    let more = more.unwrap_or(if book.kind == "currencies" { &OF_CURRENCIES } else { &[] });
    let named = FIELDS.into_iter().filter(move |field| {
        more.is_empty()
            && (book.required.contains(field) || book.fresh.iter().any(|(name, _)| name == field) || rule(book, field).is_some())
    });
    more.iter().copied().chain(named)
}

fn rule(book: &'static Dictionary, field: &str) -> Option<Rule> {
    book.rules.iter().find(|(path, _)| path.trim_end_matches("[]") == field).map(|(_, rule)| *rule)
}

fn is_flag(book: &'static Dictionary, field: &str) -> bool {
    book.fresh.iter().any(|(name, fresh)| *name == field && matches!(fresh, Fresh::Yes | Fresh::No))
}

fn is_number(book: &'static Dictionary, field: &str) -> bool {
    book.fresh.iter().any(|(name, fresh)| *name == field && matches!(fresh, Fresh::Whole(_)))
        || matches!(field, "autoConvertExtraPercent" | "manualConvertNominal" | "manualConvertValue")
}

/// What the form of a new entry begins with.
fn fresh(book: &'static Dictionary) -> Fields {
    let value = |(name, fresh): &(&'static str, Fresh)| {
        let text = match fresh {
            Fresh::Yes => "yes".to_owned(),
            Fresh::Whole(number) => number.to_string(),
            Fresh::Text(text) => (*text).to_owned(),
            _ => String::new(),
        };
        ((*name).to_owned(), text)
    };
    Fields::of(book.fresh.iter().map(value).filter(|(_, value)| !value.is_empty()).collect())
}

/// An entry as the form would send it.
fn fields_of(book: &'static Dictionary, entry: &Entry) -> Fields {
    let mut values = Vec::new();
    for name in fields_in(book) {
        match entry.body.get(name) {
            Some(Value::Bool(true)) => values.push((name.to_owned(), "yes".to_owned())),
            Some(Value::String(text)) => values.push((name.to_owned(), text.clone())),
            Some(Value::Number(number)) => values.push((name.to_owned(), number.to_string())),
            // The telephone of a courier.
            Some(Value::Object(members)) if name == "phone" => {
                values.extend(members.get("number").and_then(Value::as_str).map(|number| (name.to_owned(), number.to_owned())));
            }
            Some(Value::Array(list)) => {
                values.extend(list.iter().filter_map(|item| Some((name.to_owned(), item.as_str()?.to_owned()))));
            }
            _ => {}
        }
    }
    Fields::of(values)
}

/// The fields of a form as a call would send them.
fn body(book: &'static Dictionary, fields: &Fields) -> Map<String, Value> {
    let value = |name: &'static str| match () {
        () if is_flag(book, name) => json!(fields.has(name)),
        () if name == "sites" => json!(fields.all(name).filter(|code| !code.is_empty()).collect::<Vec<_>>()),
        () => match fields.text(name) {
            // What is left blank has no value, where a rule or a type would refuse a blank text.
            "" if book.kind == COURIERS || book.kind == "currencies" || book.kind == "legal-entities" => Value::Null,
            text if name == "phone" => json!({"number": text}),
            text if is_number(book, name) => text.parse::<f64>().map_or_else(|_| json!(text), whole),
            text => json!(text),
        },
    };
    fields_in(book).map(|name| (name.to_owned(), value(name))).collect()
}

fn whole(number: f64) -> Value {
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

fn drawn(page: Page, account: &Account, book: &'static Dictionary, code: &str, values: &Fields) -> Book {
    let mut fields: Vec<Field> = fields_in(book).map(|name| field(&page, account, book, name, values)).collect();
    if code.is_empty() && book.kind != COURIERS {
        let value = values.text("code").to_owned();
        fields.insert(0, Field { name: "code", label: page.say("entry-code"), value, kind: "text", options: Vec::new() });
    }
    Book {
        kind: book.kind,
        title: title(&page, book),
        rows: rows(account, book),
        numbered: places::is_numbered(book),
        moved: Default::default(),
        code: code.to_owned(),
        fields,
        base: String::new(),
        used: String::new(),
        faults: Faults::default(),
        page,
    }
}

fn field(page: &Page, account: &Account, book: &'static Dictionary, name: &'static str, values: &Fields) -> Field {
    let value = values.text(name).to_owned();
    let chosen = |code: &str| values.all(name).any(|value| value == code);
    let option = |code: &str, text: String| (code.to_owned(), text, chosen(code));
    let (kind, options): (&str, Vec<_>) = match rule(book, name) {
        _ if is_flag(book, name) => ("flag", Vec::new()),
        Some(Rule::Site) => ("several", account.sites.iter().map(|site| option(&site.code, site.name.clone())).collect()),
        Some(Rule::Code(other, _)) => (
            "choice",
            account.dictionary(other).iter().map(|entry| option(&entry.code, status::name(account, other, &entry.code))).collect(),
        ),
        Some(Rule::OneOf(words)) => ("choice", words.iter().map(|word| option(word, page.say(&format!("entry-word-{word}")))).collect()),
        _ if is_number(book, name) => ("number", Vec::new()),
        _ => ("text", Vec::new()),
    };
    Field { name, label: label(page, name), value, kind, options }
}

fn rows(account: &Account, book: &'static Dictionary) -> Vec<Row> {
    let entries = places::in_order(account, book.kind);
    let group = |place: usize| entries.get(place).map(|entry| places::group(book.kind, entry));
    let row = |(place, entry): (usize, &&Entry)| {
        let own = places::group(book.kind, entry);
        let first = place == 0 || group(place - 1) != Some(own);
        let heading = (book.kind == "statuses" && first)
            .then(|| Status { name: status::name(account, "status-groups", own), ..Status::of(account, &entry.code) });
        Row {
            heading,
            group: own.to_owned(),
            first,
            last: group(place + 1) != Some(own),
            code: name_in_forms(book, entry),
            name: name_of(entry),
            ordering: entry.ordering.to_string(),
            active: entry.active,
            is_default: ["defaultForCrm", "defaultForApi", "default"].iter().any(|flag| entry.flag(flag)),
        }
    };
    entries.iter().enumerate().map(row).collect()
}

/// What an entry is called: its name, the names of a courier, or its code.
pub(super) fn name_of(entry: &Entry) -> String {
    let courier = ["firstName", "lastName"].into_iter().filter_map(|part| entry.text(part)).collect::<Vec<_>>().join(" ");
    let names = [entry.text("name").unwrap_or_default(), entry.text("legalName").unwrap_or_default(), &courier];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or(&entry.code).to_owned()
}

/// What uses an entry: the orders with a status, as far as the visitor sees them.
async fn used(office: &Office, visitor: &Visitor, page: &Page, book: &Dictionary, code: &str) -> Result<String, Fault> {
    if book.kind != "statuses" || code.is_empty() || !page.sees_orders() {
        return Ok(String::new());
    }
    let (desk, status) = (Desk::of(office, visitor), code.to_owned());
    let count = office.read_slow(visitor.id, move |tx| {
        let act = desk.act();
        Ok::<_, Fault>(database::order_sums::of_status(tx, act.scope, &act.visible(), &status)?)
    });
    Ok(page.count("book-used-by", &count.await?))
}
