//! Examples: what to send to try a method out, and the whole call as a line for a terminal.

use serde_json::{Map, Value, json};

use super::article::{Article, Place};
use super::field::{Field, Kind};

/// What stands for the token in examples.
const TOKEN: &str = "YOUR_TOKEN";

/// What to send in a field: the example its type gives, or one made from its kind.
pub fn value(field: &Field, parts: &Map<String, Value>) -> Option<Value> {
    if let Some(example) = field.schema["examples"].get(0) {
        return Some(example.clone());
    }
    Some(match &field.kind {
        Kind::Shape(name) => shape(name, parts)?,
        Kind::List(inner, _) => match inner.as_ref() {
            Kind::Shape(name) => json!([shape(name, parts)?]),
            _ => json!([]),
        },
        Kind::OneOf(choices) => json!(choices.first()?),
        Kind::Whole | Kind::Number => json!(1),
        Kind::Flag => json!(true),
        Kind::Text(_) => json!("text"),
        Kind::Day => json!("2026-11-23"),
        Kind::Moment => json!("2026-11-23 10:00:00"),
        Kind::Clock => json!("10:00"),
        Kind::ByCode(_) | Kind::Any => json!({}),
    })
}

fn shape(name: &str, parts: &Map<String, Value>) -> Option<Value> {
    let schema = parts.get(name)?;
    let choice = schema["oneOf"].get(0).map(|variant| variant["const"].clone());
    Some(schema["examples"].get(0).cloned().or(choice).unwrap_or_else(|| json!({})))
}

/// A value as it stands in a query or a form.
pub fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A call of a method for a hub at this address.
pub fn curl(article: &Article, hub: &str) -> String {
    let entry = article.entry;
    let mut path = entry.path.to_owned();
    let mut lines = Vec::new();
    let examples = article.parameters.iter().filter_map(|parameter| Some((parameter, parameter.example.as_ref()?)));
    for (parameter, example) in examples {
        let name = &parameter.field.name;
        match (parameter.place, example) {
            (Place::Path, _) => path = path.replace(&format!("{{{name}}}"), &text(example)),
            (Place::Query, Value::Array(items)) => lines.extend(items.iter().map(|item| sent(name, &text(item)))),
            _ => lines.push(sent(name, &text(example))),
        }
    }
    if article.parameters.iter().any(|parameter| parameter.field.name == "limit") {
        lines.push(sent("limit", "20"));
    }
    let prefix = entry.versions.prefixes().last().copied().unwrap_or("/api");
    let get = if lines.is_empty() || entry.verb.name() != "GET" { "" } else { "-G " };
    if article.reads_file() {
        lines = vec!["--data-binary '@invoice.pdf'".to_owned(), "-H 'Content-Type: application/octet-stream'".to_owned()];
    }
    if article.answers_file() {
        // The file is saved under the name that the answer gives it.
        lines.push("-O -J".to_owned());
    }
    let post = if lines.is_empty() && entry.verb.name() == "POST" { "-X POST " } else { "" };
    let mut call =
        format!("curl {get}{post}{} \\\n  -H {}", quoted(&format!("{hub}{prefix}{path}")), quoted(&format!("X-API-KEY: {TOKEN}")));
    for line in lines {
        call.push_str(" \\\n  ");
        call.push_str(&line);
    }
    call
}

fn sent(name: &str, value: &str) -> String {
    format!("--data-urlencode {}", quoted(&format!("{name}={value}")))
}

/// A text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_does_not_end_the_word() {
        assert_eq!(sent("a", "it's"), r"--data-urlencode 'a=it'\''s'");
    }
}
