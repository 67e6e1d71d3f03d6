//! Files: a noun declared as data. Their bytes are kept apart from what is said of them.

use database::files::{CUSTOMERS, ORDERS};
use database::row_links::Linked;
use database::rows::{Table, Visible};
use database::{Condition, On, Tx, row_links, rows};
use serde_json::{Value, json};
use wire::Problem;
use wire::file::{Content, FileFilter, plain_name};
use wire::page::{Page, Pagination};

use crate::act::Act;
use crate::change::{Shape, snake};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::noun::{self, Attached, Fact, Found, Kind, Noun, Settling, Target};

static LINKS: [Linked; 2] = [ORDERS, CUSTOMERS];

static TABLE: Table = Table {
    name: "files",
    links: &[],
    facts: &["media_type", "size", "hash"],
    // A key that sees one order or customer of the file sees the file.
    visible: &[Visible::AnyLinked(&LINKS)],
};

/// Files.
pub static FILE: Noun = Noun {
    name: "File",
    member: "file",
    table: &TABLE,
    book: None,
    required: &["filename"],
    links: &[],
    stores: None,
    attached: &[
        Attached { field: "order", to: Target::Order, list: &LINKS[0] },
        Attached { field: "customer", to: Target::Customer, list: &LINKS[1] },
    ],
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
    let name = name.ok_or_else(|| FILE.not_loaded("filename", "This value should not be blank."))?;
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
    if row_links::are_any(tx, &LINKS, row.id)? {
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
    noun::list(tx, act, &FILE, Some(found(act, filter)), page)
}

fn found(act: &Act<'_>, filter: &FileFilter) -> Found {
    let mut found = Found::default();
    found.numbers("id", &filter.ids);
    found.codes("media_type", &filter.kinds);
    found.text(&filter.filename);
    found.span("created_at", &filter.created_at_from, &filter.created_at_to);
    found.0.extend(filter.size_from.value().map(|least| Condition::AtLeast(On::Column("size"), least.0.into())));
    found.0.extend(filter.size_to.value().map(|most| Condition::AtMost(On::Column("size"), most.0.into())));
    found.0.extend(filter.is_attached.value().map(|wanted| row_links::has_any(&LINKS, wanted.0)));
    for (list, ids, external_ids) in
        [(&ORDERS, &filter.order_ids, &filter.order_external_ids), (&CUSTOMERS, &filter.customer_ids, &filter.customer_external_ids)]
    {
        if !ids.is_empty() {
            found.0.push(row_links::to_one_with(act.scope, list, "id", ids.iter().map(|id| id.0.into())));
        }
        if !external_ids.is_empty() {
            found.0.push(row_links::to_one_with(act.scope, list, "external_id", external_ids.iter().map(|id| (&*id.0).into())));
        }
    }
    if !filter.sites.is_empty() {
        let sites = filter.sites.iter().filter_map(|code| act.account.site(code)).filter(|site| act.scope.sites.contains(site.id));
        let sites: Vec<i64> = sites.map(|site| site.id).collect();
        let of = |list: &Linked| row_links::to_one_with(act.scope, list, "site_id", sites.iter().map(|site| (*site).into()));
        found.0.push(Condition::Any(LINKS.iter().map(of).collect()));
    }
    found
}
