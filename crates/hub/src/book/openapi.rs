//! The book as an OpenAPI 3.1 document, for programs.

use serde_json::{Map, Value, json};

use super::article::{Article, Parameter, Place};
use super::{Book, Kind, book};
use crate::admin::words::Words;

/// The name of the response of every refusal; no method is called so.
const REFUSED: &str = "Refused";

/// The document, as JSON text.
pub fn document() -> String {
    let mut text = serde_json::to_string_pretty(&whole(book())).unwrap_or_default();
    text.push('\n');
    text
}

fn whole(book: &Book) -> Value {
    let english = Words::of("en");
    let mut paths = Map::new();
    let mut parameters = Map::new();
    let (mut bodies, mut responses) = (Map::new(), Map::new());
    responses.insert(REFUSED.to_owned(), refused(english));
    for article in book.chapters.iter().flat_map(|chapter| &chapter.articles) {
        for parameter in article.parameters.iter().filter(|parameter| parameter.place != Place::Form) {
            parameters.insert(component(article, parameter), view(parameter));
        }
        let form: Vec<&Parameter> = article.parameters.iter().filter(|parameter| parameter.place == Place::Form).collect();
        if article.reads_file() {
            bodies.insert(article.slug.clone(), file("required", true));
        } else if !form.is_empty() {
            bodies.insert(article.slug.clone(), body(&form));
        }
        responses.insert(article.slug.clone(), success(article, english));
        for prefix in article.entry.versions.prefixes() {
            let verb = article.entry.verb.name().to_ascii_lowercase();
            let path = paths.entry(format!("{prefix}{}", article.entry.path)).or_insert_with(|| json!({}));
            if let Some(path) = path.as_object_mut() {
                let has_body = !form.is_empty() || article.reads_file();
                path.insert(verb, operation(article, prefix, has_body, english));
            }
        }
    }
    let tags: Vec<Value> = book
        .chapters
        .iter()
        .map(|chapter| json!({"name": chapter.group, "description": english.say(&format!("block-{}", chapter.group))}))
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Latchkey API",
            "version": "5",
            "description": english.say("book-openapi"),
        },
        "security": [{"header": []}, {"query": []}],
        "tags": tags,
        "paths": paths,
        "components": {
            "securitySchemes": {
                "header": {"type": "apiKey", "in": "header", "name": "X-API-KEY"},
                "query": {"type": "apiKey", "in": "query", "name": "apiKey"},
            },
            "parameters": parameters,
            "requestBodies": bodies,
            "responses": responses,
            "schemas": schemas(book),
        },
    })
}

/// The entities, and the envelopes around them. Members that begin with `x-` speak to the book alone.
fn schemas(book: &Book) -> Map<String, Value> {
    let mut schemas: Map<String, Value> = book.schemas.iter().map(|(name, schema)| (name.clone(), bare(schema))).collect();
    schemas.insert(
        "Refusal".to_owned(),
        json!({
            "type": "object",
            "properties": {
                "success": {"const": false},
                "errorMsg": {"type": "string"},
                "errors": {"type": "object", "additionalProperties": {"type": "string"}},
            },
            "required": ["success", "errorMsg"],
        }),
    );
    schemas
}

fn operation(article: &Article, prefix: &str, has_body: bool, english: Words) -> Value {
    let version = prefix.rsplit('/').next().filter(|version| version.starts_with('v'));
    let here = |parameter: &&Parameter| version.is_none_or(|version| parameter.is_in(version));
    let refer = |parameter: &Parameter| json!({"$ref": format!("#/components/parameters/{}", component(article, parameter))});
    let outside: Vec<Value> =
        article.parameters.iter().filter(here).filter(|parameter| parameter.place != Place::Form).map(refer).collect();
    let mut operation = json!({
        "operationId": version.map_or_else(|| article.slug.clone(), |version| format!("{version}-{}", article.slug)),
        "tags": [article.entry.group],
        "summary": article.entry.summary,
        "description": format!("{}{}", scope(article), english.say(article.stores.label())),
        "parameters": outside,
        "responses": responses(article),
    });
    if has_body {
        operation["requestBody"] = json!({"$ref": format!("#/components/requestBodies/{}", article.slug)});
    }
    operation
}

fn scope(article: &Article) -> String {
    article.entry.scope.name().map(|scope| format!("`{scope}`. ")).unwrap_or_default()
}

fn body(form: &[&Parameter]) -> Value {
    let mut properties = Map::new();
    let mut encoding = Map::new();
    for parameter in form {
        let name = &parameter.field.name;
        let mut schema = bare(&parameter.field.schema);
        // Without an example tools would send a word of their own for a text that may as well be left out.
        let blank = (matches!(parameter.field.kind, Kind::Text(_)) && !parameter.field.required).then(|| json!(""));
        if let (Some(example), Some(schema)) = (parameter.example.clone().or(blank), schema.as_object_mut()) {
            schema.entry("examples").or_insert_with(|| json!([example]));
        }
        properties.insert(name.clone(), schema);
        if is_json(&parameter.field.kind) {
            encoding.insert(name.clone(), json!({"contentType": "application/json"}));
        }
    }
    let required: Vec<&String> = form.iter().filter(|parameter| parameter.field.required).map(|parameter| &parameter.field.name).collect();
    let schema = json!({"type": "object", "properties": properties, "required": required});
    json!({
        "required": !required.is_empty(),
        "content": {
            "application/x-www-form-urlencoded": {"schema": schema, "encoding": encoding},
            "application/json": {"schema": schema},
        },
    })
}

fn is_json(kind: &Kind) -> bool {
    matches!(kind, Kind::Shape(_) | Kind::List(..) | Kind::ByCode(_) | Kind::Any)
}

fn responses(article: &Article) -> Value {
    let mut responses = Map::new();
    responses.insert(article.entry.status.to_string(), json!({"$ref": format!("#/components/responses/{}", article.slug)}));
    for refusal in &article.refusals {
        responses.insert(refusal.status.to_string(), json!({"$ref": format!("#/components/responses/{REFUSED}")}));
    }
    Value::Object(responses)
}

fn success(article: &Article, english: Words) -> Value {
    if article.answers_file() {
        return file("description", english.say("book-file-answer"));
    }
    let envelope = json!({"type": "object", "properties": {"success": {"const": true}}, "required": ["success"]});
    json!({
        "description": english.say("book-success"),
        "content": {"application/json": {"schema": {"allOf": [envelope, bare(&article.reply)]}}},
    })
}

fn refused(english: Words) -> Value {
    json!({
        "description": english.say("book-refused"),
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}},
    })
}

/// A request or a response that is a file, with one more member.
fn file(member: &str, value: impl Into<Value>) -> Value {
    let mut file = json!({"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}});
    file[member] = value.into();
    file
}

/// The name of a parameter among those of all methods.
fn component(article: &Article, parameter: &Parameter) -> String {
    let name: String = parameter.field.name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    format!("{}.{}", article.slug, name.trim_end_matches('-'))
}

fn view(parameter: &Parameter) -> Value {
    let field = &parameter.field;
    let mut schema = bare(&field.schema);
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("description");
        schema.remove("examples");
    }
    let mut view = json!({
        "name": field.name,
        "in": if parameter.place == Place::Path { "path" } else { "query" },
        "description": field.about,
        "required": field.required,
        "schema": schema,
    });
    if let Some(example) = &parameter.example {
        view["example"] = example.clone();
    }
    view
}

/// A schema without the members that speak to the book alone.
fn bare(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => Value::Object(
            members.iter().filter(|(name, _)| !name.starts_with("x-")).map(|(name, value)| (name.clone(), bare(value))).collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(bare).collect()),
        other => other.clone(),
    }
}
