//! Backups in a bucket of S3: every request is signed, large ones go in parts, and what is half done is given up.

use std::io::{Read, Seek, Write};
use std::process::Command;

use hub::backup::bucket::{Address, Bucket};

use super::{Elsewhere, furnished, tables};
use crate::support::bucket::S3;
use crate::support::command::run;

fn within(store: &S3, mut command: Command) -> Command {
    command.envs(store.environment());
    command
}

fn address(text: &str) -> Address {
    Address::read(text).expect("it is an address").expect("it is a good one")
}

fn bucket(store: &S3) -> Bucket {
    Bucket::with(&address("s3://safe"), store.environment()).expect("the bucket opens")
}

#[test]
fn a_backup_goes_to_a_bucket_and_is_restored_from_it() {
    let (account, _) = furnished();
    let store = S3::start();
    let made = run(within(&store, account.command(&["backup", "s3://safe/hub/first.backup", "--json"])), "").ok();
    let made: serde_json::Value = serde_json::from_str(&made).expect("it is JSON");
    assert_eq!((&made["file"], store.keys()), (&"s3://safe/hub/first.backup".into(), vec!["safe/hub/first.backup".to_owned()]));
    assert_eq!(store.object("safe/hub/first.backup").map(|bytes| bytes.len() as u64), made["bytes"].as_u64());
    run(within(&store, account.command(&["backup", "s3://safe/hub/"])), "").ok();
    assert_eq!(store.keys().len(), 2, "{:?}", store.keys());
    assert!(store.keys()[1].starts_with("safe/hub/latchkey-2"), "{:?}", store.keys());

    let elsewhere = Elsewhere::new();
    elsewhere.take_secrets(account.fresh.folder.path());
    run(within(&store, elsewhere.command(&["restore", "s3://safe/hub/first.backup"])), "").ok();
    let again = run(within(&store, elsewhere.command(&["restore", "s3://safe/hub/first.backup", "--check", "--json"])), "").ok();
    let again: serde_json::Value = serde_json::from_str(&again).expect("it is JSON");
    assert_eq!(tables(&again), tables(&made["manifest"]));

    let missing = run(within(&store, elsewhere.command(&["restore", "s3://safe/hub/none.backup"])), "").refused();
    assert!(missing.contains("s3://safe/hub/none.backup cannot be read"), "{missing}");
    let folder = run(within(&store, elsewhere.command(&["restore", "s3://safe/hub/"])), "");
    assert!(folder.code == 2 && folder.err.contains("name the backup in it"), "{folder:?}");
    let wrong = run(within(&store, account.command(&["backup", "s3://key:secret@safe/x"])), "");
    assert!(wrong.code == 2 && wrong.err.contains("AWS_ACCESS_KEY_ID") && !wrong.err.contains("secret@"), "{wrong:?}");

    store.breaks(true);
    let refused = run(within(&store, account.command(&["backup", "s3://safe/hub/second.backup"])), "").refused();
    assert!(refused.starts_with("cannot write s3://safe/hub/second.backup") && !refused.contains("wJalr"), "{refused}");
}

#[test]
fn a_large_object_goes_in_parts_and_comes_back_whole() {
    let store = S3::start();
    let large: Vec<u8> = (0..40_000_000_u32).map(|number| (number % 251) as u8).collect();
    let mut upload = bucket(&store).upload(&address("s3://safe/large")).expect("it begins");
    upload.write_all(&large).expect("it is sent");
    assert_eq!(store.object("safe/large"), None, "nothing is there before it is whole");
    assert_eq!(upload.keep().expect("it is kept"), 40_000_000);
    assert_eq!(store.requests().iter().filter(|request| request.contains("partNumber=")).count(), 3);
    assert_eq!((store.open_uploads(), store.object("safe/large") == Some(large.clone())), (0, true));

    let mut file = tempfile::tempfile().expect("a file can be made");
    bucket(&store).download(&address("s3://safe/large"), &mut file).expect("it is read");
    let mut back = Vec::new();
    file.rewind().and_then(|()| file.read_to_end(&mut back)).expect("it is read");
    assert!(back == large);
}

#[test]
fn an_upload_that_is_not_kept_leaves_nothing_behind() {
    let store = S3::start();
    let mut upload = bucket(&store).upload(&address("s3://safe/half")).expect("it begins");
    upload.write_all(&vec![7; 17 * 1024 * 1024]).expect("it is sent");
    assert_eq!(store.open_uploads(), 1);
    drop(upload);
    assert_eq!((store.open_uploads(), store.keys()), (0, Vec::new()));
}

#[test]
fn a_list_holds_the_objects_right_in_a_folder() {
    let store = S3::start();
    for key in ["safe/hub/a", "safe/hub/b c", "safe/hub/deeper/c", "safe/hubris", "other/hub/d"] {
        store.put(key, b"x");
    }
    let names = bucket(&store).names(&address("s3://safe/hub/")).expect("it is listed");
    assert_eq!(names, ["a", "b c"]);
    bucket(&store).delete(&address("s3://safe/hub/b c")).expect("it is deleted");
    assert_eq!(bucket(&store).names(&address("s3://safe")).expect("it is listed"), ["hubris"]);
    assert_eq!(store.keys().len(), 4);
}
