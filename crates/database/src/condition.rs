//! What a list is narrowed to: conditions on columns and on facets, the lower-cased values a row is found by.

use crate::scope::Scope;
use crate::sql::{Sql, Value};

/// What a condition tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// A column of the table.
    Column(&'static str),
    /// A text among the row's facets.
    Facet(&'static str),
    /// A whole number among the row's facets.
    Number(&'static str),
    /// A custom field, as text.
    Custom(String),
    /// A custom field, as a number in ten-thousandths.
    CustomNumber(String),
}

/// One condition; a list of them must hold together.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Equal to one of these; none of them matches nothing.
    OneOf(On, Vec<Value>),
    /// Not less than this.
    AtLeast(On, Value),
    /// Not more than this.
    AtMost(On, Value),
    /// Holds this text somewhere; the text is lower-cased by the caller.
    Contains(On, String),
    /// Has this among several, which stand between bars: `|cash|credit|`.
    Has(On, String),
    /// Has one of these values of a facet, by which the index finds it; `check` is the same as a condition on the row.
    Found {
        /// The facet.
        facet: &'static str,
        /// The values.
        values: Vec<String>,
        /// The condition.
        check: Box<Condition>,
    },
    /// No value, or zero.
    Empty(On),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// All of these hold.
    All(Vec<Condition>),
    /// A condition of the noun's own, whose text has `?` for each value.
    Own(String, Vec<Value>),
    /// A customer with an order that this scope sees.
    Visible(Scope),
    /// After this row in a list in the order of age: older, or newer where the flag says that the oldest come first.
    Beyond(Beginning, bool),
}

/// The place of a row in a list in the order of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// When the row was made, in Unix seconds.
    pub created_at: i64,
    /// Its id.
    pub id: i64,
}

impl Beginning {
    /// Whether rows of that time have a place of their own in the index of lists: from 1970 to 2106.
    pub fn has_place(self) -> bool {
        (0..1 << 32).contains(&self.created_at)
    }

    /// The place just before this one, so that the row itself comes after it.
    #[must_use]
    pub fn before(self, ascending: bool) -> Self {
        Self { id: if ascending { self.id - 1 } else { self.id + 1 }, ..self }
    }
}

impl Condition {
    /// Equal to this.
    pub fn is(on: On, value: impl Into<Value>) -> Self {
        Self::OneOf(on, vec![value.into()])
    }

    /// Whether it asks for some values of a column.
    pub(crate) fn names(&self, column: &str) -> bool {
        matches!(self, Self::OneOf(On::Column(name), _) if *name == column)
    }

    /// Appends the condition; `table` is the alias of the row's table.
    pub(crate) fn append_to(&self, sql: Sql, table: &str) -> Sql {
        match self {
            Self::OneOf(on, values) => {
                let sql = on.append_to(sql, table);
                if values.is_empty() {
                    return sql.push(" IS NULL AND 1 = 0");
                }
                let marks = vec!["?"; values.len()].join(",");
                sql.push_with(&format!(" IN ({marks})"), values.iter().cloned())
            }
            Self::AtLeast(on, value) => on.append_to(sql, table).push_with(" >= ?", [value.clone()]),
            Self::AtMost(on, value) => on.append_to(sql, table).push_with(" <= ?", [value.clone()]),
            Self::Contains(on, text) => on.append_to(sql, table).push_with(" LIKE ? ESCAPE '\\'", [Value::from(like(text))]),
            // Unlike LIKE, this means the same on both engines where letters are of different case.
            Self::Has(on, code) => {
                let code = format!("|{code}|");
                let sql = on.append_to(on.append_to(sql, table).push(" <> replace("), table);
                sql.push_with(", ?, '')", [Value::from(code)])
            }
            Self::Found { check, .. } => check.append_to(sql, table),
            Self::Empty(on) => {
                let sql = on.append_to(sql.push("coalesce("), table);
                sql.push(if matches!(on, On::Number(_) | On::CustomNumber(_)) { ", 0) = 0" } else { ", '') = ''" })
            }
            Self::Any(conditions) => any(conditions, sql, table),
            Self::All(conditions) => append_all(conditions, sql.push("(1 = 1"), table).push(")"),
            Self::Own(text, values) => sql.push_with(text, values.iter().cloned()),
            Self::Beyond(row, ascending) => {
                let sign = if *ascending { ">" } else { "<" };
                sql.push_with(&format!("({table}.created_at, {table}.id) {sign} (?, ?)"), [row.created_at.into(), row.id.into()])
            }
            Self::Visible(scope) => scope.with_orders(sql.push("1 = 1"), &format!("{table}.id")),
        }
    }
}

/// Appends that one of these holds, as a tree of pairs: SQLite bounds how deep an expression is.
fn any(conditions: &[Condition], sql: Sql, table: &str) -> Sql {
    match conditions {
        [] => sql.push("1 = 0"),
        [only] => only.append_to(sql, table),
        several => {
            let (left, right) = several.split_at(several.len() / 2);
            any(right, any(left, sql.push("("), table).push(" OR "), table).push(")")
        }
    }
}

impl On {
    pub(crate) fn append_to(&self, sql: Sql, table: &str) -> Sql {
        match self {
            Self::Column(name) => sql.push(&format!("{table}.{name}")),
            Self::Facet(name) => sql.push(&format!("CAST({table}.facets ->> '{name}' AS TEXT)")),
            Self::Number(name) => sql.push(&format!("CAST({table}.facets ->> '{name}' AS BIGINT)")),
            Self::Custom(code) => sql.push_with(&format!("CAST({table}.facets -> 'custom' ->> ? AS TEXT)"), [Value::from(code)]),
            Self::CustomNumber(code) => {
                sql.push_with(&format!("CAST({table}.facets -> 'customNumber' ->> ? AS BIGINT)"), [Value::from(code)])
            }
        }
    }
}

/// The most conditions in a row: SQLite bounds how deep an expression is.
const IN_A_ROW: usize = 64;

/// Appends every condition, each after an `AND`; many of them in groups.
pub(crate) fn append_all(conditions: &[Condition], mut sql: Sql, table: &str) -> Sql {
    if conditions.len() > IN_A_ROW {
        for group in conditions.chunks(IN_A_ROW) {
            sql = append_all(group, sql.push(" AND (1 = 1"), table).push(")");
        }
        return sql;
    }
    for condition in conditions {
        sql = condition.append_to(sql.push(" AND "), table);
    }
    sql
}

/// A statement's text with a `?` for each of its values, as [`Condition::Own`] takes it.
pub(crate) fn own_text(sql: Sql) -> (String, Vec<Value>) {
    let mut text = String::with_capacity(sql.text().len());
    for (index, part) in sql.text().split('$').enumerate() {
        let digits = if index == 0 { 0 } else { part.bytes().take_while(u8::is_ascii_digit).count() };
        text.push_str(if index == 0 { "" } else { "?" });
        text.push_str(&part[digits..]);
    }
    (text, sql.values.to_vec())
}

/// A pattern that finds the text anywhere; its own wildcards mean themselves.
pub(crate) fn like(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_in_a_text_mean_themselves() {
        assert_eq!(like("50%_\\"), "%50\\%\\_\\\\%");
        let sql = append_all(&[Condition::Contains(On::Facet("city"), "a".into()), Condition::is(On::Column("id"), 1)], Sql::new("x"), "o");
        assert_eq!(sql.text(), "x AND CAST(o.facets ->> 'city' AS TEXT) LIKE $1 ESCAPE '\\' AND o.id IN ($2)");
    }
}
