//! Rows as they are answered.

use database::Tx;
use database::rows::{self, Row};
use serde_json::{Value, json};
use wire::Moment;

use super::links::Shown;
use super::{Noun, attached};
use crate::act::Act;
use crate::draft::{self, Body};
use crate::fault::Fault;

/// One row as a JSON text.
///
/// # Errors
/// There is no such row that the actor may see.
pub fn get(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, id: i64) -> Result<String, Fault> {
    let row = noun.row(tx, act, id, false)?;
    Ok(texts(tx, act, noun, &[row])?.remove(0))
}

/// A row; one that is about to be changed is kept from others.
///
/// # Errors
/// There is no such row that the actor may see.
pub fn find(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, id: i64, to_change: bool) -> Result<Row, Fault> {
    noun.row(tx, act, id, to_change)
}

/// The JSON texts of rows.
pub(super) fn texts(tx: &mut Tx<'_>, act: &Act<'_>, noun: &Noun, page: &[Row]) -> Result<Vec<String>, Fault> {
    let links = Shown::of(tx, act, noun, page)?;
    let mut stores = match noun.stores {
        Some(list) if !page.is_empty() => rows::stores(tx, list, &page.iter().map(|row| row.id).collect::<Vec<_>>())?,
        _ => Vec::new(),
    };
    stores.retain(|(_, site)| act.scope.sites.contains(*site));
    let mut attached = attached::of(tx, act, noun, page)?;
    let mut text = |row: &Row| {
        let mut body = Body::new();
        body.insert("id".to_owned(), json!(row.id));
        body.append(&mut draft::read(&row.body)?);
        body.insert("createdAt".to_owned(), draft::stored(Moment(row.created_at)));
        links.put(noun, row, &mut body);
        if noun.stores.is_some() {
            let codes = stores.iter().filter(|(id, _)| *id == row.id).map(|(_, site)| act.account.site_code(*site));
            body.insert("sites".to_owned(), codes.map(Value::from).collect());
        }
        if !noun.attached.is_empty() {
            body.insert("attachment".to_owned(), attached.remove(&row.id).unwrap_or_default().into());
        }
        (noun.shown)(act, &mut body);
        Ok(Value::Object(body).to_string())
    };
    page.iter().map(&mut text).collect()
}
