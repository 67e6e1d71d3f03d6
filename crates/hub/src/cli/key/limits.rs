//! The options by which a key is limited and described, the same when it is made and when it is changed.

use domain::access::limits::Limits;
use domain::keys::{Card, Changes, when};
use wire::{Moment, Zone};

use super::settings::Given;
use crate::cli::Stop;

/// Limits and notes. Options that are not given stay unchanged.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    #[command(flatten)]
    given: Given,
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
        let mut limits = so_far.clone();
        self.given.put(&mut limits, zone, now)?;
        match self.given.ends.as_deref() {
            None => {}
            Some("never") => changes.ends_at = Some(None),
            Some(text) => {
                let ends_at = when::parse(text, zone, now).map_err(|error| Stop::Usage(format!("--ends: {error}")))?;
                changes.ends_at = Some(Some(ends_at));
            }
        }
        if limits != so_far {
            changes.limits = Some(limits);
        }
        changes.card = Card { purpose: self.purpose, owner: self.owner, party: self.party, ours: None, review: self.review };
        Ok(())
    }
}
