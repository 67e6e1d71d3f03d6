//! Files: a noun declared as data. Their bytes are kept apart from what is said of them.

use database::facets::{self, FILE_LINKS};
use database::rows::Table;
use database::{Tx, row_links, rows};
use serde_json::{Value, json};
use wire::Problem;
use wire::file::{Content, FileFilter, plain_name};
use wire::page::{Page, Pagination};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::{self, Asked, Attached, By, Fact, Filter, Kind, Noun, Refusals, Settling};

static TABLE: Table = Table {
    name: "files",
    links: &[],
    facts: &["media_type", "size", "hash"],
    visible: facets::FILES.visible,
    index: Some(&facets::FILES),
};

/// Files.
pub static FILE: Noun = Noun {
    name: "File",
    member: "file",
    refusals: Refusals::Loaded,
    table: &TABLE,
    book: None,
    required: &["filename"],
    known: &[],
    links: &[],
    stores: None,
    attached: &[Attached { field: "order", list: &FILE_LINKS[0] }, Attached { field: "customer", list: &FILE_LINKS[1] }],
    facts: &[
        Fact { field: "type", kind: Kind::Code },
        Fact { field: "size", kind: Kind::Number },
        Fact { field: "hash", kind: Kind::Code },
    ],
    searched: &["filename"],
    settle,
    shown,
    names: |path| Some((snake(path), Shape::Plain)),
};

/// What is needed to hand out the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The name of the file.
    pub name: String,
    /// Its media type.
    pub kind: String,
    /// SHA-256 of its bytes, by which they are found.
    pub hash: String,
    /// How many there are.
    pub size: i64,
}

fn settle(_: &Act<'_>, file: &mut Settling<'_>) -> Result<(), Problem> {
    let name = draft::text(file.body, "filename").and_then(plain_name);
    let name = name.ok_or_else(|| FILE.refused("filename", "This value should not be blank."))?;
    file.body.insert("filename".to_owned(), name.into());
    Ok(())
}

fn shown(_: &Act<'_>, file: &mut Body) {
    file.shift_remove("hash");
}

/// Adds a file and returns its id. Without a name it is called after the moment.
///
/// # Errors
/// The database failed.
pub fn upload(tx: &mut Tx<'_>, act: &Act<'_>, filename: Option<&str>, content: &Content) -> Result<i64, Fault> {
    let name = filename.map_or_else(|| unnamed(&act.account.zone.write(act.now)), str::to_owned);
    database::files::keep(tx, &content.hash, content.size, &content.bytes)?;
    let body = [("filename", json!(name)), ("type", json!(content.kind)), ("size", json!(content.size)), ("hash", json!(content.hash))];
    noun::create(tx, act, &FILE, None, body.into_iter().map(|(field, value)| (field.to_owned(), value)).collect())
}

/// `API upload 31-12-2026 18:36:47`
fn unnamed(now: &str) -> String {
    match (now.get(..4), now.get(5..7), now.get(8..10), now.get(10..)) {
        (Some(year), Some(month), Some(day), Some(time)) => format!("API upload {day}-{month}-{year}{time}"),
        _ => format!("API upload {now}"),
    }
}

/// Changes a file's name and what it is attached to. `site` is the store in which external ids and numbers are looked for.
///
/// # Errors
/// There is no such file that the actor may see, or what was sent is wrong.
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, id: i64, site: Option<i64>, mut sent: Body) -> Result<(), Fault> {
    let attachment = sent.shift_remove("attachment");
    if let Some(list) = &attachment {
        noun::check_attachment(act, &FILE, site, list)?;
    }
    noun::edit(tx, act, &FILE, id, site, sent)?;
    attachment.map_or(Ok(()), |list| noun::attach(tx, act, &FILE, id, site, &list))
}

/// Deletes a file. One that is also attached to what the actor does not see is only taken off what it sees.
///
/// # Errors
/// There is no such file that the actor may see.
pub fn delete(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<(), Fault> {
    let row = noun::find(tx, act, &FILE, id, true)?;
    noun::attach(tx, act, &FILE, row.id, None, &Value::Null)?;
    if row_links::are_any(tx, &FILE_LINKS, row.id)? {
        return Ok(());
    }
    Ok(rows::remove(tx, &TABLE, row.id)?)
}

/// What is needed to hand out the bytes of a file.
///
/// # Errors
/// There is no such file that the actor may see.
pub fn download(tx: &mut Tx<'_>, act: &Act<'_>, id: i64) -> Result<Download, Fault> {
    let body = draft::read(&noun::find(tx, act, &FILE, id, false)?.body)?;
    let text = |field: &str| draft::text(&body, field).unwrap_or_default().to_owned();
    let size = body.get("size").and_then(Value::as_i64).unwrap_or_default();
    Ok(Download { name: text("filename"), kind: text("type"), hash: text("hash"), size })
}

/// A page of files as JSON texts, newest first.
///
/// # Errors
/// The database failed.
pub fn list(tx: &mut Tx<'_>, act: &Act<'_>, filter: &FileFilter, page: Page) -> Result<(Vec<String>, Pagination), Fault> {
    noun::list(tx, act, &FILE, FILTERS, filter, page)
}

/// The filters of the list.
pub static FILTERS: &[Filter<FileFilter>] = &[
    Filter { named: &["ids"], by: By::Column("id"), asked: |_, sent| Asked::numbers(&sent.ids) },
    Filter { named: &["type"], by: By::Column("media_type"), asked: |_, sent| Asked::codes(&sent.kinds) },
    Filter { named: &["filename"], by: By::Text, asked: |_, sent| Asked::part(&sent.filename) },
    Filter {
        named: &["createdAtFrom", "createdAtTo"],
        by: By::Span("created_at"),
        asked: |_, sent| Asked::span(&sent.created_at_from, &sent.created_at_to),
    },
    Filter {
        named: &["sizeFrom", "sizeTo"],
        by: By::Span("size"),
        asked: |_, sent| Asked::between(sent.size_from.value().map(|size| size.0), sent.size_to.value().map(|size| size.0)),
    },
    Filter { named: &["isAttached"], by: By::IsAttached(&FILE_LINKS), asked: |_, sent| Asked::whether(&sent.is_attached) },
    Filter { named: &["orderIds"], by: By::Attached(&FILE_LINKS[0], "id"), asked: |_, sent| Asked::numbers(&sent.order_ids) },
    Filter {
        named: &["orderExternalIds"],
        by: By::Attached(&FILE_LINKS[0], "external_id"),
        asked: |_, sent| Asked::codes(&sent.order_external_ids),
    },
    Filter { named: &["customerIds"], by: By::Attached(&FILE_LINKS[1], "id"), asked: |_, sent| Asked::numbers(&sent.customer_ids) },
    Filter {
        named: &["customerExternalIds"],
        by: By::Attached(&FILE_LINKS[1], "external_id"),
        asked: |_, sent| Asked::codes(&sent.customer_external_ids),
    },
    Filter { named: &["sites"], by: By::AttachedIn(&FILE_LINKS), asked: |act, sent| Asked::sites(act, &sent.sites) },
];
