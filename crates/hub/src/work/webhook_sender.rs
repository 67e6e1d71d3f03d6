//! The courier: sends to webhooks what is in line for them, each message until it is taken or given up.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::Context;
use database::deliveries::{self, Attempt, Delivery};
use database::webhooks::{self as kept, Webhook};
use domain::access::token;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::retention::DELIVERIES;
use domain::webhooks::{self, Place, outbox, place, signing};
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::mail;
use super::post::{PATIENCE, Poster};
use crate::admin::email::Email;
use crate::app::Hub;
use crate::threads;

/// How often it is looked for what is due.
const PAUSE: Duration = Duration::from_millis(500);
/// For how many seconds a message is left to who took it: longer than an attempt may last.
const LEASE: i64 = PATIENCE.as_secs() as i64 * 4;
/// The most messages on their way at once, and of these to one webhook: one that is slow must not hold up the others.
const AT_ONCE: usize = 64;
const TO_ONE: usize = 8;
/// The head of the audit log is sent this often at most.
const ANCHORING: Duration = Duration::from_secs(5);

/// The courier of a running server; it ends with [`Errands::end`].
pub struct Errands {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Errands {
    /// Begins.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: Arc<Hub>) -> anyhow::Result<Self> {
        let runtime = threads::single().context("no thread can be started")?;
        let mut courier = WebhookSender::new(hub);
        let (stop, mut stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("courier".to_owned()).spawn(move || {
            runtime.block_on(async {
                while stopped.try_recv() == Err(oneshot::error::TryRecvError::Empty) {
                    if let Err(error) = courier.look().await {
                        tracing::warn!(%error, "webhooks cannot be served");
                    }
                    // An attempt that ends makes room for the next one.
                    tokio::select! {
                        _ = tokio::time::sleep(PAUSE) => {}
                        _ = &mut stopped => break,
                    }
                }
                courier.finish().await;
            });
        });
        let thread = thread.context("no thread can be started")?;
        Ok(Self { stop, thread })
    }

    /// Lets what is on its way arrive, and ends.
    pub fn end(self) {
        // A courier that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// Sends what is due.
pub struct WebhookSender {
    hub: Arc<Hub>,
    poster: Poster,
    on_their_way: JoinSet<i64>,
    /// How many of them to each webhook.
    busy: HashMap<i64, usize>,
    /// When the head was last sent and old deliveries were deleted; uptime.
    anchored: Option<Duration>,
}

impl WebhookSender {
    /// A courier of a hub.
    pub fn new(hub: Arc<Hub>) -> Self {
        let poster = Poster::new(hub.settings.outside.private_addresses);
        Self { hub, poster, on_their_way: JoinSet::new(), busy: HashMap::new(), anchored: None }
    }

    /// Sets out with whatever is due and can be carried; does not wait for it to arrive.
    ///
    /// # Errors
    /// The database failed.
    pub async fn look(&mut self) -> Result<(), Fault> {
        self.tell_anchor().await?;
        loop {
            while let Some(arrived) = self.on_their_way.try_join_next() {
                self.arrived(arrived.ok());
            }
            let room = AT_ONCE.saturating_sub(self.on_their_way.len()).min(TO_ONE);
            let now = self.hub.clock.now().0;
            if room == 0 || !self.hub.db.read(move |tx| deliveries::is_due(tx, now)).await? {
                return Ok(());
            }
            let busy: Vec<i64> = self.busy.iter().filter(|(_, count)| **count >= TO_ONE).map(|(id, _)| *id).collect();
            let claimed = self.hub.db.write(move |tx| deliveries::claim(tx, now, now + LEASE, &busy, room as i64)).await?;
            if claimed.is_empty() {
                return Ok(());
            }
            for delivery in claimed {
                *self.busy.entry(delivery.webhook).or_default() += 1;
                let (hub, poster, webhook) = (Arc::clone(&self.hub), self.poster.clone(), delivery.webhook);
                self.on_their_way.spawn(async move {
                    if let Err(error) = carry(&hub, &poster, delivery).await {
                        tracing::warn!(%error, webhook, "what came of a delivery cannot be noted; it is sent again");
                    }
                    webhook
                });
            }
        }
    }

    /// Waits until everything that is on its way has arrived or failed.
    pub async fn finish(&mut self) {
        while let Some(arrived) = self.on_their_way.join_next().await {
            self.arrived(arrived.ok());
        }
    }

    fn arrived(&mut self, webhook: Option<i64>) {
        if let Some(count) = webhook.and_then(|webhook| self.busy.get_mut(&webhook)) {
            *count = count.saturating_sub(1);
        }
        if self.on_their_way.is_empty() {
            self.busy.clear();
        }
    }

    async fn tell_anchor(&mut self) -> Result<(), Fault> {
        let uptime = Clock::uptime();
        if self.anchored.is_some_and(|last| uptime.saturating_sub(last) < ANCHORING) {
            return Ok(());
        }
        let first = self.anchored.replace(uptime).is_none();
        let now = self.hub.clock.now();
        if self.hub.db.read(outbox::has_anchor).await? {
            self.hub.db.write(move |tx| outbox::anchor(tx, now)).await?;
        }
        // Once a start and once an hour or so.
        if first || uptime.as_secs() % 3600 < ANCHORING.as_secs() {
            let before = DELIVERIES.before(&self.hub.account(), now).unwrap_or(i64::MIN);
            self.hub.db.write(move |tx| deliveries::forget(tx, before)).await?;
        }
        Ok(())
    }
}

/// One attempt at a delivery, and its note.
async fn carry(hub: &Arc<Hub>, poster: &Poster, delivery: Delivery) -> Result<(), Fault> {
    let id = delivery.webhook;
    let Some(webhook) = hub.db.read(move |tx| kept::find(tx, id)).await? else { return Ok(()) };
    let begun = Clock::uptime();
    let sent = send(hub, poster, &webhook, &delivery).await;
    let (status, error) = match sent {
        Ok(None) => (None, String::new()),
        Ok(Some(status @ 200..=299)) => (Some(status), String::new()),
        Ok(Some(status @ 300..=399)) => (Some(status), "the receiver answered with a redirect, which is not followed".to_owned()),
        Ok(Some(status)) => (Some(status), format!("the receiver answered {status}")),
        Err(error) => (None, error),
    };
    let attempt = Attempt {
        created_at: hub.clock.now().0,
        status: status.map(i64::from),
        error,
        milliseconds: i64::try_from(Clock::uptime().saturating_sub(begun).as_millis()).unwrap_or(i64::MAX),
    };
    if !attempt.error.is_empty() {
        tracing::debug!(webhook = id, delivery = delivery.id, attempt = delivery.attempts, error = attempt.error, "a delivery failed");
    }
    // Without randomness pauses are not spread, and no more.
    let [chance] = token::random_bytes::<1>().unwrap_or([128]);
    hub.db.write(move |tx| outbox::settle(tx, &delivery, &attempt, chance)).await
}

/// The status that was answered; none for a email that was taken.
async fn send(hub: &Hub, poster: &Poster, webhook: &Webhook, delivery: &Delivery) -> Result<Option<u16>, String> {
    match Place::read(&webhook.url, hub.settings.outside.ways())? {
        Place::Program(_) => post(hub, poster, webhook, delivery).await.map(Some),
        place => write_to(hub, place, delivery).await.map(|()| None),
    }
}

async fn write_to(hub: &Hub, place: Place, delivery: &Delivery) -> Result<(), String> {
    let Some(mail) = &hub.settings.outside.mail else { return Err(place::NO_MAIL.to_owned()) };
    let event: Value = serde_json::from_str(&delivery.payload).map_err(|error| format!("the event cannot be read: {error}"))?;
    let account = hub.account();
    let written = hub.db.read(move |tx| {
        let to = match &place {
            Place::Mailbox(address) => Some(address.clone()),
            _ => mail::contact(tx, &event)?,
        };
        to.map(|to| Ok::<_, Fault>((to, Email::of(tx, &event, &account)?))).transpose()
    });
    match written.await.map_err(|error| format!("the email cannot be written: {error}"))? {
        Some((to, email)) => mail.send(to, email, &delivery.message).await,
        // The key has no contact, or the event is about none: there is no recipient.
        None => Ok(()),
    }
}

async fn post(hub: &Hub, poster: &Poster, webhook: &Webhook, delivery: &Delivery) -> Result<u16, String> {
    let now = hub.clock.now();
    let secrets = webhooks::secrets(webhook, &hub.seal, now).map_err(|error| format!("it cannot be signed: {error}"))?;
    let headers = [
        ("webhook-id", delivery.message.clone()),
        ("webhook-timestamp", now.0.to_string()),
        ("webhook-signature", signing::header(&secrets, &delivery.message, now.0, &delivery.payload)),
    ];
    poster.post(&webhook.url, &headers, delivery.payload.clone()).await
}
