//! `latchkey keys plan`, `apply` and `export`.

use std::path::PathBuf;

use domain::access::token;
use serde_json::{Value, json};

use crate::support::Account;
use crate::support::command::{Outcome, run};

const FILE: &str = r#"
[keys.shop-module]
name = "Shop module"
sites = ["tea"]
methods = ["orders.*", "/api/v*/customers/create"]
comment = "For the shop"
owner = "Ana"
review = 2027-01-31
endsAt = "2097-05-01 10:00:00"

[keys.shop-module.limits]
rate = 5
addresses = ["127.0.0.0/8"]
hours = "mon-sun 00:00-24:00 Europe/Madrid"

[keys.cpa]
sites = ["all"]
methods = ["/api/v*/orders/statuses"]
active = false

[keys.cpa.masks]
phone = "partial"

[keys.cpa.rows]
source = ["cpa", "partner"]
type = ["eshop-individual"]
days = 30
"#;

/// An account with a store, and a place for files.
struct Desk {
    account: Account,
    file: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let account = Account::new();
        account.site("tea");
        let file = account.fresh.folder.path().join("keys.toml");
        let desk = Self { account, file };
        desk.write(FILE);
        desk
    }

    fn write(&self, text: &str) {
        std::fs::write(&self.file, text).expect("the file can be written");
    }

    fn keys(&self, what: &str, more: &[&str]) -> Outcome {
        self.account.run(&[&["keys", what, self.file.to_str().expect("a path")], more].concat())
    }

    /// The plan as JSON, and its exit code.
    #[track_caller]
    fn plan(&self, more: &[&str]) -> (i32, Value) {
        let outcome = self.keys("plan", &[more, &["--json"]].concat());
        assert_eq!(outcome.err, "", "{outcome:?}");
        (outcome.code, serde_json::from_str(&outcome.out).expect("it is JSON"))
    }

    #[track_caller]
    fn steps(&self, more: &[&str]) -> Vec<(String, String)> {
        let (code, plan) = self.plan(more);
        let steps: Vec<(String, String)> = plan["steps"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|step| {
                (step["action"].as_str().unwrap_or_default().to_owned(), step["externalId"].as_str().unwrap_or_default().to_owned())
            })
            .collect();
        assert_eq!(code, if steps.is_empty() { 0 } else { 3 }, "{plan}");
        steps
    }

    /// Applies the file; the tokens by external id.
    #[track_caller]
    fn apply(&self) -> Value {
        let done = self.keys("apply", &["--show-tokens", "--json"]).ok();
        serde_json::from_str::<Value>(&done).expect("it is JSON")["tokens"].clone()
    }

    fn token(&self, tokens: &Value, name: &str) -> String {
        tokens[name].as_str().expect("there is a token").to_owned()
    }
}

fn step(action: &str, name: &str) -> (String, String) {
    (action.to_owned(), name.to_owned())
}

#[test]
fn a_plan_is_told_done_and_then_there_is_nothing_to_do() {
    let desk = Desk::new();
    let view = desk.keys("plan", &[]);
    assert_eq!((view.code, view.err.as_str()), (3, ""));
    for line in [
        "+ cpa (cpa) is added",
        "+ shop-module (Shop module) is added",
        "    active       no",
        "    sites        tea",
        "    endsAt       2097-05-01 10:00:00",
        "    limits.rate  5",
        "    masks.phone  partial",
        "    rows.source  cpa, partner",
        "Plan: 2 to add, 0 to change, 0 to disable. Fingerprint ",
    ] {
        assert!(view.out.contains(line), "no \"{line}\" in {}", view.out);
    }
    assert_eq!(desk.steps(&[]), [step("make", "cpa"), step("make", "shop-module")]);
    assert_eq!(desk.account.json(&["key", "list"]), json!([]), "a plan does nothing");

    let done = desk.keys("apply", &["--show-tokens"]).ok();
    assert!(done.contains("Done: 2 added, 0 changed, 0 disabled."), "{done}");
    assert_eq!(desk.steps(&[]), []);
    assert_eq!(desk.keys("plan", &[]).ok(), "Nothing to do: the keys are as described.\n");
    let keys = desk.account.json(&["key", "list"]);
    assert_eq!(desk.keys("apply", &[]).ok(), "Nothing to do: the keys are as described.\n");
    assert_eq!(desk.account.json(&["key", "list"]), keys, "applied twice is applied once");
    let record = desk.account.ok(&["audit", "list", "--json"]);
    assert_eq!(record.matches("key.created").count(), 2);
    let shop = keys.as_array().into_iter().flatten().find(|key| key["externalId"] == "shop-module").expect("it is there");
    assert_eq!((&shop["name"], &shop["limits"]["rate"], &shop["sites"]), (&json!("Shop module"), &json!(5), &json!(["tea"])));
    assert_eq!((&shop["owner"], &shop["review"], &shop["active"]), (&json!("Ana"), &json!("2027-01-31"), &json!(true)));
}

#[test]
fn an_edit_elsewhere_is_shown_and_taken_back() {
    let desk = Desk::new();
    desk.apply();
    let id = |name: &str| {
        let keys = desk.account.json(&["key", "list"]);
        keys.as_array().into_iter().flatten().find(|key| key["externalId"] == name).expect("it is there")["id"].to_string()
    };
    let (shop, cpa) = (id("shop-module"), id("cpa"));
    let before = desk.account.json(&["key", "show", &shop]);
    for edit in [
        &["key", "edit", &shop, "--name", "Another"][..],
        &["key", "edit", &shop, "--sites", "all"],
        &["key", "edit", &shop, "--methods", "all,keys.*"],
        &["key", "edit", &shop, "--comment", ""],
        &["key", "edit", &shop, "--rate", "6"],
        &["key", "edit", &shop, "--header-only"],
        &["key", "edit", &shop, "--ends", "never"],
        &["key", "edit", &shop, "--mask", "email=hide"],
        &["key", "edit", &shop, "--rows", "days=3"],
        &["key", "disable", &shop],
    ] {
        desk.account.ok(edit);
        let (_, plan) = desk.plan(&[]);
        assert_eq!(desk.steps(&[]), [step("change", "shop-module")], "{edit:?}");
        let fields: Vec<&String> = plan["steps"][0]["changes"].as_object().into_iter().flatten().map(|(name, _)| name).collect();
        assert_eq!(fields.len(), 1, "{edit:?}: {plan}");
        desk.keys("apply", &[]).ok();
        assert_eq!(desk.account.json(&["key", "show", &shop]), before, "{edit:?}");
    }
    // The other way round: the file changes.
    desk.account.ok(&["key", "enable", &cpa]);
    desk.write(&FILE.replace("active = false\n", "").replace("phone = \"partial\"", "phone = \"hide\"").replace("\"orders.*\", ", ""));
    let view = desk.keys("plan", &[]).out;
    for line in ["~ cpa (key ", "    masks.phone  partial → hide", "~ shop-module (key ", "    methods      - /api/v*/orders/create"] {
        assert!(view.contains(line), "no \"{line}\" in {view}");
    }
    desk.keys("apply", &[]).ok();
    assert_eq!(desk.steps(&[]), []);
}

#[test]
fn keys_outside_the_file_are_left_alone_unless_they_are_to_be_pruned() {
    let desk = Desk::new();
    desk.apply();
    desk.account.key("all", "read");
    desk.account.ok(&["key", "add", "--name", "Old", "--sites", "all", "--methods", "read", "--external-id", "old"]);
    assert_eq!(desk.steps(&[]), []);
    assert_eq!(desk.steps(&["--prune"]), [step("disable", "old")]);
    assert_eq!(desk.steps(&["--prune=named"]), [step("disable", "old")]);
    assert_eq!(desk.steps(&["--prune=all"]), [step("disable", ""), step("disable", "old")]);
    let view = desk.keys("plan", &["--prune=all"]).out;
    for line in ["- key 3 (A key) is disabled: it is not in the file", "- old (key 4, Old) is disabled: it is not in the file"] {
        assert!(view.contains(line), "{view}");
    }
    desk.keys("apply", &["--prune"]).ok();
    let active = |desk: &Desk| {
        desk.account.json(&["key", "list"]).as_array().into_iter().flatten().map(|key| key["active"] == true).collect::<Vec<_>>()
    };
    assert_eq!(active(&desk), [false, true, true, false]);
    desk.keys("apply", &["--prune=all"]).ok();
    assert_eq!(active(&desk), [false, true, false, false]);
    assert_eq!(desk.steps(&["--prune=all"]), []);
}

#[test]
fn tokens_go_once_to_where_they_belong_and_nowhere_else() {
    let desk = Desk::new();
    let refused = desk.keys("apply", &[]).refused();
    assert!(refused.contains("choose where their tokens go"), "{refused}");
    assert_eq!(desk.account.json(&["key", "list"]), json!([]));

    let folder = desk.account.fresh.folder.path().join("tokens");
    let path = folder.to_str().expect("a path");
    let done = desk.keys("apply", &["--tokens-to", path]).ok();
    let token = std::fs::read_to_string(folder.join("shop-module")).expect("there is a file");
    assert!(token::is_well_formed(&token), "{token}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!((mode(&folder.join("shop-module")), mode(&folder)), (0o600, 0o700));
    }
    let names = |folder: &PathBuf| {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .expect("the folder is there")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder), ["cpa", "shop-module"]);
    let server = desk.account.serve();
    server.holder(&token).get("/orders", vec![]).ok();
    // A second time nothing is handed over.
    std::fs::remove_file(folder.join("cpa")).expect("it can go");
    let again = desk.keys("apply", &["--tokens-to", path]).ok();
    assert_eq!(names(&folder), ["shop-module"]);
    let everything = [
        done,
        again,
        desk.keys("plan", &["--json"]).out,
        desk.account.ok(&["keys", "export"]),
        std::fs::read_to_string(&desk.file).expect("the file"),
    ];
    assert!(!everything.concat().contains(&token));
}

#[cfg(unix)]
#[test]
fn a_command_gets_the_token_and_the_name_and_its_failure_stops_everything() {
    let desk = Desk::new();
    let kept = desk.account.fresh.folder.path().join("kept");
    let command = format!("echo said; exit 7; cat > {}", kept.display());
    let refused = desk.keys("apply", &["--tokens-command", &command]).refused();
    assert!(refused.contains("the command for the token of cpa failed: exit status: 7; nothing was done"), "{refused}");
    assert_eq!(desk.account.json(&["key", "list"]), json!([]));

    let command = format!("(printf '%s=' \"$LATCHKEY_EXTERNAL_ID\"; cat; echo) >> {}; echo said", kept.display());
    let mut program = desk.account.command(&["keys", "apply", desk.file.to_str().expect("a path"), "--tokens-command", &command]);
    program.env("PATH", "/usr/bin:/bin");
    let done = run(program, "").ok();
    assert!(!done.contains("said"), "{done}");
    let lines = std::fs::read_to_string(&kept).expect("it was written");
    let tokens: Vec<(&str, &str)> = lines.lines().filter_map(|line| line.split_once('=')).collect();
    assert_eq!(tokens.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["cpa", "shop-module"]);
    let server = desk.account.serve();
    server.holder(tokens[1].1).get("/orders", vec![]).ok();
}

#[test]
fn a_running_server_honours_it_at_the_next_request() {
    let desk = Desk::new();
    let servers: Vec<_> = (0..if desk.account.is_embedded() { 1 } else { 2 }).map(|_| desk.account.serve()).collect();
    let tokens = desk.apply();
    let token = desk.token(&tokens, "shop-module");
    for server in &servers {
        server.holder(&token).get("/orders", vec![]).ok();
        server.holder(&token).get("/customers", vec![]).denied();
    }
    desk.write(&FILE.replace("\"orders.*\", ", "\"/api/v*/customers\", "));
    desk.keys("apply", &[]).ok();
    for server in &servers {
        server.holder(&token).get("/orders", vec![]).denied();
        server.holder(&token).get("/customers", vec![]).ok();
    }
    desk.write("");
    desk.keys("apply", &["--prune"]).ok();
    servers.iter().for_each(|server| drop(server.holder(&token).get("/customers", vec![]).refused(403, "Wrong \"apiKey\" value.")));
}

#[test]
fn what_was_agreed_to_is_what_is_done() {
    let desk = Desk::new();
    desk.apply();
    desk.write(&FILE.replace("rate = 5", "rate = 7"));
    let (_, plan) = desk.plan(&[]);
    let agreed = plan["fingerprint"].as_str().expect("a fingerprint").to_owned();
    desk.account.ok(&["key", "edit", "1", "--comment", "meanwhile"]);
    desk.account.ok(&["key", "edit", "2", "--comment", "meanwhile"]);
    let refused = desk.keys("apply", &["--agreed", &agreed]).refused();
    assert!(refused.contains("the plan has changed; nothing was done"), "{refused}");
    let (_, plan) = desk.plan(&[]);
    desk.keys("apply", &["--agreed", plan["fingerprint"].as_str().expect("a fingerprint")]).ok();
    assert_eq!(desk.steps(&[]), []);
}

#[test]
fn a_file_that_cannot_be_is_refused_with_the_key_and_the_field_and_nothing_of_it_is_done() {
    let desk = Desk::new();
    let good = "[keys.good]\nsites = ['tea']\nmethods = ['read']\n";
    for (text, view) in [
        ("[keys.a]\nsites = ['tea']", "a: Name at least one method, or \"all\"."),
        ("[keys.a]\nmethods = ['read']", "a: Name at least one store, or \"all\"."),
        ("[keys.a]\nsites = ['milk']\nmethods = ['read']", "a: There is no store \"milk\"."),
        ("[keys.a]\nsites = ['tea']\nmethods = ['nothing.*']", "a: no method matches \"nothing.*\"; `latchkey methods` lists them"),
        ("[keys.a]\nsites = ['tea']\nmethods = ['read']\nlimits = { tooMany = 5 }", "a: Too many calls are answered by 503 or 429."),
        ("[keys.a]\nsitse = ['tea']", "keys.a: \"sitse\" is unknown"),
        ("[keys.a]\nactive = 'perhaps'", "keys.a: active: must be true or false"),
        ("[keys.'../a']", "keys.../a: not a valid external ID"),
    ] {
        desk.write(&format!("{good}{text}\n"));
        for what in ["plan", "apply"] {
            let refused = desk.keys(what, &[]).refused();
            assert!(refused.contains(view), "{text}: {refused}");
        }
    }
    assert_eq!(desk.account.json(&["key", "list"]), json!([]));
    let missing = desk.account.refused(&["keys", "plan", "/nowhere/keys.toml"]);
    assert!(missing.contains("/nowhere/keys.toml cannot be read"), "{missing}");
    assert_eq!(desk.account.run(&["keys", "plan"]).code, 2);
    let piped = run(desk.account.command(&["keys", "plan", "-"]), good);
    assert_eq!(piped.code, 3, "{piped:?}");
}

#[test]
fn a_leaked_key_stays_off() {
    let desk = Desk::new();
    desk.apply();
    desk.account.ok(&["key", "leaked", "2"]);
    let refused = desk.keys("plan", &[]).refused();
    assert!(refused.contains("shop-module: It has leaked and stays off"), "{refused}");
    desk.keys("apply", &[]).refused();
    desk.write(&FILE.replace("name = \"Shop module\"", "name = \"Shop module\"\nactive = false"));
    assert_eq!(desk.steps(&[]), []);
}

#[test]
fn the_file_of_the_guide_is_one() {
    let guide = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide/automation.md");
    let guide = std::fs::read_to_string(guide).expect("the guide is there");
    let file = guide.split("```toml").nth(1).and_then(|rest| rest.split("```").next()).expect("the guide shows a file");
    let desk = Desk::new();
    desk.write(file);
    assert_eq!(desk.steps(&[]), [step("make", "cpa"), step("make", "shop-module")]);
    let tokens = desk.apply();
    assert_eq!(desk.steps(&[]), []);
    // And the call of the guide, sent to a server, is understood.
    let call = guide.split("'key=").nth(1).and_then(|rest| rest.split('\'').next()).expect("the guide shows a call");
    let server = desk.account.serve();
    let (_, manager) = desk.account.key("all", "all,keys.*");
    let form = vec![("key".to_owned(), call.replace("shop-module", "other"))];
    let made = server.holder(&manager).post("/api/keys/create", form).ok();
    assert_eq!((&made["created"], &made["key"]["limits"]), (&json!(true), &json!({"rate": 10})));
    assert_ne!(made["token"], tokens["shop-module"]);
}

#[test]
fn what_is_exported_plans_nothing() {
    let desk = Desk::new();
    let tokens = desk.apply();
    desk.account.key("tea", "all,keys.*");
    desk.account.ok(&[
        "key",
        "add",
        "--name",
        "Ключ \"A\" = \\",
        "--sites",
        "all",
        "--methods",
        "all",
        "--external-id",
        "odd.name_1",
        "--starts",
        "2026-01-01",
        "--too-many",
        "429",
    ]);
    let exported = desk.account.ok(&["keys", "export"]);
    assert!(
        exported.contains("# Key 3, \"A key\", has no external ID and is left out: latchkey key edit 3 --external-id NAME"),
        "{exported}"
    );
    desk.write(&exported);
    assert_eq!(desk.steps(&["--prune"]), []);
    let named = desk.account.ok(&["keys", "export", "--name-them"]);
    assert!(named.contains("[keys.a-key]") && !named.contains("has no external ID"), "{named}");
    assert!(named.contains("    \"/api/keys/create\","), "{named}");
    desk.write(&named);
    assert_eq!(desk.steps(&["--prune=all"]), []);
    assert!(!named.contains(&desk.token(&tokens, "cpa")) && !named.contains("lky_"), "{named}");
    // In another account it makes the same keys.
    let other = Desk::new();
    other.write(&named);
    other.apply();
    assert_eq!(other.account.ok(&["keys", "export"]), named);
}
