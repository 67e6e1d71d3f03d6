//! What the gate and the door notice while they answer, for the keeper to write down a moment later.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

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

/// Refused calls of a key for one reason that are kept whole within an hour; of more, only their number is, like that of
/// every call.
pub const KEPT_WHOLE: u32 = 20;

/// The way from those who notice to the keeper.
#[derive(Debug)]
pub struct Desk {
    sender: Sender<News>,
    receiver: Receiver<News>,
    refused: Mutex<Refused>,
}

/// How many refused calls were kept whole within an hour, by key and reason.
#[derive(Debug, Default)]
struct Refused {
    hour: i64,
    kept: HashMap<(i64, &'static str), u32>,
}

impl Default for Desk {
    fn default() -> Self {
        let (sender, receiver) = crossbeam_channel::bounded(WAITING);
        Self { sender, receiver, refused: Mutex::default() }
    }
}

impl Desk {
    /// Hands in news, without waiting for anybody.
    pub fn add(&self, news: News) {
        // A full desk means that far too much happens at once: the rest of it is no news.
        let _ = self.sender.try_send(news);
    }

    /// Whether a call of a key that was refused for a reason at a moment, in Unix seconds, is to be kept whole.
    pub fn keeps(&self, key: i64, reason: &'static str, moment: i64) -> bool {
        let hour = moment.div_euclid(3_600);
        // A count is whole whatever became of the thread that made it.
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.hour != hour {
            *refused = Refused { hour, kept: HashMap::new() };
        }
        let kept = refused.kept.entry((key, reason)).or_default();
        let is_kept = *kept < KEPT_WHOLE;
        *kept += u32::from(is_kept);
        is_kept
    }

    /// Takes everything that waits.
    pub fn take(&self) -> Vec<News> {
        self.receiver.try_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_refused_calls_of_an_hour_are_kept_whole_for_each_key_and_reason() {
        let desk = Desk::default();
        let kept = |key: i64, reason: &'static str, moment: i64| (0..1000).filter(|_| desk.keeps(key, reason, moment)).count();
        assert_eq!(kept(1, "method", 7_200), KEPT_WHOLE as usize);
        assert_eq!(kept(1, "method", 10_799), 0, "the hour is not over");
        assert_eq!((kept(1, "store", 10_799), kept(2, "method", 10_799)), (KEPT_WHOLE as usize, KEPT_WHOLE as usize));
        assert_eq!(kept(1, "method", 10_800), KEPT_WHOLE as usize, "another hour");
    }
}
