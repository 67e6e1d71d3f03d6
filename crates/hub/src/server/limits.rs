//! How many connections a server takes, and how long each may keep it waiting.

use std::time::Duration;

/// The most connections at once, however many files may be open.
const MOST: usize = 20_000;
/// Files that are left for the database, the log and the program itself, at least.
const FILES: usize = 96;

/// The bounds of a server's connections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Connections at once.
    pub all: usize,
    /// Connections at once from one address, or one /64 network of IPv6; loopback and trusted proxies are not counted.
    pub each: usize,
    /// For how long a new connection may send no request, and the head or the body of a request may stall.
    pub request: Duration,
    /// For how long a kept connection may be idle, and an answer may not be read.
    pub idle: Duration,
    /// When the server stops: for how long kept connections may still send a request.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { all: 1024, each: 1024, request: Duration::from_secs(15), idle: Duration::from_secs(60), grace: Duration::from_secs(1) }
    }
}

impl Limits {
    /// How many connections fit beside everything else, when so many files may be open.
    pub fn most(files: u64) -> usize {
        let files = usize::try_from(files).unwrap_or(usize::MAX);
        let others = FILES.max(files / 8).min(files / 2);
        (files - others).clamp(1, MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_everything_else() {
        for (files, most) in [(64, 32), (256, 160), (1024, 896), (1 << 20, MOST), (u64::MAX, MOST), (0, 1)] {
            assert_eq!(Limits::most(files), most, "{files} files");
        }
    }
}
