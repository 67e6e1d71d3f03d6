//! The keeper: writes down what the gate noticed, and looks after keys whose time comes, a moment later and apart from
//! the calls.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use database::refusals::Refusal;
use domain::access::guesses::{self, network};
use domain::access::news::News;
use domain::audit_log::{self, Action, By, Subject};
use domain::clock::Clock;
use domain::fault::Fault;
use domain::keys::{self, care, cause, expiry, rotation};
use domain::retention::REFUSALS;

use crate::app::Hub;

/// How often news are written.
const PAUSE: Duration = Duration::from_millis(250);
/// How often keys whose time comes are looked for.
const ROUND: Duration = Duration::from_secs(30);
/// A replaced token that is used again and again is reported once in so many seconds.
const QUIET: i64 = 3_600;
/// An address that tries wrong tokens is reported once, until it has been quiet for so many seconds.
const SPELL: i64 = 3_600;
/// Addresses that are reported within an hour; further ones are only logged.
const GUESSERS: usize = 20;
/// Addresses that are remembered.
const REMEMBERED: usize = 10_000;
/// The most refusals that are kept.
const MOST: i64 = 100_000;

/// The keeper of a running server; it ends with [`Notices::end`].
pub struct Notices {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl Notices {
    /// Begins.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> anyhow::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(move || {
            let mut rounds = Rounds::default();
            loop {
                let last = stopped.recv_timeout(PAUSE) != Err(RecvTimeoutError::Timeout);
                if let Err(error) = rounds.make(&hub) {
                    tracing::warn!(%error, "what was noticed of keys could not be written down");
                }
                if last {
                    break;
                }
            }
        });
        let thread = thread.context("no thread can be started")?;
        Ok(Self { stop, thread })
    }

    /// Writes what is left and ends.
    pub fn end(self) {
        // A keeper that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// What the keeper does, round by round, and what it remembers in between.
#[derive(Debug, Default)]
pub struct Rounds {
    /// When a replaced token was last reported, by key and secret.
    view: HashMap<(i64, i64), i64>,
    /// Addresses that try wrong tokens, by network: when each was last noticed, and whether it was reported.
    guessers: HashMap<u128, (i64, bool)>,
    /// When keys were last looked through; uptime.
    looked: Option<Duration>,
}

impl Rounds {
    /// Makes one round: writes the news, and now and then looks through the keys.
    ///
    /// # Errors
    /// The database failed. What was not written is lost, except what can be found out again.
    pub fn make(&mut self, hub: &Hub) -> Result<(), Fault> {
        let now = hub.clock.now();
        let mut refused: Vec<Refusal> = Vec::new();
        for news in hub.gate.news.take() {
            match news {
                News::Refused(refusal) => refused.push(refusal),
                News::FirstUse { key } => {
                    hub.db.write_now(move |tx| rotation::used(tx, key, now))?;
                }
                News::Rehash { key, old, new, version } => {
                    hub.db.write_now(move |tx| Ok::<_, Fault>(database::secrets::rehash(tx, key, &old, &new, version)?))?;
                }
                News::Reused { key, secret, address, agent, suspend } => {
                    if self.view.get(&(key, secret)).is_none_or(|last| now.0 - last >= QUIET) {
                        self.view.insert((key, secret), now.0);
                        // The agent is whatever the caller wrote: quoted, so that it cannot pretend to be a line of the log.
                        tracing::warn!(key, secret, %address, agent = ?agent, "a token that was replaced has been used");
                        hub.db.write_now(move |tx| {
                            // The key was deleted meanwhile: there is no contact left.
                            let Some(stored) = database::keys::find(tx, key)?.filter(|key| key.deleted_at.is_none()) else { return Ok(()) };
                            let details = serde_json::json!({
                                "number": {"after": secret}, "address": {"after": address.to_string()}, "agent": {"after": agent},
                            });
                            if suspend {
                                keys::suspend(tx, key, cause::REUSED, &By::Hub, now)?;
                            }
                            audit_log::note(tx, &By::Hub, Action::KeyReused, &(&stored).into(), &details, now)
                        })?;
                    }
                }
                News::Guessing { address } => {
                    tracing::warn!(%address, "an address tries many different tokens; its wrong ones are answered by a wait");
                    if self.tells_of(network(address), now.0) {
                        hub.db.write_now(move |tx| {
                            let details = serde_json::json!({"tokens": {"after": guesses::MOST}});
                            let subject = Subject::named("address", &address.to_canonical().to_string());
                            audit_log::note(tx, &By::Hub, Action::AddressGuessing, &subject, &details, now)
                        })?;
                    }
                }
            }
        }
        if !refused.is_empty() {
            // Not apart: what follows changes of keys must not wait for it.
            hub.db.write_now(move |tx| database::refusals::add(tx, &refused))?;
        }
        let uptime = Clock::uptime();
        if self.looked.is_none_or(|looked| uptime.saturating_sub(looked) >= ROUND) {
            self.looked = Some(uptime);
            self.look(hub)?;
        }
        Ok(())
    }

    /// Whether an address that tries wrong tokens is to be reported: once, until it has been quiet for a while.
    fn tells_of(&mut self, network: u128, now: i64) -> bool {
        self.guessers.retain(|_, (last, _)| now - *last < SPELL);
        let known = self.guessers.get(&network).map(|(_, view)| *view);
        let view = known.unwrap_or_else(|| self.guessers.values().filter(|(_, view)| *view).count() < GUESSERS);
        if known.is_some() || self.guessers.len() < REMEMBERED {
            self.guessers.insert(network, (now, view));
        }
        view && known.is_none()
    }

    /// Looks through keys whose time comes and forgets what is old.
    ///
    /// # Errors
    /// The database failed.
    pub fn look(&mut self, hub: &Hub) -> Result<(), Fault> {
        let now = hub.clock.now();
        self.view.retain(|_, last| now.0 - *last < QUIET);
        let due = hub.db.read_apart(move |tx| expiry::due(tx, now))?;
        for key in due {
            hub.db.write_now(move |tx| expiry::warn(tx, key, now))?;
        }
        let account = hub.account();
        let zone = account.zone.clone();
        for key in hub.db.read_apart(move |tx| care::due(tx, &zone, now))? {
            let zone = account.zone.clone();
            hub.db.write_now(move |tx| care::announce(tx, key, &zone, now))?;
        }
        let before = REFUSALS.before(&account, now).unwrap_or(i64::MIN);
        Ok(hub.db.write_now(move |tx| database::refusals::forget(tx, before, MOST))?)
    }
}
