//! Which orders of its stores a key sees: a small closed set of conditions, all of which must hold.

use std::collections::BTreeMap;

use database::{Condition, On, Value as Bound};
use serde_json::{Map, Value};
use wire::Moment;

use crate::account::Account;
use crate::contact::folded;

/// The longest time for which orders may be seen, in days.
pub const MOST_DAYS: i64 = 3650;

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Where the buyer came from, as the order's `source.source` says.
    Source,
    /// `source.medium`
    Medium,
    /// `source.campaign`
    Campaign,
    /// `source.keyword`
    Keyword,
    /// `source.content`
    Content,
    /// The order method, by code.
    Method,
    /// The order type, by code.
    Type,
    /// The group of the order's status, by code.
    Group,
}

/// Every field.
pub const FIELDS: [Field; 8] =
    [Field::Source, Field::Medium, Field::Campaign, Field::Keyword, Field::Content, Field::Method, Field::Type, Field::Group];

impl Field {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Medium => "medium",
            Self::Campaign => "campaign",
            Self::Keyword => "keyword",
            Self::Content => "content",
            Self::Method => "method",
            Self::Type => "type",
            Self::Group => "group",
        }
    }

    /// The field of a word.
    pub fn named(name: &str) -> Option<Self> {
        FIELDS.into_iter().find(|field| field.name() == name)
    }

    /// The dictionary its values are codes of; `None` for free texts, compared whatever the case of their letters.
    pub fn dictionary(self) -> Option<&'static str> {
        match self {
            Self::Method => Some("order-methods"),
            Self::Type => Some("order-types"),
            Self::Group => Some("status-groups"),
            _ => None,
        }
    }
}

/// The conditions of a key, as they are kept in its body under `rows`: `{"source": ["cpa"], "days": 30}`. Of the values
/// of a field one must be the order's. The default sees every order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Rows {
    /// The values of each field.
    pub fields: BTreeMap<Field, Vec<String>>,
    /// Orders that were made at most this many days ago.
    pub days: Option<i64>,
}

impl Rows {
    /// The conditions in a key's body.
    ///
    /// # Errors
    /// They cannot be read: the key must not see everything by mistake.
    pub fn of_body(body: &Map<String, Value>) -> Result<Self, String> {
        let mut rows = Self::default();
        let Some(kept) = body.get("rows") else { return Ok(rows) };
        for (name, value) in kept.as_object().ok_or("the rows are no object")? {
            if name == "days" {
                rows.days = Some(value.as_i64().ok_or("the days are no number")?);
                continue;
            }
            let field = Field::named(name).ok_or_else(|| format!("there is no field \"{name}\""))?;
            let texts = value.as_array().and_then(|list| list.iter().map(|text| text.as_str().map(str::to_owned)).collect());
            rows.fields.insert(field, texts.ok_or("the values are no texts")?);
        }
        Ok(rows)
    }

    /// Puts them into a key's body; without any, the body has none.
    pub fn put(&self, body: &mut Map<String, Value>) {
        if self.is_empty() {
            body.shift_remove("rows");
            return;
        }
        let mut kept: Map<String, Value> =
            self.fields.iter().map(|(field, values)| (field.name().to_owned(), values.clone().into())).collect();
        if let Some(days) = self.days {
            kept.insert("days".to_owned(), days.into());
        }
        body.insert("rows".to_owned(), Value::Object(kept));
    }

    /// Reads `source=cpa|partner,days=30`; `all` for every order.
    ///
    /// # Errors
    /// A field that there is not, or a number of days that is none, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rows = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty() && *part != "all") {
            let (name, values) = part.split_once('=').ok_or_else(|| format!("\"{part}\" is not a valid condition. Example: source=cpa"))?;
            if name.trim() == "days" {
                rows.days = Some(values.trim().parse().map_err(|_| format!("\"{values}\" is not a valid number of days"))?);
                continue;
            }
            let field = Field::named(name.trim()).ok_or_else(|| {
                format!("there is no condition \"{name}\"; the conditions are: {}, days", FIELDS.map(Field::name).join(", "))
            })?;
            rows.set(field, values.split('|'));
        }
        Ok(rows)
    }

    /// Sets the values of a field; blank ones are none.
    pub fn set<'a>(&mut self, field: Field, values: impl IntoIterator<Item = &'a str>) {
        let values: Vec<String> = values.into_iter().map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect();
        if values.is_empty() {
            self.fields.remove(&field);
        } else {
            self.fields.insert(field, values);
        }
    }

    /// What is wrong with them. `exists` checks whether a dictionary has a code.
    pub fn fault(&self, exists: impl Fn(&str, &str) -> bool) -> Option<String> {
        if self.days.is_some_and(|days| !(1..=MOST_DAYS).contains(&days)) {
            return Some(format!("Enter a number of days from 1 to {MOST_DAYS}."));
        }
        for (field, values) in &self.fields {
            let Some(dictionary) = field.dictionary() else { continue };
            if let Some(code) = values.iter().find(|code| !exists(dictionary, code)) {
                return Some(format!("There is no \"{code}\" among the {}.", dictionary.replace('-', " ")));
            }
        }
        None
    }

    /// The conditions on orders as they are at a moment.
    pub fn conditions(&self, account: &Account, now: Moment) -> Vec<Condition> {
        let texts = |values: &[String], fold: bool| -> Vec<Bound> {
            values.iter().map(|value| Bound::from(if fold { folded(value).into_owned() } else { value.clone() })).collect()
        };
        let mut conditions = Vec::with_capacity(self.fields.len() + 1);
        for (field, values) in &self.fields {
            conditions.push(match field {
                Field::Source => Condition::OneOf(On::Facet("source"), texts(values, true)),
                Field::Medium => Condition::OneOf(On::Facet("medium"), texts(values, true)),
                Field::Campaign => Condition::OneOf(On::Facet("campaign"), texts(values, true)),
                Field::Keyword => Condition::OneOf(On::Facet("keyword"), texts(values, true)),
                Field::Content => Condition::OneOf(On::Facet("content"), texts(values, true)),
                Field::Method => Condition::OneOf(On::Facet("method"), texts(values, false)),
                Field::Type => Condition::OneOf(On::Facet("type"), texts(values, false)),
                Field::Group => {
                    let within = |group: Option<&str>| group.is_some_and(|group| values.iter().any(|code| code == group));
                    let statuses = account.dictionary("statuses").iter().filter(|status| within(status.text("group")));
                    Condition::OneOf(On::Column("status"), statuses.map(|status| Bound::from(&status.code)).collect())
                }
            });
        }
        if let Some(days) = self.days {
            conditions.push(Condition::AtLeast(On::Column("created_at"), now.0.saturating_sub(days.saturating_mul(86_400)).into()));
        }
        conditions
    }

    /// True when every order is seen.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.days.is_none()
    }
}

impl std::fmt::Display for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts: Vec<String> = self.fields.iter().map(|(field, values)| format!("{}={}", field.name(), values.join("|"))).collect();
        parts.extend(self.days.map(|days| format!("days={days}")));
        f.write_str(&parts.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_kept_and_written_the_same_way() {
        let rows = Rows::parse("days=30, source=cpa|Partner").expect("rows");
        assert_eq!(rows.to_string(), "source=cpa|Partner,days=30");
        let mut body = Map::new();
        rows.put(&mut body);
        assert_eq!(Value::Object(body.clone()), serde_json::json!({"rows": {"source": ["cpa", "Partner"], "days": 30}}));
        assert_eq!(Rows::of_body(&body), Ok(rows));
        Rows::parse("all").expect("every row").put(&mut body);
        assert!(body.is_empty());
    }

    #[test]
    fn what_cannot_be_is_told_in_words() {
        let view =
            "there is no condition \"mood\"; the conditions are: source, medium, campaign, keyword, content, method, type, group, days";
        assert_eq!(Rows::parse("mood=good"), Err(view.to_owned()));
        assert_eq!(Rows::parse("days=many"), Err("\"many\" is not a valid number of days".to_owned()));
        assert_eq!(Rows::parse("source"), Err("\"source\" is not a valid condition. Example: source=cpa".to_owned()));
        let fault = |text: &str| Rows::parse(text).ok().and_then(|rows| rows.fault(|_, code| code == "phone"));
        assert_eq!(fault("method=phone,source=any,days=1"), None);
        assert_eq!(fault("method=phone|fax").as_deref(), Some("There is no \"fax\" among the order methods."));
        assert_eq!(fault("days=0").as_deref(), Some("Enter a number of days from 1 to 3650."));
        for body in [
            serde_json::json!({"rows": {"mood": ["good"]}}),
            serde_json::json!({"rows": {"source": "cpa"}}),
            serde_json::json!({"rows": []}),
        ] {
            assert!(Rows::of_body(body.as_object().expect("an object")).is_err());
        }
    }
}
