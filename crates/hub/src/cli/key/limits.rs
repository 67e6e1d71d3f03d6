//! The options by which a key is limited and described, the same when it is made and when it is changed.

use wire::{Moment, Zone};

use crate::cli::Stop;
use crate::domain::keys::{Card, Changes, when};
use crate::keys::addresses::Addresses;
use crate::keys::hours::Hours;
use crate::keys::limits::Limits;

/// Limits and notes. What is not named stays as it is.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Calls a second it may make, four times as many of telephony; 0 for as many as come
    #[arg(long, value_name = "NUMBER", help_heading = "Limits")]
    rate: Option<u32>,
    /// Calls it may make at once; 0 for as many as in a second
    #[arg(long, value_name = "NUMBER", help_heading = "Limits")]
    burst: Option<u32>,
    /// Whether a call above the rate is refused at once; otherwise it waits for its turn, up to 5 seconds
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    refuse_at_once: Option<bool>,
    /// The status of too many calls: 503, which older clients wait at, or 429
    #[arg(long, value_name = "503|429", help_heading = "Limits", value_parser = ["503", "429"])]
    too_many: Option<String>,
    /// Addresses, networks (10.0.0.0/8) and ranges it works from, separated by commas; an empty text for everywhere
    #[arg(long, value_name = "ADDRESS,…", help_heading = "Limits")]
    addresses: Option<String>,
    /// Whether calls from other addresses are only noted, not refused
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    report_only: Option<bool>,
    /// Whether the token is accepted in a header only, never in an address or a body
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    header_only: Option<bool>,
    /// From when on it works: 2027-01-31, "2027-01-31 09:00", 24h; "now" for at once
    #[arg(long, value_name = "WHEN", help_heading = "Limits")]
    starts: Option<String>,
    /// From when on it does not work: 2027-01-31, 30d; "never" for no end
    #[arg(long, value_name = "WHEN", help_heading = "Limits")]
    ends: Option<String>,
    /// Weekdays, hours and, if it is not the account's, a time zone: "mon-fri 09:00-18:00 Europe/Madrid"; "always" for all
    #[arg(long, value_name = "HOURS", help_heading = "Limits")]
    hours: Option<String>,
    /// Whether a call with a token that was replaced switches the key off
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    suspend_on_reuse: Option<bool>,
    /// What it is for
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    purpose: Option<String>,
    /// Whom to ask about it
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    owner: Option<String>,
    /// The company that uses it, if it is not your own
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    party: Option<String>,
    /// The day by which to look whether it is still needed: 2027-01-31
    #[arg(long, value_name = "DAY", help_heading = "Notes")]
    review: Option<String>,
}

impl Options {
    /// Puts what was named into changes of a key that is limited like this so far.
    pub fn put(self, changes: &mut Changes, so_far: Limits, zone: &Zone, now: Moment) -> Result<(), Stop> {
        let usage = |error: String| Stop::Usage(error);
        let mut limits = so_far.clone();
        if let Some(rate) = self.rate {
            limits.rate = rate;
        }
        limits.burst = self.burst.unwrap_or(limits.burst);
        limits.refuse_at_once = self.refuse_at_once.unwrap_or(limits.refuse_at_once);
        if let Some(status) = self.too_many {
            limits.modern_status = status == "429";
        }
        if let Some(addresses) = self.addresses {
            let read = Addresses::parse(&addresses).map_err(|error| usage(format!("--addresses: {error}")))?;
            limits.addresses = read.texts().map(str::to_owned).collect();
        }
        limits.report_only = self.report_only.unwrap_or(limits.report_only);
        limits.header_only = self.header_only.unwrap_or(limits.header_only);
        limits.suspend_on_reuse = self.suspend_on_reuse.unwrap_or(limits.suspend_on_reuse);
        match self.starts.as_deref() {
            None => {}
            Some("now") => limits.starts_at = None,
            Some(text) => limits.starts_at = Some(when::parse(text, zone, now).map_err(|error| usage(format!("--starts: {error}")))?),
        }
        match self.hours.as_deref() {
            None => {}
            Some("always") => limits.hours = None,
            Some(text) => limits.hours = Some(Hours::read(text, zone).map_err(|error| usage(format!("--hours: {error}")))?),
        }
        match self.ends.as_deref() {
            None => {}
            Some("never") => changes.ends_at = Some(None),
            Some(text) => changes.ends_at = Some(Some(when::parse(text, zone, now).map_err(|error| usage(format!("--ends: {error}")))?)),
        }
        if limits != so_far {
            changes.limits = Some(limits);
        }
        changes.card = Card { purpose: self.purpose, owner: self.owner, party: self.party, review: self.review };
        Ok(())
    }
}
