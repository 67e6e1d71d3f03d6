//! What is refused before anything is touched.

use super::{backup, end, folder, furnished, tables, text};

#[test]
fn a_cut_changed_or_foreign_file_is_refused_and_nothing_is_touched() {
    let (account, _) = furnished();
    let folder = folder();
    let (file, before) = backup(&account, &folder, "good.backup");
    let good = std::fs::read(&file).expect("it can be read");
    let bad = folder.path().join("bad.backup");
    let refuse = |bytes: &[u8], what: &str| {
        std::fs::write(&bad, bytes).expect("it can be written");
        for arguments in [&["restore", &text(&bad), "--replace"][..], &["restore", &text(&bad), "--check"]] {
            let line = account.refused(arguments);
            assert!(line.contains("backup"), "{what}: {line}");
        }
    };
    for end in [0, 5, 17, 18, 40, good.len() / 2, good.len() - 1] {
        refuse(&good[..end], &format!("cut at {end}"));
    }
    for at in [0, 16, 17, 19, good.len() / 3, good.len() / 2, good.len() - 2] {
        let mut changed = good.clone();
        changed[at] ^= 0x10;
        refuse(&changed, &format!("changed at {at}"));
    }
    refuse(&[&good[..], b"more"].concat(), "something follows");
    refuse(&[&good[..], &good[18..]].concat(), "twice");
    refuse(b"SQLite format 3\0 and so on, but this is no backup", "a database");
    refuse(&[&good[..18], &zstd::encode_all(&b"Nonsense"[..], 3).expect("it is compressed")].concat(), "nonsense");
    let claims = [&b"H"[..], &u32::MAX.to_le_bytes(), b"{}"].concat();
    refuse(&[&good[..18], &zstd::encode_all(&claims[..], 3).expect("it is compressed")].concat(), "a section that claims too much");
    assert!(account.refused(&["restore", "/no/such/file"]).contains("cannot read /no/such/file"));
    let (_, after) = backup(&account, &folder, "after.backup");
    assert_eq!(after["tables"], before["tables"], "nothing has changed");
}

#[test]
fn a_backup_of_a_newer_version_is_refused_by_name() {
    let (account, _) = furnished();
    let folder = folder();
    let (file, _) = backup(&account, &folder, "a.backup");
    let bytes = std::fs::read(&file).expect("it can be read");
    let mut plain = zstd::decode_all(&bytes[18..]).expect("it is zstd");
    // Of the same length, so that only the name of the step is another one.
    let at = plain.windows(10).position(|part| part == b"0001_house").expect("the steps are in the header");
    plain[at..at + 10].copy_from_slice(b"9001_later");
    let newer = folder.path().join("newer.backup");
    std::fs::write(&newer, [&bytes[..18], &zstd::encode_all(&plain[..], 3).expect("it is compressed")].concat()).expect("it is written");
    let line = account.refused(&["restore", &text(&newer), "--replace"]);
    assert!(line.contains("newer version") && line.contains("9001_later"), "{line}");
}

#[test]
fn nothing_is_restored_while_a_server_runs_or_over_an_account_unasked() {
    let (account, token) = furnished();
    let folder = folder();
    let (file, before) = backup(&account, &folder, "a.backup");
    let line = account.refused(&["restore", &text(&file)]);
    assert!(line.contains("there is an account in") && line.contains("--replace"), "{line}");
    let server = account.serve();
    let line = account.refused(&["restore", &text(&file), "--replace"]);
    assert!(line.contains("stop"), "{line}");
    server.holder(&token).get("/orders", form! {}).ok();
    end(server);
    account.ok(&["restore", &text(&file), "--replace"]);
    let (_, after) = backup(&account, &folder, "b.backup");
    let without_usage = |manifest| tables(manifest).into_iter().filter(|(name, _)| !name.starts_with("usage")).collect::<Vec<_>>();
    assert_eq!(without_usage(&after), without_usage(&before));
}

#[test]
fn only_a_backup_is_overwritten() {
    let (account, _) = furnished();
    let folder = folder();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "my notes").expect("it can be written");
    let line = account.refused(&["backup", &text(&path)]);
    assert!(line.contains("is not a backup") && line.contains("not overwritten"), "{line}");
    let missing = folder.path().join("missing");
    let line = account.refused(&["backup", &format!("{}/", text(&missing))]);
    assert!(line.contains(&format!("there is no folder {}", missing.display())), "{line}");
    backup(&account, &folder, "a.backup");
    backup(&account, &folder, "a.backup");
    account.ok(&["backup", &text(folder.path())]);
    let names: Vec<String> = std::fs::read_dir(folder.path())
        .expect("it can be listed")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 3, "no draft is left: {names:?}");
    assert!(names.iter().any(|name| name.starts_with("latchkey-20") && name.ends_with("Z.backup")), "{names:?}");
    #[cfg(unix)]
    for name in names.iter().filter(|name| name.ends_with(".backup")) {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder.path().join(name)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    assert!(account.refused(&["backup", "/no/such/folder/file"]).contains("cannot write /no/such/folder"));
}
