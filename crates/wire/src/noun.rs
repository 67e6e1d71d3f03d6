//! Requests and replies that nouns share: create, edit, read one, list, delete. Only the names of their members differ.

use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::page::{Page, Pagination};
use crate::reply::Ready;
use crate::request::Bulk;
use crate::{Arguments, Problem, Request};

/// An entity by the names its requests and replies give it.
pub trait Named: crate::Entity + JsonSchema + Send + Sync + 'static {
    /// One of them: `task`.
    const ONE: &'static str;
    /// Several: `tasks`.
    const MANY: &'static str;
    /// Whether one without any field is refused as such, before its fields are asked for.
    const REFUSED_EMPTY: bool = true;
    /// How the reference book describes one.
    const TEXT: &'static str = "The entity.";
    /// How it describes several.
    const TEXTS: &'static str = "The entities.";
    /// How it describes the store of a call that makes or changes one.
    const SITE: &'static str = "Code of the store in which external ids and numbers are looked for.";
}

/// A row by its internal id, in the path.
#[derive(Debug, JsonSchema)]
pub struct ById {
    /// Internal id.
    pub id: i64,
}

impl Request for ById {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")? })
    }
}

/// A new entity.
#[derive(Debug)]
pub struct Create<T> {
    /// Code of the store in which external ids and numbers are looked for.
    pub site: Option<String>,
    /// The entity.
    pub entity: T,
}

impl<T: Named> Request for Create<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        if T::REFUSED_EMPTY {
            arguments.refuse_empty(T::ONE)?;
        }
        Ok(Self { site: arguments.site()?, entity: arguments.entity(T::ONE)? })
    }
}

impl<T: Named> JsonSchema for Create<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Create{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entity = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "properties": {"site": {"type": ["string", "null"], "description": T::SITE}, T::ONE: described(entity, T::TEXT)},
            "required": [T::ONE],
        })
    }
}

fn described(schema: Schema, text: &str) -> Schema {
    let mut schema = schema;
    schema.insert("description".to_owned(), text.into());
    schema
}

/// A change of an entity.
#[derive(Debug)]
pub struct Edit<T> {
    /// Its internal id.
    pub id: i64,
    /// Code of the store in which external ids and numbers are looked for.
    pub site: Option<String>,
    /// What changes.
    pub entity: T,
}

impl<T: Named> Request for Edit<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, site: arguments.site()?, entity: arguments.entity(T::ONE)? })
    }
}

impl<T: Named> JsonSchema for Edit<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Edit{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entity = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "properties": {
                "id": {"type": "integer", "format": "int64", "description": "Internal id."},
                "site": {"type": ["string", "null"], "description": T::SITE},
                T::ONE: described(entity, "What changes."),
            },
            "required": ["id", T::ONE],
        })
    }
}

/// Many new entities.
#[derive(Debug)]
pub struct Upload<T, const MAX: usize> {
    /// Code of the store in which external ids and numbers are looked for; the contract does not name it here.
    pub site: Option<String>,
    /// The entities; each was read on its own.
    pub entities: Bulk<T>,
}

impl<T: Named, const MAX: usize> Request for Upload<T, MAX> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, entities: arguments.entities(&[T::MANY], MAX)? })
    }
}

impl<T: Named, const MAX: usize> JsonSchema for Upload<T, MAX> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Upload{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entity = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "properties": {
                T::MANY: {"type": "array", "items": entity, "maxItems": MAX, "description": format!("The entities, at most {MAX}.")},
            },
            "required": [T::MANY],
        })
    }
}

/// A page of a list.
#[derive(Debug, JsonSchema)]
#[schemars(bound = "F: Default + JsonSchema")]
pub struct List<F> {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: F,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl<F: crate::Entity + Default + JsonSchema + Send + Sync + 'static> Request for List<F> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: arguments.page()? })
    }
}

/// One entity, under its name.
#[derive(Debug)]
pub struct One<T>(pub Ready<T>);

impl<T: Named> Serialize for One<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(T::ONE, &self.0)?;
        map.end()
    }
}

impl<T: Named> JsonSchema for One<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("One{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entity = generator.subschema_for::<T>();
        json_schema!({"type": "object", "properties": {T::ONE: described(entity, T::TEXT)}, "required": [T::ONE]})
    }
}

/// A page of entities, under their name.
#[derive(Debug)]
pub struct Listed<T> {
    /// Which page it is.
    pub pagination: Pagination,
    /// The entities.
    pub rows: Vec<Ready<T>>,
}

impl<T: Named> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("pagination", &self.pagination)?;
        map.serialize_entry(T::MANY, &self.rows)?;
        map.end()
    }
}

impl<T: Named> JsonSchema for Listed<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Page{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (pagination, entity) = (generator.subschema_for::<Pagination>(), generator.subschema_for::<T>());
        json_schema!({
            "type": "object",
            "properties": {
                "pagination": described(pagination, "Which page it is."),
                T::MANY: {"type": "array", "items": entity, "description": T::TEXTS},
            },
            "required": ["pagination", T::MANY],
        })
    }
}

/// Entities that were uploaded: the internal ids of those that were made, under a name such as `uploadedCosts`.
#[derive(Debug)]
pub struct Uploaded<T: Named> {
    /// Internal ids, in the order in which the entities were sent.
    pub ids: Vec<i64>,
    /// Which entity.
    pub entity: PhantomData<fn() -> T>,
}

impl<T: Named> Uploaded<T> {
    /// The member's name.
    pub fn name() -> String {
        let mut name = format!("uploaded{}", T::MANY);
        name["uploaded".len().."uploaded".len() + 1].make_ascii_uppercase();
        name
    }
}

impl<T: Named> Serialize for Uploaded<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(&Self::name(), &self.ids)?;
        map.end()
    }
}

impl<T: Named> JsonSchema for Uploaded<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Uploaded{}", T::schema_name()).into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let name = Self::name();
        json_schema!({
            "type": "object",
            "properties": {&name: {"type": "array", "items": {"type": "integer", "format": "int64"}, "description": "Internal ids of what was made."}},
            "required": [&name],
        })
    }
}
