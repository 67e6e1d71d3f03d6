//! The reference book: that it is complete, true to what the methods read, and committed as it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hub::book::{self, Article, Kind, Place, Stores, book};
use serde_json::{Value, json};
use wire::file::Content;
use wire::form::Form;
use wire::methods;
use wire::{Arguments, Problem, Version};

use crate::support::{Call, TestHub};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference")
}

fn articles() -> impl Iterator<Item = &'static Article> {
    book().chapters.iter().flat_map(|chapter| &chapter.articles)
}

#[test]
fn the_committed_files_are_those_of_today() {
    let renew = "renew them: cargo run -- methods --docs docs/reference";
    let mut names = BTreeSet::new();
    for (name, text) in book::files() {
        let committed = std::fs::read_to_string(folder().join(&name)).unwrap_or_default();
        assert!(committed == text, "docs/reference/{name} is stale; {renew}");
        names.insert(name);
    }
    for entry in std::fs::read_dir(folder()).expect("docs/reference is there") {
        let name = entry.expect("an entry can be read").file_name().to_string_lossy().into_owned();
        assert!(names.contains(&name), "docs/reference/{name} is no longer part of the book: delete it");
    }
}

#[test]
fn every_method_has_one_article_with_an_address_of_its_own() {
    let view: Vec<&str> = articles().map(|article| article.entry.path).collect();
    let there: Vec<&str> = methods::all().iter().map(|method| method.path).collect();
    assert_eq!(view, there);
    let addresses: BTreeSet<String> = methods::all().iter().map(|method| book::address(method)).collect();
    assert_eq!(addresses.len(), there.len());
}

#[test]
fn everything_is_described() {
    let mut silent = Vec::new();
    for article in articles() {
        let fields = article.parameters.iter().map(|parameter| &parameter.field).chain(&article.answer);
        silent.extend(fields.filter(|field| field.about.is_empty()).map(|field| format!("{} {}", article.slug, field.name)));
        for name in article.kinds().filter_map(Kind::shape) {
            assert!(book().shape(name).is_some(), "{} leads to {name}, which is not in the book", article.slug);
        }
        for part in article.entry.path.split('/').filter(|part| part.starts_with('{')) {
            let named = article.parameters.iter().filter(|parameter| format!("{{{}}}", parameter.field.name) == part);
            assert_eq!(named.filter(|parameter| parameter.place == Place::Path).count(), 1, "{} {part}", article.slug);
        }
    }
    for shape in &book().shapes {
        assert!(
            !shape.about.is_empty() && !shape.name.ends_with(|last: char| last.is_ascii_digit()),
            "two shapes are called {}",
            shape.name
        );
        silent.extend(shape.fields.iter().filter(|field| field.about.is_empty()).map(|field| format!("{} {}", shape.name, field.name)));
    }
    assert!(silent.is_empty(), "{silent:?}");
}

/// The arguments of a call with these parameters, and with the examples of those the method requires.
fn arguments(article: &Article, version: Version, more: &[(&str, Value)]) -> Arguments {
    let content = (article.entry.reads == methods::Reads::File).then(|| Content { size: 1, ..Content::default() });
    let mut arguments = Arguments { version, content, ..Arguments::default() };
    let mut form = Form::default();
    let mut insert = |name: &str, text: String| form.insert(name, text).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let sent = article.parameters.iter().filter_map(|parameter| Some((parameter, parameter.example.clone()?)));
    for (parameter, example) in sent {
        match parameter.place {
            Place::Path => arguments.path.push((parameter.field.name.clone(), text(&example))),
            _ => insert(parameter.field.name.trim_end_matches("[]"), text(&example)),
        }
    }
    for (name, value) in more {
        insert(name, text(value));
    }
    arguments.tree = form.finish().unwrap_or_else(|problem| panic!("{problem:?}"));
    arguments
}

fn versions(article: &Article) -> Vec<(&'static str, Version)> {
    let all = [("v3", Version::V3), ("v4", Version::V4), ("v5", Version::V5)];
    let names = article.entry.versions.names();
    all.into_iter().filter(|(name, version)| names.contains(name) || (names.is_empty() && *version == Version::V5)).collect()
}

#[test]
fn the_document_needs_every_method() {
    let needed = domain::access::calls::needed(&hub::book::document());
    assert_eq!(needed.methods.len(), methods::all().len());
}

fn read(article: &Article, arguments: &mut Arguments) -> Result<(), Problem> {
    let place = methods::all().iter().position(|entry| std::ptr::eq(*entry, article.entry)).expect("it is an article of a method");
    (hub::api::handler(place).read)(arguments).map(|_| ())
}

#[test]
fn every_example_can_be_read() {
    for article in articles() {
        for (name, version) in versions(article) {
            let outcome = read(article, &mut arguments(article, version, &[]));
            assert!(outcome.is_ok(), "{} {name}: {outcome:?}", article.slug);
        }
    }
}

/// Something a parameter of this kind cannot be.
fn nonsense(kind: &Kind) -> Option<Value> {
    Some(match kind {
        Kind::Text(Some(most)) => json!("x".repeat(usize::try_from(*most).unwrap_or(0) + 1)),
        Kind::Moment | Kind::Day | Kind::Clock | Kind::Whole | Kind::Number | Kind::Flag | Kind::OneOf(_) | Kind::Shape(_) => {
            json!("nonsense")
        }
        Kind::List(inner, _) if inner.shape().is_some() => json!("nonsense"),
        Kind::List(inner, _) => json!([nonsense(inner)?]),
        Kind::Text(None) | Kind::ByCode(_) | Kind::Any => return None,
    })
}

#[test]
fn every_parameter_is_one_that_the_method_reads() {
    let mut tried = 0;
    for article in articles() {
        for parameter in article.parameters.iter().filter(|parameter| parameter.place != Place::Path) {
            let name = parameter.field.name.trim_end_matches("[]");
            // Any text is a store's code as long as it is one line.
            let wrong = if name == "site" { Some(json!("x".repeat(256))) } else { nonsense(&parameter.field.kind) };
            let Some(wrong) = wrong.filter(|_| !(name == "site" && parameter.field.kind.shape().is_some())) else { continue };
            for (version, number) in versions(article).into_iter().filter(|(version, _)| parameter.is_in(version)) {
                let outcome = read(article, &mut arguments(article, number, &[(name, wrong.clone())]));
                assert!(outcome.is_err_and(|problem| problem.status == 400), "{} {version} does not read {name}", article.slug);
                tried += 1;
            }
        }
    }
    assert!(tried > 300, "only {tried} parameters were tried");
}

#[test]
fn what_is_required_is_missed() {
    for article in articles() {
        for parameter in article.parameters.iter().filter(|parameter| parameter.place != Place::Path && parameter.field.required) {
            let name = parameter.field.name.trim_end_matches("[]");
            for (version, number) in versions(article).into_iter().filter(|(version, _)| parameter.is_in(version)) {
                let mut sent = arguments(article, number, &[]);
                sent.tree.remove(name);
                let outcome = read(article, &mut sent);
                assert_eq!(
                    outcome.err().map(|problem| problem.message),
                    Some(Problem::missing(name).message),
                    "{} {version}",
                    article.slug
                );
            }
        }
    }
}

#[test]
fn the_store_rule_is_what_happens() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let key = hub.key("north,south", "all");
    let mut seen = BTreeSet::new();
    for article in articles() {
        let sent = arguments(article, Version::V5, &[]);
        let mut path = format!("{}{}", article.entry.versions.prefixes().last().unwrap_or(&""), article.entry.path);
        for (name, value) in &sent.path {
            path = path.replace(&format!("{{{name}}}"), value);
        }
        let form: Vec<(String, String)> =
            sent.tree.iter().map(|(name, value)| (name.clone(), value.as_str().unwrap_or_default().to_owned())).collect();
        let form = form.into_iter().collect();
        let call = match article.entry.verb {
            methods::Verb::Get => Call::get(&path).query(form),
            methods::Verb::Post => Call::post(&path).form(form),
        };
        let missed = key.call(call).message() == "Parameter 'site' is missing";
        let needed = matches!(article.stores, Stores::Required | Stores::ForExternalId);
        assert_eq!(missed, needed, "{}", article.slug);
        seen.insert(article.stores.label());
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn the_openapi_document_holds_together() {
    let document: Value = serde_json::from_str(&book::document()).expect("it is JSON");
    assert_eq!(document["openapi"], json!("3.1.0"));
    let addresses: usize = methods::all().iter().map(|method| method.versions.prefixes().len()).sum();
    let paths = document["paths"].as_object().expect("there are paths");
    assert_eq!(paths.values().map(|path| path.as_object().map_or(0, serde_json::Map::len)).sum::<usize>(), addresses);
    let mut ids = BTreeSet::new();
    for operation in paths.values().flat_map(|path| path.as_object().into_iter().flat_map(|verbs| verbs.values())) {
        assert!(ids.insert(operation["operationId"].as_str().unwrap_or_default().to_owned()), "{}", operation["operationId"]);
    }
    let mut references = 0;
    walk(&document, &mut |member, value| {
        if let ("$ref", Some(reference)) = (member, value.as_str()) {
            let place = reference.trim_start_matches('#');
            assert!(document.pointer(place).is_some(), "{reference} leads nowhere");
            references += 1;
        }
        assert!(!member.starts_with("x-"), "{member}");
    });
    assert!(references > 500);
}

fn walk(value: &Value, seen: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                seen(name, member);
                walk(member, seen);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, seen)),
        _ => {}
    }
}
