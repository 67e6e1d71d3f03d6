//! `Program`: the built program on an account of its own, serving while commands are run beside it.

use std::net::SocketAddr;
use std::path::Path;

use super::actor::Actor;
use super::command::Account;
use super::server::Server;

/// A running program on a fresh database. Dropping it ends the process and removes the database.
pub struct Program {
    // First, so that the database goes when the server has gone.
    serving: Option<Server>,
    account: Account,
    address: SocketAddr,
}

impl Program {
    /// Starts a server on a loopback port.
    #[track_caller]
    pub fn start() -> Self {
        let account = Account::new();
        let server = account.serve();
        Self { address: server.address, serving: Some(server), account }
    }

    /// Starts the server again on the same data; it may listen on another port.
    #[track_caller]
    pub fn serve(&mut self) {
        self.serve_with("warn");
    }

    /// Starts the server with another level of logging.
    #[track_caller]
    pub fn serve_with(&mut self, level: &str) {
        let server = self.account.serve_with(level);
        self.address = server.address;
        self.serving = Some(server);
    }

    /// Ends the server at once, as `kill -9` does; its log.
    pub fn kill(&mut self) -> String {
        self.serving.take().expect("the server runs").kill()
    }

    /// Tells the server to stop and waits until it has; its log.
    pub fn stop(&mut self) -> String {
        let server = self.serving.take().expect("the server runs");
        server.signal("TERM");
        let (status, _, log) = server.end();
        assert!(status.success(), "{status}: {log}");
        log
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        self.account.fresh.folder.path()
    }

    /// The server's address, `http://127.0.0.1:…`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Runs a command beside the server and returns what it printed; it must succeed.
    #[track_caller]
    pub fn run(&self, arguments: &[&str]) -> String {
        self.account.ok(arguments)
    }

    /// Adds a store.
    #[track_caller]
    pub fn site(&self, code: &str) {
        self.account.site(code);
    }

    /// Adds a key.
    #[track_caller]
    pub fn key(&self, sites: &str, methods: &str) -> Actor {
        let (id, token) = self.account.key(sites, methods);
        Actor::new(self.address, Some(token), id.parse().expect("an id is a number"))
    }

    /// The same actor at the address the server has now.
    pub fn meet(&self, actor: &Actor) -> Actor {
        Actor { address: self.address, ..actor.clone() }
    }
}
