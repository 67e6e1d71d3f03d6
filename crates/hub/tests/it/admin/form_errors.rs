//! What is wrong with a form, in the language of the reader: on every form, whatever the rule it comes from.

use std::collections::BTreeSet;
use std::path::Path;

use hub::admin::words::{SOURCES, Words};

use crate::support::browser::Shown;
use crate::support::form::Form;
use crate::support::{Browser, TestHub};

fn speak(browser: &mut Browser, language: &str) {
    browser.post("/settings", form! { language: language, timezone: "Europe/Moscow", currency: "RUB", country: "RU" }).leads("/settings");
}

/// The sentences at the fields of a page.
fn faults(page: &Shown) -> Vec<String> {
    let parts = page.text.split("class=\"fault\"").skip(1);
    parts.filter_map(|part| Some(part.split_once('>')?.1.split("</p>").next()?.to_owned())).filter(|text| !text.is_empty()).collect()
}

/// Forms with faults: where they are sent, the fields.
fn faulty() -> Vec<(&'static str, Form)> {
    let key = |more: Form| [form! { token: "short", name: "", access: "individual" }, more].concat();
    vec![
        (
            "/integration/keys/add",
            key(form! { rate: "x", burst: "x", addresses: "x", starts: "x", ends: "x", from: "9", review: "x", row_days: "x" }),
        ),
        ("/integration/keys/add", key(form! { whose: "ours", ends: "2001-01-01T00:00", external_id: "a b", report_only: "yes" })),
        ("/integration/keys/add", key(form! { whose: "ours", starts: "2030-01-02T00:00", ends: "2030-01-01T00:00", template: "gone" })),
        ("/integration/keys/add", key(form! { whose: "ours", row_group: "gone" })),
        ("/stores/add", form! { name: "", url: "x", currency: "x", country: "x", ordering: "x", entity: "x", "sender-email": "x" }),
        ("/people/add", form! { name: "", email: "x", role: "x" }),
        ("/integration/webhooks/add", form! { url: "x", secret: "x", events: "some" }),
        ("/integration/templates/add", form! { name: "", code: "a b", rate: "x" }),
        ("/settings", form! { language: "x", timezone: "x", currency: "x", country: "x" }),
        ("/account", form! { old: "wrong", password: "short" }),
    ]
}

#[test]
fn no_form_shows_an_english_error_to_those_who_read_another_language() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let english: Vec<Vec<String>> = faulty().into_iter().map(|(path, form)| faults(&browser.post(path, form).is(400))).collect();
    for language in ["ru", "es"] {
        speak(&mut browser, language);
        for ((path, form), english) in faulty().into_iter().zip(&english) {
            let said = faults(&browser.post(path, form).is(400));
            assert_eq!(said.len(), english.len(), "{language} {path}: {said:?} {english:?}");
            assert!(!said.is_empty(), "{path} shows no fault");
            for (text, english) in said.iter().zip(english) {
                assert_ne!(text, english, "{language} {path}");
                let cyrillic = text.chars().any(|letter| ('а'..='я').contains(&letter));
                assert_eq!(cyrillic, language == "ru", "{language} {path}: {text}");
            }
        }
        speak(&mut browser, "en");
    }
}

#[test]
fn forms_name_several_faults_at_once() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    for (path, form) in faulty().into_iter().filter(|(path, _)| *path != "/account") {
        let page = browser.post(path, form).is(400);
        let found = faults(&page).len();
        assert!(found > 1, "{path} names {found}");
        let summary =
            page.between("class=\"faults\" role=\"alert\" tabindex=\"-1\"", "</ul>").unwrap_or_else(|| panic!("{path} has no summary"));
        for target in summary.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(page.text.contains(&format!("id=\"{target}\"")), "{path}: no element {target}");
        }
        assert!(summary.matches("<li>").count() > 1, "{path}: {summary}");
        assert_eq!(summary.matches("<li>").count(), summary.matches("<li><a href").count(), "{path}: {summary}");
    }
}

/// Fields that only calls of the API name, never a form.
const OF_THE_API: [&str; 15] = [
    "customFields",
    "customer",
    "customers",
    "isBase",
    "items",
    "order",
    "orders",
    "resultOrder",
    "limits.rate",
    "limits.burst",
    "limits.tooMany",
    "limits.addresses",
    "limits.hours",
    "field",
    "source",
];

#[test]
fn every_field_that_a_rule_refuses_has_a_sentence_in_every_language() {
    let mut names = BTreeSet::new();
    let mut folders = ["src", "../domain/src"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("sources can be read").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            if entry.components().any(|part| {
                ["orders", "customers", "reference", "api", "catalogue", "carts.rs"].iter().any(|name| part.as_os_str() == *name)
            }) {
                continue;
            }
            let text = std::fs::read_to_string(&entry).unwrap_or_default();
            for call in ["refuse(", "refuse_as(", "Problem::entity("] {
                for rest in text.split(call).skip(1) {
                    let mut quoted = rest.trim_start().strip_prefix('"').unwrap_or_default().splitn(2, '"');
                    let (field, rest) = (quoted.next().unwrap_or_default(), quoted.next().unwrap_or_default());
                    let code = rest.trim_start_matches([',', ' ', '\n']).strip_prefix('"').and_then(|code| code.split('"').next());
                    let name = if call == "refuse_as(" { code.unwrap_or_default() } else { field };
                    names.extend(Some(name.to_owned()).filter(|name| !name.is_empty()));
                }
            }
        }
    }
    assert!(names.len() > 40, "{names:?}");
    let lacking = |language: &str| -> Vec<String> {
        let source = SOURCES.iter().find(|(code, _)| *code == language).map_or("", |(_, source)| source);
        names
            .iter()
            .filter(|name| !OF_THE_API.contains(&name.as_str()) && !source.contains(&format!("\nrefused-{name} =")))
            .cloned()
            .collect()
    };
    for language in ["en", "ru", "es"] {
        assert_eq!(lacking(language), Vec::<String>::new(), "{language}");
    }
    assert_ne!(Words::of("ru").say("refused-other"), Words::of("en").say("refused-other"));
}
