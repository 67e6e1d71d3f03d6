//! The guide for operators: its tables are those of the program, and docs/operating-tests.md names what tries each section.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use database::{Database, Sql};

use crate::backups::{Elsewhere, backup, folder, text};
use crate::checklist;
use crate::support::Account;
use crate::support::command::{program, run};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn guide() -> String {
    read("docs/guide/operating.md")
}

/// The rows of the first table below a heading of the guide, as cells.
fn table(heading: &str) -> Vec<Vec<String>> {
    let guide = guide();
    let (_, section) = guide.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("there is no {heading}"));
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    // A bar in a text is escaped.
    let cells = |line: &str| {
        let line = line.replace("\\|", "\u{1}");
        line.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
    };
    rows.skip(2).map(cells).collect()
}

/// The texts between backticks.
fn quoted(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

/// The help of a command, if there is such a command.
fn help(command: &[&str]) -> Option<String> {
    let mut asked = program();
    asked.args(command).arg("--help");
    let ended = run(asked, "");
    (ended.code == 0).then_some(ended.out)
}

#[test]
fn every_section_is_tried_by_tests_and_scripts_that_are_there() {
    let list = read("docs/operating-tests.md");
    let tests = checklist::tests();
    let mut covered = BTreeSet::new();
    for line in list.lines().filter(|line| line.starts_with('|')).skip(2) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 3, "{line}");
        covered.insert(cells[0].to_owned());
        let named = quoted(cells[2]);
        assert!(!named.is_empty(), "no test: {line}");
        for name in named {
            let there = if name.contains("::") { tests.contains(name) } else { repository().join(name).is_file() };
            assert!(there, "there is no {name}: {line}");
        }
    }
    let guide = guide();
    let headings: BTreeSet<String> =
        guide.lines().filter_map(|line| line.strip_prefix("## ").or_else(|| line.strip_prefix("### "))).map(str::to_owned).collect();
    assert_eq!(covered, headings);
}

#[test]
fn the_options_are_those_of_the_program() {
    let help = help(&["serve"]).expect("there is help");
    let mut there = BTreeSet::new();
    for line in help.lines().filter_map(|line| line.trim().strip_prefix("--")) {
        there.insert(line.split([' ', '<']).next().unwrap_or_default().to_owned());
    }
    there.remove("config");
    let mut listed = BTreeSet::new();
    for row in table("## Options") {
        let (flags, variables, keys) = (quoted(&row[0]), quoted(&row[1]), quoted(&row[2]));
        assert!(flags.len() == variables.len() && flags.len() == keys.len(), "{row:?}");
        for ((flag, variable), key) in flags.iter().zip(&variables).zip(&keys) {
            let name = flag.trim_start_matches("--").split(' ').next().unwrap_or_default();
            assert_eq!((name, *variable), (*key, format!("LATCHKEY_{}", name.replace('-', "_").to_uppercase()).as_str()));
            assert!(help.contains(&format!("[{variable}")), "{variable} is not in the help");
            listed.insert(name.to_owned());
            let Some((_, default)) = help.split_once(&format!("[{variable}; default: ")) else { continue };
            let default = default.split(']').next().unwrap_or_default();
            let mebibytes = default.parse::<u64>().ok().filter(|bytes| *bytes >= 1 << 20).map(|bytes| format!("{} MiB", bytes >> 20));
            let default = mebibytes.as_deref().unwrap_or(default);
            assert!(row[3].replace('`', "").contains(default), "{name}: the default is {default}, not {}", row[3]);
        }
    }
    assert_eq!(listed, there);
}

#[test]
fn the_commands_are_those_of_the_program() {
    let mut tried = 0;
    for line in guide().lines().filter_map(|line| line.strip_prefix("latchkey ").or_else(|| line.strip_prefix("latchkeyctl "))) {
        let line = line.split(" #").next().unwrap_or_default();
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_name = |word: &&&str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-') && !word.starts_with('-');
        let named = words.iter().take_while(is_name).copied().collect::<Vec<_>>();
        // What follows a command may be a word of its own, such as the name of a setting.
        let mut help = None;
        for count in (0..=named.len().min(2)).rev() {
            if let Some(text) = self::help(&named[..count]) {
                help = Some((count, text));
                break;
            }
        }
        let (count, help) = help.expect("the program has help");
        assert!(count > 0 || words[0].starts_with("--"), "{line}: there is no such command");
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "{line}: there is no option {option}");
        }
        tried += 1;
    }
    assert!(tried >= 12, "only {tried} commands");
}

#[test]
fn the_doctor_has_the_lines_of_the_guide() {
    let rows = table("## Doctor");
    let listed: BTreeSet<&str> = rows.iter().flat_map(|row| row[0].split(", ")).collect();
    let account = Account::new();
    account.site("north");
    let closed = "127.0.0.1:1";
    let options = [
        "--public-url",
        &format!("https://{closed}"),
        "--mail-server",
        &format!("smtp://{closed}?tls=none"),
        "--mail-from",
        "hub@example.com",
        "--traces-endpoint",
        &format!("http://{closed}/v1/traces"),
    ];
    let ended = account.run(&[&["doctor", "--json"], &options[..]].concat());
    let lines: serde_json::Value = serde_json::from_str(&ended.out).unwrap_or_else(|error| panic!("{error}: {ended:?}"));
    let there: BTreeSet<&str> = lines.as_array().expect("it is a list").iter().filter_map(|line| line["name"].as_str()).collect();
    assert_eq!(there, listed);
}

#[test]
fn the_settings_of_retention_have_the_bounds_of_the_guide() {
    let account = Account::new();
    let set = |name: &str, value: i64| account.run(&["settings", "set", name, &value.to_string()]).code;
    let rows = table("## Retention");
    assert!(rows.len() >= 6, "{rows:?}");
    for row in rows {
        let name = row[0].trim_matches('`');
        let numbers: Vec<i64> = row[3].split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [low, high] = numbers[..] else { panic!("{row:?}") };
        assert_eq!([set(name, low - 1), set(name, low), set(name, high), set(name, high + 1)], [1, 0, 0, 1], "{name}");
        let default: i64 = row[2].split([':', ' ']).next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{row:?}"));
        assert_eq!(set(name, default), 0, "{name}: its default cannot be set");
    }
}

#[test]
fn sessions_of_postgresql_have_the_limits_of_the_guide() {
    let source = read("crates/database/src/server.rs");
    let guide = guide();
    let (_, section) = guide.split_once("**What is set for each session**").expect("there is such a table");
    let rows: Vec<&str> = section.lines().filter(|line| line.starts_with("| `")).take(3).collect();
    assert_eq!(rows.len(), 3, "the table was not found");
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let (name, value) = (cells[0].trim_matches('`'), cells[1].replace(' ', ""));
        assert!(source.contains(&format!("SET {name} = '{value}'")), "{row}");
    }
}

#[test]
fn an_older_program_refuses_the_tables_of_a_newer_one() {
    let account = Account::new();
    account.site("north");
    let db = Database::open(&account.fresh.options).expect("the database opens");
    db.write_now(|tx| tx.execute(Sql::new("INSERT INTO schema_steps (name) VALUES ('9001_later')"))).expect("it is written");
    drop(db);
    for refused in [account.refused(&["site", "list"]), account.refused(&["serve", "--listen", "127.0.0.1:0"])] {
        assert!(refused.contains("newer version of Latchkey") && refused.contains("9001_later"), "{refused}");
    }
}

#[test]
fn messages_that_wait_are_in_a_backup() {
    let account = Account::new();
    account.site("north");
    let mut add = account.command(&["webhook", "add", "http://127.0.0.1:1/", "--events", "all"]);
    add.env("LATCHKEY_WEBHOOKS_ALLOW_PRIVATE", "true");
    run(add, "").ok();
    account.key("north", "orders.*");
    let waiting = account.json(&["webhook", "deliveries"]);
    let all = waiting.as_array().expect("it is a list");
    assert!(!all.is_empty() && all.iter().all(|message| message["state"] == "waiting"), "{waiting}");
    let folder = folder();
    let (file, _) = backup(&account, &folder, "waiting.backup");
    let elsewhere = Elsewhere::new();
    elsewhere.take_secrets(account.fresh.folder.path());
    elsewhere.run(&["restore", &text(&file)]).ok();
    let restored: serde_json::Value = serde_json::from_str(&elsewhere.run(&["webhook", "deliveries", "--json"]).ok()).expect("it is JSON");
    assert_eq!(restored, waiting);
}
