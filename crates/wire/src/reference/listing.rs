//! Reading a dictionary: the one way for all of them. The answer comes from memory.

use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value};

/// How a dictionary is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An object whose members are named by the codes. It is an object also when it is empty: typed clients read
    /// nothing else.
    ByCode,
    /// A list.
    Plain,
}

/// An entry of a dictionary that is listed as a whole.
pub trait Listed: JsonSchema + 'static {
    /// The member of the answer that holds them.
    const KEY: &'static str;
    /// How they are listed.
    const SHAPE: Shape;
}

/// The entries of a dictionary.
pub struct Listing<L> {
    entries: Vec<(String, Map<String, Value>)>,
    of: PhantomData<fn() -> L>,
}

impl<L> From<Vec<(String, Map<String, Value>)>> for Listing<L> {
    fn from(entries: Vec<(String, Map<String, Value>)>) -> Self {
        Self { entries, of: PhantomData }
    }
}

impl<L: Listed> Serialize for Listing<L> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reply = serializer.serialize_map(Some(1))?;
        match L::SHAPE {
            Shape::ByCode => reply.serialize_entry(L::KEY, &ByCode(&self.entries))?,
            Shape::Plain => {
                let bodies: Vec<_> = self.entries.iter().map(|(_, body)| body).collect();
                reply.serialize_entry(L::KEY, &bodies)?;
            }
        }
        reply.end()
    }
}

struct ByCode<'a>(&'a [(String, Map<String, Value>)]);

impl Serialize for ByCode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(code, body)| (code, body)))
    }
}

impl<L: Listed> JsonSchema for Listing<L> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        L::KEY.into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let entity = generator.subschema_for::<L>();
        let entries = match L::SHAPE {
            Shape::ByCode => json_schema!({"type": "object", "additionalProperties": entity}),
            Shape::Plain => json_schema!({"type": "array", "items": entity}),
        };
        json_schema!({"type": "object", "properties": {L::KEY: entries}, "required": [L::KEY]})
    }
}
