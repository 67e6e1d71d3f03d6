//! The options by which a key is limited and described, the same when it is made and when it is changed.

use domain::access::addresses::Addresses;
use domain::access::hours::Hours;
use domain::access::limits::Limits;
use domain::keys::{Card, Changes, when};
use wire::{Moment, Zone};

use crate::cli::Stop;

/// Limits and notes. Options that are not given stay unchanged.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Calls per second, four times as many for telephony methods; 0 = no limit
    #[arg(long, value_name = "NUMBER", help_heading = "Limits")]
    rate: Option<u32>,
    /// Calls that may come at once; 0 = one second's worth
    #[arg(long, value_name = "NUMBER", help_heading = "Limits")]
    burst: Option<u32>,
    /// Refuse calls above the limit at once; otherwise they wait up to 5 seconds
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    refuse_at_once: Option<bool>,
    /// Status for calls above the limit: 503, which older clients understand, or 429
    #[arg(long, value_name = "503|429", help_heading = "Limits", value_parser = ["503", "429"])]
    too_many: Option<String>,
    /// Allowed IP addresses, networks (10.0.0.0/8) and ranges, separated by commas; empty for any
    #[arg(long, value_name = "ADDRESS,…", help_heading = "Limits")]
    addresses: Option<String>,
    /// Report calls from other IP addresses without refusing them
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    report_only: Option<bool>,
    /// Accept the token in a header only, never in a URL or a body
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    header_only: Option<bool>,
    /// Start: 2027-01-31, "2027-01-31 09:00", 24h; "now" for at once
    #[arg(long, value_name = "WHEN", help_heading = "Limits")]
    starts: Option<String>,
    /// Expiry: 2027-01-31, 30d; "never" for no expiry
    #[arg(long, value_name = "WHEN", help_heading = "Limits")]
    ends: Option<String>,
    /// Days, hours and, if different from the account's, a time zone: "mon-fri 09:00-18:00 Europe/Madrid"; "always" for all
    #[arg(long, value_name = "HOURS", help_heading = "Limits")]
    hours: Option<String>,
    /// Disable the key if a replaced token is used
    #[arg(long, value_name = "true|false", num_args = 0..=1, default_missing_value = "true", help_heading = "Limits")]
    suspend_on_reuse: Option<bool>,
    /// What it is for
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    purpose: Option<String>,
    /// Contact
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    owner: Option<String>,
    /// The company that uses it, if it is not yours
    #[arg(long, value_name = "TEXT", help_heading = "Notes")]
    party: Option<String>,
    /// Review date: 2027-01-31
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
        changes.card = Card { purpose: self.purpose, owner: self.owner, party: self.party, ours: None, review: self.review };
        Ok(())
    }
}
