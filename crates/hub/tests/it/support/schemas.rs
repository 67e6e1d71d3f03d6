//! What the JSON schemas of methods declare: fields of answers, filters of lists.

use std::collections::{BTreeMap, BTreeSet};

use schemars::SchemaGenerator;
use serde_json::Value;
use wire::methods::{self, Entry};

/// The schemas of every method, and what they refer to.
pub struct Schemas {
    requests: Vec<Value>,
    replies: Vec<Value>,
    definitions: Value,
}

/// Members that requests name by an id and answers show as a whole, and what they are then.
const WHOLE: &[(&str, &[&str])] =
    &[("customer", &["Customer", "CustomerCorporate"]), ("contact", &["Customer"]), ("company", &["Company"])];

/// What some schemas, of which one holds, say of a value.
#[derive(Default)]
struct Shape<'a> {
    fields: BTreeMap<&'a str, Vec<&'a Value>>,
    /// Of fields with any name.
    others: Vec<&'a Value>,
    items: Vec<&'a Value>,
}

impl Schemas {
    /// Those of today.
    pub fn of_today() -> Self {
        let mut generator = SchemaGenerator::default();
        let all = methods::all();
        let requests = all.iter().map(|method| (method.request_schema)(&mut generator).to_value()).collect();
        let replies = all.iter().map(|method| (method.reply_schema)(&mut generator).to_value()).collect();
        Self { requests, replies, definitions: Value::Object(generator.take_definitions(true)) }
    }

    fn gather<'a>(&'a self, schema: &'a Value, shape: &mut Shape<'a>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            self.gather(&self.definitions[name], shape);
        }
        for way in ["allOf", "anyOf", "oneOf"] {
            schema[way].as_array().into_iter().flatten().for_each(|schema| self.gather(schema, shape));
        }
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            shape.fields.entry(name).or_default().push(field);
        }
        shape.others.extend(schema.get("additionalProperties").filter(|others| **others != Value::Bool(false)));
        shape.items.extend(schema.get("items"));
    }

    fn shape<'a>(&'a self, schemas: &[&'a Value]) -> Shape<'a> {
        let mut shape = Shape::default();
        schemas.iter().for_each(|schema| self.gather(schema, &mut shape));
        shape
    }

    /// The filters of every method that has some, by name.
    pub fn filters(&self) -> Vec<(&'static Entry, BTreeSet<String>)> {
        let mut all = Vec::new();
        for (method, request) in methods::all().iter().zip(&self.requests) {
            let asked = self.shape(&[request]);
            let filter = asked.fields.get("filter").map(|filter| self.shape(filter));
            let names: BTreeSet<String> = filter.iter().flat_map(|filter| filter.fields.keys()).map(|name| (*name).to_owned()).collect();
            if !names.is_empty() {
                all.push((*method, names));
            }
        }
        all
    }

    /// The parameters of every method that stand beside its filter, by name.
    pub fn beside_filters(&self) -> Vec<(&'static Entry, BTreeSet<String>)> {
        let beside = |request| {
            let asked = self.shape(&[request]);
            asked.fields.into_keys().filter(|name| *name != "filter").map(str::to_owned).collect()
        };
        methods::all().iter().zip(&self.requests).map(|(method, request)| (*method, beside(request))).collect()
    }

    /// Adds to `found` where an answer of a method, by its place in the list, has fields that its type does not declare.
    pub fn undeclared(&self, method: usize, answer: &Value, found: &mut BTreeSet<String>) {
        let mut answer = answer.clone();
        answer.as_object_mut().map(|answer| answer.shift_remove("success"));
        self.compare(methods::all()[method].path, &[&self.replies[method]], &answer, found);
    }

    fn compare(&self, path: &str, schemas: &[&Value], value: &Value, found: &mut BTreeSet<String>) {
        let shape = self.shape(schemas);
        match value {
            // A type that names no fields at all is free in them.
            Value::Object(_) if shape.fields.is_empty() && shape.others.is_empty() => {}
            Value::Object(members) => {
                for (name, member) in members {
                    match shape.fields.get(name.as_str()) {
                        Some(field) => {
                            let whole = WHOLE.iter().filter(|(known, _)| known == name).flat_map(|(_, whole)| *whole);
                            let schemas: Vec<&Value> = field.iter().copied().chain(whole.map(|name| &self.definitions[name])).collect();
                            self.compare(&format!("{path} {name}"), &schemas, member, found);
                        }
                        None if shape.others.is_empty() => {
                            found.insert(format!("{path} {name}"));
                        }
                        None => self.compare(&format!("{path} *"), &shape.others, member, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.compare(path, &shape.items, item, found)),
            _ => {}
        }
    }
}
