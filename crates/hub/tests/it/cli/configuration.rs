//! Every option is a flag, a variable of the environment and a key of the configuration file.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::Server;
use crate::support::command::{program, run};

fn folder() -> TempDir {
    TempDir::with_prefix("latchkey-test-").expect("a folder can be made")
}

fn with(arguments: &[&str], variables: &[(&str, &str)], data: Option<&Path>) -> Command {
    let mut command = program();
    command.args(arguments).envs(variables.iter().copied());
    if let Some(data) = data {
        command.arg("--data").arg(data);
    }
    command
}

/// The line the banner has for a public address.
fn known_as(command: Command) -> String {
    let server = Server::start(command);
    let line = server.banner.lines().find_map(|line| line.trim().strip_prefix("Known as")).unwrap_or_default();
    line.trim().to_owned()
}

#[test]
fn a_flag_wins_over_the_environment_and_that_over_the_file() {
    let data = folder();
    let listen = ["--listen", "127.0.0.1:0"];
    assert_eq!(known_as(with(&listen, &[], Some(data.path()))), "");
    fs::write(data.path().join("latchkey.toml"), "listen = \"127.0.0.1:0\"\npublic-url = \"https://file.example\"\n")
        .expect("it is written");
    assert_eq!(known_as(with(&[], &[], Some(data.path()))), "https://file.example");
    let variables = [("LATCHKEY_PUBLIC_URL", "https://environment.example")];
    assert_eq!(known_as(with(&[], &variables, Some(data.path()))), "https://environment.example");
    assert_eq!(known_as(with(&["--public-url", "https://flag.example"], &variables, Some(data.path()))), "https://flag.example");
    assert_eq!(known_as(with(&["serve", "--public-url", "https://flag.example"], &variables, Some(data.path()))), "https://flag.example");
    assert_eq!(known_as(with(&["--public-url", "https://flag.example", "serve"], &variables, Some(data.path()))), "https://flag.example");
}

#[test]
fn the_file_may_be_elsewhere_and_name_the_data_folder() {
    let home = folder();
    fs::write(home.path().join("hub.toml"), "data = \"here\"\nlog = \"error\"\nconnections = 3\nmax-body = 1000\n").expect("it is written");
    let file = home.path().join("hub.toml").display().to_string();
    run(with(&["site", "add", "north", "--name", "North", "--config", &file], &[], None), "").ok();
    assert!(home.path().join("here/latchkey.db").exists());
    let view = run(with(&["site", "list", "--json"], &[("LATCHKEY_CONFIG", &file)], None), "").ok();
    assert!(view.contains("north"), "{view}");
    let elsewhere = home.path().join("there").display().to_string();
    let view = run(with(&["site", "list", "--json"], &[("LATCHKEY_CONFIG", &file), ("LATCHKEY_DATA", &elsewhere)], None), "").ok();
    assert_eq!(view, "[]\n");
}

#[test]
fn the_size_of_a_body_is_the_one_that_is_set() {
    let data = folder();
    let server = Server::start(with(&["--listen", "127.0.0.1:0"], &[("LATCHKEY_MAX_BODY", "1000")], Some(data.path())));
    let post =
        wire::methods::all().iter().find(|method| method.verb == wire::methods::Verb::Post).expect("there is a method that is posted to");
    let call = |size: usize| crate::support::Call::post(&post.pattern().replace('*', "5")).form(vec![("x".to_owned(), "y".repeat(size))]);
    server.anonymous().call(call(1000)).refused(413, "Request body is too large");
    server.anonymous().call(call(900)).refused(403, "\"apiKey\" is missing.");
}

#[test]
fn what_is_wrong_is_told_with_what_to_write_instead() {
    let data = folder();
    let file = data.path().join("latchkey.toml").display().to_string();
    let view = |arguments: &[&str], variables: &[(&str, &str)]| {
        let outcome = run(with(arguments, variables, Some(data.path())), "");
        assert_eq!((outcome.code, outcome.err.lines().count()), (2, 1), "{outcome:?}");
        outcome.err.trim_end().trim_start_matches("latchkey: ").to_owned()
    };
    assert_eq!(
        view(&["--listen", "8080"], &[]),
        "the option listen is \"8080\"; use an IP address and a port, such as 127.0.0.1:8080 or [::]:8080"
    );
    assert_eq!(view(&["--log", "loud"], &[]), "the option log is \"loud\"; use off, error, warn, info, debug or trace");
    assert_eq!(view(&["--public-url", "hub"], &[]), "the option public-url is \"hub\"; it must begin with https:// or http://");
    assert_eq!(view(&[], &[("LATCHKEY_CONNECTIONS", "many")]), "LATCHKEY_CONNECTIONS is \"many\"; use a whole number");
    assert_eq!(view(&["--connections", "0"], &[]), "the option connections is 0; it must be at least 1");
    assert_eq!(view(&["--slow-reads", "0"], &[]), "the option slow-reads is 0; it must be at least 1");
    assert_eq!(view(&[], &[("LATCHKEY_SLOW_READ_TIME", "0")]), "the option slow-read-time is 0; it must be at least 1");
    assert_eq!(view(&["--wal-limit", "1000"], &[]), "the option wal-limit is 1000; it must be at least 4194304 bytes");
    let mysql = view(&["site", "list"], &[("LATCHKEY_DATABASE", "mysql://me:s3cret@db/hub")]);
    assert!(mysql.starts_with("the option database must begin with postgres://") && !mysql.contains("s3cret"), "{mysql}");
    assert_eq!(view(&["site", "list", "--config", "/nowhere/hub.toml"], &[]), "there is no configuration file /nowhere/hub.toml");
    fs::write(&file, "log = \"warn\"\nlisten-on = \"127.0.0.1:0\"\n").expect("it is written");
    assert!(view(&["site", "list"], &[]).starts_with(&format!("{file}, line 2: unknown field `listen-on`")));
    fs::write(&file, "database = \"postgres://me:s3cret@db/hub\nlog = \"warn\"\n").expect("it is written");
    let broken = view(&["site", "list"], &[]);
    assert!(broken.starts_with(&format!("{file}, line 1: ")) && !broken.contains("s3cret"), "{broken}");
}
