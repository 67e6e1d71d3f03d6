//! What a user may not see of orders and customers, on every address that the router has.

use domain::audit_log::By;
use domain::webhooks::{self, Changes, Secret, Ways};
use serde_json::{Value, json};

use super::desk_steps::Clerks;
use super::routes::{Ids, filled, pages, patterns};
use crate::support::Browser;
use crate::support::browser::{PASSWORD, Shown};
use crate::support::form::Form;

/// What is shown of an order and its customer in no page of those who do not see them.
const OF_OTHER: [&str; 8] =
    ["OTHER7", "9260000002", "other7@buyers", "Secret street", "Secret note", "Secret task", "secret-file", "Secret payment"];

/// Fills the store `other` with whatever a page could show, and returns the ids.
fn fill(desk: &mut Clerks) -> Ids {
    let (order, customer) = desk.other;
    let webhook = listen(desk);
    desk.all.post(&format!("/orders/{order}/edit"), form! { by: "id", order: { delivery: { address: { text: "Secret street" } } } }).ok();
    desk.all.post(&format!("/customers/{customer}/edit"), form! { by: "id", customer: { lastName: "OTHER7 too" } }).ok();
    for card in [format!("/orders/{order}"), format!("/customers/{customer}")] {
        desk.admin.upload(&format!("{card}/files"), &[("file", Some("secret-file.txt"), "secret-file")]).leads(&card);
        let person = desk.person("administrator").to_string();
        desk.admin.post(&format!("{card}/tasks"), form! { text: "Secret task", performer: person }).leads(&card);
    }
    desk.admin.post(&format!("/customers/{customer}/notes"), form! { text: "Secret note" }).leads("/customers/");
    let paid = json!({"type": "cash", "amount": 3, "comment": "Secret payment", "order": {"id": order}});
    let paid = desk.all.post("/orders/payments/create", form! { payment: paid }).is(201).json["id"].as_i64().unwrap_or(0);
    let text = "externalId,number,phone,email,firstName\r\ni-1,OTHER7-I,+79260000002,other7@buyers.example,Secret note\r\n";
    // Those who upload a file have seen it: it is a third user's.
    desk.hub.staff("importer@hub.test", "administrator");
    let mut importer = Browser::new(desk.hub.address());
    importer.post("/sign-in", form! { email: "importer@hub.test", password: PASSWORD }).leads("/start");
    let imported = importer.upload("/imports/add", &[("kind", None, "orders"), ("store", None, "other"), ("file", Some("o.csv"), text)]);
    let number = |shown: &Shown| -> i64 {
        let place = shown.header("location").unwrap_or_default();
        place.split(['/', '?']).filter_map(|part| part.parse().ok()).next_back().unwrap_or(0)
    };
    let newest = |path: &str, member: &str| -> i64 {
        let found = desk.all.get(path, form! {}).ok();
        found[member][0]["id"].as_i64().unwrap_or(0)
    };
    assert!(number(&imported) > 0, "{imported:?}");
    Ids {
        order,
        customer,
        store: desk.store("other"),
        site: "other",
        key: desk.all.key,
        import: number(&imported),
        file: newest("/files", "files"),
        webhook,
        delivery: 1,
        person: desk.person("administrator"),
        view: 1,
        task: newest("/tasks", "tasks"),
        note: newest("/customers/notes", "notes"),
        payment: paid,
    }
}

/// A webhook that is sent every change of an order or a customer.
fn listen(desk: &Clerks) -> i64 {
    let secret = Secret::generate().expect("there is randomness");
    let (seal, now) = (desk.hub.hub.seal.clone(), desk.hub.clock.now());
    let changes = Changes {
        url: Some("https://hooks.example/orders".to_owned()),
        events: Some("order.*,customer.*".to_owned()),
        with_rows: Some(true),
        ..Changes::default()
    };
    let ways = Ways { private: false, mail: false };
    let added = desk.hub.hub.db.write_now(move |tx| webhooks::add(tx, &seal, &secret, &changes, ways, &By::CommandLine, now));
    added.map(|webhook| webhook.id).expect("it is added")
}

fn holds_none(shown: &Shown, secrets: &[&str], path: &str) {
    for secret in secrets {
        assert!(!shown.text.contains(secret), "{path} ({}) shows {secret}: {}", shown.status, around(&shown.text, secret));
    }
}

fn around<'a>(text: &'a str, found: &str) -> &'a str {
    let at = text.find(found).unwrap_or(0);
    let begin = (0..=at.saturating_sub(120)).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0);
    let end = (at + found.len()..=text.len()).find(|place| text.is_char_boundary(*place) && *place >= at + found.len() + 40);
    &text[begin..end.unwrap_or(text.len())]
}

/// Opens every page and asserts that none holds a secret.
fn walk(browser: &mut Browser, ids: &Ids, secrets: &[&str], who: &str) -> usize {
    let mut opened = 0;
    for path in pages(ids) {
        let shown = browser.get(&path);
        assert!(shown.status < 500, "{who} {path}: {}", shown.status);
        opened += usize::from(shown.status == 200);
        // A page repeats what was searched for.
        let hidden: Vec<&str> = secrets.iter().copied().filter(|secret| !path.contains(secret)).collect();
        holds_none(&shown, &hidden, &format!("{who} {path}"));
    }
    opened
}

#[test]
fn a_user_of_one_store_finds_nothing_of_another_on_any_page() {
    let mut desk = Clerks::new();
    let ids = fill(&mut desk);
    // Who sees the store meets every secret on some page: the walk looks where they are.
    let mut seen = String::new();
    for path in pages(&ids) {
        seen.push_str(&desk.admin.get(&path).text);
    }
    for secret in OF_OTHER {
        assert!(seen.contains(secret), "no page has {secret}");
    }
    desk.let_see("manager", "own", &[]);
    let opened = walk(&mut desk.clerk, &ids, &OF_OTHER, "the manager");
    assert!(opened > 40, "{opened} pages");
    for wanted in ["OTHER7", "79260000002", "other7@buyers.example", "Secret"] {
        for list in ["orders", "customers"] {
            let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("q", wanted).finish();
            let shown = desk.clerk.get(&format!("/{list}?{query}")).is(200);
            holds_none(
                &shown,
                &[&format!("/orders/{}", ids.order), &format!("/customers/{}", ids.customer)],
                &format!("a search for {wanted}"),
            );
        }
        let found = desk.clerk.post("/search", form! { q: wanted, part: "1" }).is(200);
        holds_none(&found, &[&format!("/orders/{}", ids.order), &format!("/customers/{}", ids.customer)], "the search");
    }
    // Nothing that is sent to an address of the other store changes anything, or answers with anything of it.
    let before = state(&desk, &ids);
    let sent: Form = form! { text: "Changed", firstName: "Changed", lastName: "Changed", status: "complete", newest: "999999999", with: desk.own.0.to_string(), do: "done", technique: "ours" };
    for pattern in patterns("post") {
        if ["/orders/{id}", "/customers/{id}", "/imports/{id}", "/orders/bulk"].iter().any(|start| pattern.starts_with(start)) {
            let path = filled(pattern, &ids);
            let mut sent = sent.clone();
            sent.push(("id".to_owned(), ids.order.to_string()));
            let shown = desk.clerk.post(&path, sent);
            assert!([303, 400, 404].contains(&shown.status), "{path}: {}", shown.status);
            holds_none(&shown, &OF_OTHER, &path);
        }
    }
    assert_eq!(state(&desk, &ids), before);
    // An administrator who is to see one store only does so on their own pages, too.
    desk.let_see("administrator", "own", &[]);
    walk(&mut desk.admin, &ids, &OF_OTHER, "the administrator");
}

/// The order and the customer with everything about them.
fn state(desk: &Clerks, ids: &Ids) -> Value {
    let get = |path: String| desk.all.get(&path, form! { by: "id" }).ok().to_string();
    json!([
        get(format!("/orders/{}", ids.order)),
        get(format!("/customers/{}", ids.customer)),
        get("/files".to_owned()),
        get("/tasks".to_owned()),
        get("/customers/notes".to_owned())
    ])
}

#[test]
fn a_hidden_phone_and_email_are_in_no_byte_of_any_page() {
    let mut desk = Clerks::new();
    let ids = fill(&mut desk);
    let secrets = ["9260000002", "260-00-00-02", "other7@buyers", "926 000"];
    desk.let_see("manager", "", &[("hide-phone", "hide"), ("hide-email", "hide")]);
    let opened = walk(&mut desk.clerk, &ids, &secrets, "the manager");
    assert!(opened > 50, "{opened} pages");
    for wanted in ["79260000002", "other7@buyers.example"] {
        let found = desk.clerk.post("/search", form! { q: wanted, part: "1" }).is(200);
        holds_none(&found, &[&format!("/orders/{}", ids.order), &format!("/customers/{}", ids.customer)], "a search confirms a guess");
    }
    // What is refused repeats only what the user has typed.
    let edit = form! { status: "nowhere", firstName: "Ann" };
    let shown = desk.clerk.post(&format!("/orders/{}/edit", ids.order), edit);
    holds_none(&shown, &secrets, "the form");
    let shown = desk.clerk.post("/orders/bulk", form! { id: ids.order.to_string(), status: "complete" }).is(200);
    holds_none(&shown, &secrets, "the preview");
    let shown = desk.clerk.post(&format!("/orders/{}/tasks", ids.order), form! { note: "x" }).is(400);
    holds_none(&shown, &secrets, "the task");
    desk.let_see("administrator", "", &[("hide-phone", "partial"), ("hide-email", "hide")]);
    walk(&mut desk.admin, &ids, &secrets, "the administrator");
}
