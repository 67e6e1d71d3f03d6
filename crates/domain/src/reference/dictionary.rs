//! What makes a dictionary: the fields an entry needs, what a new one begins with, and what its fields may hold.

use serde_json::{Map, Value};
use wire::{Moment, Problem};

use super::rule::Rule;
use crate::account::Account;
use database::Sites;

/// The rules of one dictionary.
#[derive(Debug)]
pub struct Dictionary {
    /// Its name in the account, such as `order-types`.
    pub kind: &'static str,
    /// Fields no entry can be without.
    pub required: &'static [&'static str],
    /// What a field holds while nothing was sent for it.
    pub fresh: &'static [(&'static str, Fresh)],
    /// Flags that at most one entry has: setting one takes it off the others.
    pub one: &'static [&'static str],
    /// Fields that are set once and then left alone.
    pub fixed: &'static [&'static str],
    /// What fields may hold, by path: `group`, `address.countryIso`, `sites[]`.
    pub rules: &'static [(&'static str, Rule)],
}

impl Dictionary {
    /// A dictionary with no rules at all.
    pub const PLAIN: Self = Self { kind: "", required: &[], fresh: &[], one: &[], fixed: &[], rules: &[] };
}

/// What a new entry begins with.
#[derive(Debug, Clone, Copy)]
pub enum Fresh {
    /// True.
    Yes,
    /// False.
    No,
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(&'static str),
    /// An empty list.
    List,
    /// An object without fields.
    Object,
    /// A week, each day of it with an empty list.
    Week,
    /// The time it is.
    Now,
    /// The country of the account.
    Country,
}

/// What the rules look at besides the entry.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The account.
    pub account: &'a Account,
    /// The stores that the caller may see.
    pub sites: &'a Sites,
    /// When it happens.
    pub now: Moment,
}

impl Fresh {
    fn value(self, context: Context<'_>) -> Value {
        match self {
            Self::Yes => Value::Bool(true),
            Self::No => Value::Bool(false),
            Self::Whole(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::List => Value::Array(Vec::new()),
            Self::Object => Value::Object(Map::new()),
            Self::Week => ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().map(|day| (*day, Value::Array(Vec::new()))).collect(),
            Self::Now => serde_json::to_value(context.now).unwrap_or_default(),
            Self::Country => Some(context.account.country()).filter(|country| !country.is_empty()).into(),
        }
    }
}

impl Dictionary {
    /// What an entry will be: what it was (or what a new one begins with), with the fields that were sent.
    ///
    /// A blank text and a null take a field away; of an object only the fields that were sent change.
    ///
    /// # Errors
    /// Every field that breaks a rule, named.
    pub fn merge(
        &self,
        context: Context<'_>,
        stored: Option<&Map<String, Value>>,
        sent: Map<String, Value>,
    ) -> Result<Map<String, Value>, Problem> {
        let fresh = |field: &str| self.fresh.iter().find(|(name, _)| *name == field).map(|(_, fresh)| fresh.value(context));
        let mut body =
            stored.cloned().unwrap_or_else(|| self.fresh.iter().map(|(name, fresh)| ((*name).to_owned(), fresh.value(context))).collect());
        let mut errors: Vec<(String, String)> = Vec::new();
        let mut changed = Vec::new();
        for (field, mut value) in sent {
            if self.fixed.contains(&field.as_str()) && body.contains_key(&field) {
                continue;
            }
            prune(&mut value);
            match (body.get_mut(&field), value) {
                (_, Value::Null) => match fresh(&field) {
                    Some(value) => drop(body.insert(field, value)),
                    None => drop(body.shift_remove(&field)),
                },
                (Some(Value::Object(old)), Value::Object(new)) => {
                    change(old, new);
                    changed.push(field);
                }
                (_, Value::Object(new)) => {
                    let mut members = Map::new();
                    change(&mut members, new);
                    body.insert(field.clone(), Value::Object(members));
                    changed.push(field);
                }
                (_, value) => {
                    body.insert(field.clone(), value);
                    changed.push(field);
                }
            }
        }
        for field in self.required {
            if !body.contains_key(*field) {
                errors.push(((*field).to_owned(), "This value should not be blank.".to_owned()));
            }
        }
        for (path, rule) in self.rules {
            let field = path.split(['.', '[']).next().unwrap_or_default();
            if changed.iter().any(|changed| changed == field) {
                rule.check(context, path, &mut body, &mut errors);
            }
        }
        refuse(errors)?;
        Ok(body)
    }
}

/// The refusal of an entry for these fields; none is no refusal.
pub fn refuse(errors: Vec<(String, String)>) -> Result<(), Problem> {
    let mut errors = errors.into_iter();
    let Some((path, text)) = errors.next() else { return Ok(()) };
    Err(errors.fold(Problem::entity(path, text), |problem, (path, text)| problem.with(path, text)))
}

/// Applies fields to an object inside an entry; null takes one away.
fn change(old: &mut Map<String, Value>, new: Map<String, Value>) {
    for (field, value) in new {
        match value {
            Value::Null => drop(old.shift_remove(&field)),
            value => drop(old.insert(field, value)),
        }
    }
}

/// Turns blank texts into null, drops the nulls of a list and of the objects in it (those are written anew as a
/// whole), and keeps one of several equal codes.
fn prune(value: &mut Value) {
    match value {
        Value::String(text) if text.trim().is_empty() => *value = Value::Null,
        Value::Object(members) => members.values_mut().for_each(prune),
        Value::Array(items) => {
            let mut seen = std::collections::HashSet::new();
            items.iter_mut().for_each(prune);
            items.retain(|item| !item.is_null() && item.as_str().is_none_or(|code| seen.insert(code.to_owned())));
            for item in items {
                if let Value::Object(members) = item {
                    members.retain(|_, member| !member.is_null());
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn blanks_are_no_values_and_codes_are_named_once() {
        let mut value =
            json!({"text": " ", "codes": ["a", "", "b", "a"], "rows": [{"city": "", "region": "x"}], "number": 0, "flag": false});
        prune(&mut value);
        assert_eq!(value, json!({"text": null, "codes": ["a", "b"], "rows": [{"region": "x"}], "number": 0, "flag": false}));
    }

    #[test]
    fn only_the_fields_that_were_sent_change_inside_an_object() {
        let mut address = json!({"city": "Madrid", "index": "28001"});
        let sent = json!({"index": null, "street": "Mayor"});
        if let (Some(old), Value::Object(new)) = (address.as_object_mut(), sent) {
            change(old, new);
        }
        assert_eq!(address, json!({"city": "Madrid", "street": "Mayor"}));
    }

    #[test]
    fn every_wrong_field_is_named() {
        assert!(refuse(Vec::new()).is_ok());
        let problem = refuse(vec![("name".to_owned(), "a".to_owned()), ("sites[1]".to_owned(), "b".to_owned())]);
        let errors = problem.map_err(|problem| Value::Object(problem.errors));
        assert_eq!(errors, Err(json!({"name": "a", "sites[1]": "b"})));
    }
}
