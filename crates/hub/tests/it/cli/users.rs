//! `latchkey user`.

use serde_json::json;

use crate::support::command::run;
use crate::support::{Account, Browser};

#[test]
fn a_user_is_added_with_a_password_nobody_else_sees() {
    let account = Account::new();
    let anna = account.json(&["user", "add", "Anna@Example.com", "--name", "Anna Maria Ruiz", "--random-password"]);
    assert_eq!(
        (&anna["id"], &anna["email"], &anna["firstName"], &anna["lastName"], &anna["role"]),
        (&json!(1), &json!("anna@example.com"), &json!("Anna"), &json!("Maria Ruiz"), &json!("administrator"))
    );
    let password = anna["password"].as_str().expect("the password is printed").to_owned();
    assert_eq!(password.len(), 20);
    let view = run(
        account.command(&["user", "add", "b@example.com", "--name", "Boris", "--password-stdin", "--role", "read-only"]),
        "0123456789\n",
    )
    .ok();
    assert_eq!(view, "Added user 2: b@example.com, read-only.\n");
    let listed = account.json(&["user", "list"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    assert!(!listed.to_string().contains(&password), "{listed}");
    assert_eq!(
        account.ok(&["user", "list"]),
        "ID  EMAIL             NAME             ROLE           STATE\n\
         1   anna@example.com  Anna Maria Ruiz  administrator  active\n\
         2   b@example.com     Boris            read-only      active\n"
    );
}

#[test]
fn what_cannot_be_a_user_is_refused_with_the_reason() {
    let account = Account::new();
    let add = |email: &'static str, name: &'static str| ["user", "add", email, "--name", name, "--password-stdin"];
    run(account.command(&add("a@example.com", "A")), "0123456789").ok();
    for (arguments, password, view) in [
        (add("A@Example.com", "A"), "0123456789", "There is already a user with the email a@example.com."),
        (add("b@example.com", "B"), "012345678\n", "The password has 9 characters; it needs at least 10."),
        (add("b@example.com", "B"), "", "standard input is empty"),
        (add("b@example.com", " "), "0123456789", "The user needs a name."),
        (add("example.com", "B"), "0123456789", "\"example.com\" is not a valid email."),
        (add("b@@example.com", "B"), "0123456789", "\"b@@example.com\" is not a valid email."),
    ] {
        assert_eq!(run(account.command(&arguments), password).refused(), view);
    }
    for arguments in [
        &["user", "add", "b@example.com", "--name", "B"][..],
        &["user", "add", "b@example.com", "--name", "B", "--random-password", "--password-stdin"],
        &["user", "add", "b@example.com", "--name", "B", "--random-password", "--role", "god"],
    ] {
        assert_eq!(account.run(arguments).code, 2);
    }
    assert_eq!(account.json(&["user", "list"]).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_reset_password_is_another_one_and_ends_sessions() {
    let account = Account::new();
    run(account.command(&["user", "add", "a@example.com", "--name", "A", "--password-stdin"]), "0123456789").ok();
    let server = account.serve();
    let mut browser = Browser::new(server.address);
    let sign_in = |browser: &mut Browser, password: &str| browser.post("/sign-in", form! { email: "a@example.com", password: password });
    sign_in(&mut browser, "0123456789").leads("/start");
    browser.get("/stores").is(200);
    let view = account.ok(&["user", "reset", "A@example.com", "--random-password"]);
    let password = view.trim_end().lines().last().unwrap_or_default();
    assert_eq!(password.len(), 20, "{view}");
    browser.get("/stores").leads("/sign-in");
    sign_in(&mut browser, "0123456789").is(403);
    sign_in(&mut browser, password).leads("/start");
    let view = run(account.command(&["user", "reset", "a@example.com", "--password-stdin"]), "another password\n").ok();
    assert_eq!(view, "Password of a@example.com changed, two-step verification disabled, all sessions ended.\n");
    assert!(
        account.refused(&["user", "reset", "b@example.com", "--random-password"]).contains("there is no user with the email b@example.com")
    );
    assert_eq!(
        run(account.command(&["user", "reset", "a@example.com", "--password-stdin"]), "short\n").refused(),
        "The password has 5 characters; it needs at least 10."
    );
}

#[test]
fn a_user_is_edited_and_the_last_administrator_stays() {
    let account = Account::new();
    account.ok(&["user", "add", "a@example.com", "--name", "Anna", "--random-password"]);
    let view = account.ok(&["user", "edit", "A@example.com", "--name", "Anna Ruiz", "--new-email", "anna@example.com"]);
    assert_eq!(view, "User 1: anna@example.com, Anna Ruiz, administrator, active.\n");
    for change in [["--role", "manager"], ["--active", "false"]] {
        let view = account.run(&["user", "edit", "anna@example.com", change[0], change[1]]).refused();
        assert!(view.contains("there must be an administrator who can sign in"), "{view}");
    }
    account.ok(&["user", "add", "b@example.com", "--name", "Boris", "--random-password"]);
    let view = account.ok(&["user", "edit", "anna@example.com", "--role", "read-only", "--active", "false"]);
    assert_eq!(view, "User 1: anna@example.com, Anna Ruiz, read-only, deactivated.\n");
    let view = account.run(&["user", "edit", "b@example.com", "--new-email", "anna@example.com"]).refused();
    assert_eq!(view, "There is already a user with the email anna@example.com.");
    account.run(&["user", "edit", "nobody@example.com", "--name", "N"]).refused();
}

#[test]
fn the_set_up_link_is_printed_again_until_there_is_somebody() {
    let account = Account::new();
    let link = account.ok(&["user", "setup-link"]);
    assert!(link.starts_with("http://127.0.0.1:8080/setup/"), "{link}");
    let server = account.serve();
    let printed = server.banner.lines().find_map(|line| line.strip_prefix("  Set up    ")).expect("the banner has the link");
    assert_eq!(account.ok(&["user", "setup-link"]), format!("{printed}\n"), "of the running server");
    let code = printed.rsplit('/').next().unwrap_or_default();
    assert_eq!(
        account.ok(&["user", "setup-link", "--public-url", "https://hub.example.com/"]),
        format!("https://hub.example.com/setup/{code}\n")
    );
    assert_eq!(Browser::new(server.address).get(&format!("/setup/{code}")).status, 200);
    account.ok(&["user", "add", "ada@hub.test", "--name", "Ada", "--random-password"]);
    assert!(account.refused(&["user", "setup-link"]).starts_with("the set-up link is no longer valid"));
    assert_eq!(Browser::new(server.address).get(&format!("/setup/{code}")).status, 404);
    // The note of where it runs goes with the server.
    server.signal("TERM");
    assert!(server.end().0.success());
    assert!(!account.fresh.folder.path().join("serving").exists());
}

#[test]
fn a_fresh_account_is_at_home_where_the_machine_is_or_where_the_first_person_says() {
    let settings = |account: &Account| {
        let settings = account.json(&["settings", "list"]);
        ["country", "default_currency", "timezone"].map(|name| settings[name].as_str().unwrap_or_default().to_owned())
    };
    let account = Account::new();
    account.ok(&[
        "user",
        "add",
        "a@example.com",
        "--name",
        "Ana",
        "--random-password",
        "--country",
        "mx",
        "--timezone",
        "America/Mexico_City",
    ]);
    assert_eq!(settings(&account), ["MX", "MXN", "America/Mexico_City"], "the currency is that of the country");
    let late = account.run(&["user", "add", "b@example.com", "--name", "B", "--random-password", "--country", "ES"]);
    assert!(late.code == 2 && late.err.contains("latchkey settings set"), "{late:?}");

    if !account.is_embedded() {
        // A database of these tests is a copy of one that was filled before.
        return;
    }
    let account = Account::new();
    let mut add = account.command(&["user", "add", "a@example.com", "--name", "Ana", "--random-password"]);
    let view = run(
        {
            add.env("TZ", "Europe/Madrid");
            add
        },
        "",
    )
    .ok();
    assert!(
        view.contains("The account uses country ES, currency EUR, time zone Europe/Madrid; to change this: latchkey settings set"),
        "{view}"
    );
    assert_eq!(settings(&account), ["ES", "EUR", "Europe/Madrid"]);

    let account = Account::new();
    let mut list = account.command(&["settings", "list", "--json"]);
    list.env("TZ", "UTC");
    let settings: serde_json::Value = serde_json::from_str(&run(list, "").ok()).expect("JSON");
    assert_eq!(
        (settings.get("country"), &settings["default_currency"], &settings["timezone"]),
        (None, &json!("USD"), &json!("UTC")),
        "nothing is assumed of Russia"
    );
}

#[test]
fn a_change_of_country_reads_phones_again_and_shows_how_far_it_is() {
    let account = Account::new();
    account.site("north");
    account.ok(&["site", "edit", "north", "--country", ""]);
    let (_, token) = account.key("all", "all");
    let server = account.serve();
    let key = server.holder(&token);
    let ana = key.customer(json!({"firstName": "Ana", "phones": [{"number": "612 34 56 78"}]}));
    drop(server);
    let changed = account.run(&["settings", "set", "country", "ES"]);
    assert_eq!((changed.code, changed.out.as_str()), (0, "country is ES.\n"), "{changed:?}");
    assert!(
        changed.err.contains("phone numbers are being updated to the new country: ")
            && changed.err.contains("of all customers and orders are updated"),
        "{changed:?}"
    );
    let server = account.serve();
    assert_eq!(server.holder(&token).found("customers", form! { "filter[name]": "+34 612 34 56 78" }), [ana]);
}
