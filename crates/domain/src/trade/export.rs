//! Writing orders and customers into files for spreadsheets, so that they can be imported again as they are.

use database::Tx;
use serde_json::Value;
use wire::Version;

use super::cells::Cells;
use super::columns::{Kind, Part};
use super::custom;
use super::row::{seen, written};
use crate::account::Account;
use crate::act::Act;
use crate::fault::Fault;
use crate::{customers, orders};

/// So many orders or customers are read at a time.
pub const AT_ONCE: i64 = 200;

/// What files begin with, so that spreadsheets read them as UTF-8.
pub const MARK: &str = "\u{feff}";

/// A text as a cell: quoted, and never taken for a formula.
pub fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// The first row of a file.
pub fn header(account: &Account, kind: Kind) -> String {
    let own = kind.columns().iter().map(|column| column.name.to_owned());
    let names: Vec<String> = own.chain(custom::fields(account, kind).map(|field| custom::name(&field.code))).collect();
    format!("{}\r\n", names.join(","))
}

/// The rows of an order or a customer: of an order one for each of its lines, and one if it has none.
pub fn rows(account: &Account, kind: Kind, row: &Value) -> String {
    let cells = Cells::of(kind, row);
    let mut out = String::new();
    for place in 0..cells.lines.len().max(1) {
        let texts = kind.columns().iter().map(|column| match column.part {
            Part::Line => cells.lines.get(place).and_then(|line| line.get(column.name)).map_or("", String::as_str),
            _ => cells.get(column.name),
        });
        let custom = custom::fields(account, kind).map(|field| custom::written(cells.get(&custom::name(&field.code))));
        let texts = texts.map(str::to_owned).chain(custom);
        let line: Vec<String> = texts.map(|text| if text.is_empty() { String::new() } else { cell(&text) }).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}

/// Some rows of a store after an id, in the order of their ids, as the actor sees them; and the last id, none at the end.
///
/// # Errors
/// The database failed.
pub fn some(tx: &mut Tx<'_>, act: &Act<'_>, kind: Kind, site: i64, after: i64) -> Result<(String, Option<i64>), Fault> {
    let (texts, last) = match kind {
        Kind::Orders => orders::after(tx, act, site, after, AT_ONCE, Version::V5)?,
        Kind::Customers => customers::after(tx, act, site, after, AT_ONCE)?,
    };
    let mut out = String::new();
    for text in texts {
        let row = seen(act, &written(act, text.into_bytes())?)?;
        out.push_str(&rows(act.account, kind, &row));
    }
    Ok((out, last))
}
