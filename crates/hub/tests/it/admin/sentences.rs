//! Errors of entities, as the API states them in English, have a sentence of each language on the pages.

use hub::admin::sentences;
use hub::admin::words::{SOURCES, Words};

use super::words::sources;

/// String literals of a source, unescaped, with `7` for each value of a format.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in source.lines().map(str::trim).filter(|line| !line.starts_with("//") && !line.starts_with("assert")) {
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let (mut text, mut end, mut escaped, mut inside) = (String::new(), rest.len(), false, false);
            for (at, letter) in rest[start + 1..].char_indices() {
                match letter {
                    '"' if !escaped => {
                        end = start + 1 + at + 1;
                        break;
                    }
                    '\\' if !escaped => {
                        escaped = true;
                        continue;
                    }
                    '{' => inside = true,
                    '}' if inside => {
                        inside = false;
                        text.push('7');
                    }
                    _ if !inside => text.push(letter),
                    _ => {}
                }
                escaped = false;
            }
            found.push(text);
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    found
}

#[test]
fn errors_of_entities_have_a_sentence_on_pages() {
    let beginnings = ["must ", "is too ", "holds ", "may hold ", "This value "];
    let endings = ["does not exist.", "already exists", "already exists.", "is taken in this store"];
    // Of requests that no form sends: how calls name entities, and settings of keys, whose forms have sentences of their own.
    let of_calls = [
        "must be a JSON object",
        "must be a JSON list",
        "must be an object",
        "must be an object or a list",
        "must be an object of values by code",
        "must be a list",
        "must not be a list",
        "must name at least one customer",
        "must name at least two orders",
        "must name a customer other than resultCustomer",
        "must be another order",
        "must be free, busy, dinner or break",
        "must be ",
        "must be 7",
        "must be 7, not a list",
        "must be 7, not an object",
        "holds 7 entities; at most 7 are taken at once",
        "must be 1 to 400",
        "holds bytes that are not 7",
        "holds bytes that are not UTF-8; send UTF-8, or declare the charset in Content-Type",
    ];
    let folders = ["orders", "customers", "custom_fields", "reference", "noun"];
    let text: String = folders.map(|folder| sources(&format!("../domain/src/{folder}"), "rs")).concat() + &sources("../wire/src", "rs");
    let product = text.split("\n#[cfg(test)]\n").collect::<Vec<_>>().join("\n");
    let stated = literals(&product).into_iter().filter(|text| {
        beginnings.iter().any(|beginning| text.starts_with(beginning)) || endings.iter().any(|ending| text.ends_with(ending))
    });
    let mut count = 0;
    for text in stated.filter(|text| !of_calls.contains(&text.as_str())) {
        let (name, value) = sentences::of(&text).unwrap_or_else(|| panic!("no sentence for the error \"{text}\""));
        for (language, _) in SOURCES {
            let sentence = Words::of(language).with(name, "value", value.clone());
            assert!(sentence != name && sentence.ends_with('.'), "{language}: {name}: {sentence}");
        }
        count += 1;
    }
    assert!(count > 40, "{count} errors");
}
