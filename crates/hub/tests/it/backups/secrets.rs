//! Encryption, and the pepper and the seal in a backup.

use super::{Elsewhere, end, folder, furnished, text};
use crate::support::command::run;

const PASSPHRASE: &str = "correct horse battery staple";

#[test]
fn an_encrypted_backup_with_secrets_is_all_that_is_needed() {
    let (account, token) = furnished();
    let folder = folder();
    let file = folder.path().join("all.backup");
    let words = folder.path().join("words");
    std::fs::write(&words, format!("{PASSPHRASE}\n")).expect("it can be written");
    let without = account.run(&["backup", &text(&file), "--encrypt"]);
    assert!(without.code == 2 && without.err.contains("--passphrase-file"), "{without:?}");
    account.ok(&["backup", &text(&file), "--encrypt", "--with-secrets", "--passphrase-file", &text(&words)]);
    let bytes = std::fs::read(&file).expect("it can be read");
    assert!(!bytes.windows(4).any(|part| part == [0x28, 0xb5, 0x2f, 0xfd]), "no zstd can be seen in it");

    let elsewhere = Elsewhere::new();
    let refused = elsewhere.run(&["restore", &text(&file)]).refused();
    assert!(refused.contains("encrypted") && refused.contains("--passphrase-file"), "{refused}");
    std::fs::write(&words, "another passphrase").expect("it can be written");
    let refused = elsewhere.run(&["restore", &text(&file), "--passphrase-file", &text(&words)]).refused();
    assert!(refused.contains("another passphrase, or has been changed"), "{refused}");
    assert!(!elsewhere.0.path().join("latchkey.db").exists());
    let mut command = elsewhere.command(&["restore", &text(&file)]);
    command.env("LATCHKEY_BACKUP_PASSPHRASE", PASSPHRASE);
    let said = run(command, "").ok();
    assert!(!said.contains(PASSPHRASE));
    let server = elsewhere.serve();
    assert_eq!(server.holder(&token).get("/orders", form! {}).ok()["orders"].as_array().map(Vec::len), Some(12));
    end(server);

    // Other secrets are not replaced.
    let third = Elsewhere::new();
    third.take_secrets(account.fresh.folder.path());
    std::fs::write(third.0.path().join("pepper"), "1 ".to_owned() + &"ab".repeat(32)).expect("it can be written");
    let mut command = third.command(&["restore", &text(&file)]);
    command.env("LATCHKEY_BACKUP_PASSPHRASE", PASSPHRASE);
    let refused = run(command, "").refused();
    assert!(refused.contains("pepper is another one than in the backup"), "{refused}");
}

#[test]
fn without_the_secrets_the_operator_is_reminded_of_them() {
    let (account, _) = furnished();
    let folder = folder();
    let (file, manifest) = super::backup(&account, &folder, "a.backup");
    assert_eq!(manifest["secrets"], false);
    let elsewhere = Elsewhere::new();
    let restored = elsewhere.run(&["restore", &text(&file)]);
    assert!(restored.code == 0 && restored.err.contains("put the pepper and the seal of the account into"), "{restored:?}");
}
