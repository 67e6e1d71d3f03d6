//! `Server`: the built program serving in a process of its own.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, ExitStatus};
use std::thread::JoinHandle;

use super::actor::Actor;

/// A running server; it is killed when this is dropped.
pub struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    log: Option<JoinHandle<String>>,
    /// What it printed at its start.
    pub banner: String,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts one and waits until it serves.
    #[track_caller]
    pub fn start(mut command: Command) -> Self {
        let mut child = command.spawn().expect("the program starts");
        let mut err = child.stderr.take().expect("there is a standard error");
        // Read as it comes, so that a server with much to say is not held up.
        let log = std::thread::spawn(move || {
            let mut log = String::new();
            err.read_to_string(&mut log).expect("the log is UTF-8");
            log
        });
        let mut out = BufReader::new(child.stdout.take().expect("there is a standard output"));
        let mut banner = String::new();
        while !banner.contains("Database") {
            if out.read_line(&mut banner).expect("the program prints UTF-8") == 0 {
                panic!("the server did not start: {banner}{}", log.join().unwrap_or_default());
            }
        }
        let address = banner.split("Address").nth(1).and_then(|rest| rest.split_whitespace().next()?.split_once("://"));
        let address = address.expect("the banner has an address").1;
        Self { address: address.parse().expect("the address can be called"), child, out, log: Some(log), banner }
    }

    /// A caller with this token.
    pub fn holder(&self, token: &str) -> Actor {
        Actor::new(self.address, Some(token.to_owned()), 0)
    }

    /// A caller without a key.
    pub fn anonymous(&self) -> Actor {
        Actor::new(self.address, None, 0)
    }

    /// The id of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.child.id())).status().expect("there is a shell");
        assert!(sent.success(), "the server has gone already");
    }

    /// Waits for its end: how it ended, what else it printed, and its log.
    pub fn end(mut self) -> (ExitStatus, String, String) {
        let mut out = String::new();
        self.out.read_to_string(&mut out).expect("the program prints UTF-8");
        let log = self.log.take().map(|log| log.join().expect("the log can be read")).unwrap_or_default();
        (self.child.wait().expect("the program ends"), out, log)
    }

    /// Ends it the hard way and waits until it is gone; its log.
    pub fn kill(mut self) -> String {
        self.child.kill().expect("the server can be killed");
        self.child.wait().expect("the server is gone");
        self.log.take().map(|log| log.join().expect("the log can be read")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
