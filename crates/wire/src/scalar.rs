//! Scalars in every spelling real clients use: numbers as text, text as numbers, booleans as `1`, `"true"`, `True`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;

use crate::patch::{Entity, skip_list, skip_object};

/// A type that is read from any JSON scalar. `Ok(None)` is a blank that means "no value".
pub(crate) trait FromScalar: Sized {
    /// What the value should be, for the error text: `a number`.
    const EXPECTED: &'static str;
    /// Reads the scalar's text; booleans come as `1` and an empty text.
    fn from_text(text: &str) -> Result<Option<Self>, String>;
    /// Reads a JSON boolean.
    fn from_bool(flag: bool) -> Result<Option<Self>, String> {
        Self::from_text(if flag { "1" } else { "0" })
    }
}

/// Reads a scalar; a blank is refused in these words, or is no value.
pub(crate) struct Scalar<T>(Option<&'static str>, PhantomData<T>);

impl<T: FromScalar> Scalar<T> {
    pub(crate) fn new(blank: Option<&'static str>) -> Self {
        Self(blank, PhantomData)
    }

    fn judge<E: Error>(self, read: Result<Option<T>, String>) -> Result<Option<T>, E> {
        match (read, self.0) {
            (Ok(None), Some(refusal)) => Err(E::custom(refusal)),
            (read, _) => read.map_err(E::custom),
        }
    }
}

impl<'de, T: FromScalar> Visitor<'de> for Scalar<T> {
    type Value = Option<T>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        self.judge(T::from_text(text))
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        self.judge(T::from_bool(flag))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        self.judge(Ok(None))
    }
    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        self.judge(Ok(None))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        skip_list(seq)?;
        Err(A::Error::custom(format!("must be {}, not a list", T::EXPECTED)))
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        skip_object(map)?;
        Err(A::Error::custom(format!("must be {}, not an object", T::EXPECTED)))
    }
}

/// Gives a scalar type its serde and patch behaviour from `FromScalar`.
macro_rules! scalar {
    ($name:ident) => {
        impl Entity for $name {
            fn read<'de, D: Deserializer<'de>>(deserializer: D, blank: Option<&'static str>) -> Result<Option<Self>, D::Error> {
                deserializer.deserialize_any(Scalar::new(blank))
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::read(deserializer, Some(crate::patch::GIVEN))?.ok_or_else(|| D::Error::custom(crate::patch::GIVEN))
            }
        }
    };
}
pub(crate) use scalar;

macro_rules! text {
    ($(#[$doc:meta])* $name:ident, $max:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
        pub struct $name(pub String);

        impl $name {
            /// The longest text that is accepted, in characters.
            pub const MAX: usize = $max;
        }
        impl FromScalar for $name {
            const EXPECTED: &'static str = "text";
            fn from_text(text: &str) -> Result<Option<Self>, String> {
                // A text of blanks only says nothing.
                clean(text, Self::MAX).map(|text| Some(Self(if text.trim().is_empty() { String::new() } else { text })))
            }
        }
        scalar!($name);
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
        impl std::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "maxLength": $max})
            }
        }
    };
}

text! {
    /// One line of text: a name, a code, an external id. At most 255 characters.
    Text, 255
}
text! {
    /// Longer text: a comment, an address in one piece. At most 65,535 characters.
    LongText, 65_535
}

/// A text as it is kept: without NUL (an error) and without the mark of a stored moment (dropped).
fn clean(text: &str, max: usize) -> Result<String, String> {
    if text.contains('\0') {
        return Err("must not contain a NUL byte".to_owned());
    }
    if text.len() > max && text.chars().count() > max {
        return Err(format!("is too long: at most {max} characters"));
    }
    Ok(if text.contains(crate::moment::MARK) { text.replace(crate::moment::MARK, "") } else { text.to_owned() })
}

/// A whole number: an id, a count, a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize)]
pub struct Int(pub i64);

impl FromScalar for Int {
    const EXPECTED: &'static str = "a whole number";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Ok(number) = text.parse() {
            return Ok(Some(Self(number)));
        }
        // "5.0" is how some clients write 5.
        let whole = Decimal::from_str(text).ok().filter(|number| number.is_integer());
        match whole.and_then(|number| number.to_i64()) {
            Some(number) => Ok(Some(Self(number))),
            None => Err("must be a whole number".to_owned()),
        }
    }
}
scalar!(Int);

impl JsonSchema for Int {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Int".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "integer"})
    }
}

/// Yes or no: `1`, `0`, `true`, `false`, `True`, `"true"`, `on`, `off`, `yes`, `no`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize)]
pub struct Flag(pub bool);

impl FromScalar for Flag {
    const EXPECTED: &'static str = "true or false";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "1" | "true" | "on" | "yes" | "y" => Ok(Some(Self(true))),
            "0" | "false" | "off" | "no" | "n" => Ok(Some(Self(false))),
            "" => Ok(None),
            _ => Err("must be true or false".to_owned()),
        }
    }
}
scalar!(Flag);

impl JsonSchema for Flag {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Flag".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "boolean"})
    }
}

/// A calendar date, `Y-m-d`; the time of a longer text is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl FromScalar for Day {
    const EXPECTED: &'static str = "a date (Y-m-d)";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let date = text.parse::<Date>().or_else(|_| text.parse::<DateTime>().map(|moment| moment.date()));
        date.map(|date| Some(Self(date))).map_err(|_| "must be a date (Y-m-d)".to_owned())
    }
}
scalar!(Day);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date"})
    }
}

/// A time of day, `H:i`; seconds are read and dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(pub Time);

impl FromScalar for Clock {
    const EXPECTED: &'static str = "a time (H:i)";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let padded = if text.find(':') == Some(1) { format!("0{text}") } else { text.to_owned() };
        padded.parse::<Time>().map(|time| Some(Self(time))).map_err(|_| "must be a time (H:i)".to_owned())
    }
}
scalar!(Clock);

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:02}:{:02}", self.0.hour(), self.0.minute()))
    }
}

impl JsonSchema for Clock {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Clock".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^\\d\\d:\\d\\d$"})
    }
}

/// A free-form value whose shape the product does not prescribe: custom fields, data of a delivery service.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Json(pub Value);

/// Reads any JSON value and makes something of it. An error stands behind the value.
///
/// # Errors
/// Those of `judge`.
pub(crate) fn judged<'de, D: Deserializer<'de>, T>(deserializer: D, judge: fn(Value) -> Result<T, String>) -> Result<T, D::Error> {
    struct Judged<T>(fn(Value) -> Result<T, String>);
    impl<'de, T> Visitor<'de> for Judged<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a value")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.0)(text.into()).map_err(E::custom)
        }
        fn visit_bool<E: Error>(self, flag: bool) -> Result<T, E> {
            (self.0)(flag.into()).map_err(E::custom)
        }
        fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
            (self.0)(number.into()).map_err(E::custom)
        }
        fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
            (self.0)(number.into()).map_err(E::custom)
        }
        fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
            (self.0)(number.into()).map_err(E::custom)
        }
        fn visit_unit<E: Error>(self) -> Result<T, E> {
            (self.0)(Value::Null).map_err(E::custom)
        }
        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<T, A::Error> {
            (self.0)(Value::deserialize(SeqAccessDeserializer::new(seq))?).map_err(A::Error::custom)
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            (self.0)(Value::deserialize(MapAccessDeserializer::new(map))?).map_err(A::Error::custom)
        }
    }
    deserializer.deserialize_any(Judged(judge))
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        judged(deserializer, |mut value| scrub(&mut value, 0).map(|()| Self(value)))
    }
}

/// Applies the rules of [`clean`] to every text inside.
fn scrub(value: &mut Value, depth: usize) -> Result<(), String> {
    match value {
        _ if depth > 16 => Err("is nested too deeply".to_owned()),
        Value::String(text) => clean(text, LongText::MAX).map(|clean| *text = clean),
        Value::Array(items) => items.iter_mut().try_for_each(|item| scrub(item, depth + 1)),
        Value::Object(members) => {
            for key in members.keys() {
                clean(key, Text::MAX)?;
            }
            members.values_mut().try_for_each(|member| scrub(member, depth + 1))
        }
        _ => Ok(()),
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Entity for Json {
    fn read<'de, D: Deserializer<'de>>(deserializer: D, blank: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        // Where there must be a value, null is one.
        Self::deserialize(deserializer).map(|free| (blank.is_some() || !free.0.is_null()).then_some(free))
    }
}

impl JsonSchema for Json {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Free".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Money, Patch};

    fn read<T: for<'a> Deserialize<'a>>(json: &str) -> Result<T, String> {
        serde_json::from_str(json).map_err(|error: serde_json::Error| error.to_string())
    }

    #[test]
    fn booleans_of_every_client() {
        for yes in ["1", "true", "\"true\"", "\"True\"", "\"1\"", "\"on\""] {
            assert_eq!(read::<Flag>(yes), Ok(Flag(true)), "{yes}");
        }
        for no in ["0", "false", "\"false\"", "\"False\"", "\"0\""] {
            assert_eq!(read::<Flag>(no), Ok(Flag(false)), "{no}");
        }
        assert!(read::<Flag>("\"maybe\"").is_err());
        assert_eq!(read::<Patch<Flag>>("\"\""), Ok(Patch::Null));
    }

    #[test]
    fn numbers_come_as_text_and_text_as_numbers() {
        assert_eq!(read::<Int>("\"12\""), Ok(Int(12)));
        assert_eq!(read::<Int>("12.0"), Ok(Int(12)));
        assert!(read::<Int>("12.5").is_err());
        assert!(read::<Int>("[1]").is_err());
        assert_eq!(read::<Text>("111111111"), Ok(Text::from("111111111")));
        assert_eq!(read::<Patch<Int>>("null"), Ok(Patch::Null));
        assert_eq!(read::<Patch<Money>>("\"\""), Ok(Patch::Null));
    }

    #[test]
    fn texts_have_limits_and_no_nul() {
        assert!(read::<Text>(&format!("\"{}\"", "я".repeat(255))).is_ok());
        assert!(read::<Text>(&format!("\"{}\"", "я".repeat(256))).is_err());
        assert!(read::<Text>("\"a\\u0000b\"").is_err());
        assert!(read::<Json>("{\"a\":[\"\\u0000\"]}").is_err());
        assert_eq!(read::<Text>("\"a\\u001fb\""), Ok(Text::from("ab")));
    }

    #[test]
    fn dates_and_times() {
        assert_eq!(serde_json::to_string(&read::<Day>("\"2026-11-23 10:00:00\"").ok()).ok().as_deref(), Some("\"2026-11-23\""));
        assert!(read::<Day>("\"23.11.2026\"").is_err());
        assert_eq!(serde_json::to_string(&read::<Clock>("\"9:05:30\"").ok()).ok().as_deref(), Some("\"09:05\""));
        assert!(read::<Clock>("\"25:00\"").is_err());
    }
}
