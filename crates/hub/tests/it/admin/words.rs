//! Every text there is in every language, and every text a page asks for is there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hub::admin::words::{SOURCES, Words, method_text};
use hub::keys::templates::Template;

/// The names of a language's texts, each with the things that stand in it.
fn texts(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            name = line.split(" =").next().unwrap_or_default().to_owned();
            assert!(!found.contains_key(&name), "{name} is there twice");
        }
        let things = line.split('$').skip(1).map(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
        found.entry(name.clone()).or_default().extend(things);
    }
    found
}

/// Names in quotes that follow one of these beginnings.
fn asked(text: &str, beginnings: &[&str]) -> BTreeSet<String> {
    let parts = beginnings.iter().flat_map(|beginning| text.split(beginning).skip(1));
    parts.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()).collect()
}

fn sources(folder: &str, kind: &str) -> String {
    let mut text = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == kind) {
                text.push_str(&std::fs::read_to_string(path).expect("a source can be read"));
            }
        }
    }
    text
}

/// Texts about methods: English ones are the summaries of the methods themselves.
fn is_of_method(name: &str) -> bool {
    name.starts_with("method-") && name != "method-search"
}

#[test]
fn every_language_has_every_text_with_the_same_things_in_it() {
    let view = SOURCES.map(|(language, source)| (language, texts(source)));
    let english: BTreeMap<_, _> = view[0].1.iter().collect();
    assert!(english.len() > 100);
    for (language, texts) in &view[1..] {
        let texts: BTreeMap<_, _> = texts.iter().filter(|(name, _)| !is_of_method(name)).collect();
        assert_eq!(texts.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
        for (name, things) in &texts {
            assert_eq!(things, &english[*name], "{language}: {name}");
        }
    }
}

#[test]
fn every_text_a_page_asks_for_is_there() {
    let english = texts(SOURCES[0].1);
    let mut names = asked(&sources("templates", "html"), &["page.say(\"", "page.count(\"", "page.named(\""]);
    names.extend(asked(&sources("src/admin", "rs"), &["page.say(\"", "page.count(\"", "page.named(\"", "\"role-"]));
    assert!(names.len() > 80, "{names:?}");
    let missing: Vec<&String> = names.iter().filter(|name| !english.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_block_has_a_title_and_every_template_a_name() {
    let english = texts(SOURCES[0].1);
    for method in hub::api::methods() {
        assert!(english.contains_key(&format!("block-{}", method.group)), "block-{}", method.group);
    }
    for template in Template::all() {
        let code = &template.code;
        assert!(english.contains_key(&format!("template-{code}")) || !template.name.is_empty(), "{code}");
        if !template.shelf.is_empty() {
            for text in [format!("shelf-{}", template.shelf), format!("shelf-{code}-about"), format!("shelf-{code}-where")] {
                assert!(english.contains_key(&text), "{text}");
            }
        }
    }
}

#[test]
fn texts_about_methods_are_about_methods_there_are() {
    let methods: BTreeSet<String> = hub::api::methods().iter().map(|method| method_text(method.name())).collect();
    let view = SOURCES.map(|(_, source)| texts(source).into_keys().filter(|name| is_of_method(name)).collect::<BTreeSet<_>>());
    assert!(view[0].is_empty(), "English ones are the summaries of the methods");
    assert_eq!(view[1], view[2], "Russian and Spanish tell of the same methods");
    assert!(view[1].len() > 50);
    let stale: Vec<&String> = view[1].difference(&methods).collect();
    assert!(stale.is_empty(), "{stale:?}");
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let said = |language: &str| [1, 3, 5, 21].map(|count| Words::of(language).count("methods-count", count));
    assert_eq!(said("en"), ["1 method", "3 methods", "5 methods", "21 methods"]);
    assert_eq!(said("ru"), ["1 метод", "3 метода", "5 методов", "21 метод"]);
    assert_eq!(said("es"), ["1 método", "3 métodos", "5 métodos", "21 métodos"]);
}
