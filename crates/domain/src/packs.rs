//! Packs of order lines: a noun declared as data, with a history in a book of its own.

use database::history::{self as kept, Book};
use database::order_items::{self, Line};
use database::rows::{self, Row, Table, Viewer};
use database::{Condition, On, Tx, facets};
use serde_json::{Value, json};
use wire::pack::{PackFilter, PackHistoryFilter};
use wire::page::{Page, Pagination};
use wire::{Problem, Reference};

use crate::act::Act;
use crate::change::{self, Change, Shape, Subject};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::history;
use crate::noun::{self, Among, Asked, By, Fact, Filter, Kind, Known, Link, Noun, Refusals, Settling, Target};
use crate::orders::{self, goods};

static TABLE: Table = Table {
    name: "packs",
    links: &["order_id"],
    facts: &["item_id", "store", "shipment_day", "invoice_number", "delivery_note_number", "offer_external_id", "offer_xml_id"],
    visible: facets::PACKS.visible,
    index: Some(&facets::PACKS),
};

/// Packs.
pub static PACK: Noun = Noun {
    name: "Pack",
    member: "pack",
    refusals: Refusals::Loaded,
    table: &TABLE,
    // Its rows are written here, for they are worded otherwise than those of other nouns.
    book: None,
    required: &["itemId", "store", "quantity"],
    known: &[Known { field: "store", among: Among::Dictionary("stores", "Store") }],
    links: &[Link { field: "order", to: Target::Order }],
    stores: None,
    attached: &[],
    facts: &[
        Fact { field: "itemId", kind: Kind::Number },
        Fact { field: "store", kind: Kind::Code },
        Fact { field: "shipmentDate", kind: Kind::Day },
        Fact { field: "invoiceNumber", kind: Kind::Code },
        Fact { field: "deliveryNoteNumber", kind: Kind::Code },
        Fact { field: "offerExternalId", kind: Kind::Code },
        Fact { field: "offerXmlId", kind: Kind::Code },
    ],
    searched: &[],
    settle,
    shown,
    names: |path| Some((path.to_owned(), if path == "store" { Shape::Code } else { Shape::Plain })),
};

/// The most packs of lines that one change of an order removes.
const MOST: i64 = 10_000;

/// Fields of a pack that are kept of its line.
const OF_LINE: [&str; 4] = ["item", "offerExternalId", "offerXmlId", "unit"];

fn settle(_: &Act<'_>, pack: &mut Settling<'_>) -> Result<(), Problem> {
    for field in ["quantity", "purchasePrice"] {
        if draft::money(pack.body, field).is_some_and(|amount| amount.0.is_sign_negative() && !amount.0.is_zero()) {
            return Err(PACK.refused(field, "must not be negative"));
        }
    }
    Ok(())
}

fn shown(_: &Act<'_>, pack: &mut Body) {
    for field in ["offerExternalId", "offerXmlId", "itemId", "createdAt"] {
        pack.shift_remove(field);
    }
    let order = pack.shift_remove("order").and_then(|order| order.get("id").cloned());
    if let (Some(item), Some(order)) = (pack.get_mut("item").and_then(Value::as_object_mut), order) {
        item.insert("order".to_owned(), json!({ "id": order }));
    }
}

/// Takes what is kept of the line that is named into what was sent: the line must be of an order that the actor sees.
fn of_line(tx: &mut Tx<'_>, act: &Act<'_>, sent: &mut Body) -> Result<(), Fault> {
    let Some(id) = sent.get("itemId").and_then(Value::as_i64) else { return Ok(()) };
    let unknown = || Fault::from(PACK.refused("itemId", format!("\"OrderProduct\" with \"id\"=\"{id}\" does not exist.")));
    let order = order_items::order_of(tx, act.scope, id)?.ok_or_else(unknown)?;
    let order = orders::locate(tx, act, &Reference::Id(order), None)?;
    let body = draft::read(&order.body)?;
    let lines = body.get("items").and_then(Value::as_array).into_iter().flatten();
    let line = lines.filter_map(Value::as_object).find(|line| line.get("id").and_then(Value::as_i64) == Some(id)).ok_or_else(unknown)?;
    let mut item = Body::new();
    item.insert("id".to_owned(), json!(id));
    item.extend(line.get("externalIds").map(|ids| ("externalIds".to_owned(), ids.clone())));
    let offer = draft::object(line, "offer");
    let ids = ["externalId", "xmlId"].into_iter().filter_map(|name| Some((name.to_owned(), offer?.get(name)?.clone())));
    let ids: Body = ids.collect();
    for (field, name) in [("offerExternalId", "externalId"), ("offerXmlId", "xmlId")] {
        sent.insert(field.to_owned(), ids.get(name).cloned().unwrap_or_default());
    }
    if !ids.is_empty() {
        item.insert("offer".to_owned(), ids.into());
    }
    sent.insert("unit".to_owned(), offer.and_then(|offer| offer.get("unit")).cloned().unwrap_or_default());
    sent.insert("item".to_owned(), item.into());
    sent.insert("order".to_owned(), json!({ "id": order.id }));
    Ok(())
}

/// Adds a pack and returns its id.
///
/// # Errors
/// What was sent is wrong, or the line is of no order that the actor sees.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, mut sent: Body) -> Result<i64, Fault> {
    of_line(tx, act, &mut sent)?;
    let id = noun::create(tx, act, &PACK, None, sent)?;
    let row = noun::find(tx, act, &PACK, id, false)?;
    let body = draft::read(&row.body)?;
    let store = json!({"code": body.get("store")});
    let created = Change::new("store", Value::Null, store).marked("created", true);
    record(tx, act, id, row.links[0], &body, true, vec![created])?;
    Ok(id)
}

/// Changes a pack.
///
/// # Errors
/// There is no such pack that the actor may see, or what was sent is wrong.
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, id: i64, mut sent: Body) -> Result<(), Fault> {
    let row = noun::find(tx, act, &PACK, id, true)?;
    let before = draft::read(&row.body)?;
    if sent.get("itemId") != before.get("itemId") {
        of_line(tx, act, &mut sent)?;
    }
    noun::edit(tx, act, &PACK, id, None, sent.clone())?;
    let row = noun::find(tx, act, &PACK, id, false)?;
    let after = draft::read(&row.body)?;
    let own = |body: &Body| -> Body {
        body.iter().filter(|(field, _)| !OF_LINE.contains(&field.as_str())).map(|(field, value)| (field.clone(), value.clone())).collect()
    };
    let (old, new) = (own(&before), own(&after));
    let mut changes = change::differences(&old, &new, PACK.names, &[]);
    changes.extend(change::restated(act, &sent, &old, &new, PACK.names, &[]));
    change::arrange(act, &mut changes);
    record(tx, act, id, row.links[0], &after, false, changes)
}

/// Deletes a pack.
///
/// # Errors
/// There is no such pack that the actor may see.
pub fn delete(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let row = noun::find(tx, act, &PACK, id, true)?;
    gone(tx, act, &row, false)
}

fn gone(tx: &mut Tx<'_>, act: &Act<'_>, row: &Row, by_code: bool) -> Result<(), Fault> {
    let body = draft::read(&row.body)?;
    let mut deleted = Change::new("store", json!({"code": body.get("store")}), Value::Null).marked("deleted", true);
    deleted.by_code = by_code;
    rows::remove(tx, &TABLE, row.id)?;
    record(tx, act, row.id, row.links[0], &body, false, vec![deleted])
}

/// Notes which lines an order has now, and of which offers they are: packs of lines that are gone go with them.
///
/// # Errors
/// The database failed.
pub fn follow(tx: &mut Tx<'_>, act: &Act<'_>, order: i64, before: &[Body], after: &[Body]) -> Result<(), Fault> {
    let line = |line: &Body| Some(Line { id: line.get("id")?.as_i64()?, offer: goods::offer_of(line) });
    let lines = |lines: &[Body]| -> Vec<Line> { lines.iter().filter_map(line).collect() };
    let (before, after) = (lines(before), lines(after));
    let has = |lines: &[Line], id: i64| lines.iter().any(|line| line.id == id);
    let came: Vec<Line> = after.iter().copied().filter(|line| !has(&before, line.id)).collect();
    let changed: Vec<Line> = after.iter().copied().filter(|line| has(&before, line.id) && !before.contains(line)).collect();
    let went: Vec<i64> = before.iter().map(|line| line.id).filter(|id| !has(&after, *id)).collect();
    order_items::change(tx, order, &came, &changed, &went)?;
    if went.is_empty() {
        return Ok(());
    }
    let of_lines = Condition::OneOf(On::Column("item_id"), went.into_iter().map(Into::into).collect());
    let of_order = Condition::is(On::Column("order_id"), order);
    let viewer = Viewer { scope: act.scope, key: act.actor.key() };
    let rows = rows::page(tx, &TABLE, viewer, &[of_order, of_lines], [MOST, 0])?;
    rows.iter().rev().try_for_each(|row| gone(tx, act, row, true))
}

fn record(
    tx: &mut Tx<'_>,
    act: &Act<'_>,
    id: i64,
    order: Option<i64>,
    body: &Body,
    whole: bool,
    changes: Vec<Change>,
) -> Result<(), Fault> {
    let mut pack = Body::new();
    pack.insert("id".to_owned(), json!(id));
    for field in ["purchasePrice", "quantity"].into_iter().filter(|_| whole) {
        pack.extend(body.get(field).map(|value| (field.to_owned(), value.clone())));
    }
    if whole {
        pack.insert("store".to_owned(), json!({"code": body.get("store")}));
    }
    let mut item = draft::object(body, "item").cloned().unwrap_or_default();
    item.shift_remove("externalIds");
    item.insert("order".to_owned(), json!({ "id": order }));
    pack.insert("item".to_owned(), item.into());
    let subject = Subject { book: Book::Packs, id, site: 0, member: "pack", shown: &draft::json(&pack), event: "" };
    change::record_linked(tx, act, &subject, [order, None, None], changes)
}

/// A page of packs as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &PackFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &PACK, FILTERS, filter, page)
}

/// The filters of the list.
pub static FILTERS: &[Filter<PackFilter>] = &[
    Filter { named: &["ids"], by: By::Column("id"), asked: |_, sent| Asked::numbers(&sent.ids) },
    Filter { named: &["stores"], by: By::Column("store"), asked: |_, sent| Asked::codes(&sent.stores) },
    Filter { named: &["itemId"], by: By::Column("item_id"), asked: |_, sent| Asked::number(&sent.item_id) },
    Filter { named: &["orderId"], by: By::Column("order_id"), asked: |_, sent| Asked::number(&sent.order_id) },
    Filter { named: &["orderExternalId"], by: By::Order("order_id", "external_id"), asked: |_, sent| Asked::code(&sent.order_external_id) },
    Filter { named: &["offerXmlId"], by: By::Column("offer_xml_id"), asked: |_, sent| Asked::code(&sent.offer_xml_id) },
    Filter { named: &["offerExternalId"], by: By::Column("offer_external_id"), asked: |_, sent| Asked::code(&sent.offer_external_id) },
    Filter { named: &["invoiceNumber"], by: By::Column("invoice_number"), asked: |_, sent| Asked::code(&sent.invoice_number) },
    Filter {
        named: &["deliveryNoteNumber"],
        by: By::Column("delivery_note_number"),
        asked: |_, sent| Asked::code(&sent.delivery_note_number),
    },
    Filter {
        named: &["shipmentDateFrom", "shipmentDateTo"],
        by: By::Days("shipment_day", "shipment_day"),
        asked: |act, sent| Asked::days(act, sent.shipment_date_from.value().copied(), sent.shipment_date_to.value().copied()),
    },
];

/// A page of the history of packs as JSON texts, in the order in which things happened.
///
/// # Errors
/// The database failed.
pub fn read_history(tx: &mut Tx<'_>, act: &Act<'_>, sent: &PackHistoryFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    let filter = kept::Filter {
        order: sent.order_id.value().map(|id| id.0),
        order_external_id: sent.order_external_id.value().map(|id| id.0.to_string()).filter(|id| !id.is_empty()),
        since: sent.since_id.value().map(|id| id.0),
        from: sent.start_date.value().map(|moment| moment.0),
        to: sent.end_date.value().map(|until| until.0.0),
        reader: act.actor.key(),
        ..kept::Filter::default()
    };
    let (lines, total) = kept::read(tx, Book::Packs, act.scope, &filter, page.limit, page.offset())?;
    let row = |line| {
        let mut row = draft::read(&history::row(line, act.actor, None)?)?;
        // Unlike other histories, this one leaves out what has no value, and the key.
        row.retain(|field, value| !value.is_null() && field != "apiKey");
        Ok::<_, Fault>(Value::Object(row).to_string())
    };
    Ok((lines.iter().map(row).collect::<Result<_, _>>()?, page.of(total)))
}
