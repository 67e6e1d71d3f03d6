//! Where bytes are kept, how often, and for how long.

use database::{Engine, Sql};
use hub::file_store;

use super::{noise, shop, upload};
use crate::support::TestHub;

/// Rows of the tables of bytes: contents and chunks.
fn rows(hub: &TestHub) -> (i64, i64) {
    let count = |sql: &'static str| hub.hub.db.read_now(move |tx| tx.number(Sql::new(sql))).expect("rows can be counted");
    (count("SELECT count(*) FROM file_contents"), count("SELECT count(*) FROM file_chunks"))
}

/// How many files there are in the data folder.
fn in_folder(hub: &TestHub) -> usize {
    let entries =
        |path: &std::path::Path| std::fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    entries(&hub.hub.settings.data.join("files")).iter().map(|path| entries(path).len()).sum()
}

#[test]
fn large_bytes_are_in_the_data_folder_of_an_embedded_database_and_the_same_ones_once() {
    let (hub, key) = shop();
    let embedded = hub.hub.db.engine() == Engine::Sqlite;
    let (small, large) = (noise(1000), noise(600_000));
    let files = [upload(&key, &small), upload(&key, &small), upload(&key, &large), upload(&key, &large)];
    assert_eq!(rows(&hub), (2, if embedded { 1 } else { 4 }));
    assert_eq!(in_folder(&hub), usize::from(embedded));

    // One of two that have the same bytes goes; then the other.
    let delete = |id: i64| key.post(&format!("/files/{id}/delete"), form! {}).ok();
    let tidy = || file_store::tidy(&hub.hub, hub.clock.now()).expect("it is tidied up");
    delete(files[2]);
    tidy();
    hub.wait(90_000);
    tidy();
    assert!(key.download(&format!("/files/{}/download", files[3])).bytes == large);
    delete(files[3]);
    tidy();
    assert_eq!(rows(&hub).0, 2, "it stays for a day");
    hub.wait(90_000);
    tidy();
    assert_eq!((rows(&hub), in_folder(&hub)), ((1, 1), 0));
    assert_eq!(key.download(&format!("/files/{}/download", files[0])).bytes, small);
    // The same bytes come again.
    let again = upload(&key, &large);
    assert!(key.download(&format!("/files/{again}/download")).bytes == large);
}

#[test]
fn bytes_that_are_uploaded_again_before_they_are_forgotten_stay() {
    let (hub, key) = shop();
    let bytes = noise(300_000);
    let tidy = || file_store::tidy(&hub.hub, hub.clock.now()).expect("it is tidied up");
    let file = upload(&key, &bytes);
    key.post(&format!("/files/{file}/delete"), form! {}).ok();
    tidy();
    hub.wait(90_000);
    let again = upload(&key, &bytes);
    tidy();
    hub.wait(90_000);
    tidy();
    assert!(key.download(&format!("/files/{again}/download")).bytes == bytes);
}

#[test]
fn what_the_database_does_not_know_is_removed_from_the_folder_and_large_chunks_move_there() {
    let (hub, key) = shop();
    if hub.hub.db.engine() == Engine::Postgres {
        return;
    }
    let bytes = noise(700_000);
    let file = upload(&key, &bytes);
    let folder = hub.hub.settings.data.join("files");
    let hash = hub.hub.db.read_now(|tx| tx.one("SELECT hash FROM file_contents", |row| row.text(0))).expect("there is one");
    let path = folder.join(&hash[..2]).join(&hash);
    let stray = folder.join("ab").join("ab".repeat(32));
    std::fs::create_dir_all(folder.join("ab")).expect("a folder can be made");
    std::fs::write(&stray, "x").expect("a file can be written");
    std::fs::write(folder.join(".draft-1"), "x").expect("a file can be written");
    // As a restored backup leaves them.
    std::fs::remove_file(&path).expect("it is there");
    key.get(&format!("/files/{file}/download"), form! {}).refused(500, "Internal Server Error");
    let (content, copy) = (bytes.clone(), hash.clone());
    hub.hub.db.write_now(move |tx| database::files::keep(tx, &copy, 700_000, &content)).expect("it can be kept");
    assert!(key.download(&format!("/files/{file}/download")).bytes == bytes, "it is read from the database");
    file_store::tidy(&hub.hub, hub.clock.now()).expect("it is tidied up");
    assert!(path.exists() && !stray.exists());
    assert_eq!(rows(&hub), (1, 0));
    assert!(key.download(&format!("/files/{file}/download")).bytes == bytes, "it is read from the folder");
    hub.hub.files.clear_drafts();
    assert!(!folder.join(".draft-1").exists() && path.exists());
    #[cfg(unix)]
    for path in [&folder, &path] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{} is private", path.display());
    }
}
