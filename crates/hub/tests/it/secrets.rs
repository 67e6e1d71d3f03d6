//! Tokens stay with their holders: no log, however talkative, and no file of the data folder ever holds one.

use std::path::Path;

use domain::access::grant::Grant;
use domain::access::token;
use serde_json::json;

use crate::support::{Account, Browser, Call, Place, Program, TestHub};

/// Every file below a folder, as bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), std::fs::read(&path).expect("a file can be read")));
        }
    }
    all
}

#[test]
fn no_log_and_no_file_holds_a_token() {
    let mut hub = Program::start();
    hub.site("north");
    let key = hub.key("north", "all");
    let gone = hub.key("north", "all");
    hub.run(&["key", "delete", &gone.key.to_string()]);
    // One of another system, which nothing but the call itself gives away.
    let imported = "An-Imported_Token-0123456789-abcdef";
    let id = hub.run(&["key", "add", "--name", "Imported", "--sites", "north", "--methods", "orders.*", "--token", imported, "--json"]);
    let id = serde_json::from_str::<serde_json::Value>(&id).ok().and_then(|key| key["id"].as_i64()).expect("there is an id");
    let imported = key.with_token(imported, id);
    hub.kill();
    hub.serve_with("trace");

    let (key, gone, imported) = (hub.meet(&key), hub.meet(&gone), hub.meet(&imported));
    let token = key.token.clone().expect("a key has a token");
    for actor in [&key, &gone] {
        for place in Place::ALL {
            let actor = actor.with_key_in(place);
            actor.call(Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} }));
            actor.call(Call::post("/customers/create").multipart(form! { customer: "{broken" }));
            actor.call(Call::post("/customers/create").json(json_of!({customer: 5})));
            actor.call(Call::get("/orders").header("Referer", format!("http://shop.test/?apiKey={token}")));
            actor.call(Call::get("/no/such/method"));
            actor.call(Call::new("PUT", "/orders"));
        }
    }
    // Misspelt, misplaced, and in other letters.
    let anonymous = hub.meet(&key).without_key();
    for name in ["apikey", "api_key", "APIKEY", "token", "filter[name]", "site"] {
        anonymous.get("/orders", vec![(name.to_owned(), token.clone())]);
        key.get("/orders", vec![(name.to_owned(), token.clone())]);
    }
    let address = hub.url().trim_start_matches("http://").parse().expect("an address");
    for actor in [&key, &imported] {
        let token = actor.token.as_deref().expect("a key has a token");
        for (agent, site) in [
            (format!("Shop/1.0 ({token})"), token.to_owned()),
            (token.to_uppercase(), format!("x{token}")),
            (format!("apiKey={token}&"), token.to_lowercase()),
        ] {
            let named = |call: Call| call.header("User-Agent", agent.as_bytes());
            actor.call(named(Call::get("/api/credentials")));
            actor.call(named(Call::post("/orders/create")).form(form! { site: site.clone(), order: {firstName: "Ada"} }));
            actor.call(named(Call::post("/customers/create")).form(form! { site: site.clone(), customer: {firstName: "Ada"} }));
            actor.call(named(Call::get("/orders")).query(form! { site: site.clone(), filter: {"sites": std::slice::from_ref(&site)} }));
            // Bytes that are no text.
            actor.call(Call::get("/orders").header("User-Agent", [b"\xff ".as_slice(), token.as_bytes()].concat()));
        }
        // Pages that a stranger asks for.
        for path in [format!("/integration/keys?apiKey={token}"), format!("/integration/keys/{token}"), format!("/sign-in?next=/{token}")] {
            let shown = Browser::new(address).send("GET", &path, &[("User-Agent", token)], "");
            assert!(!format!("{:?} {}", shown.headers, shown.text).contains(token), "{path}");
        }
    }
    anonymous.get(&format!("/orders/{token}"), form! {});
    anonymous.get("/orders", form! { apiKey: format!("{token}x") });
    let log = hub.stop();
    assert!(log.contains("stopping"), "there is a log to look at: {log}");

    let mut files = files(hub.folder());
    files.push(("the log".to_owned(), log.into_bytes()));
    for actor in [&key, &gone, &imported] {
        // Neither the token nor the random part of it.
        let secret = actor.token.as_deref().map(|token| token[4..26].to_owned()).expect("a key has a token");
        for (name, bytes) in &files {
            let found = bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()));
            assert!(!found, "{name} holds a token");
        }
    }
}

/// What is refused with a text that says that there is a token in it, at this field.
#[track_caller]
fn refused(reply: &crate::support::Reply, field: &str) {
    assert_eq!(reply.status, 400, "{reply}");
    let view = reply.json["errors"][field].as_str().unwrap_or_default();
    assert!(view.starts_with("This text contains a token"), "{field}: {reply}");
}

#[test]
fn no_text_that_people_read_may_hold_a_token() {
    let hub = TestHub::new();
    hub.site("north");
    let own = hub.key("all", "all,keys.*");
    let imported = "An-Imported_Token-0123456789-abcdef";
    let foreign = hub.key_with_token("all", Grant::parse("all,keys.*").expect("it can be read"), imported);
    let another = hub.key("all", "all").token.expect("there is a token");
    for (manager, token) in [(&own, own.token.as_deref().unwrap_or_default()), (&own, another.as_str()), (&foreign, imported)] {
        for token in [token.to_owned(), token.to_uppercase(), format!("secret-token:{token}")] {
            for field in ["name", "comment", "purpose", "party", "owner", "externalId"] {
                let text = if field == "externalId" { token.replace(':', ".") } else { format!("it was {token}, or so") };
                let mut key = json!({"name": "K", "sites": ["north"], "methods": ["orders.*"]});
                key[field] = json!(text);
                refused(&manager.post("/api/keys/create", form! { key: key.clone() }), field);
                let edit = manager.post(&format!("/api/keys/{}/edit", own.key), vec![("key".to_owned(), json!({field: text}).to_string())]);
                refused(&edit, field);
            }
            let site = manager.post("/api/v5/reference/sites/north/edit", form! { site: {"name": format!("Shop {token}")} });
            refused(&site, "name");
            let module = json!({"code": "tea", "name": "Tea", "clientId": "1", "accountUrl": format!("https://tea.example/?key={token}")});
            refused(&manager.post("/api/v5/integration-modules/tea/edit", form! { integrationModule: module }), "accountUrl");
            if !token.contains(':') {
                let courier = form! { courier: {"firstName": "Ann"} };
                refused(&manager.post(&format!("/api/v5/reference/units/{token}/edit"), courier), "code");
            }
        }
    }
    // A token that is brought along stands in no text of its key.
    let brought = "0123456789-Brought_Along-abcdefghij";
    let key = json!({"name": "K", "sites": ["north"], "methods": ["orders.*"], "comment": format!("was {brought}")});
    refused(&own.post("/api/keys/create", form! { key: key, token: brought }), "comment");
    let names: Vec<String> =
        hub.hub.db.read_now(|tx| database::keys::changed_since(tx, 0)).expect("keys can be read").into_iter().map(|key| key.name).collect();
    assert_eq!(names, ["A key of a test"; 3]);
    // Their last characters may be shown.
    own.post(
        "/api/keys/create",
        form! { key: {"name": "K", "sites": ["north"], "methods": ["orders.*"], "comment": token::hint(imported)} },
    )
    .ok();
}

#[test]
fn pages_and_rules_refuse_tokens_in_texts() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let token = token::generate().expect("there is randomness");
    let secret = browser.get("/integration/webhooks/add").field("secret");
    let says = "This text contains a token, which anyone who can read the text could use";
    for (path, form) in [
        ("/stores/add", form! { name: format!("Tea {token}"), url: "https://tea.example" }),
        ("/stores/add", form! { name: "Tea", url: format!("https://tea.example/?apiKey={token}") }),
        ("/people/add", form! { name: format!("Ann {token}"), email: "ann@hub.test", role: "manager" }),
        ("/people/add", form! { name: "Ann", email: format!("{token}@hub.test"), role: "manager" }),
        ("/integration/webhooks/add", form! { url: format!("https://hooks.example.com/?t={token}"), secret: &secret, events: "all" }),
        (
            "/integration/webhooks/add",
            form! { url: "https://hooks.example.com/", comment: format!("see {token}"), secret: &secret, events: "all" },
        ),
        (
            "/integration/keys/add",
            form! { token: &token, whose: "ours", name: "K", comment: format!("it is {token}"), access: "all", method: "/orders/statuses" },
        ),
    ] {
        browser.post(path, form).is(400).says(says);
    }
    for field in ["name", "comment", "purpose", "party", "owner", "external_id"] {
        let mut form =
            form! { token: token::generate().expect("there is randomness"), whose: "theirs", access: "all", method: "/orders/statuses" };
        let fields = [("name", "K"), ("comment", ""), ("purpose", ""), ("party", ""), ("owner", ""), ("external_id", "")];
        form.extend(fields.map(|(name, value)| (name.to_owned(), if name == field { token.clone() } else { value.to_owned() })));
        browser.post("/integration/keys/add", form).is(400).says(says);
    }
}

#[test]
fn commands_and_files_refuse_tokens_in_texts() {
    let account = Account::new();
    account.site("north");
    let (id, token) = account.key("north", "all");
    let text = format!("it was {token}");
    let key = ["key", "add", "--name", "K", "--sites", "north", "--methods", "all"];
    for command in [
        vec!["site", "add", "tea", "--name", &text],
        vec!["site", "edit", "north", "--name", &text],
        vec!["user", "add", "ann@hub.test", "--name", &text, "--random-password"],
        vec!["webhook", "add", "https://hooks.example.com/", "--comment", &text],
        vec!["template", "add", "own", "--name", &text, "--from-key", &id],
        vec!["key", "edit", &id, "--comment", &text],
        [&key[..], &["--comment", &text]].concat(),
        [&key[..], &["--external-id", &token]].concat(),
    ] {
        let view = account.refused(&command);
        assert!(view.starts_with("This text contains a token"), "{command:?}: {view}");
    }
    let brought = "0123456789-Brought_Along-abcdefghij";
    assert!(account.refused(&[&key[..], &["--token", brought, "--comment", brought]].concat()).starts_with("This text contains a token"));
    assert!(account.refused(&[&key[..], &["--token", &"0123456789a".repeat(4)]].concat()).contains("it needs at least 12"));
    let file = account.fresh.folder.path().join("keys.toml");
    let keys = format!(
        r#"[keys.shop]
name = "Shop"
sites = ["north"]
methods = ["orders.*"]
comment = "{text}"
"#
    );
    std::fs::write(&file, keys).expect("a file can be written");
    let view = account.run(&["keys", "plan", &file.display().to_string()]);
    assert!(view.code != 0 && view.err.contains("This text contains a token"), "{view:?}");
}
