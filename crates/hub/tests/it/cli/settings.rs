//! `latchkey settings`.

use serde_json::json;

use crate::support::Account;

#[test]
fn settings_are_set_and_listed() {
    let account = Account::new();
    assert_eq!(account.ok(&["settings", "set", "timezone", "Europe/Madrid"]), "timezone is Europe/Madrid.\n");
    assert_eq!(account.json(&["settings", "list"])["timezone"], "Europe/Madrid");
    account.ok(&["settings", "set", "language", "es"]);
    account.ok(&["settings", "set", "currency", "eur"]);
    account.ok(&["settings", "set", "country", "es"]);
    let listed = account.json(&["settings", "list"]);
    assert_eq!((&listed["system_language"], &listed["default_currency"], &listed["country"]), (&json!("es"), &json!("EUR"), &json!("ES")));
    let table = account.ok(&["settings", "list"]);
    assert!(table.starts_with("NAME"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("timezone") && line.contains("Europe/Madrid")), "{table}");
    assert_eq!(account.run(&["settings", "set", "timezone"]).code, 2);
}

#[test]
fn what_cannot_be_a_setting_is_refused_with_the_reason() {
    let account = Account::new();
    let before = account.json(&["settings", "list"]);
    for (key, value, view) in [
        (
            "colour",
            "red",
            "There is no setting \"colour\"; the settings are timezone, language, currency, country, unused-notice-days, unused-disable-days, longest-key-life-days, longest-broad-key-life-days, backup-schedule, backup-keep, backup-encryption, keep-histories-days, keep-refusals-days, keep-deliveries-days, keep-usage-days, session-idle-hours and session-days.",
        ),
        ("language", "fr", "There is no language \"fr\"; the languages are en, ru and es."),
        ("currency", "EURO", "There is no currency \"EURO\"; write its ISO 4217 code, such as EUR."),
        ("country", "XX", "There is no country \"XX\"; write its two-letter ISO 3166-1 code, such as ES."),
    ] {
        assert_eq!(account.refused(&["settings", "set", key, value]), view);
    }
    assert!(account.refused(&["settings", "set", "timezone", "Mars/Base"]).contains("Mars/Base"));
    assert_eq!(account.json(&["settings", "list"]), before);
}
