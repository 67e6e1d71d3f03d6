//! The help: articles in the reader's language, guides in English, and what readers thought of them.

use crate::support::{Browser, TestHub};

#[test]
fn articles_are_shown_in_the_language_of_the_reader_and_guides_in_english() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let index = browser.get("/help").is(200);
    let links: Vec<String> =
        index.text.split("<a href=\"/help/").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect();
    assert!(links.len() >= 14, "{links:?}");
    for link in &links {
        browser.get(&format!("/help/{link}")).is(200).says("class=\"toc\"").says("Was this article helpful?").hides("<script>");
    }
    browser
        .get("/help/keys")
        .says("<h1 lang=\"en\">Creating and editing API access keys")
        .says("href=\"#add-a-key\"")
        .says("id=\"add-a-key\"");
    browser.get("/help/keys").says("href=\"/help/landing-page\"");
    let mut administrator = Browser::signed_in(&hub, "administrator");
    administrator.post("/settings", form! { language: "ru", timezone: "Europe/Moscow", currency: "RUB", country: "RU" }).leads("/settings");
    browser.get("/help/keys").is(200).says("<h1 lang=\"ru\">Создание и изменение ключей").says("id=\"добавить-ключ\"");
    browser.get("/help/guide/key-life").is(200).says("<h1 lang=\"en\">Limits, tokens and refused calls");
    for nothing in ["/help/none", "/help/guide/none", "/help/guide/..%2fkeys"] {
        browser.get(nothing).is(404);
    }
}

#[test]
fn answers_are_counted_and_shown_to_administrators() {
    let hub = TestHub::new();
    let mut reader = Browser::signed_in(&hub, "read-only");
    for answer in ["yes", "yes", "hard", "no-answer"] {
        let next = reader.post("/help/answer", form! { article: "landing-page", answer: answer }).leads("/help/landing-page");
        let next = next.header("location").expect("it leads on").to_owned();
        reader.get(&next).is(200).says("Your answer has been counted");
    }
    reader.post("/help/answer", form! { article: "guide/usage", answer: "dislike" }).leads("/help/guide/usage");
    reader.post("/help/answer", form! { article: "landing-page", answer: "great" }).is(404);
    reader.post("/help/answer", form! { article: "none", answer: "yes" }).is(404);
    reader.get("/help").is(200).hides("What readers answered");
    let shown = Browser::signed_in(&hub, "administrator").get("/help").is(200).says("What readers answered");
    shown.says("<td class=\"num\">2</td>").says("Hard to understand: 1; No answer to my question: 1").says("I do not like how it works: 1");
}

#[test]
fn the_question_mark_of_a_page_leads_to_an_article_there_is() {
    let hub = TestHub::new();
    let (store, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let pages = [
        "/start",
        "/stores",
        "/integration/keys",
        "/integration/marketplace",
        "/integration/webhooks",
        "/integration/audit-log",
        "/people",
        "/settings",
        "/account",
    ];
    let of_things = [format!("/stores/{}", store.id), format!("/integration/keys/{}", key.key)];
    for page in pages.iter().map(|page| (*page).to_owned()).chain(of_things) {
        let shown = browser.get(&page).is(200);
        let articles: Vec<&str> = shown.text.split("href=\"/help/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(!articles.is_empty() || page.starts_with("/integration/keys"), "{page} has no link to its article");
        for article in articles {
            browser.get(&format!("/help/{article}")).is(200);
        }
    }
    browser.post("/search", form! { q: "landing" }).says("/help/landing-page");
}
