//! What the gate and the door notice while they answer, for the keeper to write down a moment later.

use std::net::IpAddr;

use crossbeam_channel::{Receiver, Sender};
use database::refusals::Refusal;

/// Something worth writing down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// The first call with a key's new token, while an older one still works and yields to it.
    FirstUse {
        /// The key.
        key: i64,
    },
    /// A token was recognised under the former pepper, and may be kept under the present one.
    Rehash {
        /// The key.
        key: i64,
        /// Its hash under the former pepper.
        old: [u8; 32],
        /// Its hash under the present one.
        new: [u8; 32],
        /// The version of the present one.
        version: i64,
    },
    /// A call with a token that has been replaced.
    Reused {
        /// The key.
        key: i64,
        /// The number of the secret.
        secret: i64,
        /// Where the call came from.
        address: IpAddr,
        /// The program that called, as it names itself.
        agent: String,
        /// Whether the key is to be switched off for it.
        suspend: bool,
    },
    /// A call by a known key that was refused.
    Refused(Refusal),
    /// An address has tried many different tokens.
    Guessing {
        /// The address.
        address: IpAddr,
    },
}

/// News that wait to be written; more than these are dropped rather than kept in memory without end.
const WAITING: usize = 8192;

/// The way from those who notice to the keeper.
#[derive(Debug)]
pub struct Desk {
    sender: Sender<News>,
    receiver: Receiver<News>,
}

impl Default for Desk {
    fn default() -> Self {
        let (sender, receiver) = crossbeam_channel::bounded(WAITING);
        Self { sender, receiver }
    }
}

impl Desk {
    /// Hands in news, without waiting for anybody.
    pub fn tell(&self, news: News) {
        // A full desk means that far too much happens at once: the rest of it is no news.
        let _ = self.sender.try_send(news);
    }

    /// Takes everything that waits.
    pub fn take(&self) -> Vec<News> {
        self.receiver.try_iter().collect()
    }
}
