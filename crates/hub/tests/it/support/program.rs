//! `Program`: the real `latchkey` in a process of its own, told what to do by its command line.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use database::Location;
use serde_json::Value;

use super::actor::Actor;
use super::fresh::Fresh;

/// A running program on a fresh database. Dropping it ends the process and removes the database.
pub struct Program {
    serving: Option<(Child, BufReader<ChildStdout>)>,
    address: SocketAddr,
    fresh: Fresh,
}

impl Program {
    /// Starts a server on a loopback port.
    pub fn start() -> Self {
        let mut program = Self { serving: None, address: SocketAddr::from(([127, 0, 0, 1], 0)), fresh: Fresh::new() };
        program.serve();
        program
    }

    /// Starts the server, again on the same data; it may listen on another port.
    pub fn serve(&mut self) {
        self.serve_with("warn", Stdio::inherit());
    }

    /// Starts the server with another level of logging, and another place for its log.
    pub fn serve_with(&mut self, level: &str, log: Stdio) {
        let mut command = self.command(&["serve", "--listen", "127.0.0.1:0", "--log", level]);
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts");
        let mut banner = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            let count = banner.read_line(&mut line).expect("the program tells its address");
            assert_ne!(count, 0, "the program ended before it told its address: {:?}", child.wait());
        }
        let address = line.split("http://").last().map(str::trim).and_then(|address| address.parse().ok());
        self.address = address.unwrap_or_else(|| panic!("no address in {line:?}"));
        self.serving = Some((child, banner));
    }

    /// Ends the server at once, as `kill -9` does.
    pub fn kill(&mut self) {
        let (mut child, _) = self.serving.take().expect("the server runs");
        child.kill().expect("the process can be killed");
        child.wait().expect("the process has ended");
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.fresh.folder.path()
    }

    /// The server's address, `http://127.0.0.1:…`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Runs a command beside the server and returns what it printed; it must succeed.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program starts");
        assert!(output.status.success(), "latchkey {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("the program prints UTF-8")
    }

    /// Adds a store.
    #[track_caller]
    pub fn site(&self, code: &str) {
        self.run(&["site", "add", code, "--name", &format!("Store {code}")]);
    }

    /// Adds a key.
    #[track_caller]
    pub fn key(&self, sites: &str, methods: &str) -> Actor {
        let printed = self.run(&["key", "add", "--name", "A key of a test", "--sites", sites, "--methods", methods, "--json"]);
        let key: Value = serde_json::from_str(&printed).expect("--json prints JSON");
        let token = key["token"].as_str().expect("a new key's token is printed").to_owned();
        Actor::new(self.address, Some(token), key["id"].as_i64().expect("a key has an id"))
    }

    /// The same actor at the address the server has now.
    pub fn meet(&self, actor: &Actor) -> Actor {
        Actor { address: self.address, ..actor.clone() }
    }

    /// A command that knows nothing of the environment but where the account is.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
        command.args(arguments).arg("--data").arg(self.fresh.folder.path()).env_clear().stdin(Stdio::null());
        if let Location::Server(address) = &self.fresh.options.location {
            command.arg("--database").arg(address);
        }
        command
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some((mut child, _)) = self.serving.take() {
            // It may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
