//! Metrics as Prometheus reads them.

use std::fmt::Write;

use database::backups::Backup;
use database::deliveries::Line;
use domain::clock::Clock;

use super::{BOUNDS, Histogram, name};
use crate::app::Hub;

/// What is asked of the database for a reading.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Webhook messages that wait.
    pub line: Line,
    /// The last backup that succeeded.
    pub backed_up: Option<Backup>,
    /// The last backup that has ended.
    pub last_backup: Option<Backup>,
    /// History rows that were given their number and cannot be read yet, by history.
    pub lag: [(&'static str, i64); 2],
    /// Rows that the index of lists does not hold yet: ids of rows from before, while it is built, and rows that were just written.
    pub unindexed: i64,
}

/// The text of a reading; `asked` is what the database said, if it answers.
pub fn write(hub: &Hub, asked: Option<&Asked>) -> String {
    let mut out = Text(String::with_capacity(16 * 1024));
    let counts = hub.metrics.all();
    out.head("latchkey_info", "gauge", "The version that runs.");
    out.line("latchkey_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    out.one("latchkey_uptime_seconds", "gauge", "How long it has run.", Clock::uptime().as_secs());
    out.head("latchkey_calls_total", "counter", "Calls by method, outcome and kind of key.");
    for ((method, outcome, class), count) in &counts.calls {
        out.line("latchkey_calls_total", &[("method", &name(*method)), ("outcome", outcome), ("key", class.name())], *count);
    }
    out.head("latchkey_call_duration_seconds", "histogram", "How long calls took until their answer was ready.");
    for (method, took) in &counts.took {
        out.histogram("latchkey_call_duration_seconds", &[("method", &name(*method))], took);
    }
    out.head("latchkey_gate_duration_seconds", "histogram", "How long calls took until they were let in or refused.");
    out.histogram("latchkey_gate_duration_seconds", &[], &counts.judged);
    if let Some((sent, dropped)) = hub.traces.as_ref().map(|traces| traces.counts()) {
        out.one("latchkey_traces_sent_total", "counter", "Calls whose traces the collector took.", sent);
        out.one("latchkey_traces_dropped_total", "counter", "Calls whose traces were dropped.", dropped);
    }
    out.one("latchkey_keys", "gauge", "Keys in memory.", hub.gate.len());
    out.one("latchkey_generation", "counter", "The count of changes that memory includes.", hub.generation());
    out.one("latchkey_lease_held", "gauge", "Whether calls are let in.", u8::from(hub.lease().holds()));
    out.one("latchkey_database_up", "gauge", "Whether the database answered for this reading.", u8::from(asked.is_some()));
    let load = hub.db.load();
    out.one("latchkey_write_queue", "gauge", "Changes that wait for the database.", load.waiting);
    out.one("latchkey_write_transactions_total", "counter", "Changes asked for since the start.", hub.db.writes());
    out.one(
        "latchkey_commit_groups_total",
        "counter",
        "Commits of the embedded database; changes that come at once share one.",
        load.groups,
    );
    out.one("latchkey_log_bytes", "gauge", "The size of the embedded database's write-ahead log.", load.log_bytes);
    let (taken, waiting) = hub.slow.load();
    out.one("latchkey_slow_read_places_taken", "gauge", "Slow reads that run.", taken);
    out.one("latchkey_slow_reads_waiting", "gauge", "Slow reads that wait for a place.", waiting);
    if let Some(asked) = asked {
        out.head("latchkey_history_lag_rows", "gauge", "Rows of a history that have a number and cannot be read yet.");
        for (history, rows) in asked.lag {
            out.line("latchkey_history_lag_rows", &[("history", history)], rows);
        }
        out.one("latchkey_index_rows_left", "gauge", "Rows that the index of lists does not hold yet.", asked.unindexed);
        out.one("latchkey_deliveries_waiting", "gauge", "Webhook messages and emails that wait to be sent.", asked.line.waiting);
        let oldest = asked.line.oldest.map_or(0, |oldest| (hub.clock.now().0 - oldest).max(0));
        out.one("latchkey_deliveries_oldest_seconds", "gauge", "How long the oldest of them has waited.", oldest);
    }
    if let Some(asked) = asked {
        backups(&mut out, asked, hub.clock.now().0);
    }
    out.0
}

fn backups(out: &mut Text, asked: &Asked, now: i64) {
    if let Some(last) = &asked.backed_up {
        out.one("latchkey_backup_age_seconds", "gauge", "The time since the last backup that succeeded.", (now - last.started_at).max(0));
        out.one("latchkey_backup_size_bytes", "gauge", "The size of the last backup that succeeded.", last.bytes);
    }
    if let Some(last) = &asked.last_backup {
        let succeeded = u8::from(last.state == "done");
        out.one("latchkey_backup_last_succeeded", "gauge", "Whether the last backup that ended succeeded.", succeeded);
    }
}

struct Text(String);

impl Text {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn one(&mut self, name: &str, kind: &str, help: &str, value: impl std::fmt::Display) {
        self.head(name, kind, help);
        self.line(name, &[], value);
    }

    fn line(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let labels: Vec<String> = labels.iter().map(|(label, text)| format!("{label}=\"{}\"", escaped(text))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        let _ = writeln!(self.0, "{name}{labels} {value}");
    }

    fn histogram(&mut self, name: &str, labels: &[(&str, &str)], histogram: &Histogram) {
        let mut so_far = 0;
        let bucket = |out: &mut Self, bound: &str, count: u64| {
            let labels: Vec<(&str, &str)> = labels.iter().copied().chain([("le", bound)]).collect();
            out.line(&format!("{name}_bucket"), &labels, count);
        };
        for (bound, count) in BOUNDS.iter().zip(histogram.counts) {
            so_far += count;
            bucket(self, &(*bound as f64 / 1e6).to_string(), so_far);
        }
        bucket(self, "+Inf", histogram.count);
        self.line(&format!("{name}_sum"), labels, histogram.micros as f64 / 1e6);
        self.line(&format!("{name}_count"), labels, histogram.count);
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}
