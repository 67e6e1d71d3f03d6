//! P1: the check of a key, by itself. The gate holds no database handle, so it makes no database call whatever comes.

use std::hint::black_box;
use std::net::Ipv4Addr;
use std::time::Duration;

use anyhow::Context;
use database::Sites;
use domain::access::gate::{Call, Gate, Key};
use domain::access::grant::Methods;
use domain::access::limits::{Bounds, Limits, Transport};
use domain::access::pepper::Pepper;
use domain::access::rules::Rules;
use domain::access::token;
use domain::access::usage::Usage;
use domain::clock::Clock;
use hub::metrics::Metrics;
use hub::visit::Visit;

use crate::report::{Line, Target, median};

/// Checks between two looks at the clock, where the median is measured.
const BATCH: usize = 256;
/// Batches of a pass.
const BATCHES: usize = 500;
/// Passes over all gates, the middle one of which counts.
const PASSES: usize = 11;
/// The pause between two passes: a disturbance of one may be over in the next.
const PAUSE: Duration = Duration::from_millis(300);
/// Checks of a pass that are timed one by one, for the slowest hundredth.
const SINGLES: usize = 50_000;
/// Letters of a token.
const TOKEN: usize = 32;
/// When the calls are made.
const NOW: wire::Moment = wire::Moment(1_000);

/// Measures the gate with few keys and with many.
///
/// # Errors
/// There is no randomness to make tokens of, or a live key is refused.
pub fn measure() -> anyhow::Result<Vec<Line>> {
    // Keys that are made from templates share their rules, and so do those of a store; the worst is that no two do.
    let mut crowds = [Crowd::of(10_000, 100)?, Crowd::of(10_000, 10_000)?, Crowd::of(1_000_000, 100)?];
    for _ in 0..PASSES {
        for crowd in &mut crowds {
            crowd.pass()?;
        }
        std::thread::sleep(PAUSE);
    }
    let [some, worst, many] = crowds;
    let mut lines = Vec::new();
    lines.extend(some.lines(200.0, 2_000.0));
    lines.push(figure("key check, malformed token, median", malformed(&some)?, 100.0));
    lines.extend(worst.lines(200.0, 2_000.0));
    lines.extend(many.lines(1_000.0, 5_000.0));
    lines.push(figure("counting a call, 1,000 keys, median", counting(), 150.0));
    Ok(lines)
}

/// A gate full of keys, and what each pass over it took, in nanoseconds.
struct Crowd {
    gate: Gate,
    /// One after the other, so that they take as little of the processor's cache from the keys as may be.
    tokens: String,
    keys: usize,
    kinds: usize,
    at: usize,
    middle: Vec<f64>,
    hash: Vec<f64>,
    slowest: Vec<f64>,
}

impl Crowd {
    /// So many keys, with rules of so many kinds among them.
    fn of(keys: usize, kinds: usize) -> anyhow::Result<Self> {
        let gate = Gate::new(Pepper::of(1, [7; 32]));
        let rules = rules(kinds as i64)?;
        let mut tokens = String::with_capacity(keys * TOKEN);
        for index in 0..keys {
            let (id, token) = (index as i64 + 1, token::generate().context("there is no randomness")?);
            anyhow::ensure!(token.len() == TOKEN, "a token has another length");
            let mut key = Key::new(id, gate.pepper().hash(&token), rules[index % kinds].clone());
            key.ends_at = Some(i64::MAX);
            gate.swap(id, Some(key));
            tokens.push_str(&token);
        }
        Ok(Self { gate, tokens, keys, kinds, at: 1, middle: Vec::new(), hash: Vec::new(), slowest: Vec::new() })
    }

    fn token(&self, index: usize) -> &str {
        &self.tokens[index * TOKEN..][..TOKEN]
    }

    /// The token of one of the keys. That of a real call has just been read from its connection: it is at hand, wherever
    /// the key's record is.
    fn next(&mut self) -> String {
        self.at = self.at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.token((self.at >> 33) % self.keys).to_owned()
    }

    fn pass(&mut self) -> anyhow::Result<()> {
        let (mut checks, mut hashes) = (Vec::with_capacity(BATCHES), Vec::with_capacity(BATCHES));
        for _ in 0..BATCHES {
            let batch: Vec<String> = (0..BATCH).map(|_| self.next()).collect();
            checks.push(timed_batch(&batch, |token| self.gate.admit(token, &Call::plain(0, NOW)).is_ok())?);
            let pepper = self.gate.pepper();
            hashes.push(timed_batch(&batch, |token| black_box(pepper.hash(token))[0] < u8::MAX || token.len() > 1)?);
        }
        let clock = clock_cost();
        let mut singles = Vec::with_capacity(SINGLES);
        for _ in 0..SINGLES {
            let token = self.next();
            let begun = Clock::uptime();
            let admitted = self.gate.admit(black_box(&token), &Call::plain(0, NOW));
            let took = Clock::uptime() - begun;
            anyhow::ensure!(admitted.is_ok(), "a live key was refused");
            singles.push((nanoseconds(took) - clock).max(0.0));
        }
        singles.sort_by(f64::total_cmp);
        self.middle.push(median(checks));
        self.hash.push(median(hashes));
        self.slowest.push(singles[SINGLES * 99 / 100]);
        Ok(())
    }

    /// Its lines, with the most that the median and the slowest hundredth may take.
    fn lines(&self, middle: f64, slowest: f64) -> [Line; 2] {
        let named = |what: &str| format!("key check, {what}, {} keys of {} kinds, 0 database calls", self.keys, self.kinds);
        [
            Line {
                baseline: Some(median(self.hash.clone())),
                ..figure(format!("{} : its hash alone", named("median")), median(self.middle.clone()), middle)
            },
            figure(format!("{} (less the timer)", named("p99")), median(self.slowest.clone()), slowest),
        ]
    }
}

/// What it costs to count a call: the visit, with both looks at the clock.
fn counting() -> f64 {
    const KEYS: i64 = 1_000;
    let (usage, metrics, clock) = (Usage::new(NOW), Metrics::default(), Clock::system());
    let mut batches = Vec::new();
    for round in 0..2_000_i64 {
        let begun = Clock::uptime();
        for call in 0..BATCH as i64 {
            let mut visit = Visit::begin(&usage, &metrics, &clock, Ipv4Addr::LOCALHOST.into(), black_box(b"shop module 1.2"));
            visit.comes(Ipv4Addr::LOCALHOST.into(), Transport::Header);
            visit.admitted((round * 31 + call * 7) % KEYS + 1, call as usize % 8, 1);
            visit.answered(200, None);
        }
        batches.push(nanoseconds(Clock::uptime() - begun) / BATCH as f64);
    }
    median(batches)
}

/// So many rules, each with everything that keys can be limited by, none of which refuses the calls here.
fn rules(kinds: i64) -> anyhow::Result<Vec<Rules>> {
    let of_store = |store: i64| {
        let limits = Limits {
            header_only: true,
            addresses: vec![format!("10.{}.{}.0/24", store / 256, store % 256), "127.0.0.0/8".to_owned()],
            rate: 1_000_000,
            starts_at: Some(0),
            ..Limits::default()
        };
        let bounds = Bounds::of(&limits).map_err(anyhow::Error::msg)?;
        Ok(Rules { bounds, ..Rules::plain(Sites::of([store]), Methods::all()) })
    };
    (1..=kinds).map(of_store).collect()
}

/// Tokens with a slip in them are refused before any hash and look-up.
fn malformed(crowd: &Crowd) -> anyhow::Result<f64> {
    let mut batches = Vec::new();
    for first in (0..=crowd.keys - BATCH).step_by(BATCH) {
        let slipped = |index: usize| {
            let (head, tail) = crowd.token(index).split_at(10);
            format!("{head}{}{}", if tail.starts_with('0') { '1' } else { '0' }, &tail[1..])
        };
        let batch: Vec<String> = (first..first + BATCH).map(slipped).collect();
        batches.push(timed_batch(&batch, |token| crowd.gate.admit(token, &Call::plain(0, NOW)).is_err())?);
    }
    Ok(median(batches))
}

fn timed_batch(batch: &[String], mut check: impl FnMut(&str) -> bool) -> anyhow::Result<f64> {
    let begun = Clock::uptime();
    let mut good = true;
    for token in batch {
        good &= check(black_box(token));
    }
    let took = Clock::uptime() - begun;
    anyhow::ensure!(good, "the gate decided wrongly");
    Ok(nanoseconds(took) / batch.len() as f64)
}

/// What looking at the clock twice takes by itself.
fn clock_cost() -> f64 {
    let mut costs = Vec::with_capacity(10_000);
    for _ in 0..10_000 {
        let begun = Clock::uptime();
        costs.push(nanoseconds(Clock::uptime() - begun));
    }
    median(costs)
}

fn nanoseconds(time: Duration) -> f64 {
    time.as_nanos() as f64
}

fn figure(what: impl Into<String>, ours: f64, most: f64) -> Line {
    Line { id: "P1", engine: "", what: what.into(), ours, baseline: None, ratio: None, target: Target::Nanoseconds(most) }
}
