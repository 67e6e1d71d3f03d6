//! `latchkey doctor`: every line is ok, or says what to do.

use std::io::{Read, Write};

use database::Database;
use serde_json::Value;

use crate::support::Account;
use crate::support::command::run;
use crate::support::receiver::Receiver;

/// The lines by their names, and the exit code.
fn look(account: &Account, options: &[&str]) -> (i32, Vec<(String, bool, String)>) {
    let ended = account.run(&[&["doctor", "--json"], options].concat());
    let lines: Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let lines = lines.as_array().expect("it is a list").iter();
    (ended.code, lines.map(|line| (text(line, "name"), line["ok"] == true, text(line, "text"))).collect())
}

/// The text of the one line that is wrong.
#[track_caller]
fn wrong(account: &Account, options: &[&str], name: &str) -> String {
    let (code, lines) = look(account, options);
    let wrong: Vec<&(String, bool, String)> = lines.iter().filter(|line| !line.1).collect();
    assert!(code == 1 && wrong.len() == 1 && wrong[0].0 == name, "{lines:?}");
    wrong[0].2.clone()
}

#[test]
fn a_module_of_a_shop_is_checked_with_its_key_and_address_before_it_connects() {
    let account = Account::new();
    account.site("north");
    account.site("south");
    let made = account.json(&["key", "add", "--name", "Shop", "--sites", "north", "--methods", "all"]);
    let (all, _) = account.key("all", "orders.*");
    let id = made["id"].to_string();
    let found = |shop: &str, key: &str, url: &str| {
        let (_, lines) = look(&account, &["--shop", shop, "--key", key, "--url", url]);
        move |name: &str| {
            lines.iter().find(|line| line.0 == name).map(|line| (line.1, line.2.clone())).unwrap_or_else(|| panic!("no line {name}"))
        }
    };
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port is free").port();
    let line = found("prestashop", &id, &format!("https://localhost:{closed}/simla.com"));
    assert!(line("address").0 && line("key").0 && line("stores").0 && line("scopes").0 && line("methods").0);
    assert!(!line("TLS").0 && line("TLS").1.contains("cannot be reached"));
    let line = found("prestashop", &all, &format!("https://localhost:{closed}"));
    assert!(line("address").1.contains("hub.simla-com.example.org"), "{:?}", line("address"));
    assert!(
        line("stores").1.contains("exactly one store") && line("scopes").1.contains("only a key of all methods"),
        "{:?}",
        line("scopes")
    );
    assert!(!line("methods").0 && line("methods").1.contains("/customers"), "{:?}", line("methods"));
    let line = found("woocommerce", &id, &format!("https://localhost:{closed}"));
    assert!(line("address").1.contains("port"), "{:?}", line("address"));
    let wrong = account.run(&["doctor", "--shop", "shopware", "--url", "https://hub.example.com"]);
    assert!(wrong.code == 2 && wrong.err.contains("woocommerce, opencart, prestashop, bitrix, magento"), "{wrong:?}");
    assert!(
        account
            .refused(&["doctor", "--shop", "magento", "--key", "999", "--url", &format!("https://localhost:{closed}")])
            .contains("no key 999")
    );
}

#[test]
fn a_sound_installation_has_nothing_wrong_and_each_fault_is_named_with_what_to_do() {
    let account = Account::new();
    account.site("north");
    account.key("all", "all");
    let (code, lines) = look(&account, &[]);
    assert!(code == 0 && lines.len() >= 11 && lines.iter().all(|line| line.1), "{lines:?}");
    assert!(account.ok(&["doctor"]).contains("pepper"), "as a table too");

    assert!(wrong(&account, &["--public-url", "http://hub.example.com"], "public address").contains("no TLS"));
    let closed = std::net::TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port is free");
    let url = format!("http://{closed}");
    assert!(wrong(&account, &["--public-url", &url], "public address").contains("start the server"));
    let mail = ["--mail-server", &format!("smtp://{closed}?tls=none"), "--mail-from", "hub@example.com"];
    assert!(wrong(&account, &mail, "mail server").contains("cannot be used"));
    let elsewhere = Receiver::start();
    let other = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    let url = format!("http://{}", other.local_addr().expect("the port is known"));
    std::thread::spawn(move || {
        for mut stream in other.incoming().flatten() {
            // What is hung up on before it was read is reset.
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
        }
    });
    assert!(wrong(&account, &["--public-url", &url], "public address").contains("is not this hub"));
    let mut add = account.command(&["webhook", "add", &elsewhere.url(), "--events", "all"]);
    add.env("LATCHKEY_WEBHOOKS_ALLOW_PRIVATE", "true");
    run(add, "").ok();
    let (_, lines) = look(&account, &["--webhooks-allow-private"]);
    assert!(lines.iter().any(|line| line.0 == "webhook targets" && line.1 && line.2 == "reached: 1"), "{lines:?}");

    let folder = account.fresh.folder.path();
    let seal = std::fs::read(folder.join("seal")).expect("there is a seal");
    std::fs::remove_file(folder.join("seal")).expect("it can be lost");
    assert!(wrong(&account, &[], "seal").contains("is missing: put it back"));
    assert!(!folder.join("seal").exists(), "nothing is made by looking");
    std::fs::write(folder.join("seal"), seal).expect("it can be put back");

    let pepper = std::fs::read(folder.join("pepper")).expect("there is a pepper");
    std::fs::write(folder.join("pepper"), "ab".repeat(32)).expect("it can be replaced");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for (name, mode) in [("pepper", 0o600), ("seal", 0o644)] {
            std::fs::set_permissions(folder.join(name), std::fs::Permissions::from_mode(mode)).expect("it can be changed");
        }
        let (_, lines) = look(&account, &[]);
        let found = lines.iter().find(|line| line.0 == "data folder").expect("there is a line");
        assert!(!found.1 && found.2.contains("/seal"), "{found:?}");
        std::fs::set_permissions(folder.join("seal"), std::fs::Permissions::from_mode(0o600)).expect("it can be changed");
    }
    assert!(wrong(&account, &[], "pepper").contains("not the one that the keys were made under"));
    std::fs::write(folder.join("pepper"), pepper).expect("it can be put back");

    let db = Database::open(&account.fresh.options).expect("the database opens");
    db.write_now(|tx| tx.execute("UPDATE records SET subject_name = 'x' WHERE number = 1")).expect("the record can be tampered with");
    drop(db);
    assert!(wrong(&account, &[], "audit log").contains("entry 1"));
    let tamper = |text: &'static str| {
        let db = Database::open(&account.fresh.options).expect("the database opens");
        db.write_now(move |tx| tx.execute(text)).expect("rows can be tampered with");
    };
    tamper("INSERT INTO customer_sums (customer_id, site_id, orders, total, costs, first_at, newest_at) VALUES (7, 1, 2, 3, 4, 5, 6)");
    tamper("INSERT INTO row_counts (noun, site_id, status, shard, number) VALUES ('orders', 1, 'new', 9, 3)");
    let found = |options: &[&str]| {
        let line = look(&account, options).1.into_iter().find(|line| line.0 == "index and sums").expect("there is a line");
        (line.1, line.2)
    };
    let (ok, text) = found(&[]);
    assert!(!ok && text.contains("sums 1, counts of rows 1") && text.contains("doctor --mend"), "{text}");
    assert!(found(&["--mend"]).0 && found(&[]).0);
    let db = Database::open(&account.fresh.options).expect("the database opens");
    db.write_now(|tx| tx.execute("DELETE FROM schema_steps WHERE name = (SELECT max(name) FROM schema_steps)"))
        .expect("a step can be forgotten");
    drop(db);
    let (code, lines) = look(&account, &[]);
    assert!(
        code == 1 && lines.iter().any(|line| line.0 == "database" && !line.1 && line.2.contains("older version: make a backup")),
        "{lines:?}"
    );
}
