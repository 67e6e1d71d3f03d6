//! In by e-mail and password, out again; guessing is slow, sessions end.

use wire::Moment;

use crate::support::browser::PASSWORD;
use crate::support::hub::START;
use crate::support::{Browser, TestHub};

/// How long a session lasts without use where nothing is set, in seconds.
const IDLE: i64 = 12 * 3600;
/// How long it lasts at most.
const LONGEST: i64 = 7 * 86_400;

#[test]
fn the_right_password_opens_and_signing_out_closes() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let mut browser = Browser::new(hub.address());
    browser.get("/stores?active=yes").leads("/sign-in?next=%2Fstores%3Factive%3Dyes");
    let wrong = browser.post("/sign-in", form! { email: "ada@hub.test", password: "correct horse batterz", next: "/stores" });
    wrong.is(403).says("Wrong email or password").says("value=\"ada@hub.test\"").hides("batterz");
    assert!(browser.cookies().is_empty());
    let stranger = browser.post("/sign-in", form! { email: "eve@hub.test", password: PASSWORD });
    stranger.is(403).says("Wrong email or password");
    let inside = browser.post("/sign-in", form! { email: " ADA@hub.test", password: PASSWORD, next: "/stores?active=yes" });
    let cookie = inside.leads("/stores?active=yes").header("set-cookie").unwrap_or_default().to_owned();
    for part in ["__Host-latchkey=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    browser.get("/stores").is(200);
    let stolen = browser.clone();
    browser.post("/sign-out", form! {}).leads("/sign-in");
    browser.get("/stores").leads("/sign-in");
    stolen.clone().get("/stores").leads("/sign-in");
}

#[test]
fn the_database_holds_no_session_token() {
    let hub = TestHub::new();
    let browser = Browser::signed_in(&hub, "manager");
    // Beside the token stands whose it is.
    let token = browser.cookies()[0].1.split('.').next().unwrap_or_default().to_owned();
    assert_eq!(token.len(), 43);
    let kept = hub.hub.db.read_now({
        let token = token.clone();
        move |tx| database::sessions::find(tx, &domain::sessions::hash(&token))
    });
    assert!(kept.expect("sessions can be read").is_some());
    let plain = hub.hub.db.read_now(move |tx| database::sessions::find(tx, token.as_bytes()));
    assert!(plain.expect("sessions can be read").is_none());
}

#[test]
fn nobody_is_sent_elsewhere() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let mut browser = Browser::new(hub.address());
    browser.post("/sign-in", form! { email: "ada@hub.test", password: PASSWORD, next: "//evil.example" }).leads("/start");
}

#[test]
fn guessing_has_to_wait() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let mut browser = Browser::new(hub.address());
    let guess = form! { email: "ada@hub.test", password: "a wrong password" };
    for _ in 0..5 {
        browser.post("/sign-in", guess.clone()).is(403);
    }
    browser.post("/sign-in", guess).is(429).says("Try again in 15 minutes");
    let right = form! { email: "ada@hub.test", password: PASSWORD };
    browser.post("/sign-in", right.clone()).is(429);
    hub.clock.set(Moment(START.0 + 15 * 60));
    browser.post("/sign-in", right).leads("/start");
}

#[test]
fn a_session_ends_without_use_and_in_any_case_after_a_week() {
    let hub = TestHub::new();
    let mut idle = Browser::signed_in(&hub, "manager");
    let mut busy = idle.clone();
    hub.clock.set(Moment(START.0 + IDLE));
    idle.get("/stores").is(200);
    hub.clock.set(Moment(START.0 + 2 * IDLE + 1));
    idle.get("/stores").leads("/sign-in");

    hub.clock.set(START);
    let email = "manager@hub.test";
    busy.post("/sign-in", form! { email: email, password: PASSWORD }).leads("/start");
    let mut now = START.0;
    while now < START.0 + LONGEST {
        hub.clock.set(Moment(now));
        busy.get("/stores").is(200);
        now += IDLE - 10;
    }
    hub.clock.set(Moment(START.0 + LONGEST + 1));
    busy.get("/stores").leads("/sign-in");
}

#[test]
fn a_new_password_ends_every_other_session() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let mut elsewhere = browser.clone();
    let wrong = browser.post("/account", form! { old: "not the password", password: "a new one altogether" });
    wrong.is(400).says("Wrong password").hides("altogether");
    browser.post("/account", form! { old: PASSWORD, password: "short" }).is(400).says("a password of 10 to 1,000 characters");
    elsewhere.get("/stores").is(200);
    browser.post("/account", form! { old: PASSWORD, password: "a new one altogether" }).leads("/account?done=password");
    browser.get("/account?done=password").is(200).says("Password changed");
    elsewhere.get("/stores").leads("/sign-in");
    let email = "read-only@hub.test";
    elsewhere.post("/sign-in", form! { email: email, password: PASSWORD }).is(403);
    elsewhere.post("/sign-in", form! { email: email, password: "a new one altogether" }).leads("/start");
}

#[test]
fn guessing_the_password_from_inside_has_to_wait_too() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "read-only");
    for _ in 0..5 {
        browser.post("/account", form! { old: "not the password", password: PASSWORD }).is(400);
    }
    browser.post("/account", form! { old: PASSWORD, password: PASSWORD }).is(429).says("Try again in 15 minutes");
}

#[test]
fn whoever_is_shut_out_is_out_at_once() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    browser.get("/stores").is(200);
    hub.shut_out("manager@hub.test");
    browser.get("/stores").leads("/sign-in");
    browser.post("/sign-in", form! { email: "manager@hub.test", password: PASSWORD }).is(403);
}

#[test]
fn the_way_on_leads_nowhere_else() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let mut inside = Browser::signed_in(&hub, "administrator");
    for next in
        ["/\t/evil.example", "/\n/evil.example", "\t//evil.example", "/\u{1}/evil.example", "/ /evil.example", "/\u{7f}/evil.example"]
            .iter()
            .chain(&["/\\evil.example", "//evil.example", "https://evil.example", "/a\\..\\b"])
    {
        let mut stranger = Browser::new(hub.address());
        stranger.post("/sign-in", form! { email: "ada@hub.test", password: PASSWORD, next: *next }).leads("/start");
        let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        inside.get(&format!("/sign-in?{query}")).leads("/start");
        assert_eq!(Browser::new(hub.address()).get(&format!("/sign-in?{query}")).field("next"), "/start", "{next:?}");
    }
}

#[test]
fn a_strangers_token_does_not_go_along_to_the_sign_in() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let token = domain::access::token::generate().expect("there is randomness");
    let imported = "an-imported_token-0123456789-abcdef";
    for token in [token.as_str(), imported] {
        for (path, next) in [
            (format!("/integration/keys?apiKey={token}&page=2"), "%2Fintegration%2Fkeys%3Fpage%3D2"),
            (format!("/stores?q={token}"), "%2Fstores"),
            (format!("/integration/keys/{token}"), "%2Fstart"),
            (format!("/integration/keys/7/usage?{token}"), "%2Fintegration%2Fkeys%2F7%2Fusage"),
        ] {
            let shown = Browser::new(hub.address()).get(&path).leads(&format!("/sign-in?next={next}"));
            assert!(!format!("{:?} {}", shown.headers, shown.text).contains(token), "{path}");
        }
        let shown = Browser::new(hub.address()).get(&format!("/sign-in?next=%2Fstores%3FapiKey%3D{token}")).is(200);
        assert_eq!(shown.hides(token).field("next"), "/stores");
    }
}
