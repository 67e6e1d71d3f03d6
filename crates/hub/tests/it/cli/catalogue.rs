//! `latchkey catalogue load`, and a server that loads feeds when they are due.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::Account;

/// A feed with these offers, in a file of the account's folder.
fn feed(account: &Account, offers: &str) -> String {
    let text = format!(
        "<yml_catalog date=\"2026-01-01 10:00:00\"><shop><categories><category id=\"1\">All</category></categories>\n<offers>\n{offers}\n</offers></shop></yml_catalog>"
    );
    let path: PathBuf = account.fresh.folder.path().join(format!("feed-{:?}.xml", hash_of(&text)));
    std::fs::write(&path, text).expect("it can be written");
    path.to_string_lossy().into_owned()
}

fn hash_of(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn offer(id: &str, price: i64) -> String {
    format!("<offer id=\"{id}\" productId=\"p\" quantity=\"2\"><name>{id}</name><price>{price}</price><categoryId>1</categoryId></offer>\n")
}

/// The result of a load that went well.
#[track_caller]
fn load(account: &Account, file: &str) -> Value {
    let outcome = account.run(&["catalogue", "load", "north", file, "--json"]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error}: {outcome:?}"))
}

/// The sentence of a load that failed.
#[track_caller]
fn fails(account: &Account, source: &str) -> String {
    let outcome = account.run(&["catalogue", "load", "north", source]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome:?}");
    outcome.err.lines().last().unwrap_or_default().to_owned()
}

#[test]
fn a_feed_is_loaded_again_and_again_and_refused_offers_are_reported() {
    let account = Account::new();
    account.site("north");
    let both = feed(&account, &[offer("a", 10), offer("b", 20)].concat());
    let counts = |result: &Value| ["offers", "changed", "gone", "refused"].map(|name| result[name].as_i64().unwrap_or(-1));
    assert_eq!(counts(&load(&account, &both)), [2, 2, 0, 0]);
    assert_eq!(counts(&load(&account, &both)), [2, 0, 0, 0], "nothing has changed");
    let other = feed(&account, &[offer("a", 11), offer("c", 30), offer("c", 40), "<offer id=\"d\"/>".to_owned()].concat());
    let result = load(&account, &other);
    assert_eq!(counts(&result), [2, 2, 1, 2]);
    let refusals = json!([
        {"line": 5, "offer": "c", "reason": "repeated", "about": ""}, {"line": 6, "offer": "d", "reason": "missing", "about": "name"},
    ]);
    assert_eq!(result["refusals"], refusals);
    assert_eq!(counts(&load(&account, &both)), [2, 2, 1, 0], "what was gone is back");
    let printed = account.run(&["catalogue", "load", "north", &other]);
    assert!(printed.out.contains("line 6: d: name is missing"), "{printed:?}");
}

#[test]
fn a_load_that_cannot_be_says_why_and_leaves_the_catalogue_whole() {
    let account = Account::new();
    account.site("north");
    assert_eq!(account.refused(&["catalogue", "load", "south", "feed.xml"]), "There is no store \"south\".");
    assert!(account.refused(&["catalogue", "load", "north", "/nowhere/feed.xml"]).contains("cannot be opened"));
    for closed in ["https://127.0.0.1/feed.xml", "https://169.254.169.254/latest", "http://shop.example.com/feed.xml"] {
        let refusal = account.refused(&["catalogue", "load", "north", closed]);
        assert!(refusal.contains("private network") || refusal.contains("https://"), "{refusal}");
    }
    // More than one batch, so that much of each broken feed has been read when it turns out to be broken.
    let many = |price: i64| (0..600).map(|number| offer(&format!("o{number}"), price)).collect::<String>();
    let good = feed(&account, &many(10));
    load(&account, &good);
    let other = many(11);
    let whole = std::fs::read_to_string(feed(&account, &other)).expect("it can be read");
    let broken = [
        (whole.replace("</offers></shop></yml_catalog>", ""), "the feed breaks off before its end"),
        (whole.replace("<name>o599</name>", "<name>o599</nome>"), "is not well-formed XML"),
        (whole.replace("<name>o599</name>", &format!("<name>{}</name>", "x".repeat(1_100_000))), "larger than 1 MiB"),
        (whole.replace("yml_catalog", "html"), "this is not a catalogue"),
        (whole.replace("<price>", "<cost>").replace("</price>", "</cost>"), "the feed has no valid offers"),
    ];
    for (text, reason) in broken {
        let path = account.fresh.folder.path().join("broken.xml");
        std::fs::write(&path, text).expect("it can be written");
        let refusal = fails(&account, &path.to_string_lossy());
        assert!(refusal.contains("north keeps the one it has") && refusal.contains(reason), "{reason}: {refusal}");
    }
    assert_eq!(load(&account, &good)["changed"], 0, "the catalogue is as it was");
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_feed_is_loaded_in_little_memory() {
    use std::io::Write;

    const OFFERS: i64 = 100_000;
    let account = Account::new();
    account.site("north");
    let path = account.fresh.folder.path().join("large.xml");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).expect("it can be made"));
    write!(file, "<yml_catalog><shop><categories><category id=\"1\">All</category></categories><offers>").expect("it can be written");
    for number in 0..OFFERS {
        writeln!(
            file,
            "<offer id=\"o{number}\" productId=\"p{}\" quantity=\"1\"><name>Offer {number}</name><price>{number}</price><categoryId>1</categoryId>\
             <param name=\"Size\" code=\"size\">{}</param></offer>",
            number / 4,
            number % 7
        )
        .expect("it can be written");
    }
    write!(file, "</offers></shop></yml_catalog>").and_then(|()| file.flush()).expect("it can be written");
    let mut command = account.command(&["catalogue", "load", "north", &path.to_string_lossy(), "--json"]);
    command.stderr(std::process::Stdio::null());
    let mut child = command.spawn().expect("it starts");
    // What the program takes for itself; the pages of its file are not of the load.
    let taken = |pid: u32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
        let line = status.lines().find(|line| line.starts_with("RssAnon:"))?;
        line.split_whitespace().nth(1)?.parse::<i64>().ok()
    };
    let (mut first, mut most) = (None, 0);
    while child.try_wait().expect("it can be asked").is_none() {
        if let Some(now) = taken(child.id()) {
            first.get_or_insert(now);
            most = most.max(now);
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let outcome = child.wait_with_output().expect("it ends");
    let result: Value = serde_json::from_slice(&outcome.stdout).expect("it is JSON");
    assert_eq!((result["offers"].as_i64(), result["refused"].as_i64()), (Some(OFFERS), Some(0)));
    let grown = (most - first.unwrap_or(0)) / 1024;
    assert!(grown < 100, "it grew by {grown} MiB");
}
