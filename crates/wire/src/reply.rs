//! The reply envelope: `{"success": true, …}`, and stored JSON that passes through unparsed.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// An answer without a payload: `{"success": true}`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Done {}

/// The answer of a method that made or changed one row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Made {
    /// The internal id of the row.
    pub id: i64,
}

/// The JSON of an answer: the members of `reply` after `success`.
///
/// # Errors
/// The reply cannot be written as a JSON object.
pub fn envelope<T: Serialize>(reply: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(512);
    out.extend_from_slice(b"{\"success\":true");
    let start = out.len();
    serde_json::to_writer(&mut out, reply)?;
    // The reply's own opening brace becomes the comma after "success"; an empty object adds nothing.
    if out.get(start..) == Some(b"{}") {
        out.truncate(start);
        out.push(b'}');
    } else if let Some(brace) = out.get_mut(start) {
        *brace = b',';
    }
    Ok(out)
}

/// JSON text of a `T` that was written earlier (a stored body) and goes out as it is.
#[derive(Debug, Clone)]
pub struct Ready<T> {
    text: Box<RawValue>,
    shape: std::marker::PhantomData<fn() -> T>,
}

impl<T> Ready<T> {
    /// Takes a JSON text.
    ///
    /// # Errors
    /// The text is not JSON, which for a stored body means that the database was damaged.
    pub fn new(text: String) -> Result<Self, serde_json::Error> {
        Ok(Self { text: RawValue::from_string(text)?, shape: std::marker::PhantomData })
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<T: JsonSchema> JsonSchema for Ready<T> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_envelope_comes_first() {
        let text = |reply: Vec<u8>| String::from_utf8(reply).unwrap_or_default();
        assert_eq!(envelope(&Done {}).map(text).ok().as_deref(), Some(r#"{"success":true}"#));
        assert_eq!(envelope(&Made { id: 5 }).map(text).ok().as_deref(), Some(r#"{"success":true,"id":5}"#));
    }
}
