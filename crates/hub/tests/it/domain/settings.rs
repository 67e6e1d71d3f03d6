//! Setting the settings of the account.

use domain::audit_log::By;
use domain::fault::Fault;
use domain::settings;

use crate::support::TestHub;
use crate::support::hub::START;

fn set(hub: &TestHub, name: &'static str, value: &'static str) -> Result<String, Fault> {
    hub.hub.db.write_now(move |tx| settings::set(tx, name, value, &By::CommandLine, START))
}

#[test]
fn each_setting_is_kept_in_its_usual_spelling() {
    let hub = TestHub::new();
    for (name, value, kept_as, kept) in [
        ("timezone", "america/new_york", "timezone", "America/New_York"),
        ("timezone", "UTC", "timezone", "UTC"),
        ("language", "ES", "system_language", "es"),
        ("system_language", "ru", "system_language", "ru"),
        ("currency", "eur", "default_currency", "EUR"),
        ("default_currency", "USD", "default_currency", "USD"),
        ("country", "es", "country", "ES"),
    ] {
        assert_eq!(set(&hub, name, value).unwrap_or_else(|fault| panic!("{name}: {fault}")), kept);
        assert_eq!(hub.hub.account().setting(kept_as), Some(kept), "{name}");
    }
}

#[test]
fn a_refusal_says_what_is_allowed_and_changes_nothing() {
    let hub = TestHub::new();
    for (name, value, text) in [
        ("timezone", "Mars/Phobos", "There is no time zone \"Mars/Phobos\". Example: Europe/Madrid"),
        ("language", "de", "There is no language \"de\"; the languages are en, ru and es."),
        ("currency", "euro", "There is no currency \"euro\"; write its ISO 4217 code, such as EUR."),
        ("country", "Spain", "There is no country \"Spain\"; write its two-letter ISO 3166-1 code, such as ES."),
        (
            "colour",
            "red",
            "There is no setting \"colour\"; the settings are timezone, language, currency, country, unused-notice-days, unused-disable-days, longest-key-life-days, longest-broad-key-life-days, backup-schedule, backup-keep, backup-encryption, keep-histories-days, keep-refusals-days, keep-deliveries-days, keep-usage-days, session-idle-hours and session-days.",
        ),
    ] {
        let refused = set(&hub, name, value).err().map(|fault| fault.to_string());
        assert_eq!(refused.as_deref(), Some(text));
    }
    let account = hub.hub.account();
    assert_eq!((account.setting("timezone"), account.currency(), account.country()), (Some("Europe/Moscow"), "RUB", "RU"));
}

#[test]
fn the_accounts_currency_is_the_base_currency() {
    let hub = TestHub::new();
    let currencies = || -> Vec<(i64, String, bool)> {
        let account = hub.hub.account();
        account.dictionary("currencies").iter().map(|one| (one.id, one.code.clone(), one.flag("isBase"))).collect()
    };
    set(&hub, "currency", "EUR").unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(currencies(), [(1, "EUR".to_owned(), true)], "the base is under its new code");

    hub.key("all", "all").post("/reference/currencies/create", form! { currency: {code: "USD"} }).ok();
    set(&hub, "currency", "USD").unwrap_or_else(|fault| panic!("{fault}"));
    let bases: Vec<(String, bool)> = currencies().into_iter().map(|(_, code, base)| (code, base)).collect();
    assert_eq!(bases, [("EUR".to_owned(), false), ("USD".to_owned(), true)], "one that is there becomes the base");
}

#[test]
fn reference_data_follows_the_language_until_somebody_renames_it() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    key.post("/reference/statuses/complete/edit", form! { status: {name: "Done and dusted"} }).ok();
    let names = || {
        let statuses = key.get("/reference/statuses", form! {}).ok()["statuses"].clone();
        ["new", "complete", "delivering"].map(|code| statuses[code]["name"].as_str().unwrap_or_default().to_owned())
    };
    set(&hub, "language", "ru").unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(names(), ["Новый", "Done and dusted", "Доставляется"]);
    assert_eq!(key.get("/reference/units", form! {}).ok()["units"]["pc"]["sym"], "шт.");
    assert_eq!(key.get("/user-groups", form! {}).ok()["groups"][0]["name"], "Менеджеры");
    set(&hub, "language", "es").unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(names(), ["Nuevo", "Done and dusted", "En reparto"]);
    set(&hub, "language", "en").unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(names(), ["New", "Done and dusted", "Being delivered"]);
}
