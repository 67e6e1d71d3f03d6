//! How many wrong passwords are allowed: per address and per email, in memory. Guessing is made slow, never impossible for
//! the one who knows.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use wire::Moment;

/// For how long a wrong attempt counts, in seconds.
pub const WINDOW: i64 = 15 * 60;
/// Wrong attempts that one e-mail may have in that time.
pub const PER_EMAIL: usize = 5;
/// Wrong attempts that one address may have in that time; an office or a proxy is one address.
pub const PER_ADDRESS: usize = 30;
/// Links for a forgotten password that one email may be sent in that time.
pub const LINKS_PER_EMAIL: usize = 3;
/// Links that one address may ask for in that time.
pub const LINKS_PER_ADDRESS: usize = 10;
/// More names than these are not remembered one by one.
const NAMES: usize = 10_000;

/// The wrong attempts of late.
#[derive(Debug, Default)]
pub struct Throttle(Mutex<HashMap<String, Vec<i64>>>);

impl Throttle {
    /// In how many seconds the next attempt of this e-mail from this address may come; 0 is now. It counts as wrong
    /// already, until [`Throttle::right`] takes it back: many at once are no way round.
    pub fn attempt(&self, email: &str, address: &str, now: Moment) -> i64 {
        self.take(&[(name("e", email), PER_EMAIL), (name("a", address), PER_ADDRESS)], now)
    }

    /// In how many seconds a stranger at this address may report a token again; 0 is now, and counts.
    pub fn report(&self, address: &str, now: Moment) -> i64 {
        self.take(&[(name("r", address), PER_ADDRESS)], now)
    }

    /// In how many seconds a link for a forgotten password may be asked for again, for this email from this address; 0 is
    /// now, and counts.
    pub fn forgotten(&self, email: &str, address: &str, now: Moment) -> i64 {
        self.take(&[(name("f", email), LINKS_PER_EMAIL), (name("g", address), LINKS_PER_ADDRESS)], now)
    }

    fn take(&self, names: &[(String, usize)], now: Moment) -> i64 {
        let mut wrong = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if wrong.len() >= NAMES {
            wrong.retain(|_, moments| moments.last().is_some_and(|last| now.0 - last < WINDOW));
        }
        // Those that were wrong least often are forgotten first.
        for least in 2..=PER_ADDRESS + 1 {
            if wrong.len() < NAMES {
                break;
            }
            wrong.retain(|_, moments| moments.len() >= least);
        }
        let mut wait = 0;
        for (name, most) in names {
            let Some(moments) = wrong.get_mut(name) else { continue };
            moments.retain(|moment| now.0 - moment < WINDOW);
            if moments.len() >= *most {
                wait = wait.max(moments[moments.len() - most] + WINDOW - now.0);
            }
        }
        if wait == 0 {
            for (name, _) in names {
                wrong.entry(name.clone()).or_default().push(now.0);
            }
        }
        wait
    }

    /// The attempt was right: what went before is forgiven the e-mail, and this one the address.
    pub fn right(&self, email: &str, address: &str) {
        let mut wrong = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        wrong.remove(&name("e", email));
        if let Some(moments) = wrong.get_mut(&name("a", address)) {
            moments.pop();
        }
    }
}

/// An e-mail may be of any length: it is remembered by its hash.
fn name(kind: &str, text: &str) -> String {
    format!("{kind}{}", blake3::hash(text.trim().to_lowercase().as_bytes()).to_hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_wrong_attempts_make_an_email_wait_and_a_right_one_forgives() {
        let throttle = Throttle::default();
        for second in 0..5 {
            assert_eq!(throttle.attempt("a@b", "10.0.0.1", Moment(second)), 0);
        }
        assert_eq!(throttle.attempt("A@b ", "10.0.0.2", Moment(10)), WINDOW - 10);
        assert_eq!(throttle.attempt("c@d", "10.0.0.1", Moment(10)), 0, "another e-mail need not wait");
        assert_eq!(throttle.attempt("a@b", "10.0.0.1", Moment(WINDOW)), 0);
        throttle.right("a@b", "10.0.0.1");
        assert_eq!(throttle.attempt("a@b", "10.0.0.1", Moment(WINDOW)), 0);
    }

    #[test]
    fn memory_stays_small_and_who_was_wrong_often_is_remembered() {
        let throttle = Throttle::default();
        for _ in 0..PER_EMAIL {
            throttle.attempt("a@b", "10.0.0.1", Moment(0));
        }
        for number in 0..30_000_u32 {
            throttle.attempt(&format!("{number}@b"), &std::net::Ipv4Addr::from(number + 1_000_000_000).to_string(), Moment(1));
        }
        assert!(throttle.0.lock().expect("no thread panicked").len() <= NAMES + 1);
        assert!(throttle.attempt("a@b", "10.0.0.9", Moment(2)) > 0);
    }

    #[test]
    fn an_address_may_be_wrong_thirty_times() {
        let throttle = Throttle::default();
        let waits: Vec<i64> = (0..40).map(|number| throttle.attempt(&format!("{number}@b"), "10.0.0.1", Moment(0))).collect();
        assert_eq!(waits.iter().filter(|wait| **wait == 0).count(), PER_ADDRESS);
    }
}
