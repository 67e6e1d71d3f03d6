//! The arguments of one call, and how a method's request is read from them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::file::Content;
use crate::form::Tree;
use crate::page::Page;
use crate::patch::{Entity, read_entity, read_value};
use crate::problem::Problem;
use crate::scalar::FromScalar;
use crate::{List, Patch, Text};

/// The version of the API a call came in by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Version {
    /// `/api/v3`
    V3,
    /// `/api/v4`
    V4,
    /// `/api/v5`, and the addresses without a version.
    #[default]
    V5,
}

/// Whether an id in an address is the client's own or the hub's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// The hub's id.
    Id(i64),
    /// The client's id, unique in one store.
    External(String),
}

/// A [`Reference`] as its two parameters.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct ReferenceParameters {
    /// External ID, or with `by=id` the internal ID.
    #[schemars(example = "1001")]
    external_id: String,
    /// What the ID in the URL is: `externalId` or `id` (the internal one).
    #[schemars(default)]
    by: By,
}

/// What an id in an address is.
#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[expect(dead_code, reason = "the shape of a parameter, for the reference book")]
enum By {
    #[default]
    ExternalId,
    Id,
}

impl JsonSchema for Reference {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        ReferenceParameters::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        ReferenceParameters::json_schema(generator)
    }
}

/// A request that can be read from the arguments of a call.
///
/// Its schema is that of the parameters: an object whose members are the parameters by name. Members that stand in
/// braces in the method's address are read from there.
pub trait Request: schemars::JsonSchema + Sized + Send + Sync + 'static {
    /// Reads it.
    ///
    /// # Errors
    /// A required parameter is absent, or one cannot be read; the [`Problem`] names it.
    fn read(arguments: &mut Arguments) -> Result<Self, Problem>;
}

/// The request of a method without parameters.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl JsonSchema for Nothing {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Nothing".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "properties": {}})
    }
}

impl Request for Nothing {
    fn read(_: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self)
    }
}

/// Everything a call brought: parameters of the query and the body, and the variables of its address.
#[derive(Debug, Default)]
pub struct Arguments {
    /// Parameters of query and body.
    pub tree: Tree,
    /// Variables of the address, decoded.
    pub path: Vec<(String, String)>,
    /// The version in the address.
    pub version: Version,
    /// The body, for methods whose body is a file.
    pub content: Option<Content>,
}

/// One entity of a bulk call: what was read, or the path and the text of what is wrong with it.
pub type Read<T> = Result<T, (String, String)>;

/// The entities of a bulk call, each with the external id it names, readable or not.
pub type Bulk<T> = Vec<(Option<String>, Read<T>)>;

impl Arguments {
    /// A variable of the address.
    pub fn variable(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A numeric variable of the address; anything but a number names no row.
    ///
    /// # Errors
    /// Not a number: answered like an unknown row.
    pub fn id(&self, name: &str) -> Result<i64, Problem> {
        self.variable(name).parse().map_err(|_| Problem::not_found())
    }

    /// A plain parameter; blank and `None` (which Python clients send) count as absent.
    pub fn plain(&self, name: &str) -> Option<String> {
        match self.tree.get(name)? {
            Value::String(text) if text.is_empty() || text == "None" => None,
            Value::String(text) => Some(text.clone()),
            Value::Null | Value::Object(_) | Value::Array(_) => None,
            other => Some(other.to_string()),
        }
    }

    /// A plain parameter of a scalar type.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn scalar<T: Entity>(&self, name: &str) -> Result<Option<T>, Problem> {
        let Some(text) = self.plain(name) else { return Ok(None) };
        read_value(Value::String(text)).map(Some).map_err(|(_, error)| Problem::input(name, error))
    }

    /// The code of the store the call names.
    ///
    /// # Errors
    /// It is not a valid code.
    pub fn site(&self) -> Result<Option<String>, Problem> {
        match self.plain("site") {
            Some(code) => Text::from_text(&code).map(|code| code.map(|code| code.0)).map_err(|error| Problem::input("site", error)),
            None => Ok(None),
        }
    }

    /// What the id in the address means: `by` is `externalId` (default) or `id`.
    ///
    /// # Errors
    /// `by` has another value.
    pub fn by(&self, variable: &str) -> Result<Reference, Problem> {
        self.by_parameter("by", variable)
    }

    /// [`Arguments::by`] under another parameter name, such as `entityBy`.
    ///
    /// # Errors
    /// The parameter has another value.
    pub fn by_parameter(&self, parameter: &str, variable: &str) -> Result<Reference, Problem> {
        let value = self.variable(variable);
        match self.plain(parameter).as_deref() {
            None | Some("externalId") => {
                if value.contains('\0') {
                    return Err(Problem::not_found());
                }
                Ok(Reference::External(value.to_owned()))
            }
            // An ID that is not a number matches no object.
            Some("id") => Ok(Reference::Id(value.parse().unwrap_or(0))),
            Some(other) => Err(Problem::by(parameter, other, "externalId, id")),
        }
    }

    /// Paging: see [`Page::read`].
    ///
    /// # Errors
    /// `page` or `limit` is out of range.
    pub fn page(&self) -> Result<Page, Problem> {
        Page::read(&self.tree)
    }

    /// The `filter[…]` parameters; anything but a group of fields (`filter=None`) filters nothing.
    ///
    /// # Errors
    /// A field of the filter is invalid, or it has too many values for one query.
    pub fn filter<T: Entity + Default>(&mut self) -> Result<T, Problem> {
        match self.tree.remove("filter") {
            Some(Value::Object(fields)) => {
                refuse_overlong(&fields)?;
                read_value(Value::Object(fields)).map_err(|(path, error)| {
                    let field = path.split(['.', '[']).next().unwrap_or_default();
                    Problem::input(field, error)
                })
            }
            _ => Ok(T::default()),
        }
    }

    /// A list parameter: brackets, JSON text, or one bare value; absent is empty.
    ///
    /// # Errors
    /// An element cannot be read.
    pub fn list<T: Entity>(&mut self, name: &str) -> Result<Vec<T>, Problem> {
        match self.tree.remove(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::String(text)) if text.is_empty() || text == "None" => Ok(Vec::new()),
            Some(value) => read_value::<List<T>>(value).map(|list| list.0).map_err(|(_, error)| Problem::input(name, error)),
        }
    }

    /// An entity: JSON text in one parameter, or an object of a JSON body.
    ///
    /// # Errors
    /// It is absent, not JSON, not an object, or one of its fields cannot be read.
    pub fn entity<T: Entity>(&mut self, name: &str) -> Result<T, Problem> {
        self.entity_under(&[name])
    }

    /// [`Arguments::entity`] under the first of several names that is there; the first name is the one to report.
    ///
    /// # Errors
    /// As [`Arguments::entity`].
    pub fn entity_under<T: Entity>(&mut self, names: &[&str]) -> Result<T, Problem> {
        let name = names.first().copied().unwrap_or_default();
        let found = names.iter().find_map(|name| self.tree.remove(*name));
        let read = match found {
            None | Some(Value::Null) => return Err(Problem::missing(name)),
            Some(Value::String(text)) if text.trim().is_empty() => return Err(Problem::missing(name)),
            Some(Value::String(text)) if text.trim_start().starts_with('{') => read_entity(&text),
            // PHP writes an empty object as an empty list.
            Some(Value::String(text)) if text.trim() == "[]" => read_entity("{}"),
            Some(Value::String(text)) => Err((String::new(), not_an_object(&text))),
            Some(Value::Object(fields)) => read_value(Value::Object(fields)),
            Some(_) => Err((String::new(), "must be a JSON object".to_owned())),
        };
        read.map_err(|(path, error)| bad_entity(name, path, error))
    }

    /// Refuses an entity without any field: nothing can be made of it.
    ///
    /// # Errors
    /// It is empty.
    pub fn refuse_empty(&self, name: &str) -> Result<(), Problem> {
        if self.tree.get(name).is_some_and(is_empty) { Err(Problem::entity(name, "must not be empty")) } else { Ok(()) }
    }

    /// The entities of a bulk call, each read on its own so that one bad entity does not cost the others.
    ///
    /// # Errors
    /// The parameter is absent, is not a JSON list, or has no objects or more than `max`.
    pub fn entities<T: Entity>(&mut self, names: &[&str], max: usize) -> Result<Bulk<T>, Problem> {
        let name = names.first().copied().unwrap_or_default();
        let found = names.iter().find_map(|name| self.tree.remove(*name));
        let texts: Vec<Box<RawValue>> = match found {
            None | Some(Value::Null) => return Err(Problem::missing(name)),
            Some(Value::String(text)) if text.trim().is_empty() => return Err(Problem::missing(name)),
            Some(Value::String(text)) => serde_json::from_str(&text).map_err(|_| Problem::entity(name, not_a_list(&text)))?,
            Some(Value::Array(items)) => items.iter().filter_map(|item| serde_json::value::to_raw_value(item).ok()).collect(),
            Some(_) => return Err(Problem::entity(name, "must be a JSON list")),
        };
        if texts.is_empty() {
            return Err(Problem::entity(name, "must not be empty"));
        }
        if texts.len() > max {
            return Err(Problem::entity(name, format!("holds {} entities; at most {max} are taken at once", texts.len())));
        }
        Ok(texts.iter().map(|text| (external_id(text.get()), read_one(text.get()))).collect())
    }
}

/// The most values of one filter, all its fields together.
const MAX_FILTERED: usize = 500;

/// Refuses a filter of too many values; its longest field is named.
fn refuse_overlong(fields: &Tree) -> Result<(), Problem> {
    let longest = fields.iter().map(|(field, value)| (values_in(value), field)).max();
    match longest {
        Some((_, field)) if fields.values().map(values_in).sum::<usize>() > MAX_FILTERED => {
            Err(Problem::input(field, format!("at most {MAX_FILTERED} values at once")))
        }
        _ => Ok(()),
    }
}

/// Refuses a number of a filter that is none of 1, 2 and 3: without, with, with more than that.
///
/// # Errors
/// It is another one.
pub(crate) fn one_to_three(name: &str, sent: &Patch<Text>) -> Result<(), Problem> {
    match sent.value() {
        Some(choice) if !["", "1", "2", "3"].contains(&&*choice.0) => {
            Err(Problem::input(name, "The value you selected is not a valid choice."))
        }
        _ => Ok(()),
    }
}

/// How many values there are in a field of a filter; a list may also be written as JSON text.
fn values_in(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(values_in).sum(),
        Value::Object(members) => members.values().map(values_in).sum(),
        Value::String(text) if text.starts_with(['[', '{']) => text.matches(',').count() + 1,
        _ => 1,
    }
}

fn read_one<T: Entity>(text: &str) -> Read<T> {
    if !text.trim_start().starts_with('{') {
        return Err((String::new(), "must be a JSON object".to_owned()));
    }
    read_entity(text)
}

/// The external id of an entity that may be unreadable otherwise, to name it among the failed ones.
fn external_id(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    match value.get("externalId")? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// An object without members, which PHP writes as an empty list.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::String(text) => {
            let inner = text.trim();
            let inner =
                inner.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).or_else(|| inner.strip_prefix('[')?.strip_suffix(']'));
            inner.is_some_and(|inner| inner.trim().is_empty())
        }
        _ => false,
    }
}

fn bad_entity(name: &str, path: String, error: String) -> Problem {
    Problem::entity(if path.is_empty() { name.to_owned() } else { path }, error)
}

fn not_an_object(text: &str) -> String {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => "must be a JSON object".to_owned(),
        Err(error) => format!("is not JSON: {error}"),
    }
}

fn not_a_list(text: &str) -> String {
    match serde_json::from_str::<serde::de::IgnoredAny>(text) {
        Ok(_) => "must be a JSON list".to_owned(),
        Err(error) => format!("is not JSON: {error}"),
    }
}
