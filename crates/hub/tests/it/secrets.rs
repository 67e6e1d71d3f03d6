//! Tokens stay with their holders: no log, however talkative, and no file of the data folder ever holds one.

use std::path::Path;

use crate::support::{Call, Place, Program};

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
    hub.kill();
    hub.serve_with("trace");

    let (key, gone) = (hub.meet(&key), hub.meet(&gone));
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
    let nobody = hub.meet(&key).without_key();
    for name in ["apikey", "api_key", "APIKEY", "token", "filter[name]", "site"] {
        nobody.get("/orders", vec![(name.to_owned(), token.clone())]);
        key.get("/orders", vec![(name.to_owned(), token.clone())]);
    }
    nobody.get(&format!("/orders/{token}"), form! {});
    nobody.get("/orders", form! { apiKey: format!("{token}x") });
    let log = hub.stop();
    assert!(log.contains("stopping"), "there is a log to look at: {log}");

    let mut files = files(hub.folder());
    files.push(("the log".to_owned(), log.into_bytes()));
    for actor in [&key, &gone] {
        // Neither the token nor the random part of it.
        let secret = actor.token.as_deref().map(|token| token[4..26].to_owned()).expect("a key has a token");
        for (name, bytes) in &files {
            let found = bytes.windows(secret.len()).any(|window| window.eq_ignore_ascii_case(secret.as_bytes()));
            assert!(!found, "{name} holds a token");
        }
    }
}
