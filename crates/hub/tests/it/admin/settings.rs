//! Settings of the account on the pages.

use crate::support::{Browser, TestHub};

#[test]
fn settings_are_shown_saved_and_felt() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser
        .get("/settings")
        .is(200)
        .says("<option value=\"Europe/Madrid\">Madrid</option>")
        .says("<option value=\"EUR\">EUR, Euro</option>");
    assert_eq!([page.field("timezone"), page.field("currency"), page.field("country")], ["Europe/Moscow", "RUB", "RU"]);
    page.says("<option value=\"en\" selected>English</option>").says("<option value=\"ES\">Spain</option>");
    let saved = form! { language: "es", timezone: "europe/madrid", currency: "eur", country: "es" };
    browser.post("/settings", saved).leads("/settings?done=settings");
    browser
        .get("/settings?done=settings")
        .is(200)
        .says("<html lang=\"es\">")
        .says("Ajustes guardados.")
        .says("value=\"Europe/Madrid\" selected");
    let settings = key.get("/settings", form! {}).ok()["settings"].clone();
    let view = ["timezone", "default_currency", "system_language"].map(|name| settings[name]["value"].clone());
    assert_eq!(view, ["Europe/Madrid", "EUR", "ES"].map(serde_json::Value::from));
}

#[test]
fn names_that_nobody_has_changed_follow_the_language_and_codes_stay() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/reference/order-methods/phone/edit", form! { orderMethod: {name: "By our phone"} }).ok();
    let methods = || key.get("/reference/order-methods", form! {}).ok()["orderMethods"].clone();
    let before = methods();
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.post("/settings", form! { language: "ru", timezone: "Europe/Moscow", currency: "RUB", country: "RU" }).leads("/settings");
    let after = methods();
    let codes = |methods: &serde_json::Value| methods.as_object().map(|methods| methods.keys().cloned().collect::<Vec<_>>());
    assert_eq!(codes(&before), codes(&after));
    assert_eq!(after["phone"]["name"], "By our phone");
    assert_eq!(after["shopping-cart"]["name"], "Через корзину");
}

#[test]
fn what_cannot_be_is_refused_by_field_and_nothing_is_saved() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let good = [("language", "ru"), ("timezone", "Europe/Madrid"), ("currency", "EUR"), ("country", "ES")];
    for (field, wrong, text) in [
        ("language", "fr", "Select one of the languages."),
        ("timezone", "Madrid", "Enter a time zone"),
        ("currency", "", "Enter a three-letter ISO 4217 code"),
        ("country", "Spain", "Enter a two-letter ISO 3166 code"),
    ] {
        let form = good.map(|(name, value)| (name.to_owned(), if name == field { wrong } else { value }.to_owned()));
        browser.post("/settings", form.to_vec()).is(400).says(text).says("Not saved. Please correct");
        assert_eq!(hub.hub.account().setting("default_currency"), Some("RUB"), "{field}");
    }
}
