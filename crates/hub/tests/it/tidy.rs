//! The account rules that can be read off the source text: which crate knows what, and what is never left lying about.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Files past 500 lines, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// Who may ask for the time, for randomness, for the environment.
const SOURCES_OF_CHANCE: &[(&str, &[&str])] = &[
    ("SystemTime", &["domain/src/clock.rs"]),
    ("Instant", &["domain/src/clock.rs"]),
    ("Timestamp::now", &["domain/src/clock.rs"]),
    ("Zoned::now", &["domain/src/clock.rs"]),
    ("getrandom", &["domain/src/access/token.rs"]),
    ("std::env", &["hub/src/config.rs"]),
    ("env::var", &["hub/src/config.rs"]),
];

/// Queries on store data that name no store, each with its reason.
const WITHOUT_SITES: &[(&str, &str)] = &[
    ("orders::any", "says only whether the database is in use"),
    ("payments::add", "writes to an order of a store that the caller sees"),
    ("payments::replace", "writes to an order that was found within the caller's stores"),
    ("payments::move_to", "writes to orders that were found within the caller's stores"),
    ("payments::repeats", "counts what the account has, for who starts the server"),
    ("links::add", "writes to orders that were found within the caller's stores"),
    ("corporate::add", "writes a row that carries its store"),
    ("corporate::save", "writes a row that was found within the caller's stores"),
    ("corporate::move_belongings", "writes to rows that were found within the caller's stores"),
    ("corporate::set_party", "writes to an order that was found within the caller's stores"),
    ("corporate::is_corporate", "narrows a list of orders that the caller sees"),
    ("corporate::of_corporate_with", "narrows a list of orders; the caller adds the stores of the corporate customers"),
    ("customers::add_duplicate", "writes to customers that were found within the caller's stores"),
    ("customers::move_belongings", "writes to customers that were found within the caller's stores"),
    ("transfer::server", "makes a whole database out of another one"),
    ("readings::pending", "says how far the hub's own work is"),
    ("readings::begin", "orders work of the hub itself"),
    ("readings::advance", "notes how far the hub's own work is"),
    ("readings::finish", "notes how far the hub's own work is"),
    ("readings::last", "counts for the hub's own work"),
    ("readings::next", "counts for the hub's own work"),
    ("customers::with_phone", "narrows customers that are within the caller's scope"),
    ("sent_contacts::add", "writes to a customer that was found within the caller's stores"),
    ("sent_contacts::move_to", "writes to customers that were found within the caller's stores"),
    ("orders::of_customer", "narrows orders that are within the caller's scope, whose customers are too"),
    ("orders::passed_through", "narrows orders that are within the caller's scope"),
    ("subscriptions::subscribed", "narrows customers that are within the caller's scope"),
    ("history_blocks::step", "counts for the hub's own work"),
    ("history_blocks::is_due", "counts for the hub's own work"),
    ("row_counts::differences", "compares what the hub itself keeps with its rows, for the operator"),
    ("row_counts::mend", "counts rows for the hub's own work"),
    ("facets::open", "looks whether there are rows, for the hub itself"),
    ("facets::prepare", "makes what finds rows, for the hub itself"),
    ("facets::enter", "makes what finds rows, for the hub itself"),
    ("facets::progress", "says how far the hub's own work is"),
    ("facets::waiting", "counts for the hub's own work"),
    ("facets::step", "makes what finds rows, for the hub itself"),
    ("facets::differences", "compares what the hub itself keeps with its rows, for the operator"),
    ("facets::strays", "compares what the hub itself keeps with its rows, for the operator"),
    ("facets::mend", "notes rows for the hub's own work"),
    ("sums::differences", "compares what the hub itself keeps with its rows, for the operator"),
    ("retention::is_due", "looks for what is too old in all stores"),
    ("retention::trim", "deletes what is too old in all stores"),
    ("retention::oldest", "finds the age of what is kept, for administrators"),
    ("retention::size", "measures what is kept, for administrators"),
    ("retention::whole", "measures what is kept, for administrators"),
    ("files::reserve", "writes of bytes, whose files are found within the caller's stores"),
    ("files::keep", "writes bytes, whose files are found within the caller's stores"),
    ("files::chunk", "reads bytes of a file that was found within the caller's stores"),
    ("files::contents", "lists bytes for the hub's own work"),
    ("files::is_known", "looks for bytes for the hub's own work"),
    ("files::in_chunks", "lists bytes for the hub's own work"),
    ("files::drop_chunks", "removes bytes for the hub's own work"),
    ("files::newly_unused", "lists bytes for the hub's own work"),
    ("files::note_unused", "notes for the hub's own work"),
    ("files::long_unused", "lists bytes for the hub's own work"),
    ("files::forget", "removes bytes for the hub's own work"),
    ("order_items::change", "writes to an order that was found within the caller's stores"),
    ("row_links::are_any", "looks at a row that was found within the caller's stores"),
    ("row_links::add", "writes to rows that were found within the caller's stores"),
    ("row_links::remove", "writes to rows that were found within the caller's stores"),
    ("row_links::move_to", "writes to orders and customers that were found within the caller's stores"),
    ("row_links::is_linked", "narrows orders and customers that are within the caller's scope"),
    ("row_links::has_any", "narrows rows that are within the caller's scope"),
    ("rows::add", "writes a row whose links were found within the caller's stores"),
    ("rows::save", "writes to a row that was found within the caller's stores"),
    ("rows::remove", "removes a row that was found within the caller's stores"),
    ("rows::set_stores", "writes to a row that was found within the caller's stores"),
    ("rows::stores", "reads the stores of rows that were found within the caller's stores"),
    ("rows::move_to", "writes to orders and customers that were found within the caller's stores"),
    ("row_filters::is_attached", "narrows rows that are within the caller's scope"),
    ("row_filters::in_stores", "narrows rows that are within the caller's scope"),
    ("carts::move_to", "writes to customers that were found within the caller's stores"),
    ("catalogue::stage_groups", "writes beside the catalogue, for a load that is of one store"),
    ("desk_views::list", "lists views of a user, which hold no store data"),
    ("desk_views::add", "writes a view of a user, which holds no store data"),
    ("desk_views::save", "writes to a view that the user may change"),
    ("desk_views::delete", "deletes a view that the user may change"),
    ("desk_views::columns", "reads which columns a user chose"),
    ("desk_views::choose_columns", "writes which columns a user chose"),
    ("catalogue::any", "whether there are offers at all, for what every server keeps in memory; no caller learns it"),
    ("catalogue::before_first", "the same, before the first is added"),
    ("orders::maker", "reads of an order that was found within the caller's stores"),
    ("orders::made_by", "narrows orders that are within the caller's scope"),
    ("pinned_notes::pinned", "reads of a customer that was found within the caller's stores"),
    ("pinned_notes::pin", "writes to a customer that was found within the caller's stores"),
    ("imports::add", "writes a row that carries its store"),
    ("imports::save", "writes to an import that was found within the caller's stores"),
    ("imports::waiting", "finds work of the hub itself"),
    ("imports::seen", "notes how far the hub's own work is"),
    ("imports::add_part", "writes to an import that was found within the caller's stores"),
    ("imports::part", "reads of an import that was found within the caller's stores"),
    ("imports::drop_parts", "writes to an import that was found within the caller's stores"),
    ("imports::add_refused", "writes to an import that was found within the caller's stores"),
    ("imports::refused_after", "reads of an import that was found within the caller's stores"),
    ("imports::drop_refused", "writes to an import that was found within the caller's stores"),
    ("imports::add_row", "writes to an import that was found within the caller's stores"),
    ("imports::rows_before", "reads of an import that was found within the caller's stores"),
    ("imports::delete", "deletes an import that was found within the caller's stores"),
    ("imports::begun_before", "finds work of the hub itself"),
    ("imports::remember", "keeps how a user reads columns"),
    ("imports::remembered", "keeps how a user reads columns"),
    ("subscriptions::of", "reads the subscriptions of customers that were found within the caller's stores"),
];

pub(crate) struct Source {
    /// Path from `crates/`.
    pub(crate) path: String,
    text: String,
}

impl Source {
    /// The text without its unit tests and comments.
    pub(crate) fn product(&self) -> String {
        // The unit tests of a long file are a file of their own.
        if self.path.ends_with("/tests.rs") {
            return String::new();
        }
        let code = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        code.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line }).collect::<Vec<_>>().join("\n")
    }
}

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in a folder").to_owned()
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources can be read") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
    out.sort();
}

/// Rust files of a part of `crates/`, such as `hub/src`.
pub(crate) fn sources(part: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    files(&crates().join(part), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|kind| kind == "rs"));
    assert!(!paths.is_empty(), "no sources in {part}");
    let name = |path: &Path| path.strip_prefix(crates()).expect("it is in crates/").to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| Source { path: name(path), text: std::fs::read_to_string(path).expect("a source can be read") }).collect()
}

fn everything() -> Vec<Source> {
    let mut all: Vec<Source> =
        ["wire/src", "database/src", "assets/src", "domain/src", "hub/src", "hub/tests"].into_iter().flat_map(sources).collect();
    for part in ["wire/tests", "database/tests", "hub/benches"] {
        if crates().join(part).is_dir() {
            all.extend(sources(part));
        }
    }
    all
}

/// The word with nothing of a longer word around it.
fn has_word(text: &str, word: &str) -> bool {
    let part_of_name = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    text.match_indices(word)
        .any(|(at, _)| !part_of_name(text.as_bytes().get(at.wrapping_sub(1))) && !part_of_name(text.as_bytes().get(at + word.len())))
}

#[track_caller]
pub(crate) fn assert_none(rule: &str, slips: Vec<String>) {
    assert!(slips.is_empty(), "{rule}:\n  {}", slips.join("\n  "));
}

/// Lines of these sources that hold one of these words.
pub(crate) fn naming(sources: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (number, line) in source.product().lines().enumerate() {
            for word in words.iter().filter(|word| has_word(line, word)) {
                found.push(format!("{}:{}: {word}", source.path, number + 1));
            }
        }
    }
    found
}

/// The names of a crate's dependencies that go into the product.
fn dependencies(package: &str) -> Vec<String> {
    let text = std::fs::read_to_string(crates().join(package).join("Cargo.toml")).expect("the manifest can be read");
    let manifest: toml::Table = text.parse().expect("the manifest is TOML");
    manifest["dependencies"].as_table().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

#[test]
fn only_database_names_a_driver() {
    let drivers = ["rusqlite", "postgres", "tokio-postgres", "sqlx"];
    for package in ["wire", "domain", "hub"] {
        assert_none("a driver", dependencies(package).into_iter().filter(|name| drivers.contains(&name.as_str())).collect());
    }
    let mut sources = sources("wire/src");
    sources.extend(["domain/src", "hub/src"].into_iter().flat_map(self::sources));
    assert_none("only database names a driver", naming(&sources, &["rusqlite", "postgres::", "tokio_postgres"]));
}

#[test]
fn only_database_holds_sql() {
    let sources: Vec<Source> = ["domain/src", "hub/src"].into_iter().flat_map(sources).collect();
    let mut slips = naming(&sources, &["Sql", "Sql::new"]);
    for source in sources {
        for start in ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"WITH ", "\"CREATE "] {
            if source.product().contains(start) {
                slips.push(format!("{}: {start}", source.path));
            }
        }
    }
    assert_none("SQL text lives in database", slips);
}

#[test]
fn domain_knows_no_http() {
    let words = ["axum", "hyper", "http::", "tower", "StatusCode", "HeaderMap"];
    assert_none("domain knows no HTTP", naming(&sources("domain/src"), &words));
    let names = ["axum", "hyper", "tokio", "tower-http", "latchkey-hub"];
    assert_none(
        "domain knows nothing above it",
        dependencies("domain").into_iter().filter(|name| names.contains(&name.as_str())).collect(),
    );
}

#[test]
fn declarations_are_below_and_answers_above() {
    let below = |path: &str| {
        let rooms = ["book", "file_store", "metrics", "traces"].map(|room| format!("hub/src/{room}/"));
        rooms.iter().any(|room| path.starts_with(room)) || ["hub/src/bodies.rs", "hub/src/visit.rs"].contains(&path)
    };
    let sources: Vec<Source> = sources("hub/src").into_iter().filter(|source| below(&source.path)).collect();
    assert!(sources.len() > 15, "the rooms were not found");
    let mut slips = naming(&sources, &["crate::api"]);
    // A path may be put together of braces.
    let braced =
        |source: &Source| source.product().split("use crate::{").skip(1).any(|rest| has_word(rest.split(';').next().unwrap_or(""), "api"));
    slips.extend(sources.iter().filter(|source| braced(source)).map(|source| source.path.clone()));
    assert_none("what methods are is in wire::methods; what they do is above", slips);
}

#[test]
fn wire_does_no_io() {
    let words =
        ["tokio", "axum", "hyper", "std::fs", "std::net", "std::process", "std::env", "std::io", "std::thread", "println", "eprintln"];
    assert_none("wire does no I/O", naming(&sources("wire/src"), &words));
    let names = ["tokio", "axum", "hyper", "latchkey-database", "database", "latchkey-hub", "rusqlite", "postgres"];
    assert_none("wire stays pure", dependencies("wire").into_iter().filter(|name| names.contains(&name.as_str())).collect());
    let names = ["axum", "wire", "latchkey-wire", "latchkey-hub"];
    assert_none(
        "database knows nothing above it",
        dependencies("database").into_iter().filter(|name| names.contains(&name.as_str())).collect(),
    );
}

#[test]
fn clock_randomness_and_environment_come_from_one_place_each() {
    let sources: Vec<Source> = ["wire/src", "database/src", "domain/src", "hub/src"].into_iter().flat_map(sources).collect();
    for (word, allowed) in SOURCES_OF_CHANCE {
        let slips = naming(&sources, &[word]).into_iter().filter(|slip| !allowed.iter().any(|path| slip.starts_with(&format!("{path}:"))));
        assert_none("ask clock.rs, config.rs or the token generator", slips.collect());
    }
}

#[test]
fn nothing_is_left_open() {
    // Put together here, so that this file does not find itself.
    let mut words: Vec<String> = ["todo", "unimplemented", "dbg"].iter().map(|name| format!("{name}!(")).collect();
    words.push(format!("#[{}", "ignore"));
    let mut slips = Vec::new();
    for source in everything() {
        for word in words.iter().filter(|word| source.text.contains(word.as_str())) {
            slips.push(format!("{}: {word}", source.path));
        }
    }
    assert_none("left open", slips);
}

#[test]
fn product_code_does_not_panic_on_purpose() {
    let mut slips = Vec::new();
    for part in ["wire/src", "database/src", "domain/src", "hub/src"] {
        for source in sources(part) {
            for (number, line) in source.product().lines().enumerate() {
                for word in [".unwrap()", ".expect(", ".unwrap_err()", "panic!(", "unreachable!("] {
                    if line.contains(word) {
                        slips.push(format!("{}:{}: {word}", source.path, number + 1));
                    }
                }
            }
        }
    }
    assert_none("a refusal or an error in its place", slips);
}

#[test]
fn every_file_says_what_lives_in_it() {
    let silent = everything().into_iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path);
    assert_none("a file begins with one //! sentence", silent.collect());
}

#[test]
fn hashes_of_tokens_are_compared_in_constant_time() {
    let gate = sources("domain/src/access")
        .into_iter()
        .filter(|source| ["/gate.rs", "/gate/known.rs"].iter().any(|end| source.path.ends_with(end)));
    let gate: String = gate.map(|source| source.product()).collect();
    let beside = |text: Option<&str>| text.is_some_and(|text| has_word(text, "hash"));
    let sides = |(left, right): (&str, &str)| beside(left.split_whitespace().last()) || beside(right.split_whitespace().next());
    let compares = |line: &str| [" == ", " != "].iter().filter_map(|sign| line.split_once(sign)).any(sides);
    assert_none("compare in constant time", gate.lines().filter(|line| compares(line)).map(str::to_owned).collect());
    assert!(gate.contains(".ct_eq(") && gate.matches("same(&").count() >= 2, "the gate compares hashes, of present and former tokens");
}

#[test]
fn long_files_have_a_reason() {
    let sources = everything();
    let mut slips = Vec::new();
    for source in &sources {
        let lines = source.text.lines().count();
        let listed = LONG_FILES.iter().any(|(path, reason)| *path == source.path && !reason.is_empty());
        if lines > 500 && !listed {
            slips.push(format!("{} has {lines} lines", source.path));
        }
        if lines <= 500 && listed {
            slips.push(format!("{} is short now: take it off the list", source.path));
        }
    }
    for (path, _) in LONG_FILES {
        if !sources.iter().any(|source| source.path == *path) {
            slips.push(format!("{path} is gone: take it off the list"));
        }
    }
    assert_none("files stay under 500 lines", slips);
}

/// The signatures of a module's public functions, also those of its types: name, and the text up to the body.
fn signatures(source: &Source) -> Vec<(String, String)> {
    let text = source.product();
    let mut found = Vec::new();
    for (at, public) in text.match_indices("\npub fn ").chain(text.match_indices("\n    pub fn ")) {
        let rest = &text[at + public.len()..];
        let name: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
        found.push((name, rest[..rest.find(" {\n").unwrap_or(rest.len())].to_owned()));
    }
    found
}

#[test]
fn every_query_on_store_data_names_its_sites() {
    // These steps make tables of the account itself; every other table holds data of stores.
    let account = [
        "0001_house",
        "0004_pages",
        "0005_people",
        "0006_key_life",
        "0007_record",
        "0008_usage",
        "0009_templates",
        "0010_key_care",
        "0011_external_keys",
        "0021_people_and_help",
        "0029_desk",
        "0022_operations",
        "0036_row_webhooks",
        "0037_index_revisions",
        "0054_pages_indexes",
    ];
    let tables: Vec<String> = shape("sqlite", |file| !account.iter().any(|step| file.starts_with(step)))
        .1
        .into_keys()
        .filter_map(|name| Some(name.strip_prefix("table ")?.to_owned()))
        .collect();
    let (mut slips, mut seen) = (Vec::new(), Vec::new());
    for source in sources("database/src") {
        let module =
            source.path.trim_start_matches("database/src/").trim_end_matches(".rs").split('/').next().unwrap_or_default().to_owned();
        // The tables of nouns are data.
        if !tables.iter().any(|table| has_word(&source.product(), table)) && !source.product().contains("table: &Table") {
            continue;
        }
        for (name, signature) in signatures(&source) {
            let says_where = ["&Scope", "site: i64", "viewer: Viewer"].iter().any(|word| signature.contains(word));
            // A row that is written carries its store.
            let rows =
                ["order: &Order", "customer: &Customer", "payments: &[Payment]", "subscription: &Subscription", "entries: Vec<Entry>"];
            let whole_row = rows.iter().any(|word| signature.contains(word));
            let name = format!("{module}::{name}");
            let listed = WITHOUT_SITES.iter().any(|(listed, _)| *listed == name);
            let queries = signature.contains("&mut Tx") || signature.contains("-> Condition");
            if queries && !says_where && !whole_row && !listed {
                slips.push(format!("{name}({signature}"));
            }
            seen.push(name);
        }
    }
    slips.extend(
        WITHOUT_SITES
            .iter()
            .filter(|(name, _)| !seen.iter().any(|seen| seen == name))
            .map(|(name, _)| format!("{name} is gone: take it off the list")),
    );
    assert!(seen.len() > 20, "the signatures were not found");
    assert_none("every query on store data names its sites", slips);
}

/// Tables, their columns with types both engines share, and indexes, as a folder of migrations makes them.
type Shape = BTreeMap<String, Vec<String>>;

fn shape(engine: &str, wanted: impl Fn(&str) -> bool) -> (Vec<String>, Shape) {
    let (mut paths, mut names, mut shape) = (Vec::new(), Vec::new(), Shape::new());
    files(&crates().join("database/migrations").join(engine), &mut paths);
    for path in paths {
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        if !wanted(&name) {
            continue;
        }
        names.push(name);
        let text = std::fs::read_to_string(&path).expect("a migration can be read");
        let text: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        for statement in text.join("\n").split(';').map(str::trim) {
            read_statement(statement, &mut shape);
        }
    }
    (names, shape)
}

fn read_statement(statement: &str, shape: &mut Shape) {
    if let Some(rest) = statement.strip_prefix("CREATE TABLE ") {
        let (name, columns) = rest.split_once('(').expect("a table has columns");
        let columns = columns.rsplit_once(')').expect("the columns end").0;
        let lines = columns.lines().map(|line| common(line.trim().trim_end_matches(','))).filter(|line| !line.is_empty());
        shape.insert(format!("table {}", name.trim()), lines.collect());
    } else if let Some(rest) = statement.strip_prefix("CREATE INDEX ").or_else(|| statement.strip_prefix("CREATE UNIQUE INDEX ")) {
        shape.insert(format!("index {}", rest.split_whitespace().next().unwrap_or_default()), vec![common(statement)]);
    } else if let Some(name) = statement.strip_prefix("DROP TABLE ") {
        shape.remove(&format!("table {name}"));
    } else if let Some(rest) = statement.strip_prefix("ALTER TABLE ") {
        let (table, change) = rest.split_once(' ').expect("a change follows the table");
        shape.entry(format!("table {table}")).or_default().push(common(change));
    }
}

/// A piece of DDL in words both engines share.
fn common(text: &str) -> String {
    let words = [
        ("INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT PRIMARY KEY, COUNTED"),
        ("BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY", "BIGINT PRIMARY KEY, COUNTED"),
        ("INTEGER", "BIGINT"),
        ("BYTEA", "BLOB"),
        ("JSON", "TEXT"),
    ];
    let text = words.iter().fold(text.to_owned(), |text, (engine, shared)| text.replace(engine, shared));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn both_engines_have_the_same_tables() {
    let (sqlite_files, mut sqlite) = shape("sqlite", |_| true);
    let (postgres_files, mut postgres) = shape("postgres", |_| true);
    assert_eq!(sqlite_files, postgres_files);
    // SQLite has no sequences: their counters are a table there.
    assert!(sqlite.remove("table sequences").is_some());
    // Terms are in a full-text index there, which is no table.
    for noun in ["orders", "customers", "tasks", "costs", "files", "packs", "customer_notes", "corporate_notes"] {
        assert!(
            postgres.remove(&format!("table {noun}_terms")).is_some() && postgres.remove(&format!("index {noun}_terms_terms")).is_some()
        );
    }
    assert!(sqlite.len() > 20, "the tables were not found: {:?}", sqlite.keys());
    let names = |shape: &Shape| shape.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres));
    for (name, columns) in &sqlite {
        assert_eq!(columns, &postgres[name], "{name}");
    }
}
