//! The second step of signing in: turned on by a first code, asked for at the door, recovery codes, turned off.

use domain::access::sealed::Seal;
use domain::audit_log::By;
use domain::sealing;
use totp_rs::{Builder, Secret};
use wire::Moment;

use crate::support::browser::PASSWORD;
use crate::support::hub::START;
use crate::support::{Browser, TestHub};

const EMAIL: &str = "manager@hub.test";

/// An app that has scanned the secret.
struct App(String);

impl App {
    /// The code at a moment.
    fn code(&self, at: i64) -> String {
        let secret = Secret::try_from_base32(&self.0).expect("the secret is base 32");
        let codes = Builder::new().with_secret(secret).build().expect("the secret is long enough");
        codes.generate(u64::try_from(at).expect("it is after 1970")).to_string()
    }
}

/// Somebody whose second step is on, with their app and recovery codes. The first code has been used at the start.
fn with_step(hub: &TestHub) -> (Browser, App, Vec<String>) {
    let mut browser = Browser::signed_in(hub, "manager");
    browser.post("/account/second-step/begin", form! { proof: PASSWORD }).leads("/account/second-step");
    let page = browser.get("/account/second-step").is(200);
    let secret = page.between("Or enter the secret: <code>", "</code>").expect("the secret is in text").replace(' ', "");
    assert!(page.text.contains("<svg class=\"qr\"") && page.text.contains("d=\"M4 4h1v1h-1z"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let app = App(secret);
    let shown =
        browser.post("/account/second-step", form! { otp: app.code(hub.clock.now().0) }).is(200).says("Two-step verification enabled.");
    let codes: Vec<String> = shown.text.split("<li><code>").skip(1).filter_map(|rest| rest.split('<').next()).map(str::to_owned).collect();
    assert_eq!(codes.len(), 10);
    (browser, app, codes)
}

/// Signs in as far as the password goes.
fn first_step(hub: &TestHub) -> Browser {
    let mut browser = Browser::new(hub.address());
    let shown = browser.post("/sign-in", form! { email: EMAIL, password: PASSWORD, next: "/integration/keys" });
    shown.leads("/sign-in/code?next=%2Fintegration%2Fkeys");
    browser
}

#[test]
fn signing_in_takes_a_code_and_takes_it_once() {
    let hub = TestHub::new();
    let (_, app, _) = with_step(&hub);
    hub.clock.set(Moment(START.0 + 20));
    let mut browser = first_step(&hub);
    // The password alone opens nothing.
    browser.get("/stores").leads("/sign-in");
    browser.get("/sign-in/code?next=%2Fintegration%2Fkeys").is(200).says("value=\"/integration/keys\"");
    browser.post("/sign-in/code", form! { otp: "000000" }).is(403).says("This code is wrong");
    // The code by which the step was turned on is used up, though it would still fit.
    browser.post("/sign-in/code", form! { otp: app.code(START.0) }).is(403).says("already been used");
    hub.clock.set(Moment(START.0 + 90));
    let code = app.code(START.0 + 90);
    browser.post("/sign-in/code", form! { otp: code.clone(), next: "/integration/keys" }).leads("/integration/keys");
    browser.get("/stores").is(200);
    assert_eq!(browser.cookies().len(), 1, "the half-way cookie is gone");

    let mut thief = first_step(&hub);
    thief.post("/sign-in/code", form! { otp: code.clone() }).is(403).says("already been used");
    // Nor is an older one taken after a newer.
    thief.post("/sign-in/code", form! { otp: app.code(START.0 + 60) }).is(403);
    hub.clock.set(Moment(START.0 + 120));
    let spaced = app.code(START.0 + 120);
    thief.post("/sign-in/code", form! { otp: format!("{} {}", &spaced[..3], &spaced[3..]), next: "//evil.example" }).leads("/start");
}

#[test]
fn the_way_between_the_steps_is_short_and_bound_to_the_password() {
    let hub = TestHub::new();
    let (mut inside, app, _) = with_step(&hub);
    Browser::new(hub.address()).get("/sign-in/code").leads("/sign-in");
    Browser::new(hub.address()).post("/sign-in/code", form! { otp: app.code(START.0) }).leads("/sign-in");
    let mut late = first_step(&hub);
    hub.clock.set(Moment(START.0 + 601));
    late.post("/sign-in/code", form! { otp: app.code(START.0 + 601) }).leads("/sign-in");
    hub.clock.set(Moment(START.0 + 60));
    let mut stale = first_step(&hub);
    inside.post("/account", form! { old: PASSWORD, password: "a new one altogether" }).leads("/account");
    stale.post("/sign-in/code", form! { otp: app.code(START.0 + 60) }).leads("/sign-in");
    // A changed cookie is none.
    let cookie = stale.cookies().iter().find(|(name, _)| name.ends_with("latchkey-half")).map(|(_, value)| value.clone());
    let mut forged = cookie.expect("the first step leaves a cookie").into_bytes();
    forged[40] = if forged[40] == b'A' { b'B' } else { b'A' };
    let header = format!("__Host-latchkey-half={}", String::from_utf8_lossy(&forged));
    Browser::new(hub.address()).send("GET", "/sign-in/code", &[("Cookie", &header)], "").leads("/sign-in");
}

#[test]
fn guessing_codes_has_to_wait_and_a_right_password_does_not_forgive_it() {
    let hub = TestHub::new();
    let (_, app, codes) = with_step(&hub);
    hub.clock.set(Moment(START.0 + 60));
    for _ in 0..5 {
        first_step(&hub).post("/sign-in/code", form! { otp: "000000" }).is(403);
    }
    let mut browser = first_step(&hub);
    browser.post("/sign-in/code", form! { otp: app.code(START.0 + 60) }).is(429).says("Try again in 15 minutes");
    browser.post("/sign-in/code", form! { otp: codes[0].clone() }).is(429);
}

#[test]
fn a_recovery_code_opens_once() {
    let hub = TestHub::new();
    let (mut inside, app, codes) = with_step(&hub);
    inside.get("/account/second-step").is(200).says("10 codes left.").hides(&codes[0]);
    first_step(&hub).post("/sign-in/code", form! { otp: codes[3].to_uppercase().replace('-', " ") }).leads("/start");
    first_step(&hub).post("/sign-in/code", form! { otp: codes[3].clone() }).is(403);
    let last = if codes[4].ends_with('a') { 'b' } else { 'a' };
    first_step(&hub).post("/sign-in/code", form! { otp: format!("{}{last}", &codes[4][..18]) }).is(403);
    inside.get("/account/second-step").says("9 codes left.");

    // New ones take the place of all others, after reauthentication.
    let renew =
        |browser: &mut Browser, proof: &str, otp: &str| browser.post("/account/second-step/codes", form! { proof: proof, otp: otp });
    renew(&mut inside, "not the password", &codes[5]).is(400).says("Wrong password.");
    hub.clock.set(Moment(START.0 + 60));
    renew(&mut inside, PASSWORD, "").is(400);
    let shown = renew(&mut inside, PASSWORD, &app.code(START.0 + 60)).is(200);
    assert_eq!(shown.text.matches("<li><code>").count(), 10);
    first_step(&hub).post("/sign-in/code", form! { otp: codes[0].clone() }).is(403);
}

#[test]
fn it_is_begun_confirmed_and_turned_off_only_by_whoever_proves_who_they_are() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    browser.get("/account").says("href=\"/account/second-step\"").says("Set up two-step verification");
    browser.post("/account/second-step", form! { otp: "123456" }).is(400);
    browser.post("/account/second-step/begin", form! { proof: "not the password" }).is(400).says("Wrong password.");
    browser.post("/account/second-step/begin", form! { proof: PASSWORD }).leads("/account/second-step");
    browser.post("/account/second-step", form! { otp: "000000" }).is(400).says("This code is wrong").says("class=\"qr\"");
    // Until the first code nothing is asked for.
    browser.post("/sign-in", form! { email: EMAIL, password: PASSWORD }).leads("/start");

    let (mut browser, app, _) = with_step_of(&hub, browser);
    browser.get("/account/second-step").is(200).hides("class=\"qr\"").hides(&app.0);
    browser.post("/account/second-step/begin", form! { proof: PASSWORD, otp: app.code(START.0 + 30) }).is(400);
    hub.clock.set(Moment(START.0 + 90));
    browser.post("/account/second-step/off", form! { proof: PASSWORD, otp: "000000" }).is(400);
    browser.post("/account/second-step/off", form! { proof: "not the password", otp: app.code(START.0 + 90) }).is(400);
    browser
        .post("/account/second-step/off", form! { proof: PASSWORD, otp: app.code(START.0 + 90) })
        .leads("/account/second-step?done=step-off");
    Browser::new(hub.address()).post("/sign-in", form! { email: EMAIL, password: PASSWORD }).leads("/start");
}

/// Confirms what has been begun.
fn with_step_of(hub: &TestHub, mut browser: Browser) -> (Browser, App, ()) {
    let page = browser.get("/account/second-step").is(200);
    let app = App(page.between("Or enter the secret: <code>", "</code>").expect("the secret is in text").replace(' ', ""));
    browser.post("/account/second-step", form! { otp: app.code(hub.clock.now().0) }).is(200);
    (browser, app, ())
}

#[test]
fn proving_has_to_wait_after_wrong_attempts() {
    let hub = TestHub::new();
    let mut browser = Browser::signed_in(&hub, "manager");
    for _ in 0..5 {
        browser.post("/account/second-step/begin", form! { proof: "not the password" }).is(400);
    }
    browser.post("/account/second-step/begin", form! { proof: PASSWORD }).is(429).says("Try again in 15 minutes");
}

#[test]
fn an_administrator_or_a_reset_turns_it_off() {
    let hub = TestHub::new();
    let (..) = with_step(&hub);
    let mut ada = Browser::signed_in(&hub, "administrator");
    let id = hub.hub.account().users.iter().find(|user| user.email == EMAIL).map_or(0, |user| user.id);
    ada.get(&format!("/people/{id}")).says("Disable two-step verification");
    ada.post(&format!("/people/{id}/second-step-off"), form! {}).leads("/people?done=person-step-off");
    let mut browser = Browser::new(hub.address());
    browser.post("/sign-in", form! { email: EMAIL, password: PASSWORD }).leads("/start");
    browser.post("/account/second-step/begin", form! { proof: PASSWORD }).leads("/account/second-step");
    with_step_of(&hub, browser);
    let now = hub.clock.now();
    hub.hub
        .db
        .write_now(move |tx| domain::users::reset_password(tx, id, "$argon2id$", &By::CommandLine, now))
        .expect("a password can be reset");
    let on = hub.hub.db.read_now(move |tx| domain::second_step::is_on(tx, id));
    assert_eq!(on.ok(), Some(false));
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 100)).expect("the record can be read");
    let view: Vec<_> =
        rows.iter().filter(|row| row.action.contains("second_factor")).map(|row| (&row.action[..], &row.by_name[..])).collect();
    let (on, off) = ("user.second_factor_on", "user.second_factor_off");
    assert_eq!(view, [(on, EMAIL), (off, "administrator@hub.test"), (on, EMAIL), (off, "")]);
}

#[test]
fn the_database_holds_neither_secret_nor_recovery_codes() {
    let hub = TestHub::new();
    let (_, app, codes) = with_step(&hub);
    let id = hub.hub.account().users.iter().find(|user| user.email == EMAIL).map_or(0, |user| user.id);
    let kept = hub.hub.db.read_now(move |tx| database::second_steps::find(tx, id)).expect("it can be read").expect("it is there");
    let secret = Secret::try_from_base32(&app.0).expect("the secret is base 32").as_bytes().to_vec();
    assert_eq!(secret.len(), 20);
    assert!(!kept.secret.windows(secret.len()).any(|part| part == secret));
    // It opens with the seal of the data folder, about this person only.
    let about = |id: i64| format!("one-time codes of user {id}");
    assert_eq!(hub.hub.seal.reveal(&about(id), &kept.secret).ok(), Some(secret));
    assert!(hub.hub.seal.reveal(&about(id + 1), &kept.secret).is_err());
    let plain: [u8; 32] = *blake3::hash(codes[0].as_bytes()).as_bytes();
    let used = hub.hub.db.write_now(move |tx| database::second_steps::use_recovery_code(tx, id, &plain));
    assert_eq!(used.ok(), Some(false), "what is kept is the hash of the bare letters");
}

#[test]
fn another_seal_is_noticed_and_recovery_codes_work_under_any() {
    let hub = TestHub::new();
    let fresh = hub.hub.db.read_now(|tx| sealing::is_foreign(tx, &Seal::of([1; 32])));
    assert_eq!(fresh.ok(), Some(false), "nothing is sealed yet");
    let (_, app, codes) = with_step(&hub);
    let own = std::sync::Arc::clone(&hub.hub);
    assert_eq!(hub.hub.db.read_now(move |tx| sealing::is_foreign(tx, &own.seal)).ok(), Some(false));
    assert_eq!(hub.hub.db.read_now(|tx| sealing::is_foreign(tx, &Seal::of([1; 32]))).ok(), Some(true));
    let id = hub.hub.account().users.iter().find(|user| user.email == EMAIL).map_or(0, |user| user.id);
    let now = Moment(START.0 + 60);
    let check = |code: String| hub.hub.db.write_now(move |tx| domain::second_step::check(tx, &Seal::of([1; 32]), id, &code, now)).is_ok();
    assert!(!check(app.code(now.0)));
    assert!(check(codes[0].clone()));
}
