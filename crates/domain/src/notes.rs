//! Notes on customers of both kinds: nouns declared as data, which differ in whose they are.

use database::facets::{self, Index};
use database::rows::{self, Table, Viewer, has_rows};
use database::{Condition, On, Scope, Sites, Tx, pinned_notes};
use wire::customer::NoteFilter;
use wire::page::{Page, Pagination};
use wire::{Int, List, Problem};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::contact::folded;
use crate::draft::Body;
use crate::fault::Fault;
use crate::noun::{self, Among, Asked, By, Fact, Filter, Kind, Known, Link, Noun, Refusals, Target};

const CUSTOMER: &str = "customer_id";

const fn table(name: &'static str, index: &'static Index) -> Table {
    Table { name, links: &[CUSTOMER], facts: &["manager_id"], visible: index.visible, index: Some(index) }
}

static TABLE: Table = table("customer_notes", &facets::NOTES);
static CORPORATE_TABLE: Table = table("corporate_notes", &facets::CORPORATE_NOTES);

const fn noun(table: &'static Table, links: &'static [Link]) -> Noun {
    Noun {
        name: "Note",
        member: "note",
        refusals: Refusals::Entity,
        table,
        book: None,
        required: &["text", "customer"],
        known: &[Known { field: "managerId", among: Among::Users }],
        links,
        stores: None,
        attached: &[],
        facts: &[Fact { field: "managerId", kind: Kind::Number }],
        searched: &["text"],
        settle: |_, _| Ok(()),
        shown,
        names: |path| Some((snake(path), Shape::Plain)),
    }
}

/// Notes on persons.
pub static NOTE: Noun = noun(&TABLE, &[Link { field: "customer", to: Target::Customer }]);

/// Notes on corporate customers.
pub static CORPORATE_NOTE: Noun = noun(&CORPORATE_TABLE, &[Link { field: "customer", to: Target::Corporate }]);

/// The kind of the customer stands after its ids.
fn shown(_: &Act<'_>, note: &mut Body) {
    if let Some(customer) = note.get_mut("customer").and_then(serde_json::Value::as_object_mut)
        && let Some(kind) = customer.shift_remove("type")
    {
        customer.insert("type".to_owned(), kind);
    }
}

/// The filters of the list of notes on persons.
pub static FILTERS: &[Filter<NoteFilter>] = &filters(Target::Customer);

/// The filters of the list of notes on corporate customers.
pub static CORPORATE_FILTERS: &[Filter<NoteFilter>] = &filters(Target::Corporate);

const fn filters(owner: Target) -> [Filter<NoteFilter>; 6] {
    [
        Filter { named: &["ids"], by: By::Column("id"), asked: |_, sent| Asked::numbers(&sent.ids) },
        Filter { named: &["customerIds"], by: By::Column(CUSTOMER), asked: |_, sent| Asked::numbers(&sent.customer_ids) },
        Filter {
            named: &["customerExternalIds"],
            by: By::Named(owner, CUSTOMER, "external_id"),
            asked: |_, sent| Asked::codes(&sent.customer_external_ids),
        },
        Filter { named: &["managerIds"], by: By::Column("manager_id"), asked: |_, sent| Asked::numbers(&sent.manager_ids) },
        Filter { named: &["text"], by: By::Text, asked: text },
        Filter {
            named: &["createdAtFrom", "createdAtTo"],
            by: By::Span("created_at"),
            asked: |_, sent| Asked::span(&sent.created_at_from, &sent.created_at_to),
        },
    ]
}

/// Spaces around the text count.
fn text(_: &Act<'_>, sent: &NoteFilter) -> Option<Asked> {
    sent.text.value().filter(|text| !text.is_empty()).map(|text| Asked::Part(folded(text).into_owned()))
}

/// A page of notes on persons as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &NoteFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &NOTE, FILTERS, filter, page)
}

/// A page of notes on corporate customers as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list_corporate(tx: &mut Tx<'_>, act: &Act<'_>, filter: &NoteFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &CORPORATE_NOTE, CORPORATE_FILTERS, filter, page)
}

/// The most customers that are found by their notes; of more, each is asked for its own.
const FEW: i64 = 1000;

/// Customers with a note of this noun that holds a text.
///
/// # Errors
/// The database failed.
pub fn noted(tx: &mut Tx<'_>, noun: &Noun, text: &str) -> Result<Condition, Fault> {
    let holding = Condition::Contains(On::Column("search"), folded(text).into_owned());
    // The customers are narrowed to the actor's, and their notes with them.
    let every = Scope::of(Sites::All);
    let (viewer, holding) = (Viewer { scope: &every, key: None }, [holding]);
    Ok(match rows::owners(tx, noun.table, viewer, CUSTOMER, &holding, FEW)? {
        Some(ids) => Condition::OneOf(On::Column("id"), ids.into_iter().map(Into::into).collect()),
        None => has_rows(noun.table, viewer, CUSTOMER, &holding, true),
    })
}

/// Whether there is any note on a person, in whatever store.
///
/// # Errors
/// The database failed.
pub fn has_any(tx: &mut Tx<'_>, customer: i64) -> Result<bool, Fault> {
    let every = Scope::of(Sites::All);
    let on_it = Condition::is(On::Column(CUSTOMER), customer);
    Ok(!rows::page(tx, NOTE.table, Viewer { scope: &every, key: None }, &[on_it], [1, 0])?.is_empty())
}

/// A note of this person as a JSON text, if there is such a one that the actor may see.
///
/// # Errors
/// The database failed.
pub fn of_customer(tx: &mut Tx<'_>, act: &Act<'_>, customer: i64, id: i64) -> Result<Option<String>, Fault> {
    let filter = NoteFilter { ids: List(vec![Int(id)]), customer_ids: List(vec![Int(customer)]), ..NoteFilter::default() };
    Ok(list(tx, act, &filter, Page { limit: 1, number: 1 })?.0.pop())
}

/// The id and the JSON text of the note that is pinned on a person's card.
///
/// # Errors
/// The database failed.
pub fn pinned(tx: &mut Tx<'_>, act: &Act<'_>, customer: i64) -> Result<Option<(i64, String)>, Fault> {
    let Some(id) = pinned_notes::pinned(tx, customer)? else { return Ok(None) };
    Ok(of_customer(tx, act, customer, id)?.map(|text| (id, text)))
}

/// Pins a note of a person, in place of the one that was pinned, or takes the pin off.
///
/// # Errors
/// There is no such note of this person that the actor may see, or the database failed.
pub fn pin(tx: &mut Tx<'_>, act: &Act<'_>, customer: i64, id: i64, pins: bool) -> Result<(), Fault> {
    of_customer(tx, act, customer, id)?.ok_or_else(Problem::not_found)?;
    Ok(pinned_notes::pin(tx, customer, pins.then_some(id))?)
}
