//! `latchkey key`.

use domain::access::token;
use serde_json::json;

use crate::support::Account;
use crate::support::command::run;

#[test]
fn a_key_is_made_listed_and_shown_and_its_token_is_printed_once() {
    let account = Account::new();
    account.site("north");
    account.site("south");
    let made = account.json(&[
        "key",
        "add",
        "--name",
        "Shop module",
        "--sites",
        "south,north,south",
        "--methods",
        "/api/credentials,/api/system-info",
        "--comment",
        "For the shop",
    ]);
    let token = made["token"].as_str().expect("there is a token").to_owned();
    assert_eq!((token.len(), token::is_well_formed(&token)), (token::LENGTH, true));
    assert!(made["createdAt"].as_str().is_some_and(|moment| moment.ends_with('Z')), "{made}");
    let listed = account.json(&["key", "list"]);
    assert_eq!(
        listed,
        json!([{"id": 1, "name": "Shop module", "hint": token::hint(&token), "active": true, "state": "on", "sites": ["north", "south"],
                "methods": ["/api/credentials", "/api/system-info"], "createdAt": made["createdAt"], "comment": "For the shop"}])
    );
    assert_eq!(account.json(&["key", "show", "1"]), listed[0]);

    let view = account.ok(&["key", "add", "--name", "Broad", "--sites", "all", "--methods", "all"]);
    let second = view.split_whitespace().find(|word| word.starts_with(token::PREFIX)).expect("the token is printed").to_owned();
    assert!(view.contains("shown only now"), "{view}");
    let table = account.ok(&["key", "list"]);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "ID  NAME         TOKEN      STORES       METHODS  STATE");
    assert_eq!(lines[1], format!("1   Shop module  {}  north,south  2        on", token::hint(&token)));
    assert_eq!(lines[2], format!("2   Broad        {}  all          all      on", token::hint(&second)));
    let everything =
        [table, account.ok(&["key", "show", "1"]), account.ok(&["key", "show", "2"]), account.json(&["key", "list"]).to_string()].concat();
    assert!(!everything.contains(&token) && !everything.contains(&second), "a token is printed when it is made, never again");
}

#[test]
fn a_token_from_elsewhere_may_be_brought_along() {
    let account = Account::new();
    let token = "0123456789abcdefABCDEF_-01234567";
    let add = ["key", "add", "--name", "Imported", "--sites", "all", "--methods", "all", "--token"];
    assert_eq!(account.json(&[&add[..], &[token]].concat())["token"], token);
    let other = token.replace('0', "9");
    let piped = run(account.command(&[&add[..], &["-", "--json"]].concat()), &format!("{other}\n")).ok();
    assert!(piped.contains(&other), "{piped}");
    let ours = token::generate().expect("there is randomness");
    account.ok(&[&add[..], &[&ours]].concat());

    let mut wrong = ours.clone();
    wrong.replace_range(31.., if ours.ends_with('A') { "B" } else { "A" });
    let long = "x".repeat(101);
    for (token, view) in [
        (token, "Another key has this token, or had it before it was deleted."),
        (&token[1..], "The token has 31 characters; it needs at least 32."),
        (&long, "The token has 101 characters; it may have 100 at most."),
        ("0123456789abcdef 0123456789abcdef", "The token may hold letters A to Z and a to z, digits, \"_\" and \"-\" only."),
        (&wrong, "A token that begins with lky_ must be a complete Latchkey token; its checksum is wrong."),
    ] {
        assert_eq!(account.refused(&[&add[..], &[token]].concat()), view);
    }
    account.ok(&["key", "delete", "1"]);
    assert_eq!(account.refused(&[&add[..], &[token]].concat()), "Another key has this token, or had it before it was deleted.");
    assert_eq!(account.json(&["key", "list"]).as_array().map(Vec::len), Some(2));
}

#[test]
fn what_a_key_cannot_have_is_refused_with_the_reason() {
    let account = Account::new();
    account.site("north");
    let add = |name: &'static str, sites: &'static str, methods: &'static str| {
        ["key", "add", "--name", name, "--sites", sites, "--methods", methods]
    };
    for (arguments, view) in [
        (add("k", "south", "all"), "There is no store \"south\"."),
        (add("k", "", "all"), "Name at least one store, or \"all\"."),
        (add("k", "north", "/api/v*/nothing"), "no method matches \"/api/v*/nothing\"; `latchkey methods` lists them"),
        (add("k", "north", "api.*,nothing.*"), "no method matches \"nothing.*\"; `latchkey methods` lists them"),
        (add("k", "north", ","), "enter at least one method, or \"all\""),
        (add(" ", "north", "all"), "The key needs a name."),
    ] {
        assert_eq!(account.refused(&arguments), view);
    }
    assert_eq!(account.json(&["key", "list"]), json!([]));
    assert_eq!(account.ok(&["key", "list"]), "No keys yet: latchkey key add --name NAME --sites all --methods all\n");
    for command in ["show", "disable", "enable", "delete", "edit"] {
        assert_eq!(account.refused(&["key", command, "7"]), "There is no key 7.");
        assert_eq!(account.run(&["key", command, "seven"]).code, 2);
    }
}

#[test]
fn editing_changes_what_is_named_and_nothing_else() {
    let account = Account::new();
    account.site("north");
    account.site("south");
    account.json(&["key", "add", "--name", "First", "--sites", "north", "--methods", "/api/credentials", "--comment", "a"]);
    let before = account.json(&["key", "show", "1"]);
    account.ok(&["key", "disable", "1"]);
    let mut expected = before.clone();
    expected["active"] = json!(false);
    expected["state"] = json!("off");
    assert_eq!(account.json(&["key", "show", "1"]), expected);
    expected["name"] = json!("Second");
    assert_eq!(account.json(&["key", "edit", "1", "--name", "Second"]), expected);
    (expected["sites"], expected["methods"]) = (json!("all"), json!("all"));
    assert_eq!(account.json(&["key", "edit", "1", "--sites", "all", "--methods", "all"]), expected);
    (expected["sites"], expected["methods"]) = (json!(["south"]), json!(["/api/api-versions"]));
    assert_eq!(account.json(&["key", "edit", "1", "--sites", "south", "--methods", "/api/api-versions"]), expected);
    expected.as_object_mut().map(|key| key.remove("comment"));
    assert_eq!(account.json(&["key", "edit", "1", "--comment", ""]), expected);
    account.ok(&["key", "enable", "1"]);
    (expected["active"], expected["state"]) = (json!(true), json!("on"));
    assert_eq!(account.json(&["key", "show", "1"]), expected);
    assert_eq!(account.ok(&["key", "delete", "1"]), "Key 1, Second, is deleted. To restore it within 30 days: latchkey key restore 1\n");
    assert_eq!(account.refused(&["key", "enable", "1"]), "There is no key 1.");
    assert_eq!(account.json(&["key", "list"]), json!([]));
}

#[test]
fn two_commands_at_once_both_take_effect() {
    let account = Account::new();
    let (id, _) = account.key("all", "all");
    for round in 0..12 {
        let (off, name) = (round % 2 == 0, format!("Round {round}"));
        let switch = account.command(&["key", if off { "disable" } else { "enable" }, &id]).spawn().expect("the program starts");
        let rename = account.command(&["key", "edit", &id, "--name", &name]).spawn().expect("the program starts");
        for child in [switch, rename] {
            let output = child.wait_with_output().expect("the program ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        let key = account.json(&["key", "show", &id]);
        assert_eq!((&key["active"], &key["name"]), (&json!(!off), &json!(name)));
    }
}

#[test]
fn keys_are_held_to_the_pepper_they_were_made_under() {
    let account = Account::new();
    account.key("all", "all");
    let pepper = account.fresh.folder.path().join("pepper");
    let kept = std::fs::read_to_string(&pepper).expect("the pepper is there");
    for version in ["1", "2"] {
        std::fs::write(&pepper, format!("{version} {}\n", "ab".repeat(32))).expect("a pepper can be put there");
        let view = account.refused(&["key", "list"]);
        let named = format!("{} is not the pepper of the keys in this database; restore the right file", pepper.display());
        assert!(view.starts_with(&named) && view.contains("latchkey secrets renew"), "{view}");
    }
    std::fs::write(&pepper, kept).expect("the pepper can be put back");
    assert_eq!(account.json(&["key", "list"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn what_a_key_does_not_see_is_set_shown_and_taken_back() {
    let account = Account::new();
    let add = ["key", "add", "--name", "Network", "--sites", "all", "--methods", "all", "--mask"];
    let made = account.json(&[&add[..], &["phone=partial, email=hide"]].concat());
    assert_eq!(made["masks"], json!({"phone": "partial", "email": "hide"}));
    assert!(account.ok(&["key", "show", "1"]).contains("Masked   phone=partial,email=hide"));
    assert_eq!(account.json(&["key", "edit", "1", "--name", "Other"])["masks"], made["masks"], "what is not named stays");
    assert_eq!(account.json(&["key", "edit", "1", "--mask", "names=pseudonym"])["masks"], json!({"names": "pseudonym"}));
    assert_eq!(account.json(&["key", "edit", "1", "--mask", "none"]).get("masks"), None);
    for (masks, view) in [
        ("fax=hide", "there is no class \"fax\"; the classes are: phone, email, address, names, prices, custom"),
        ("phone=blur", "there is no mask \"blur\"; the masks are: hide, partial, pseudonym"),
        ("prices=pseudonym", "The class \"prices\" can be masked by: hide."),
    ] {
        assert_eq!(account.refused(&["key", "edit", "1", "--mask", masks]), view);
    }
}

#[test]
fn which_orders_a_key_sees_is_set_shown_and_taken_back() {
    let account = Account::new();
    let add = ["key", "add", "--name", "Network", "--sites", "all", "--methods", "all", "--rows"];
    let made = account.json(&[&add[..], &["source=cpa|Partner,group=new,days=30"]].concat());
    assert_eq!(made["rows"], json!({"source": ["cpa", "Partner"], "group": ["new"], "days": 30}));
    assert!(account.ok(&["key", "show", "1"]).contains("Orders   source=cpa|Partner,group=new,days=30"));
    assert_eq!(account.json(&["key", "edit", "1", "--name", "Other"])["rows"], made["rows"], "what is not named stays");
    assert_eq!(account.json(&["key", "edit", "1", "--rows", "all"]).get("rows"), None);
    for (rows, view) in [
        ("source", "\"source\" is not a valid condition. Example: source=cpa"),
        ("days=0", "Enter a number of days from 1 to 3650."),
        ("method=fax", "There is no \"fax\" among the order methods."),
        ("group=fax", "There is no \"fax\" among the status groups."),
    ] {
        assert_eq!(account.refused(&["key", "edit", "1", "--rows", rows]), view);
    }
}

#[test]
fn a_name_with_a_hidden_character_is_refused() {
    let account = Account::new();
    let refused = account.refused(&["key", "add", "--name", "CPA\u{202e}network", "--sites", "all", "--methods", "all"]);
    assert!(refused.contains("invisible or changes the direction of text"), "{refused}");
}
