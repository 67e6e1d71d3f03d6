//! Which classes of fields a method answers, read off the schema of its reply.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;
use wire::methods::{self, Entry};

use super::fields::{Judged, judge};
use crate::access::masks::{CLASSES, Class};

static ANSWERED: LazyLock<BTreeMap<(&'static str, &'static str), BTreeSet<Class>>> = LazyLock::new(|| {
    let mut generator = schemars::SchemaGenerator::default();
    let replies: Vec<(&Entry, Value)> =
        methods::all().iter().map(|entry| (*entry, (entry.reply_schema)(&mut generator).to_value())).collect();
    let parts = Value::Object(generator.definitions().clone());
    let classes = |reply: &Value| {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        walk(reply, &parts, &mut seen, &mut found);
        found
    };
    replies.iter().map(|(entry, reply)| ((entry.verb.name(), entry.path), classes(reply))).collect()
});

/// The classes of fields that a method answers. What people write into comments belongs to none.
pub fn answered(entry: &Entry) -> &'static BTreeSet<Class> {
    static NOTHING: BTreeSet<Class> = BTreeSet::new();
    ANSWERED.get(&(entry.verb.name(), entry.path)).unwrap_or(&NOTHING)
}

/// Goes through a schema and the parts it refers to, each once.
fn walk(schema: &Value, parts: &Value, seen: &mut BTreeSet<String>, found: &mut BTreeSet<Class>) {
    match schema {
        Value::Object(members) => {
            if let Some(name) = schema["$ref"].as_str().and_then(|reference| reference.rsplit('/').next())
                && seen.insert(name.to_owned())
            {
                walk(&parts[name], parts, seen, found);
            }
            for name in members.get("properties").and_then(Value::as_object).into_iter().flat_map(|fields| fields.keys()) {
                match judge(name) {
                    Judged::Of(class) | Judged::Whole(class) => drop(found.insert(class)),
                    // A history may have any field.
                    _ if name == "oldValue" => found.extend(CLASSES),
                    Judged::Bare | Judged::Text => {}
                }
            }
            members.values().for_each(|member| walk(member, parts, seen, found));
        }
        Value::Array(list) => list.iter().for_each(|item| walk(item, parts, seen, found)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_answers_what_its_schema_says() {
        let of = |path: &str| {
            let entry = methods::all().iter().find(|entry| entry.path == path && entry.verb == methods::Verb::Get).expect("a method");
            answered(entry).iter().map(|class| class.name()).collect::<Vec<_>>()
        };
        let everything: Vec<&str> = CLASSES.map(Class::name).to_vec();
        for path in ["/orders", "/customers", "/orders/history", "/customers/history"] {
            assert_eq!(of(path), everything, "{path}");
        }
        assert!(of("/orders/statuses").is_empty() && of("/credentials").is_empty());
        assert_eq!(of("/users"), ["phone", "email", "names"]);
    }
}
