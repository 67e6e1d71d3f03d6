//! Backups that a server makes by its schedule or because a person asks, on one server only, and what is shown of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::audit_log::By;
use domain::clock::Clock;
use domain::settings;
use hub::app::Hub;
use hub::backup::cipher::Passphrase;
use hub::backup::place::Place;
use hub::work::backups::{Rounds, ask};
use tempfile::TempDir;
use wire::Moment;

use super::folder;
use crate::support::bucket::S3;
use crate::support::command::run;
use crate::support::fresh::Fresh;
use crate::support::hub::START;
use crate::support::{Account, Browser, Server, TestHub};

/// A hub that backs up into a folder of its own, with a clock that stands.
fn hub(passphrase: bool) -> (Fresh, TempDir, Clock, Arc<Hub>) {
    let (fresh, folder, clock) = (Fresh::new(), folder(), Clock::standing(START));
    let mut settings = fresh.settings();
    settings.backups.place = Place::Folder(folder.path().join("nightly"));
    settings.backups.passphrase = passphrase.then(|| Passphrase::new("correct horse battery").expect("it is long enough"));
    let hub = Hub::open(settings, clock.clone()).expect("it opens");
    (fresh, folder, clock, hub)
}

fn set(hub: &Hub, name: &'static str, value: &'static str) {
    let now = hub.clock.now();
    hub.db.write_now(move |tx| settings::set(tx, name, value, &By::CommandLine, now).map(drop)).expect("it is set");
    hub.refresh().expect("it is read");
}

/// Lets time pass for a fresh maker of backups until nothing is left to do.
fn look(hub: &Arc<Hub>) {
    let mut rounds = Rounds::default();
    rounds.make(hub).expect("it looks");
    for _ in 0..2400 {
        if !rounds.is_running() {
            return;
        }
        std::thread::sleep(Duration::from_millis(25));
        rounds.make(hub).expect("it looks");
    }
    panic!("the backup does not end");
}

fn files(folder: &TempDir) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder.path().join("nightly")) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort();
    names
}

fn states(hub: &Hub) -> Vec<(String, bool, String)> {
    let latest = hub.db.read_now(|tx| database::backups::latest(tx, 10)).expect("they are read");
    latest.into_iter().map(|backup| (backup.state, backup.scheduled, backup.error)).collect()
}

#[test]
fn the_schedule_makes_backups_keeps_the_newest_and_leaves_other_files_alone() {
    let (_fresh, folder, clock, hub) = hub(false);
    look(&hub);
    assert_eq!(files(&folder), [""; 0], "nothing is scheduled");
    set(&hub, "backup-schedule", "daily 03:30");
    set(&hub, "backup-keep", "2");
    look(&hub);
    assert_eq!(files(&folder), [""; 0], "03:30 has passed today");
    let mut now = START.0;
    for day in 1..=3 {
        // From 15:00 on in Moscow: half a day and half an hour are 03:30.
        now = START.0 + day * 86_400 - 11 * 3_600 - 1_800;
        clock.set(Moment(now - 1));
        look(&hub);
        assert_eq!(states(&hub).len() as i64, day - 1, "a second before");
        clock.set(Moment(now));
        look(&hub);
        look(&hub);
        assert_eq!(states(&hub).len() as i64, day, "once");
        if day == 1 {
            std::fs::write(folder.path().join("nightly/latchkey-by-hand.backup"), "mine").expect("it is written");
        }
    }
    assert_eq!(files(&folder), ["latchkey-20260316T003000Z.backup", "latchkey-20260317T003000Z.backup", "latchkey-by-hand.backup"]);
    assert!(states(&hub).iter().all(|state| *state == ("done".to_owned(), true, String::new())));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: PathBuf| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        let nightly = folder.path().join("nightly");
        assert_eq!((mode(nightly.clone()), mode(nightly.join("latchkey-20260317T003000Z.backup"))), (0o700, 0o600));
    }
    // After days without a server one backup is made, not one for each day.
    clock.set(Moment(now + 5 * 86_400));
    look(&hub);
    look(&hub);
    assert_eq!(states(&hub).len(), 4);
}

#[test]
fn what_fails_is_recorded_and_told_and_tried_again_later() {
    let (_fresh, folder, clock, hub) = hub(false);
    std::fs::write(folder.path().join("nightly"), "in the way").expect("it is written");
    set(&hub, "backup-schedule", "every 6");
    look(&hub);
    let failed = states(&hub);
    assert_eq!((failed.len(), failed[0].0.as_str()), (1, "failed"));
    assert!(failed[0].2.contains("nightly"), "{failed:?}");
    look(&hub);
    assert_eq!(states(&hub).len(), 1, "it rests for half an hour");
    let rows = hub.db.read_now(|tx| database::audit_log::after(tx, 0, 100)).expect("the log is read");
    assert!(rows.iter().any(|row| row.action == "backup.failed" && row.by_kind == "hub"), "{rows:?}");
    std::fs::remove_file(folder.path().join("nightly")).expect("it is removed");
    clock.set(Moment(START.0 + 1_801));
    look(&hub);
    assert_eq!((states(&hub)[0].0.as_str(), files(&folder).len()), ("done", 1));
    // Encryption without a passphrase is a failure that names the remedy.
    set(&hub, "backup-encryption", "all");
    clock.set(Moment(START.0 + 30_000));
    look(&hub);
    assert!(states(&hub)[0].2.contains("backup-passphrase-file"), "{:?}", states(&hub));
}

#[test]
fn of_two_servers_one_makes_it_and_one_that_is_asked_while_it_runs_makes_none() {
    let (_fresh, folder, _, hub) = hub(false);
    set(&hub, "backup-schedule", "every 1");
    let begin = |now: i64| {
        let begun = hub.db.write_now(move |tx| domain::backups::begin(tx, &By::Hub, "elsewhere", false, Moment(now)));
        begun.expect("the database answers").is_some()
    };
    assert!(begin(START.0), "another server makes one");
    assert!(!begin(START.0 + 10), "two at once are none");
    look(&hub);
    assert_eq!((states(&hub).len(), files(&folder).len()), (1, 0), "it is left to the other one");
    // That one has ended without a word.
    assert!(begin(START.0 + 301));
    assert_eq!(states(&hub)[1].0, "failed");
}

#[test]
fn a_person_asks_on_the_page_sees_how_it_went_and_sets_the_schedule() {
    let test = TestHub::new();
    let mut browser = Browser::signed_in(&test, "administrator");
    let page = browser.get("/settings/backups").is(200).says("There is no backup yet.").says("inside the data folder");
    let base = page.field("base");
    browser.post("/settings/backups/run", form! {}).leads("/settings/backups");
    browser.get("/settings/backups").is(200).says("A backup is being made.").says("http-equiv=\"refresh\"");
    browser.post("/settings/backups/run", form! {}).leads("/settings/backups?done=backup-runs-already");
    look(&test.hub);
    browser.get("/settings/backups").is(200).says("Complete").says("On demand").hides("There is no backup yet.").hides("http-equiv");
    let rows = test.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 100)).expect("the log is read");
    assert!(rows.iter().any(|row| row.action == "backup.started" && row.by_kind == "user"), "{rows:?}");

    for (field, wrong, text) in [
        ("time", "25:00", "Enter a time from 00:00 to 23:59."),
        ("keep", "0", "Enter a whole number from 1 to 1,000."),
        ("encryption", "all", "has no passphrase"),
        ("schedule", "weekly", "Choose when backups are made."),
    ] {
        let good = [("schedule", "daily"), ("time", "02:15"), ("hours", "24"), ("keep", "7"), ("encryption", "none")];
        let form = good.map(|(name, value)| (name.to_owned(), if name == field { wrong } else { value }.to_owned())).to_vec();
        browser.post("/settings/backups", form).is(400).says(text);
        assert_eq!(test.hub.account().setting("backup_schedule"), None);
    }
    let form = form! { base: base, schedule: "daily", time: "02:15", hours: "24", keep: "7", encryption: "none" };
    browser.post("/settings/backups", form).leads("/settings/backups?done=settings");
    assert_eq!(test.hub.account().setting("backup_schedule"), Some("daily 02:15"));
    browser.get("/settings/backups").is(200).says("value=\"02:15\"").says("in 11 hours");
    // Somebody else changed it meanwhile.
    let form = form! { base: page.field("base"), schedule: "every", time: "02:15", hours: "12", keep: "7", encryption: "none" };
    browser.post("/settings/backups", form).is(409);
}

#[test]
fn a_server_backs_up_into_a_bucket_encrypted_with_its_secrets_and_says_so_in_metrics() {
    let (account, store) = (Account::new(), S3::start());
    account.site("north");
    account.ok(&["settings", "set", "backup-schedule", "every 1"]);
    account.ok(&["settings", "set", "backup-keep", "1"]);
    account.ok(&["settings", "set", "backup-encryption", "with-secrets"]);
    let old = "safe/hub/latchkey-20200101T000000Z.backup";
    store.put(old, b"old");
    store.put("safe/hub/notes", b"mine");
    let mut command = account.command(&[
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--log",
        "warn",
        "--backups",
        "s3://safe/hub",
        "--metrics-allow",
        "127.0.0.1",
    ]);
    command.envs(store.environment()).env("LATCHKEY_BACKUP_PASSPHRASE", "correct horse battery");
    let server = Server::start(command);
    let metrics = || {
        let request = b"GET /metrics HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
        String::from_utf8(crate::support::reply::exchange_bytes(server.address, request).expect("there is an answer")).expect("it is text")
    };
    let mut text = metrics();
    for _ in 0..2400 {
        if text.contains("\nlatchkey_backup_last_succeeded 1\n") {
            break;
        }
        std::thread::sleep(Duration::from_millis(25));
        text = metrics();
    }
    assert!(text.contains("\nlatchkey_backup_last_succeeded 1\n") && text.contains("\nlatchkey_backup_age_seconds "), "{text}");
    let keys = store.keys();
    assert!(keys.len() == 2 && !keys.contains(&old.to_owned()) && keys.contains(&"safe/hub/notes".to_owned()), "{keys:?}");
    super::end(server);
    // It is whole, and holds the pepper and the seal: an empty folder becomes the account.
    let elsewhere = super::Elsewhere::new();
    let name = keys.iter().find(|key| key.ends_with(".backup")).expect("it is there");
    let mut command = elsewhere.command(&["restore", &format!("s3://{name}")]);
    command.envs(store.environment()).env("LATCHKEY_BACKUP_PASSPHRASE", "correct horse battery");
    run(command, "").ok();
    assert!(elsewhere.0.path().join("pepper").exists() && elsewhere.0.path().join("seal").exists());
}

#[test]
fn a_server_that_is_stopped_gives_a_backup_up_and_a_person_sees_why() {
    let (fresh, _folder, clock, hub) = hub(false);
    let _ = &fresh;
    let runtime = tokio::runtime::Runtime::new().expect("it starts");
    assert!(runtime.block_on(ask(&hub, By::CommandLine)).expect("it is begun"));
    // It was asked for, and the server ends before it is made.
    let maker = hub::work::backups::BackupMaker::begin(Arc::clone(&hub)).expect("it starts");
    maker.end();
    clock.set(Moment(START.0 + 60));
    let state = states(&hub);
    assert!(state[0].0 == "failed" && state[0].2.contains("stopped"), "{state:?}");
}
