//! One's own account: name, email, language and sessions; and another password for those who forgot theirs.

use std::time::Duration;

use crate::support::browser::{PASSWORD, Shown};
use crate::support::mail_server::MailServer;
use crate::support::{Browser, TestHub};

/// The names of the actions in the audit log.
fn actions(hub: &TestHub) -> Vec<String> {
    let filter = database::audit_log::Filter::default();
    let rows = hub.hub.db.read_now(move |tx| database::audit_log::list(tx, &filter, 1000)).expect("the database answers");
    rows.into_iter().map(|row| row.action).collect()
}

#[test]
fn name_and_language_are_ones_own_and_another_email_needs_the_password() {
    let hub = TestHub::new();
    let mut reader = Browser::signed_in(&hub, "read-only");
    let mut other = Browser::signed_in(&hub, "manager");
    let page = reader.get("/account").is(200);
    assert_eq!(
        (page.field("name"), page.field("email"), page.field("language")),
        ("Somebody Else".into(), "read-only@hub.test".into(), String::new())
    );
    let form = |email: &str, proof: &str| form! { name: "Olga de la Cruz", email: email, language: "es", proof: proof };
    reader.post("/account/profile", form("read-only@hub.test", "")).leads("/account?done=profile");
    reader.get("/account?done=profile").is(200).says("<html lang=\"es\">").says("Olga de la Cruz").says("Los cambios se han guardado");
    other.get("/account").says("<html lang=\"en\">");
    // Signing in again, the language is still theirs.
    let mut again = Browser::new(hub.address());
    again.post("/sign-in", form! { email: "read-only@hub.test", password: PASSWORD }).leads("/start");
    again.get("/start").says("<html lang=\"es\">").says("Olga");

    for (email, proof, field) in [
        ("olga@hub.test", "", "proof"),
        ("olga@hub.test", "wrong password", "proof"),
        ("manager@hub.test", PASSWORD, "email"),
        ("olga", PASSWORD, "email"),
    ] {
        let refused = reader.post("/account/profile", form(email, proof)).is(400);
        assert_eq!(refused.field("email"), email, "what was typed stays");
        refused.says(&format!("href=\"#{field}\"")).hides("wrong password");
    }
    assert!(hub.hub.account().users.iter().any(|user| user.email == "read-only@hub.test"));
    reader.post("/account/profile", form("Olga@hub.test", PASSWORD)).leads("/account?done=profile");
    Browser::new(hub.address()).post("/sign-in", form! { email: "olga@hub.test", password: PASSWORD }).leads("/start");
    for (field, value) in [("language", "fr"), ("name", " ")] {
        let mut form = form("olga@hub.test", "");
        form.iter_mut().filter(|(name, _)| name == field).for_each(|(_, kept)| *kept = value.to_owned());
        reader.post("/account/profile", form).is(400);
    }
    assert_eq!(actions(&hub).iter().filter(|action| *action == "user.changed").count(), 2);
}

#[test]
fn sessions_are_listed_and_ended_one_by_one_or_all_others() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let sign_in = |agent: &str| {
        let mut browser = Browser::new(hub.address());
        let headers = [("Sec-Fetch-Site", "same-origin"), ("User-Agent", agent)];
        browser
            .send("POST", "/sign-in", &headers, &format!("email=ada%40hub.test&password={}", PASSWORD.replace(' ', "+")))
            .leads("/start");
        browser
    };
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
    let (mut here, mut there, mut third) = (sign_in(firefox), sign_in("Robot <b>lky_x</b>"), sign_in("curl/8.5"));
    let mut stranger = Browser::signed_in(&hub, "manager");
    let page =
        here.get("/account").is(200).says("Firefox, Linux").says("Robot &#60;b&#62;").says("127.0.0.1").says("curl").says("This device");
    let codes: Vec<String> =
        page.text.split("name=\"code\" value=\"").skip(1).filter_map(|rest| Some(rest.split('"').next()?.to_owned())).collect();
    assert_eq!(codes.len(), 2, "one's own session is ended by signing out");
    // Nobody ends the session of another person.
    for code in &codes {
        stranger.post("/account/sessions/end", form! { code: code.clone() }).leads("/account");
    }
    there.get("/account").is(200);
    let of_robot = page
        .text
        .split("Robot")
        .nth(1)
        .and_then(|rest| rest.split("name=\"code\" value=\"").nth(1)?.split('"').next())
        .expect("a code")
        .to_owned();
    here.post("/account/sessions/end", form! { code: of_robot }).leads("/account");
    there.get("/account").leads("/sign-in");
    third.get("/account").is(200);
    here.post("/account/sessions/end", form! { others: "yes" }).leads("/account");
    third.get("/account").leads("/sign-in");
    here.get("/account").is(200).hides("name=\"code\"");
    stranger.get("/account").is(200);
    assert_eq!(actions(&hub).iter().filter(|action| *action == "user.sessions_ended").count(), 2);
    for (_, token) in here.cookies() {
        assert!(!here.clone().get("/account").text.contains(token.as_str()));
    }
}

/// The link in the email that comes within some seconds.
fn link(server: &MailServer) -> String {
    for _ in 0..1_500 {
        if let Some(email) = server.got().last() {
            let text = email.text();
            let link = text.split_whitespace().find(|word| word.contains("/password/")).expect("the email has a link").to_owned();
            return link.strip_prefix("https://hub.test").expect("it leads here").to_owned();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("no email came");
}

#[test]
fn a_forgotten_password_is_chosen_anew_by_a_link_that_works_once_and_not_for_long() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    let mut signed_in = Browser::signed_in(&hub, "administrator");
    let mut browser = Browser::new(hub.address());
    browser.get("/sign-in").says("href=\"/sign-in/forgotten\"");
    browser.get("/sign-in/forgotten").is(200).says("name=\"email\"");
    let plain = |shown: &Shown| (shown.status, shown.text.clone());
    let unknown = browser.post("/sign-in/forgotten", form! { email: "nobody@hub.test" });
    let known = browser.post("/sign-in/forgotten", form! { email: " Administrator@hub.test" });
    assert_eq!(plain(&unknown), plain(&known), "the answer reveals nothing");
    let first = link(&server);
    assert_eq!(server.got().len(), 1);
    assert_eq!(server.got()[0].envelope.1, "administrator@hub.test");

    browser.get(&first).is(200).says("administrator@hub.test");
    browser.post(&first, form! { password: "short" }).is(400).says("a password of 10 to 1,000 characters");
    signed_in.get("/start").is(200);
    browser.post(&first, form! { password: "a new one altogether" }).leads("/sign-in?done=password-chosen");
    signed_in.get("/start").leads("/sign-in");
    browser.get(&first).is(404).says("no longer works");
    browser.post(&first, form! { password: "and another one here" }).is(404);
    browser.post("/sign-in", form! { email: "administrator@hub.test", password: PASSWORD }).is(403);
    browser.post("/sign-in", form! { email: "administrator@hub.test", password: "a new one altogether" }).leads("/start");
    let actions = actions(&hub);
    assert!(actions.contains(&"user.password_forgotten".to_owned()) && actions.contains(&"user.password_changed".to_owned()));
    browser.get(&format!("/password/{}", "x".repeat(43))).is(404);
}

#[test]
fn a_link_is_void_after_half_an_hour_and_asking_is_throttled() {
    let server = MailServer::start();
    let hub = TestHub::with_mail(server.mail());
    hub.staff("ada@hub.test", "manager");
    let mut browser = Browser::new(hub.address());
    browser.post("/sign-in/forgotten", form! { email: "ada@hub.test" }).is(200);
    let sent = link(&server);
    let now = hub.clock.now().0;
    hub.clock.set(wire::Moment(now + 30 * 60 + 1));
    browser.get(&sent).is(404);
    hub.clock.set(wire::Moment(now));
    for _ in 0..2 {
        browser.post("/sign-in/forgotten", form! { email: "ada@hub.test" }).is(200);
    }
    let refused = browser.post("/sign-in/forgotten", form! { email: "ADA@hub.test" }).is(429);
    assert!(refused.header("retry-after").is_some());
    // Another person is not affected.
    browser.post("/sign-in/forgotten", form! { email: "eve@hub.test" }).is(200);
}

#[test]
fn without_a_mail_server_the_page_names_the_command() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "manager");
    let mut browser = Browser::new(hub.address());
    browser.get("/sign-in/forgotten").is(200).says("latchkey user reset EMAIL --random-password").hides("name=\"email\"");
    browser.post("/sign-in/forgotten", form! { email: "ada@hub.test" }).is(200).says("latchkey user reset");
    assert!(!actions(&hub).contains(&"user.password_forgotten".to_owned()));
}
