//! `Account`: an account of its own for the built program, and the commands that are run on it.

use std::io::Write;
use std::process::{Command, Stdio};

use database::Location;
use serde_json::Value;

use super::fresh::Fresh;
use super::server::Server;

/// The program with an account of its own.
pub struct Account {
    /// The account's database and data folder.
    pub fresh: Fresh,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Outcome {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Outcome {
    /// Standard output of a command that must succeed and say nothing on standard error.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }

    /// The one line with which a command must have been refused.
    #[track_caller]
    pub fn refused(self) -> String {
        assert_eq!((self.code, self.out.as_str()), (1, ""), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        let line = self.err.trim_end().strip_prefix("latchkey: ");
        line.unwrap_or_else(|| panic!("the line does not begin with the program's name: {self:?}")).to_owned()
    }
}

/// The built program, in an environment that says nothing.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command.env_clear().env("TZ", "Europe/Moscow").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs a command to its end, with this on standard input.
pub fn run(mut command: Command, input: &str) -> Outcome {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program starts");
    // A command that is refused before it reads closes its end.
    let _ = child.stdin.take().expect("there is a standard input").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the program prints UTF-8");
    Outcome { code: output.status.code().expect("the program exits by itself"), out: text(output.stdout), err: text(output.stderr) }
}

impl Account {
    /// A fresh account on the engine under test.
    pub fn new() -> Self {
        Self { fresh: Fresh::new() }
    }

    /// The program with the options that lead to this account.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).arg("--data").arg(self.fresh.folder.path());
        if let Location::Server(address) = &self.fresh.options.location {
            command.arg("--database").arg(address);
        }
        command
    }

    /// [`Account::command`] under a limit of the shell, such as `-n 256`.
    pub fn command_within(&self, limit: &str, arguments: &[&str]) -> Command {
        let command = self.command(arguments);
        let mut within = Command::new("/bin/sh");
        within.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        within.args(["-c", &format!("ulimit {limit} && exec \"$0\" \"$@\"")]).arg(command.get_program()).args(command.get_args());
        within
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Outcome {
        run(self.command(arguments), "")
    }

    /// Runs a command that must succeed; its standard output.
    #[track_caller]
    pub fn ok(&self, arguments: &[&str]) -> String {
        self.run(arguments).ok()
    }

    /// Runs a command that must succeed and print JSON.
    #[track_caller]
    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(&[arguments, &["--json"]].concat())).expect("it is JSON")
    }

    /// Runs a command that must be refused; its one line.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str]) -> String {
        self.run(arguments).refused()
    }

    /// Adds a store.
    #[track_caller]
    pub fn site(&self, code: &str) {
        self.ok(&["site", "add", code, "--name", code]);
    }

    /// Makes a key: its id, as an argument, and its token.
    #[track_caller]
    pub fn key(&self, sites: &str, methods: &str) -> (String, String) {
        let key = self.json(&["key", "add", "--name", "A key", "--sites", sites, "--methods", methods]);
        (key["id"].to_string(), key["token"].as_str().expect("there is a token").to_owned())
    }

    /// Starts a server on a free port of the loopback address.
    #[track_caller]
    pub fn serve(&self) -> Server {
        self.serve_with("warn")
    }

    /// [`Account::serve`] with another level of logging.
    #[track_caller]
    pub fn serve_with(&self, level: &str) -> Server {
        Server::start(self.command(&["serve", "--listen", "127.0.0.1:0", "--log", level]))
    }

    /// True when the database is the embedded one.
    pub fn is_embedded(&self) -> bool {
        matches!(self.fresh.options.location, Location::File(_))
    }
}
