//! Backups: what is in them, what a restore makes of them, and what it refuses.

mod buckets;
mod content;
mod ended;
mod files;
mod moving;
mod refused;
mod scheduled;
mod secrets;
mod sudden_end;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::command::{Outcome, program, run};
use crate::support::{Account, Actor, Server};

/// A folder for backups.
pub fn folder() -> TempDir {
    TempDir::with_prefix("latchkey-test-").expect("a folder can be made")
}

/// A path as an argument.
pub fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Backs an account up: the file and its manifest.
#[track_caller]
pub fn backup(account: &Account, folder: &TempDir, name: &str) -> (PathBuf, Value) {
    let file = folder.path().join(name);
    let made = account.json(&["backup", &text(&file)]);
    assert_eq!(made["file"], text(&file));
    (file, made["manifest"].clone())
}

/// An account on SQLite, whatever the engine under test is.
pub struct Elsewhere(pub TempDir);

impl Elsewhere {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = folder();
        #[cfg(unix)]
        std::fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("it can be made private");
        Self(folder)
    }

    /// The program with the options that lead to it.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).arg("--data").arg(self.0.path());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        run(self.command(arguments), "")
    }

    /// Takes over the secrets of another data folder, as an operator does.
    pub fn take_secrets(&self, from: &Path) {
        for name in ["pepper", "seal"] {
            std::fs::copy(from.join(name), self.0.path().join(name)).expect("a secret can be copied");
        }
    }

    /// Serves it.
    pub fn serve(&self) -> Server {
        Server::start(self.command(SERVE))
    }
}

/// A server whose answers do not name its port.
pub const SERVE: &[&str] = &["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--public-url", "https://hub.test"];

/// Checksums by table.
pub fn tables(manifest: &Value) -> Vec<(String, String)> {
    let tables = manifest["tables"].as_array().expect("there are tables");
    let text = |table: &Value, name: &str| table[name].as_str().unwrap_or_default().to_owned();
    tables.iter().map(|table| (text(table, "name"), text(table, "blake3"))).filter(|(name, _)| name != "generations").collect()
}

/// An account with a store, and orders and customers with every field; the token of a key for everything.
pub fn furnished() -> (Account, String) {
    let account = Account::new();
    account.site("north");
    let (_, token) = account.key("all", "all");
    let server = account.serve();
    fill(&server.holder(&token), 0..12);
    end(server);
    (account, token)
}

/// Adds orders with customers, payments and lines, and changes some of them.
pub fn fill(key: &Actor, numbers: std::ops::Range<i64>) {
    for number in numbers {
        let order = json_of!({
            "externalId": format!("e-{number}"), "firstName": "Анна", "lastName": "O'Hara \"quoted\" 😀", "phone": format!("+7926123{number:04}"),
            "customerComment": "Line one\nline two", "email": format!("anna{number}@example.com"),
            "items": [{"productName": "Чайник", "initialPrice": 101.4, "quantity": 2}],
            "payments": [{"externalId": format!("p-{number}"), "type": "cash", "amount": 25.5}],
        });
        assert_eq!(key.post("/orders/create", form! { site: "north", order: order }).status, 201);
        let edited = json_of!({"managerComment": format!("Seen {number}")});
        key.post(&format!("/orders/e-{number}/edit"), form! { site: "north", by: "externalId", order: edited }).ok();
    }
}

/// Stops a server in order.
pub fn end(server: Server) {
    server.signal("TERM");
    let (status, _, log) = server.end();
    assert!(status.success(), "{log}");
}

/// What every method that only reads answers.
pub fn answers(server: &Server, token: &str) -> Vec<(String, u16, Value)> {
    let methods: Value = serde_json::from_str(
        &run(
            {
                let mut command = program();
                command.args(["methods", "--json"]);
                command
            },
            "",
        )
        .ok(),
    )
    .expect("it is JSON");
    let holder = server.holder(token);
    let mut answers = Vec::new();
    for method in methods.as_array().expect("it is a list").iter().filter(|method| method["verb"] == "GET") {
        // It asks for something to be done, which is refused when it was asked a moment ago.
        if method["pattern"].as_str().is_some_and(|path| path.ends_with("/statistic/update")) {
            continue;
        }
        let path =
            method["pattern"].as_str().expect("there is a path").replace("v*", "v5").replace("{externalId}", "1").replace("{id}", "1");
        let path = path.replace("(\\d+)", "1");
        let mut reply = holder.get(&path, form! { by: "id" });
        // The moment of the call itself.
        reply.json.as_object_mut().map(|json| json.remove("generatedAt"));
        answers.push((path, reply.status, reply.json));
    }
    assert!(answers.len() > 30 && answers.iter().filter(|answer| answer.1 == 200).count() > 25, "{answers:?}");
    answers
}
