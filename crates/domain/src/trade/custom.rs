//! Columns of custom fields in files: `custom.CODE`, with cells that are read by the type of the field.

use serde_json::Value;

use super::cells::Texts;
use super::columns::{Column, Form, Kind, Part, text};
use super::values::{self, Reason};
use crate::account::{Account, Entry};
use crate::custom_fields::{self, Owner};

/// What the name of such a column begins with.
const PREFIX: &str = "custom.";
/// What stands before each code of several: no text that people enter has it.
const EACH: char = '\u{1f}';

/// The name of the column of a custom field.
pub fn name(code: &str) -> String {
    format!("{PREFIX}{code}")
}

/// The code of the custom field of a column; `None` for any other column.
pub fn code(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX).filter(|code| !code.is_empty())
}

fn owner(kind: Kind) -> Owner {
    match kind {
        Kind::Orders => Owner::Order,
        Kind::Customers => Owner::Customer,
    }
}

/// The custom fields that files of a kind have columns of.
pub fn fields(account: &Account, kind: Kind) -> impl Iterator<Item = &Entry> {
    custom_fields::declared_of(account, owner(kind)).filter(|field| field.active)
}

/// What the custom field of a column is called; `None` where there is none.
pub fn label<'a>(account: &'a Account, kind: Kind, column: &str) -> Option<&'a str> {
    let code = code(column)?;
    fields(account, kind).find(|field| field.code == code).map(|field| field.text("name").unwrap_or(&field.code))
}

/// The text of a cell as it is sent.
///
/// # Errors
/// It can be read in two ways, or in none; what only the rules of the API can judge passes.
pub fn sent(account: &Account, kind: Kind, code: &str, cell: &str) -> Result<String, Reason> {
    let field = fields(account, kind).find(|field| field.code == code);
    let dictionary = field.and_then(|field| field.text("dictionary")).unwrap_or_default();
    let element = |cell: &str| custom_fields::element_code(account, dictionary, cell).ok_or("code");
    let read = |form: Form| {
        let column = Column { name: "", part: Part::Field, form, pointer: "", path: &[], aliases: &[] };
        values::sent(&column, cell, account)
    };
    match field.and_then(|field| field.text("type")).unwrap_or_default() {
        _ if cell.is_empty() => Ok(String::new()),
        "boolean" => read(Form::Flag),
        "date" => read(Form::Day),
        "datetime" => read(Form::Moment),
        "integer" | "numeric" => read(Form::Number),
        "dictionary" => element(cell),
        "multiselect_dictionary" => {
            let each = cell.split(',').map(str::trim).filter(|cell| !cell.is_empty());
            each.map(|cell| element(cell).map(|code| format!("{EACH}{code}"))).collect()
        }
        _ => read(Form::Text),
    }
}

/// The cells of the custom fields of an answer.
pub(super) fn cells(row: &Value) -> Texts {
    let value = |value: &Value| match value {
        Value::Array(codes) => codes.iter().map(|code| format!("{EACH}{}", text(Some(code)))).collect(),
        value => text(Some(value)),
    };
    let each = row["customFields"].as_object().into_iter().flatten();
    each.map(|(code, own)| (name(code), value(own))).filter(|(_, value)| !value.is_empty()).collect()
}

/// The arguments that set the custom fields among cells; `member` is what the request calls the row.
pub(super) fn arguments(member: &str, head: &Texts) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (column, value) in head {
        let Some(code) = code(column) else { continue };
        let name = format!("{member}[customFields][{code}]");
        match value.strip_prefix(EACH) {
            Some(codes) => pairs.extend(codes.split(EACH).enumerate().map(|(place, code)| (format!("{name}[{place}]"), code.to_owned()))),
            None => pairs.push((name, value.clone())),
        }
    }
    pairs
}

/// A cell as it is written into a file.
pub(super) fn written(value: &str) -> String {
    value.strip_prefix(EACH).map_or_else(|| value.to_owned(), |codes| codes.replace(EACH, ", "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_become_cells_and_cells_become_arguments() {
        let cells = cells(&json!({"customFields": {"gift": true, "size": 1.5, "tastes": ["mint", "rose"], "none": null}}));
        assert_eq!(cells.keys().map(String::as_str).collect::<Vec<_>>(), ["custom.gift", "custom.size", "custom.tastes"]);
        assert_eq!(written(&cells["custom.tastes"]), "mint, rose");
        let expected = [("gift", "true"), ("size", "1.5"), ("tastes][0", "mint"), ("tastes][1", "rose")];
        let expected: Vec<(String, String)> =
            expected.map(|(name, value)| (format!("order[customFields][{name}]"), value.to_owned())).into();
        assert_eq!(arguments("order", &cells), expected);
        assert_eq!((code("custom.gift"), code("custom."), code("number")), (Some("gift"), None, None));
    }
}
