//! The requests of the dictionaries.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Map;

use super::{CostGroup, CostItem, MgTemplate};
use crate::page::Page;
use crate::{Arguments, Int, Problem, Request};

/// An object sent in its own parameter.
pub trait Parameter: crate::Entity + JsonSchema + Send + Sync + 'static {
    /// The parameter, and further names that clients use for it.
    const NAMES: &'static [&'static str];
}

/// The request of `reference/…/{code}/edit`.
#[derive(Debug)]
pub struct EditEntry<T> {
    /// Code of the entry.
    pub code: String,
    /// What changes; all of it when the code is new.
    pub entry: T,
}

impl<T: Parameter> Request for EditEntry<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned(), entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/…/create`.
#[derive(Debug)]
pub struct NewEntry<T> {
    /// The entry.
    pub entry: T,
}

impl<T: Parameter> Request for NewEntry<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/…/{id}/edit`.
#[derive(Debug)]
pub struct EditNumbered<T> {
    /// ID of the entry.
    pub id: i64,
    /// What changes.
    pub entry: T,
}

impl<T: Parameter> Request for EditNumbered<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/cost-groups/{code}/edit`.
#[derive(Debug)]
pub enum EditCostGroup {
    /// A group of costs.
    Group(EditEntry<CostGroup>),
    /// A cost item: Python's client posts them to this address.
    Item(EditEntry<CostItem>),
}

impl Request for EditCostGroup {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let sent = |name: &str| arguments.tree.contains_key(name);
        if sent("costItem") && !sent("costGroup") {
            return EditEntry::read(arguments).map(Self::Item);
        }
        EditEntry::read(arguments).map(Self::Group)
    }
}

/// The request of `reference/mg-channels/templates`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListTemplates {
    /// ID of the channel; by default, the templates of all channels.
    #[schemars(rename = "channel_id")]
    pub channel: Option<i64>,
    /// Which page; any number of rows up to 100.
    #[schemars(flatten, with = "crate::page::AnyPage")]
    pub page: Page,
}

impl Request for ListTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let limits: Vec<i64> = (1..=100).collect();
        let channel = arguments.scalar::<Int>("channel_id")?.map(|id| id.0);
        Ok(Self { channel, page: Page::read_with(&arguments.tree, &limits)? })
    }
}

/// The request of `reference/mg-channels/templates/edit`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditTemplates {
    /// Templates to make or change.
    pub templates: Vec<MgTemplate>,
    /// IDs of templates to remove.
    pub removed: Vec<i64>,
}

impl Request for EditTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        for parameter in ["templates", "removed"] {
            if !arguments.tree.contains_key(parameter) {
                return Err(Problem::missing(parameter));
            }
        }
        let removed = arguments.list::<Int>("removed")?.into_iter().map(|id| id.0).collect();
        Ok(Self { templates: arguments.list("templates")?, removed })
    }
}

/// The parameters of a request as a schema: a variable of the address, if there is one, and the entity under its name.
fn parameters<T: Parameter>(generator: &mut SchemaGenerator, address: Option<(&str, Schema)>) -> Schema {
    let name = T::NAMES.first().copied().unwrap_or_default();
    let mut members = Map::new();
    members.extend(address.map(|(name, schema)| (name.to_owned(), schema.to_value())));
    members.insert(name.to_owned(), generator.subschema_for::<T>().to_value());
    let required: Vec<String> = members.keys().cloned().collect();
    json_schema!({"type": "object", "properties": members, "required": required})
}

macro_rules! shapes {
    ($($request:ident: $address:expr;)*) => {$(
        impl<T: Parameter> JsonSchema for $request<T> {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                format!("{}{}", stringify!($request), T::schema_name()).into()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                parameters::<T>(generator, $address)
            }
        }
    )*};
}

shapes! {
    EditEntry: Some(("code", json_schema!({"type": "string", "description": "Code of the entry; a new code makes a new entry.", "examples": ["new-code"]})));
    NewEntry: None;
    EditNumbered: Some(("id", json_schema!({"type": "integer", "description": "Id of the entry.", "examples": [1]})));
}

impl JsonSchema for EditCostGroup {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        EditEntry::<CostGroup>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        EditEntry::<CostGroup>::json_schema(generator)
    }
}
