//! The pepper or the seal of the data folder is missing, or is another one.

use crate::support::{Account, Server};

/// An account with a store, a key and a webhook, whose secret is sealed: the key's id and token.
fn account() -> (Account, String, String) {
    let account = Account::new();
    account.site("north");
    let (id, token) = account.key("north", "all");
    account.ok(&["webhook", "add", "https://hooks.example.com/latchkey"]);
    (account, id, token)
}

fn serve(account: &Account) -> crate::support::command::Outcome {
    account.run(&["serve", "--listen", "127.0.0.1:0"])
}

#[test]
fn a_missing_secret_is_named_and_not_replaced() {
    let (account, _, token) = account();
    let data = account.fresh.folder.path();
    for (name, lost) in [("pepper", "no key in this database works"), ("seal", "cannot be decrypted")] {
        let path = data.join(name);
        let kept = std::fs::read(&path).expect("the file is there");
        std::fs::remove_file(&path).expect("it can be lost");
        for view in [account.run(&["key", "list"]), serve(&account), account.run(&["user", "setup-link"])] {
            assert_eq!((view.code, view.out.as_str()), (1, ""), "{view:?}");
            assert!(view.err.contains(&format!("{} is missing", path.display())) && view.err.contains(lost), "{view:?}");
            assert!(view.err.contains("latchkey secrets renew"), "{view:?}");
        }
        assert!(!path.exists(), "nothing is put in its place");
        std::fs::write(&path, kept).expect("it can be put back");
    }
    let server = account.serve();
    server.holder(&token).get("/api/credentials", form! {}).ok();
}

#[test]
fn a_secret_that_is_lost_while_the_server_runs_is_not_replaced_either() {
    let (account, _, token) = account();
    let server = account.serve();
    let pepper = account.fresh.folder.path().join("pepper");
    std::fs::remove_file(&pepper).expect("it can be lost");
    server.holder(&token).get("/api/credentials", form! {}).ok();
    account.refused(&["pepper", "rotate"]);
    assert!(!pepper.exists());
}

#[test]
fn another_seal_is_named_at_every_start_and_nothing_is_sealed_under_it() {
    let (account, id, _) = account();
    let seal = account.fresh.folder.path().join("seal");
    let kept = std::fs::read(&seal).expect("the seal is there");
    std::fs::write(&seal, "ab".repeat(32)).expect("another one can be put there");
    for level in ["info", "off"] {
        let log = Server::start(account.command(&["serve", "--listen", "127.0.0.1:0", "--log", level])).kill();
        assert!(log.contains(&format!("{} is not the seal that secrets in this database are under", seal.display())), "{level}: {log}");
    }
    let view = account.run(&["webhook", "add", "https://hooks.example.com/other"]);
    assert_eq!(view.code, 1, "{view:?}");
    assert!(view.err.contains("put the right file in its place first"), "{view:?}");
    // Nothing has taken its place in the database meanwhile.
    let log = account.serve().kill();
    assert!(log.contains("is not the seal"), "{log}");
    std::fs::write(&seal, kept).expect("the seal can be put back");
    assert_eq!(account.serve().kill(), "");
    account.ok(&["webhook", "add", "https://hooks.example.com/other"]);
    account.ok(&["key", "show", &id]);
}

#[test]
fn starting_anew_is_one_command_and_on_purpose() {
    let (account, id, token) = account();
    let data = account.fresh.folder.path();
    assert!(account.refused(&["secrets", "renew"]).contains("nothing was renewed"));
    std::fs::remove_file(data.join("pepper")).expect("it can be lost");
    std::fs::remove_file(data.join("seal")).expect("it can be lost");
    let view = account.ok(&["secrets", "renew"]);
    assert!(view.contains("There is a new pepper.") && view.contains("There is a new seal."), "{view}");
    assert!(account.refused(&["secrets", "renew"]).contains("nothing was renewed"));
    let server = account.serve();
    server.holder(&token).get("/api/credentials", form! {}).refused(403, "Wrong \"apiKey\" value.");
    let rotated = account.json(&["key", "rotate", &id, "--overlap", "none"]);
    let fresh = rotated["token"].as_str().expect("there is a token");
    server.holder(fresh).get("/api/credentials", form! {}).ok();
    account.ok(&["webhook", "add", "https://hooks.example.com/other"]);
    assert!(account.ok(&["audit", "verify"]).starts_with("The log is intact"));
    assert!(account.ok(&["audit", "list"]).contains("pepper.rotated"));
    // A foreign pepper is replaced as well, under a version that no key has.
    std::fs::write(data.join("pepper"), format!("1 {}\n", "cd".repeat(32))).expect("another one can be put there");
    assert!(account.ok(&["secrets", "renew"]).contains("There is a new pepper."));
    assert!(std::fs::read_to_string(data.join("pepper")).expect("it is there").starts_with("3 "));
}

#[test]
fn where_an_account_is_required_none_is_made() {
    let account = Account::new();
    // A database of a PostgreSQL cluster of the suite has an account from the start.
    if account.is_embedded() {
        for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["site", "list"]] {
            let view = account.run(&[command, &["--require-account"]].concat());
            assert_eq!(view.code, 1, "{view:?}");
            assert!(view.err.contains("there is no account in"), "{view:?}");
        }
        assert_eq!(std::fs::read_dir(account.fresh.folder.path()).expect("it is there").count(), 0, "nothing is made");
        let gone = account.fresh.folder.path().join("not-mounted");
        let view = account.run(&["site", "list", "--require-account", "--data", &gone.display().to_string()]);
        assert!(view.code != 0 && !gone.exists(), "{view:?}");
    }
    account.site("north");
    account.ok(&["site", "list", "--require-account"]);
    let mut command = account.command(&["site", "list"]);
    command.env("LATCHKEY_REQUIRE_ACCOUNT", "true");
    assert_eq!(crate::support::command::run(command, "").code, 0);
}
