//! Absent, null and value are three things: the types that keep them apart, and lenient lists and objects.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::scalar::judged;
use crate::{bounds, place};

/// A field of an entity that is sent to be stored.
///
/// Absent leaves the stored value alone, null (or an empty number, date or flag) removes it, a value replaces it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// The field was not sent.
    #[default]
    Absent,
    /// The field was sent as null, or as a blank where blanks mean null.
    Null,
    /// The field was sent with a value.
    Value(T),
}

impl<T> Patch<T> {
    /// True when the field was not sent.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, when there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Takes the value out and leaves `Absent` behind.
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            _ => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Entity> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seen<T>(PhantomData<T>);
        impl<'de, T: Entity> Visitor<'de> for Seen<T> {
            type Value = Patch<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }
            fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Patch::Null)
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Patch::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                Ok(T::read(deserializer, None)?.map_or(Patch::Null, Patch::Value))
            }
        }
        deserializer.deserialize_option(Seen(PhantomData))
    }
}

impl<T: Entity> Entity for Patch<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }
}

impl<T: JsonSchema> JsonSchema for Patch<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

/// Reads a field that limits something: a blank value is refused, since taking it for null would lift the limit.
///
/// # Errors
/// The value is blank, or is not what the field holds.
pub(crate) fn stated<'de, D: Deserializer<'de>, T: Entity>(deserializer: D) -> Result<Patch<T>, D::Error> {
    struct Stated<T>(PhantomData<T>);
    impl<'de, T: Entity> Visitor<'de> for Stated<T> {
        type Value = Patch<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value or null")
        }
        fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Patch::Null)
        }
        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(Patch::Null)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            Ok(T::read(deserializer, Some(BLANK))?.map_or(Patch::Null, Patch::Value))
        }
    }
    deserializer.deserialize_option(Stated(PhantomData))
}

/// [`stated`] for a list of texts: neither a blank text in place of the list nor a blank one in it. An empty list is one.
///
/// # Errors
/// As [`stated`].
pub(crate) fn stated_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Patch<List<crate::Text>>, D::Error> {
    judged(deserializer, |sent| {
        if sent.is_null() {
            return Ok(Patch::Null);
        }
        if sent.as_str().is_some_and(|text| text.trim().is_empty()) {
            return Err(BLANK.to_owned());
        }
        let list: List<crate::Text> = read_value(sent).map_err(|(_, text)| text)?;
        if list.iter().any(|text| text.trim().is_empty()) {
            return Err("must not hold a blank".to_owned());
        }
        Ok(Patch::Value(list))
    })
}

const BLANK: &str = "must not be blank; send null to take it away";

/// Whether a field stays out of the JSON text.
pub(crate) trait Silent {
    /// True for a field that was not sent or has no value.
    fn is_silent(&self) -> bool;
}

impl<T> Silent for Patch<T> {
    fn is_silent(&self) -> bool {
        self.is_absent()
    }
}

impl<T> Silent for ReadOnly<T> {
    fn is_silent(&self) -> bool {
        self.is_none()
    }
}

/// Serde's question to [`Silent`].
pub(crate) fn silent<T: Silent>(field: &T) -> bool {
    field.is_silent()
}

/// Makes every field of a schema optional: shorter code than that of schemars, which makes the whole entity for each of its
/// fields to look at the field's default.
pub(crate) fn optional(schema: &mut Schema) {
    schema.as_object_mut().map(|members| members.shift_remove("required"));
}

/// Declares an entity of the wire: every field may be absent, names are camelCase, unknown fields are ignored.
macro_rules! entity {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, rename_all = "camelCase")]
        #[schemars(!default, transform = crate::patch::optional)]
        $(#[$doc])*
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "crate::patch::silent")] pub $field: $type,)*
        }
        impl crate::Entity for $name {}
    };
}
pub(crate) use entity;

/// Declares a filter: every field may be absent, and a blank one filters nothing.
macro_rules! filter {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(Debug, Clone, PartialEq, Default, serde::Deserialize, schemars::JsonSchema)]
        #[serde(default, rename_all = "camelCase")]
        #[schemars(!default, transform = crate::patch::optional)]
        $(#[$doc])*
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }
        impl crate::Entity for $name {}
    };
}
pub(crate) use filter;

/// The error of an element or a parameter that is blank.
pub(crate) const GIVEN: &str = "must be given";

const OBJECT: &str = "must be an object";

/// Something that is read from JSON: a scalar, a list or an object.
///
/// Objects need only `impl Entity for X {}`: they are read from a JSON object, or from the empty list that PHP clients
/// write for an empty object.
pub trait Entity: DeserializeOwned {
    /// Reads the value. A blank, which means "no value", is refused in the words of `blank`; without words it is `None`.
    ///
    /// # Errors
    /// It is not what it should be. The error is made before the value ends: [`read_entity`] finds the field by that.
    fn read<'de, D: Deserializer<'de>>(deserializer: D, blank: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        struct Shape<T>(Option<&'static str>, PhantomData<T>);
        impl<'de, T: Entity> Visitor<'de> for Shape<T> {
            type Value = Option<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Some)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                if skip_list(seq)? > 0 {
                    return Err(A::Error::custom(OBJECT));
                }
                // Nothing in it changes, which is another thing than null.
                read_entity("{}").map(Some).map_err(|(_, text)| A::Error::custom(text))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text.is_empty() { self.visit_unit() } else { Err(E::custom(OBJECT)) }
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                self.0.map_or(Ok(None), |refusal| Err(E::custom(refusal)))
            }
        }
        deserializer.deserialize_any(Shape(blank, PhantomData))
    }
}

impl Entity for serde_json::Map<String, Value> {}
impl Entity for Value {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }
}

/// Reads the rest of a list that cannot be used, so that the error stands behind it: how many elements there were.
pub(crate) fn skip_list<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<usize, A::Error> {
    let mut count = 0;
    while seq.next_element::<IgnoredAny>()?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// [`skip_list`] for an object.
pub(crate) fn skip_object<'de, A: MapAccess<'de>>(mut map: A) -> Result<(), A::Error> {
    while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

/// A field that only answers carry; what a client sends in it is ignored.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOnly<T>(pub Option<T>);

impl<T> Default for ReadOnly<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> ReadOnly<T> {
    /// True when there is nothing to answer.
    pub fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Serialize> Serialize for ReadOnly<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for ReadOnly<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer)?;
        Ok(Self(None))
    }
}

impl<T: JsonSchema> JsonSchema for ReadOnly<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let inner = generator.subschema_for::<T>();
        schemars::json_schema!({"allOf": [inner], "readOnly": true})
    }
}

/// A list as clients write it: a JSON list, an object keyed by index, JSON text, or one bare value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for List<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// An element of a list, which cannot be blank.
struct Element<T>(PhantomData<T>);

impl<'de, T: Entity> DeserializeSeed<'de> for Element<T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::read(deserializer, Some(GIVEN))?.ok_or_else(|| D::Error::custom(GIVEN))
    }
}

impl<'de, T: Entity> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Entity> Visitor<'de> for Items<T> {
            type Value = List<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element_seed(Element(PhantomData))? {
                    items.push(item);
                }
                Ok(List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while map.next_key::<IgnoredAny>()?.is_some() {
                    items.push(map.next_value_seed(Element(PhantomData))?);
                }
                Ok(List(items))
            }
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                if text.is_empty() {
                    return Ok(List(Vec::new()));
                }
                if text.starts_with('[') || text.starts_with('{') {
                    if bounds::may_exceed(text.len()) && bounds::values(text.as_bytes()) > bounds::VALUES {
                        return Err(E::custom(format!("may hold {} values at most", bounds::VALUES)));
                    }
                    return read_entity(text).map_err(|(_, error)| E::custom(error));
                }
                // What cannot be read from a text is an object, and one of those alone is no list.
                bare(text.into()).map_err(|error| E::custom(if error == OBJECT { "must be a list" } else { &error }))
            }
            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                bare(number.into()).map_err(E::custom)
            }
            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                bare(number.into()).map_err(E::custom)
            }
            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(List(Vec::new()))
            }
        }
        /// A list of the one value that stands in its place.
        fn bare<T: Entity>(value: Value) -> Result<List<T>, String> {
            read_value(value).map(|item| List(vec![item])).map_err(|(_, text)| text)
        }
        deserializer.deserialize_any(Items(PhantomData))
    }
}

impl<T: Entity> Entity for List<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, _: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        Self::deserialize(deserializer).map(Some)
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}List", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// Reads one entity from its JSON text. Everything that clients send is read here: another reader (of a [`Value`], of bytes)
/// would be the code of every entity once more.
///
/// # Errors
/// The path of the field that cannot be read (`items[0].initialPrice`; empty for the text as a whole) and what is
/// wrong with it, in words.
pub fn read_entity<T: Entity>(text: &str) -> Result<T, (String, String)> {
    let mut json = serde_json::Deserializer::from_str(text);
    let entity = T::read(&mut json, Some(GIVEN)).map_err(|error| named(text, &error))?;
    ended(&mut json)?;
    entity.ok_or_else(|| (String::new(), GIVEN.to_owned()))
}

// Apart from reading itself, so that it is not made for each entity.
fn named(text: &str, error: &serde_json::Error) -> (String, String) {
    (place::path(text, error), plain(error))
}

fn ended(json: &mut serde_json::Deserializer<serde_json::de::StrRead<'_>>) -> Result<(), (String, String)> {
    json.end().map_err(|error| (String::new(), format!("is not JSON: {error}")))
}

/// The same as [`read_entity`], from a value that is parsed already.
pub fn read_value<T: Entity>(value: Value) -> Result<T, (String, String)> {
    read_entity(&value.to_string())
}

/// A serde message without the place in the text, which says nothing to the caller.
fn plain(error: &serde_json::Error) -> String {
    let mut message = error.to_string();
    if let Some(place) = message.find(" at line ") {
        message.truncate(place);
    }
    message
}
