//! People: invited by a link, changed, shut out, let in again.

use domain::people::INVITATION;
use wire::Moment;

use crate::support::browser::{PASSWORD, Shown};
use crate::support::hub::START;
use crate::support::{Browser, TestHub};

/// The path of the link that a page shows.
fn link(shown: &Shown) -> String {
    let address = shown.between("<input id=\"link\" class=\"token\" value=\"", "\"").expect("the page shows a link").to_owned();
    address[address.find("/invitation/").expect("it is an invitation")..].to_owned()
}

fn id(hub: &TestHub, email: &str) -> i64 {
    hub.hub.account().users.iter().find(|user| user.email == email).map_or(0, |user| user.id)
}

#[test]
fn somebody_is_invited_chooses_a_password_and_is_in() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    ada.get("/people").is(200).says("administrator@hub.test");
    ada.get("/people/add").is(200).says("name=\"role\" value=\"read-only\" checked");
    let shown = ada.post("/people/add", form! { name: "Mona <b> Lee", email: "Mona@Hub.test", role: "manager" }).is(200);
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    let path = link(&shown);
    assert_eq!(path.len(), "/invitation/".len() + 32);
    ada.get("/people").says("Mona &#60;b&#62; Lee").says("mona@hub.test").says("Invited").hides(&path);

    let mut mona = Browser::new(hub.address());
    mona.post("/sign-in", form! { email: "mona@hub.test", password: "" }).is(403);
    mona.get(&path).is(200).says("Welcome, Mona").says("value=\"mona@hub.test\"");
    mona.post(&path, form! { password: "short" }).is(400).says("a password of 10 to 1,000 characters");
    mona.post(&path, form! { password: PASSWORD }).leads("/start?done=invited");
    mona.get("/stores/add").is(200);
    mona.get("/people").is(403);
    // The link is used up.
    mona.get(&path).is(404).says("This link is not valid");
    mona.post(&path, form! { password: "another password" }).is(404);
    Browser::new(hub.address()).post("/sign-in", form! { email: "mona@hub.test", password: PASSWORD }).leads("/start");
    ada.get("/people").hides("Invited");
}

#[test]
fn the_database_holds_no_link_and_links_end() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    let path = link(&ada.post("/people/add", form! { name: "Mona", email: "mona@hub.test", role: "manager" }));
    let token = path.trim_start_matches("/invitation/").to_owned();
    let kept = hub.hub.db.read_now({
        let token: [u8; 32] = token.as_bytes().try_into().expect("the token has 32 characters");
        move |tx| database::invitations::find(tx, &token)
    });
    assert!(kept.expect("links can be read").is_none());
    let mut mona = Browser::new(hub.address());
    let last = if token.ends_with('x') { 'y' } else { 'x' };
    for wrong in ["x", "", &format!("{}{last}", &token[..31])] {
        mona.get(&format!("/invitation/{wrong}")).is(404);
    }
    hub.clock.set(Moment(START.0 + INVITATION));
    mona.get(&path).is(200);
    hub.clock.set(Moment(START.0 + INVITATION + 1));
    mona.get(&path).is(404).says("Ask an administrator for a new link");
    mona.post(&path, form! { password: PASSWORD }).is(404);
    hub.clock.set(START);
    // A newer link replaces it, and so does shutting the person out.
    let second = link(&ada.post(&format!("/people/{}/reset", id(&hub, "mona@hub.test")), form! {}).is(200));
    mona.get(&path).is(404);
    mona.get(&second).is(200);
    ada.post(&format!("/people/{}", id(&hub, "mona@hub.test")), form! { name: "Mona", email: "mona@hub.test", role: "manager" });
    mona.get(&second).is(404);
}

#[test]
fn what_cannot_be_a_person_is_refused_and_the_form_keeps_it() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    for (form, text) in [
        (form! { name: "", email: "m@hub.test", role: "manager" }, "Enter a name of 1 to 255 characters."),
        (form! { name: "Mona", email: "m", role: "manager" }, "Enter a valid email"),
        (form! { name: "Mona", email: "administrator@hub.test", role: "manager" }, "that no other user has"),
        (form! { name: "Mona", email: "m@hub.test", role: "god" }, "Choose a role"),
    ] {
        ada.post("/people/add", form).is(400).says(text).says("Not saved. Please correct");
    }
    assert_eq!(hub.hub.account().users.len(), 1);
    ada.get("/people/999").is(404);
    ada.post("/people/999", form! { name: "N", email: "n@hub.test", role: "manager" }).is(404);
    ada.post("/people/x/reset", form! {}).is(404);
}

#[test]
fn somebody_gets_another_role_and_is_signed_out_by_it() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    let mut mona = Browser::signed_in(&hub, "manager");
    let path = format!("/people/{}", id(&hub, "manager@hub.test"));
    ada.get(&path).is(200).says("name=\"role\" value=\"manager\" checked");
    // A name alone ends nothing.
    ada.post(&path, form! { name: "Mona Lee", email: "manager@hub.test", role: "manager", active: "yes" }).leads("/people");
    mona.get("/stores").is(200).says("Mona Lee");
    ada.post(&path, form! { name: "Mona Lee", email: "mona@hub.test", role: "read-only", active: "yes" })
        .leads("/people?done=person-saved");
    mona.get("/stores").leads("/sign-in");
    mona.post("/sign-in", form! { email: "manager@hub.test", password: PASSWORD }).is(403);
    mona.post("/sign-in", form! { email: "mona@hub.test", password: PASSWORD }).leads("/start");
    mona.get("/stores/add").is(403);
    ada.post(&path, form! { name: "Mona Lee", email: "mona@hub.test", role: "read-only" }).leads("/people");
    mona.get("/stores").leads("/sign-in");
    ada.get("/people").says("Deactivated");
}

#[test]
fn a_reset_shuts_out_until_the_link_is_used() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    let mut mona = Browser::signed_in(&hub, "manager");
    let path = format!("/people/{}", id(&hub, "manager@hub.test"));
    ada.get(&path).says(&format!("href=\"{path}/reset\""));
    ada.get(&format!("{path}/reset")).is(200).says("signed out everywhere");
    let link = link(&ada.post(&format!("{path}/reset"), form! {}).is(200));
    mona.get("/stores").leads("/sign-in");
    mona.post("/sign-in", form! { email: "manager@hub.test", password: PASSWORD }).is(403);
    mona.post(&link, form! { password: "a new one altogether" }).leads("/start");
    mona.post("/sign-in", form! { email: "manager@hub.test", password: "a new one altogether" }).leads("/start");
}

#[test]
fn the_last_administrator_stays_and_nobody_resets_themselves() {
    let hub = TestHub::new();
    let mut ada = Browser::signed_in(&hub, "administrator");
    let path = format!("/people/{}", id(&hub, "administrator@hub.test"));
    for form in [
        form! { name: "Ada", email: "administrator@hub.test", role: "manager", active: "yes" },
        form! { name: "Ada", email: "administrator@hub.test", role: "administrator" },
    ] {
        ada.post(&path, form).is(400).says("At least one active administrator must remain");
    }
    ada.get(&path).is(200).hides("/reset\"");
    ada.post(&format!("{path}/reset"), form! {}).is(400).says("Change your own password on your account page.");
    ada.get("/people").is(200);
    hub.staff("eve@hub.test", "administrator");
    ada.post(&path, form! { name: "Ada", email: "administrator@hub.test", role: "manager", active: "yes" }).leads("/people");
    ada.get("/people").leads("/sign-in");
}
