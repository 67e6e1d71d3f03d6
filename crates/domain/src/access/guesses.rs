//! Who tries tokens: different wrong ones from one address are counted, in memory, and soon answered by a wait.
//!
//! A token that is wrong again and again is a shop without its new token, not an attacker who guesses.

use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Different wrong tokens that one address may bring within [`WINDOW`].
pub const MOST: usize = 100;
/// For how long a wrong token counts.
pub const WINDOW: Duration = Duration::from_secs(10 * 60);
/// More addresses than these are not remembered one by one.
const ADDRESSES: usize = 10_000;

/// The wrong tokens of late.
#[derive(Debug, Default)]
pub struct Guesses(Mutex<HashMap<u128, Guess>>);

#[derive(Debug)]
struct Guess {
    since: Duration,
    /// Parts of the tokens' hashes.
    seen: HashSet<u64>,
}

/// What is thought of a wrong token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thought {
    /// It happens.
    Fine,
    /// The address has begun to guess: this is reported once in a while.
    Alarm(Duration),
    /// The address guesses; it may come again after so long.
    Wait(Duration),
}

impl Guesses {
    /// Notes a wrong token, by its hash. `now` is the program's uptime.
    pub fn note(&self, address: IpAddr, hash: &[u8; 32], now: Duration) -> Thought {
        let mut guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if guesses.len() >= ADDRESSES {
            guesses.retain(|_, guess| now.saturating_sub(guess.since) < WINDOW);
            if guesses.len() >= ADDRESSES {
                guesses.clear();
            }
        }
        let guess = guesses.entry(network(address)).or_insert_with(|| Guess { since: now, seen: HashSet::new() });
        if now.saturating_sub(guess.since) >= WINDOW {
            *guess = Guess { since: now, seen: HashSet::new() };
        }
        let wait = (guess.since + WINDOW).saturating_sub(now);
        if guess.seen.len() >= MOST {
            return Thought::Wait(wait);
        }
        let mut part = [0; 8];
        part.copy_from_slice(&hash[..8]);
        guess.seen.insert(u64::from_le_bytes(part));
        if guess.seen.len() >= MOST { Thought::Alarm(wait) } else { Thought::Fine }
    }
}

impl Guesses {
    /// How long an address that has guessed too often has to wait; `None` for any other one.
    pub fn wait(&self, address: IpAddr, now: Duration) -> Option<Duration> {
        let guesses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let guess = guesses.get(&network(address)).filter(|guess| guess.seen.len() >= MOST)?;
        (guess.since + WINDOW).checked_sub(now).filter(|wait| !wait.is_zero())
    }
}

/// An IPv4 address, or the network of an IPv6 one: a holder of one address of it has all.
pub fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_ipv6_mapped()),
        IpAddr::V6(address) => u128::from(address) >> 64 << 64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u64) -> [u8; 32] {
        let mut hash = [0; 32];
        hash[..8].copy_from_slice(&number.to_le_bytes());
        hash
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn a_hundred_different_tokens_are_guessing_and_one_ten_thousand_times_is_not() {
        let (guesses, now) = (Guesses::default(), Duration::from_secs(1));
        for _ in 0..10_000 {
            assert_eq!(guesses.note(ip("192.0.2.1"), &hash(7), now), Thought::Fine);
        }
        for number in 0..99 {
            assert_eq!(guesses.note(ip("192.0.2.2"), &hash(number), now), Thought::Fine);
        }
        assert_eq!(guesses.note(ip("192.0.2.2"), &hash(99), now), Thought::Alarm(WINDOW));
        assert_eq!(
            guesses.note(ip("192.0.2.2"), &hash(100), now + Duration::from_secs(60)),
            Thought::Wait(WINDOW - Duration::from_secs(60))
        );
        assert_eq!(guesses.note(ip("192.0.2.3"), &hash(100), now), Thought::Fine, "another address");
        assert_eq!(guesses.note(ip("192.0.2.2"), &hash(100), now + WINDOW), Thought::Fine, "after the window");
    }

    #[test]
    fn a_network_of_ipv6_is_one_guesser() {
        let (guesses, now) = (Guesses::default(), Duration::from_secs(1));
        for number in 0..100 {
            guesses.note(ip(&format!("2001:db8::{number:x}")), &hash(number), now);
        }
        assert!(matches!(guesses.note(ip("2001:db8::ffff"), &hash(5), now), Thought::Wait(_)));
        assert_eq!(guesses.note(ip("2001:db8:0:1::1"), &hash(5), now), Thought::Fine);
    }

    #[test]
    fn memory_stays_small() {
        let guesses = Guesses::default();
        for number in 0..30_000_u32 {
            guesses.note(IpAddr::from(number.to_be_bytes()), &hash(1), Duration::from_secs(1));
        }
        assert!(guesses.0.lock().expect("no thread panicked").len() <= ADDRESSES);
    }
}
