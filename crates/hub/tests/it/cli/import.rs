//! `latchkey import` and `latchkey export`.

use std::fs;

use serde_json::json;

use crate::support::Account;

#[test]
fn files_go_in_are_undone_and_come_out_again() {
    let account = Account::new();
    account.site("tea");
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    fs::write(path("c.csv"), "externalId;firstName;phone\nc-1;Ana;+34612345678\nc-2;Bob;\nc-1;Twice;\n").expect("a file");
    let customers = path("c.csv");
    let import = |more: &[&str]| account.json(&[&["import", "customers", &customers, "--site", "tea"], more].concat());
    let dry = import(&["--dry-run"]);
    assert_eq!((&dry["state"], &dry["added"], &dry["refused"]), (&json!("checked"), &json!(2), &json!(1)), "{dry}");
    assert_eq!(dry["faults"][0]["reason"], "repeated");
    assert_eq!(account.json(&["import", "list"]), json!([]), "a dry run leaves nothing");
    let done = import(&[]);
    assert_eq!((&done["state"], &done["added"]), (&json!("done"), &json!(2)), "{done}");
    let again = import(&[]);
    assert_eq!((&again["added"], &again["unchanged"]), (&json!(0), &json!(2)), "{again}");

    let out = path("out");
    account.ok(&["export", "--site", "tea", "--out", &out]);
    let text = fs::read_to_string(format!("{out}/customers.csv")).expect("the file");
    assert!(text.starts_with('\u{feff}') && text.contains("\"Ana\"") && text.contains("\"'+34612345678\""), "{text}");
    assert!(account.refused(&["export", "--site", "tea", "--out", &out]).contains("cannot be written"));
    let exported = format!("{out}/customers.csv");
    let same = account.json(&["import", "customers", &exported, "--site", "tea"]);
    assert_eq!((&same["added"], &same["changed"], &same["unchanged"]), (&json!(0), &json!(0), &json!(2)), "{same}");

    let id = done["id"].to_string();
    account.ok(&["import", "undo", &id]);
    assert!(account.refused(&["import", "undo", &id]).contains("cannot be undone"));
    assert!(account.refused(&["import", "customers", &customers, "--site", "nowhere"]).contains("no store"));
    assert!(
        account
            .refused(&["import", "customers", &customers, "--site", "tea", "--columns", "externalId,externalId"])
            .contains("column-twice")
    );
    assert!(account.refused(&["import", "customers", &path("absent.csv"), "--site", "tea"]).contains("cannot be read"));
}
