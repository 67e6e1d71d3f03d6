//! The set-up link: in no page, works once.

use crate::support::browser::PASSWORD;
use crate::support::{Browser, TestHub};

#[test]
fn no_page_shows_the_link_not_even_to_this_machine() {
    let hub = TestHub::new();
    let mut browser = Browser::new(hub.address());
    for host in ["localhost:8080", "127.0.0.1", "[::1]:8080", "hub.test"] {
        browser.host = host.to_owned();
        for path in ["/", "/sign-in", "/stores", "/setup/0", "/no/such/page", "/.well-known/latchkey"] {
            let shown = browser.get(path);
            assert!(!shown.text.contains(&hub.hub.setup_code) && shown.between("/setup/", "\"").is_none(), "{host} {path}");
        }
        browser.get("/").is(200).says("<code>latchkey user setup-link</code>");
    }
    for (language, says) in
        [("ru", "Latchkey выводит её в консоль"), ("es", "Latchkey muestra en la consola"), ("en", "Latchkey prints it to the console")]
    {
        browser.send("GET", "/", &[("Accept-Language", language)], "").is(200).says(says).says("latchkey user setup-link");
    }
}

#[test]
fn it_makes_the_first_administrator_and_then_no_other() {
    let hub = TestHub::new();
    let link = format!("/setup/{}", hub.hub.setup_code);
    let mut browser = Browser::new(hub.address());
    browser.get("/setup/0123456789").is(404);
    browser.get(&link).is(200);
    let form = || form! { email: "Ada@Hub.Test", name: "Ada Lovelace", password: PASSWORD, language: "es" };
    browser.post("/setup/wrong", form()).is(404);
    browser.post(&link, form()).leads("/start");
    browser.get("/start").is(200).says("Ada Lovelace").says("Administrador").says("1 de 5 completados");
    assert_eq!(hub.hub.account().setting("system_language"), Some("es"));
    let account = hub.hub.account();
    assert_eq!(
        (account.users.len(), account.users[0].email.as_str(), account.users[0].role.as_str()),
        (1, "ada@hub.test", "administrator")
    );
    assert!(account.users[0].password_hash.starts_with("$argon2id$"));

    let mut late = Browser::new(hub.address());
    late.get("/").leads("/start");
    late.get(&link).is(404);
    late.post(&link, form! { email: "eve@hub.test", name: "Eve", password: PASSWORD, language: "en" }).is(404);
    assert_eq!(hub.hub.account().users.len(), 1);
}

#[test]
fn two_at_once_make_one_administrator() {
    let hub = TestHub::new();
    let link = format!("/setup/{}", hub.hub.setup_code);
    std::thread::scope(|scope| {
        for number in 0..4 {
            let (link, address) = (&link, hub.address());
            scope.spawn(move || {
                let email = format!("{number}@hub.test");
                Browser::new(address).post(link, form! { email: email, name: "One", password: PASSWORD, language: "en" });
            });
        }
    });
    assert_eq!(hub.hub.account().users.len(), 1);
}

#[test]
fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let hub = TestHub::new();
    let link = format!("/setup/{}", hub.hub.setup_code);
    let mut browser = Browser::new(hub.address());
    let short = browser.post(&link, form! { email: "ada@hub.test", name: "Ada <b>", password: "123456789", language: "en" }).is(400);
    let short = short.says("Enter a password of 10 to 1,000 characters").says("value=\"ada@hub.test\"").hides("123456789").hides("Ada <b>");
    assert_eq!(short.field("name"), "Ada &#60;b&#62;");
    browser
        .post(&link, form! { email: "ada", name: "Ada", password: PASSWORD, language: "ru" })
        .is(400)
        .says("Введите адрес электронной почты");
    assert!(hub.hub.account().users.is_empty());
}

#[test]
fn the_page_speaks_the_language_of_the_browser() {
    let hub = TestHub::new();
    let mut browser = Browser::new(hub.address());
    browser.send("GET", "/", &[("Accept-Language", "ru-RU,ru;q=0.9")], "").says("Latchkey работает").says("lang=\"ru\"");
    browser.send("GET", "/", &[("Accept-Language", "fr")], "").says("Latchkey is running");
}

#[test]
fn the_account_is_the_merchants_own() {
    let hub = TestHub::new();
    let link = format!("/setup/{}", hub.hub.setup_code);
    let mut browser = Browser::new(hub.address());
    let fields = |page: &crate::support::browser::Shown| ["country", "currency", "timezone"].map(|field| page.field(field));
    let page = browser.get(&link);
    assert_eq!(fields(&page), ["RU", "RUB", "Europe/Moscow"], "those of the machine");
    page.says("data-tell-zone");
    let page = browser.get(&format!("{link}?timezone=Europe%2FMadrid"));
    assert_eq!(fields(&page), ["ES", "EUR", "Europe/Madrid"], "what the browser's script says");
    page.hides("data-tell-zone");
    let page = browser.send("GET", &link, &[("Accept-Language", "de-CH,de;q=0.9")], "");
    assert_eq!(fields(&page)[..2], ["CH", "CHF"], "without scripts the language says it");

    let form = |country: &str, zone: &str| {
        form! { email: "ana@hub.test", name: "Ana", password: PASSWORD, language: "es", country: country, currency: "EUR", timezone: zone }
    };
    let refused = browser.post(&link, form("Spain", "Europe/Madrid")).is(400);
    assert_eq!(refused.field("country"), "Spain", "what was typed stays");
    browser.post(&link, form("ES", "Mars/Phobos")).is(400);
    assert!(hub.hub.account().users.is_empty());
    browser.post(&link, form("es", "europe/madrid")).leads("/start");
    let account = hub.hub.account();
    assert_eq!((account.country(), account.currency(), account.setting("timezone")), ("ES", "EUR", Some("Europe/Madrid")));
    let base: Vec<&str> = account.dictionary("currencies").iter().map(|currency| currency.code.as_str()).collect();
    assert_eq!(base, ["EUR"]);
}
