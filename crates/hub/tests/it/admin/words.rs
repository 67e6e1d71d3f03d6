//! Texts of the pages: every language has all of them, no page lacks one, none is left over, and each keeps to the terms.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::access::templates::Template;
use domain::audit_log::Action;
use hub::admin::words::{SOURCES, Words, method_text};

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

pub fn sources(folder: &str, kind: &str) -> String {
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
    for method in wire::methods::all() {
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
fn every_method_has_a_text_and_every_text_about_a_method_is_of_one() {
    let methods: BTreeSet<String> = wire::methods::all().iter().map(|method| method_text(method.name())).collect();
    let view = SOURCES.map(|(_, source)| texts(source).into_keys().filter(|name| is_of_method(name)).collect::<BTreeSet<_>>());
    assert!(view[0].is_empty(), "English ones are the summaries of the methods");
    assert_eq!(view[1], view[2], "Russian and Spanish tell of the same methods");
    let wrong: Vec<&String> = view[1].symmetric_difference(&methods).collect();
    assert!(wrong.is_empty(), "these are of no method, or missing: {wrong:?}");
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let said = |language: &str| [1, 3, 5, 21].map(|count| Words::of(language).count("methods-count", count));
    assert_eq!(said("en"), ["1 method", "3 methods", "5 methods", "21 methods"]);
    assert_eq!(said("ru"), ["1 метод", "3 метода", "5 методов", "21 метод"]);
    assert_eq!(said("es"), ["1 método", "3 métodos", "5 métodos", "21 métodos"]);
}

/// Lists fall back to the name that programs use, so a missing text would not show as one.
#[test]
fn every_action_of_the_audit_log_has_a_text() {
    for action in Action::ALL {
        let text = format!("did-{}", action.name().replace(['.', '_'], "-"));
        assert!(Words::of("en").find(&text).is_some(), "{text}");
    }
}

/// Beginnings and ends of names that the code completes, as `bulk-{operation}`.
const COMPOSED: &[(&str, &str)] = &[
    ("cf-entity-", ""),
    ("cf-mode-", ""),
    ("cf-type-", ""),
    ("column-", ""),
    ("combine-", ""),
    ("combine-", "-why"),
    ("import-by-", ""),
    ("import-existing-", ""),
    ("import-fault-", ""),
    ("import-kind-", ""),
    ("import-state-", ""),
    ("import-title-", ""),
    ("ask-", ""),
    ("ask-", "-go"),
    ("ask-", "-instead"),
    ("block-", ""),
    ("bulk-", ""),
    ("books-", ""),
    ("by-", ""),
    ("calls-", ""),
    ("can-state-", ""),
    ("catalogue-every-", ""),
    ("catalogue-why-", ""),
    ("shop-check-", ""),
    ("cause-", ""),
    ("day-", ""),
    ("did-", ""),
    ("did-", "-any"),
    ("desk-", ""),
    ("done-", ""),
    ("entry-", ""),
    ("entry-word-", ""),
    ("field-", ""),
    ("help-reason-", ""),
    ("key-", ""),
    ("level-", ""),
    ("mask-", ""),
    ("mask-partial-", ""),
    ("method-", ""),
    ("on-", ""),
    ("outcome-", ""),
    ("overlap-", ""),
    ("part-", ""),
    ("part-", "-none"),
    ("plan-go-", ""),
    ("access-", ""),
    ("reason-", ""),
    ("reason-short-", ""),
    ("record-field-", ""),
    ("refused-", ""),
    ("row-", ""),
    ("rule-", ""),
    ("search-by-", ""),
    ("shelf-", ""),
    ("shelf-", "-about"),
    ("shelf-", "-where"),
    ("stage-", ""),
    ("start-", ""),
    ("storage-", "-hint"),
    ("start-", "-do"),
    ("store-period-", ""),
    ("strength-", ""),
    ("template-", ""),
    ("template-stores-", ""),
    ("transport-", ""),
    ("usage-window-", ""),
    ("whose-", ""),
    ("when-month-", ""),
    ("", "-may"),
    ("", "-text"),
    ("", "-title"),
];

/// The short words that stand in quotes in a source, and those behind a `=` in quotes, as of an address.
fn quoted(source: &str) -> BTreeSet<&str> {
    let is_word = |text: &&str| {
        !text.is_empty() && text.len() < 60 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let pieces = source.split('"').flat_map(|piece| piece.split(['=', '&', '/', '\\', '#']));
    pieces.filter(is_word).collect()
}

/// Whether the code can complete a name: the part between a beginning and an end stands in it as a word of its own.
fn is_composed(name: &str, known: &BTreeSet<&str>) -> bool {
    COMPOSED.iter().any(|(start, end)| {
        let part = name.strip_prefix(start).and_then(|rest| rest.strip_suffix(end)).unwrap_or_default();
        let part = part.strip_prefix("bulk-").unwrap_or(part);
        let dotted = part.replacen('-', ".", 1);
        let spellings = [part.to_owned(), dotted.replace('-', "_"), part.replace('-', "_"), dotted];
        part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty() || spellings.iter().any(|part| known.contains(part.as_str()))
    })
}

#[test]
fn no_text_is_left_over() {
    let rust = ["src", "../domain/src"].map(|folder| sources(folder, "rs")).concat();
    let source = [rust, sources("templates", "html"), sources("../domain/src", "toml")].concat();
    let mut known = quoted(&source);
    for (start, end) in COMPOSED {
        let composes = source.contains(&format!("\"{start}{{")) || known.contains(start.trim_end_matches('-'));
        assert!(composes && (end.is_empty() || source.contains(&format!("}}{end}\""))), "no code composes {start}…{end}");
    }
    known.extend(wire::methods::all().iter().map(|method| method.group));
    let unused: Vec<String> =
        texts(SOURCES[0].1).into_keys().filter(|name| !known.contains(name.as_str()) && !is_composed(name, &known)).collect();
    assert!(unused.is_empty(), "{unused:?}");
    assert!(!is_composed("refused-nothing-of-this-kind", &known));
}

/// Words that texts avoid, by language; a word that ends in `*` stands for every word that begins so.
const AVOIDED: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "e-mail",
            "e-mails",
            "letter",
            "whoever",
            "nobody",
            "somebody",
            "told",
            "shut out",
            "switch off",
            "switched off",
            "switch on",
            "switched on",
            "let in",
            "pepper",
            "granted",
            "brought back",
            "bring back",
            "second step",
            "person",
            "people",
            "record is",
        ],
    ),
    (
        "ru",
        &[
            "обращени*",
            "вызов*",
            "перец",
            "перца",
            "перце",
            "выключ*",
            "e-mail",
            "забыть",
            "забыт",
            "запечатан*",
            "второй шаг",
            "испытан*",
            "испытать",
            "отпечаток",
            "отпечатк*",
            "людях",
            "люди",
            "человеку закрыт",
            "вход закрыт",
        ],
    ),
    (
        "es",
        &[
            "carta",
            "cartas",
            "función",
            "pimienta",
            "olvidar",
            "olvidado",
            "persona añadida",
            "segundo paso",
            "libro de referencia",
            "guárdalos",
            "elige",
            "obtienes",
            "nombra a",
            "mira",
            "di por",
            "di cuándo",
            "escribe redes",
            "marques",
            "escribe un",
            "huella",
            "salir",
        ],
    ),
];

/// Texts that use an avoided word in another sense.
const EXCEPTIONS: &[(&str, &str)] = &[
    // Letters of the alphabet.
    ("letter", "refused-code"),
    ("letter", "refused-currency"),
    ("letter", "refused-countryIso"),
    ("letter", "refused-country"),
    ("letter", "mask-partial-custom"),
    // A contact need not be a user.
    ("person", "card-owner-hint"),
    ("person", "refused-owner"),
    ("person", "webhooks-none-next"),
    ("person", "webhook-address-hint"),
];

#[test]
fn no_text_uses_an_avoided_word() {
    for (language, source) in SOURCES {
        let (_, avoided) = AVOIDED.iter().find(|(code, _)| *code == language).expect("every language has a list");
        let mut name = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            let (before, text) = line.split_once(" = ").unwrap_or(("", line));
            if !before.is_empty() && !before.starts_with(' ') {
                name = before;
            }
            let text = words(text);
            for word in *avoided {
                let found = match word.strip_suffix('*') {
                    Some(start) => text.contains(&format!(" {start}")),
                    None => text.contains(&format!(" {word} ")),
                };
                assert!(!found || EXCEPTIONS.contains(&(word, name)), "{language}: {name} says \"{word}\": {line}");
            }
        }
    }
}

/// A text in lower case, its words apart by one space, with a space at both ends.
fn words(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts = lower.split(|character: char| !character.is_alphanumeric() && character != '-').filter(|word| !word.is_empty());
    format!(" {} ", parts.collect::<Vec<_>>().join(" "))
}

#[test]
fn spanish_says_petition_only_of_the_request_id() {
    for line in SOURCES[2].1.lines().filter(|line| !line.starts_with('#')) {
        let text = line.to_lowercase();
        assert!(!text.contains("petici") || text.contains("id de la petición"), "{line}");
    }
}

#[test]
fn russian_numbers_have_all_four_forms() {
    let forms = |source: &str| {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut name = String::new();
        for line in source.lines() {
            if let Some((start, _)) = line.split_once(" = ") {
                name = start.to_owned();
            } else if let Some((_, rest)) = line.split_once('[') {
                found.entry(name.clone()).or_default().extend(rest.split_once(']').map(|(form, _)| form.to_owned()));
            }
        }
        found
    };
    let russian = forms(SOURCES[1].1);
    assert!(russian.len() > 50);
    for (name, found) in russian {
        for form in ["one", "few", "many", "other"] {
            assert!(found.contains(form), "{name} lacks [{form}]");
        }
    }
}

/// What stands in a template as it is, because it is a name, a command or code in every language.
const UNTRANSLATED: &[&str] = &[
    "EUR",
    "ES",
    "Latchkey",
    "· Latchkey",
    "Swagger UI",
    "© SmartBear Software, Apache-2.0",
    "errorMsg",
    "latchkey user setup-link",
    "latchkey user reset EMAIL --random-password",
    "Ctrl K",
    "/integration/keys/add?template=…",
];

#[test]
fn templates_hold_no_text_of_their_own() {
    let mut looked = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).expect("templates can be listed") {
        let path = entry.expect("an entry can be read").path();
        let source = std::fs::read_to_string(&path).expect("a template can be read");
        let page = without(&without(&without(&source, "{#", "#}"), "{%", "%}"), "{{", "}}");
        let page = without(&without(&without(&page, "<!--", "-->"), "<script", "</script>"), "<style", "</style>");
        for text in page.split('>').skip(1).filter_map(|rest| rest.split('<').next()) {
            let text = text.trim();
            // What looks like text may be attributes that a macro puts into a tag.
            assert!(!has_word(text) || text.contains("=\"") || UNTRANSLATED.contains(&text), "{}: \"{text}\"", path.display());
        }
        for attribute in ["title", "aria-label", "placeholder", "alt"] {
            for value in page.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(
                    !has_word(value) || value.starts_with("https://") || UNTRANSLATED.contains(&value),
                    "{}: {attribute}=\"{value}\"",
                    path.display()
                );
            }
        }
        looked += 1;
    }
    assert!(looked > 50);
    assert!(has_word("Save") && !has_word("· / 5") && !has_word("&nbsp; × &#38;"));
}

/// A text without what stands between two marks, and without the marks.
fn without(text: &str, start: &str, end: &str) -> String {
    let mut parts = text.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(end).map_or("", |(_, rest)| rest))
}

/// Whether a text has two letters in a row, but for the names of characters.
fn has_word(text: &str) -> bool {
    let text = text
        .split('&')
        .enumerate()
        .map(|(place, part)| if place == 0 { part } else { part.split_once(';').map_or(part, |(_, rest)| rest) });
    let text: Vec<char> = text.collect::<String>().chars().collect();
    text.windows(2).any(|pair| pair.iter().all(|character| character.is_alphabetic()))
}
