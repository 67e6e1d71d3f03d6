//! Sends traces to the collector, in batches, on a thread of its own: a slow or absent collector delays no call.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::Sender;

use super::{Call, Traces, otlp};
use crate::app::Hub;
use crate::threads;
use crate::work::post::Poster;

/// The most calls in one request.
const BATCH: usize = 256;
/// How often is looked for calls.
const LOOK: Duration = Duration::from_millis(500);
/// The longest pause after requests that failed.
const LONGEST: Duration = Duration::from_secs(60);

/// The thread; it ends with [`TraceSender::end`].
pub struct TraceSender {
    stop: Sender<()>,
    thread: JoinHandle<()>,
}

impl TraceSender {
    /// Begins it, if the hub has a collector.
    ///
    /// # Errors
    /// No thread can be started.
    pub fn begin(hub: &Arc<Hub>) -> std::io::Result<Option<Self>> {
        let Some(traces) = hub.traces.clone() else { return Ok(None) };
        let hub = Arc::clone(hub);
        let (stop, stopped) = crossbeam_channel::bounded(1);
        let runtime = threads::single()?;
        let thread = std::thread::Builder::new().name("traces".to_owned()).spawn(move || {
            let poster = Poster::new(true);
            let send = |calls: &[Call]| runtime.block_on(post(&poster, &traces, calls, hub.node()));
            let mut pause = LOOK;
            while stopped.recv_timeout(pause) == Err(crossbeam_channel::RecvTimeoutError::Timeout) {
                pause = LOOK;
                loop {
                    let calls: Vec<Call> = traces.receiver.try_iter().take(BATCH).collect();
                    if calls.is_empty() {
                        break;
                    }
                    if !send(&calls) {
                        pause = (pause * 8).min(LONGEST);
                        break;
                    }
                }
            }
            // What the last calls left goes out, unless the collector is gone.
            let calls: Vec<Call> = traces.receiver.try_iter().take(BATCH).collect();
            if !calls.is_empty() {
                send(&calls);
            }
        })?;
        Ok(Some(Self { stop, thread }))
    }

    /// Sends what waits, and ends.
    pub fn end(self) {
        // A thread that is gone has stopped already.
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}

/// Posts calls, once more if the collector is not there; says whether it took them.
async fn post(poster: &Poster, traces: &Traces, calls: &[Call], instance: &str) -> bool {
    let headers: Vec<_> = traces.collector.headers.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let body = otlp::request(calls, instance);
    let mut failed = String::new();
    for _ in 0..2 {
        match poster.post(&traces.collector.url, &headers, body.clone()).await {
            Ok(200..=299) => {
                traces.sent.fetch_add(calls.len() as u64, Ordering::Relaxed);
                return true;
            }
            Ok(status) => failed = format!("it answered {status}"),
            Err(error) => failed = error,
        }
    }
    traces.dropped.fetch_add(calls.len() as u64, Ordering::Relaxed);
    tracing::warn!(error = failed, calls = calls.len(), "the collector took no traces; these calls are dropped");
    false
}
