//! A field of a request or an answer: its name, its kind in words, what it means.

use serde_json::{Map, Value, json};

use crate::admin::words::Words;

/// A field.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub kind: Kind,
    /// What it means.
    pub about: String,
    /// Only answers carry it.
    pub read_only: bool,
    /// It is always there.
    pub required: bool,
    /// Its JSON schema.
    pub schema: Value,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Text of at most so many characters.
    Text(Option<u64>),
    /// `Y-m-d H:i:s`, in the account's time zone.
    Moment,
    /// `Y-m-d`.
    Day,
    /// `H:i`.
    Clock,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// One of these words or numbers.
    OneOf(Vec<String>),
    /// Any number of them, or so many at most.
    List(Box<Kind>, Option<u64>),
    /// An object whose members are named by codes.
    ByCode(Box<Kind>),
    /// An entity or a part of one, by its name.
    Shape(String),
    /// Whatever there is.
    Any,
}

impl Field {
    /// The fields of an object.
    pub fn all(schema: &Value) -> Vec<Self> {
        let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let members = schema["properties"].as_object().into_iter().flatten();
        members.map(|(name, member)| Self::of(name, member, required.contains(&name.as_str()))).collect()
    }

    /// The field, with what its entity says of itself where it says nothing.
    pub(super) fn explained(mut self, parts: &Map<String, Value>) -> Self {
        if let Some(shape) = self.kind.shape().and_then(|name| parts.get(name)).filter(|_| self.about.is_empty()) {
            self.about = about(shape);
        }
        self
    }

    fn of(name: &str, schema: &Value, required: bool) -> Self {
        Self {
            name: name.to_owned(),
            kind: Kind::of(schema),
            about: about(schema),
            read_only: schema["readOnly"] == json!(true),
            required,
            schema: schema.clone(),
        }
    }
}

impl Kind {
    /// The kind of a schema.
    pub fn of(schema: &Value) -> Self {
        if let Some(reference) = schema["$ref"].as_str() {
            return Self::Shape(reference.rsplit('/').next().unwrap_or_default().to_owned());
        }
        if let Some(inner) = schema["allOf"].as_array().and_then(|parts| parts.first()) {
            return Self::of(inner);
        }
        let words = schema["enum"].as_array().map(|words| words.iter().map(word).collect());
        let variants = schema["oneOf"].as_array().map(|variants| variants.iter().map(|variant| word(&variant["const"])).collect());
        if let Some(words) = words.or(variants) {
            return Self::OneOf(words);
        }
        if let Some(variants) = schema["anyOf"].as_array() {
            return if let [one] = variants.as_slice() { Self::of(one) } else { Self::Any };
        }
        match schema["type"].as_str() {
            Some("string") => Self::text(schema),
            Some("integer") => Self::Whole,
            Some("number") => Self::Number,
            Some("boolean") => Self::Flag,
            Some("array") => Self::List(Box::new(Self::of(&schema["items"])), schema["maxItems"].as_u64()),
            Some("object") if schema["additionalProperties"].is_object() => {
                Self::ByCode(Box::new(Self::of(&schema["additionalProperties"])))
            }
            _ => Self::Any,
        }
    }

    fn text(schema: &Value) -> Self {
        match (schema["format"].as_str(), schema["pattern"].as_str()) {
            (Some("date"), _) => Self::Day,
            (_, Some(pattern)) if pattern.starts_with("^\\d{4}-") => Self::Moment,
            (_, Some(pattern)) if pattern.starts_with("^\\d\\d:") => Self::Clock,
            _ => Self::Text(schema["maxLength"].as_u64()),
        }
    }

    /// The name of the shape that it is or holds.
    pub fn shape(&self) -> Option<&str> {
        match self {
            Self::Shape(name) => Some(name),
            Self::List(inner, _) | Self::ByCode(inner) => inner.shape(),
            _ => None,
        }
    }

    /// What stands before the name of a shape, or all of it where there is none.
    pub fn words(&self, words: Words) -> String {
        match self {
            Self::Text(Some(most)) => words.count("kind-text-most", i64::try_from(*most).unwrap_or(i64::MAX)),
            Self::Text(None) => words.say("kind-text"),
            Self::Moment => words.say("kind-moment"),
            Self::Day => words.say("kind-day"),
            Self::Clock => words.say("kind-clock"),
            Self::Whole => words.say("kind-whole"),
            Self::Number => words.say("kind-number"),
            Self::Flag => words.say("kind-flag"),
            Self::OneOf(choices) => words.with("kind-one-of", "name", choices.join(", ")),
            Self::List(inner, None) => format!("{}: {}", words.say("kind-list"), inner.words(words)),
            Self::List(inner, Some(most)) => {
                let list = words.count("kind-list-most", i64::try_from(*most).unwrap_or(i64::MAX));
                format!("{list}: {}", inner.words(words))
            }
            Self::ByCode(inner) => format!("{}: {}", words.say("kind-by-code"), inner.words(words)),
            Self::Shape(_) => String::new(),
            Self::Any => words.say("kind-any"),
        }
    }
}

/// What a schema says it is.
pub fn about(schema: &Value) -> String {
    schema["description"].as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A schema without what says nothing to its reader: that a value may be null where it may as well be absent, that a
/// whole number has 64 bits, defaults that are null.
pub fn plain(schema: Value) -> Value {
    match schema {
        Value::Object(members) => Value::Object(plain_members(members)),
        Value::Array(items) => Value::Array(items.into_iter().map(plain).collect()),
        other => other,
    }
}

fn plain_members(members: Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    for (name, value) in members {
        match (name.as_str(), value) {
            ("format", Value::String(format)) if format.starts_with("int") || format == "double" => {}
            ("default", Value::Null) => {}
            ("required", Value::Array(names)) if names.is_empty() => {}
            ("type", Value::Array(types)) => {
                let mut types: Vec<Value> = types.into_iter().filter(|kind| kind != "null").collect();
                let kind = if types.len() == 1 { types.remove(0) } else { Value::Array(types) };
                out.insert(name, kind);
            }
            ("anyOf", Value::Array(variants)) => {
                let mut variants: Vec<Value> = variants.into_iter().filter(|variant| variant["type"] != "null").map(plain).collect();
                match (variants.len(), variants.pop()) {
                    (1, Some(Value::Object(only))) => out.extend(only),
                    (_, last) => {
                        variants.extend(last);
                        out.insert(name, Value::Array(variants));
                    }
                }
            }
            // Examples are data: a null in one is meant.
            ("examples" | "example" | "const" | "enum", value) => {
                out.insert(name, value);
            }
            (_, value) => {
                out.insert(name, plain(value));
            }
        }
    }
    out
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
