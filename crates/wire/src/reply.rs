//! The reply envelope: `{"success": true, …}`, and stored JSON that passes through unparsed.

use std::cell::RefCell;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::moment;

/// An answer without a payload: `{"success": true}`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Done {}

/// The answer of a method that made or changed one row.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Made {
    /// Internal ID of the object.
    pub id: i64,
}

/// A row of a bulk answer.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Internal id.
    pub id: i64,
    /// The client's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
}

/// The JSON of an answer: the members of `reply` after `success`.
///
/// # Errors
/// The reply cannot be written as a JSON object.
pub fn envelope<T: Serialize>(reply: &T) -> Result<Vec<u8>, serde_json::Error> {
    let mut out = Vec::with_capacity(512);
    out.extend_from_slice(b"{\"success\":true");
    let start = out.len();
    READY.with_borrow_mut(|ready| *ready = Some(Vec::new()));
    let written = serde_json::to_writer(&mut out, reply);
    let ready = READY.take().unwrap_or_default();
    written?;
    // The reply's own opening brace becomes the comma after "success"; an empty object adds nothing.
    if out.get(start..) == Some(b"{}") {
        out.truncate(start);
        out.push(b'}');
    } else if let Some(brace) = out.get_mut(start) {
        *brace = b',';
    }
    Ok(if ready.is_empty() { out } else { filled(&out, &ready) })
}

/// Stands in an answer for a text that is ready. Like a stored moment it begins with a character that no other text
/// can hold, because input drops it.
const PLACE: &str = "\u{1f}ready";
const WRITTEN_PLACE: &[u8] = b"\\u001fready\"";

thread_local! {
    /// The ready texts of the answer that this thread is writing, in their order.
    static READY: RefCell<Option<Vec<Arc<String>>>> = const { RefCell::new(None) };
}

/// Puts the ready texts in their places.
fn filled(answer: &[u8], ready: &[Arc<String>]) -> Vec<u8> {
    let mut out = Vec::with_capacity(answer.len() + ready.iter().map(|text| text.len()).sum::<usize>());
    let mut rest = answer;
    for text in ready {
        let mut marks = std::iter::successors(moment::next_mark(rest, 0), |mark| moment::next_mark(rest, mark + 1));
        let place = marks.find(|mark| rest[*mark..].starts_with(WRITTEN_PLACE));
        let Some(place) = place else { break };
        // The quotation mark before the place goes with it.
        out.extend_from_slice(&rest[..place - 1]);
        out.extend_from_slice(text.as_bytes());
        rest = &rest[place + WRITTEN_PLACE.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// JSON text of a `T` that was written earlier (a stored body) and goes out as it is.
#[derive(Debug, Clone)]
pub struct Ready<T> {
    text: Arc<String>,
    shape: std::marker::PhantomData<fn() -> T>,
}

impl<T> Ready<T> {
    /// Takes the JSON text of an object. It is not read through: that would take longer than anything else a short
    /// answer needs.
    ///
    /// # Errors
    /// The text has not the ends of an object, which for a stored body means that the database was damaged.
    pub fn new(text: String) -> Result<Self, serde_json::Error> {
        if !(text.starts_with('{') && text.ends_with('}')) {
            return Err(serde_json::Error::custom("a stored text is no object"));
        }
        Ok(Self { text: Arc::new(text), shape: std::marker::PhantomData })
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let placed = READY.with_borrow_mut(|ready| ready.as_mut().map(|ready| ready.push(Arc::clone(&self.text))));
        match placed {
            Some(()) => serializer.serialize_str(PLACE),
            // Outside an answer, as in a test, it is written like any other JSON.
            None => RawValue::from_string(self.text.to_string()).map_err(S::Error::custom)?.serialize(serializer),
        }
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

    #[test]
    fn ready_texts_stand_where_they_belong() {
        #[derive(Serialize)]
        struct Two {
            first: Ready<()>,
            list: Vec<Ready<()>>,
            last: &'static str,
        }
        let ready = |text: &str| Ready::new(text.to_owned()).unwrap_or_else(|error| panic!("{error}"));
        let two = Two { first: ready(r#"{"a":"\u001f5"}"#), list: vec![ready("{}"), ready(r#"{"b":[1]}"#)], last: "x" };
        let expected = r#""first":{"a":"\u001f5"},"list":[{},{"b":[1]}],"last":"x"}"#;
        let written = envelope(&two).map(|text| String::from_utf8(text).unwrap_or_default());
        assert_eq!(written.ok(), Some(format!(r#"{{"success":true,{expected}"#)));
        assert_eq!(serde_json::to_string(&two).ok(), Some(format!("{{{expected}")));
        assert!(Ready::<()>::new("{\"a\":".to_owned()).is_err());
    }
}
