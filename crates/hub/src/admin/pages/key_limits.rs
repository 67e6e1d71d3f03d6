//! The part of a key's form with its limits and notices: as typed, and as read.

use database::keys::Key;
use domain::access::addresses::Addresses;
use domain::access::hours::Hours;
use domain::access::limits::{Limits, USUAL_RATE};
use domain::account::Account;
use domain::keys::lifetime::Longest;
use domain::keys::{self, Card, Changes, when};
use wire::{Moment, Problem};

use crate::admin::fields::Fields;

/// The fields, as texts, so that what was typed wrongly can be shown again.
#[derive(Debug, Clone, Default)]
pub struct LimitsForm {
    pub rate: String,
    pub burst: String,
    pub refuse_at_once: bool,
    pub modern_status: bool,
    pub addresses: String,
    pub report_only: bool,
    pub header_only: bool,
    pub starts: String,
    pub ends: String,
    /// Weekdays, 1 for Monday.
    pub days: Vec<u8>,
    pub from: String,
    pub till: String,
    pub zone: String,
    pub suspend_on_reuse: bool,
    /// Whether it is a template's, which has no beginning, no end and no notes.
    pub of_template: bool,
    pub purpose: String,
    pub owner: String,
    pub party: String,
    pub review: String,
}

impl LimitsForm {
    /// The fields of a new key.
    pub fn fresh(account: &Account) -> Self {
        Self { rate: USUAL_RATE.to_string(), zone: account.zone.name().unwrap_or("UTC").to_owned(), ..Self::default() }
    }

    /// Proposes an end where the account lets no key live without one.
    pub fn bound(&mut self, account: &Account, now: Moment) {
        let days = Longest::of(account).any;
        if days > 0 && self.ends.is_empty() {
            self.ends = account.zone.local(Moment(now.0 + days * 86_400)).strftime("%Y-%m-%dT%H:%M").to_string();
        }
    }

    /// The fields of a key there is.
    pub fn of_key(account: &Account, key: &Key) -> Self {
        let (limits, card) = (keys::limits(key), Card::of(key, &account.users));
        let local = |moment: Option<i64>| {
            moment.map(|moment| {
                account
                    .zone
                    .local(Moment(moment))
                    .strftime(if moment % 60 == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" })
                    .to_string()
            })
        };
        Self {
            starts: local(limits.starts_at).unwrap_or_default(),
            ends: local(key.ends_at).unwrap_or_default(),
            purpose: card.purpose.unwrap_or_default(),
            owner: card.owner.unwrap_or_default(),
            party: card.party.unwrap_or_default(),
            review: card.review.unwrap_or_default(),
            ..Self::of_limits(account, &limits)
        }
    }

    /// The fields of limits without beginning and end.
    pub fn of_limits(account: &Account, limits: &Limits) -> Self {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let hours = limits.hours.as_ref();
        Self {
            rate: if limits.rate == 0 { String::new() } else { limits.rate.to_string() },
            burst: if limits.burst == 0 { String::new() } else { limits.burst.to_string() },
            refuse_at_once: limits.refuse_at_once,
            modern_status: limits.modern_status,
            addresses: limits.addresses.join("\n"),
            report_only: limits.report_only,
            header_only: limits.header_only,
            days: hours.map(|hours| hours.days.clone()).unwrap_or_default(),
            from: hours.map(|hours| time(hours.from)).unwrap_or_default(),
            till: hours.map(|hours| time(hours.till)).unwrap_or_default(),
            zone: hours.map_or_else(|| account.zone.name().unwrap_or("UTC").to_owned(), |hours| hours.zone.clone()),
            suspend_on_reuse: limits.suspend_on_reuse,
            ..Self::default()
        }
    }

    /// The fields as they came from the browser.
    pub fn of_fields(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).trim().to_owned();
        Self {
            rate: text("rate"),
            burst: text("burst"),
            refuse_at_once: fields.has("refuse_at_once"),
            modern_status: fields.has("modern_status"),
            addresses: text("addresses"),
            report_only: fields.has("report_only"),
            header_only: fields.has("header_only"),
            starts: text("starts"),
            ends: text("ends"),
            days: fields.all("day").filter_map(|day| day.parse().ok()).collect(),
            from: text("from"),
            till: text("till"),
            zone: text("zone"),
            suspend_on_reuse: fields.has("suspend_on_reuse"),
            purpose: text("purpose"),
            owner: text("owner"),
            party: text("party"),
            review: text("review"),
            of_template: false,
        }
    }

    /// Adds addresses to the list from which calls are let in; a list that lets in everything is left.
    pub fn let_in<'a>(&mut self, addresses: impl Iterator<Item = &'a str>) {
        for address in addresses {
            let known = self.addresses.is_empty() || self.addresses.lines().any(|line| line.trim() == address);
            if !known && address.parse::<std::net::IpAddr>().is_ok() {
                self.addresses = format!("{}\n{address}", self.addresses.trim_end());
            }
        }
    }

    /// Whether a weekday is chosen.
    pub fn has_day(&self, day: &u8) -> bool {
        self.days.contains(day)
    }

    /// The fields as the browser would send them.
    pub fn say(&self, say: &mut impl FnMut(&str, &str)) {
        let ticks = [
            ("refuse_at_once", self.refuse_at_once),
            ("modern_status", self.modern_status),
            ("report_only", self.report_only),
            ("header_only", self.header_only),
            ("suspend_on_reuse", self.suspend_on_reuse),
        ];
        let texts = [
            ("rate", self.rate.as_str()),
            ("burst", &self.burst),
            ("addresses", &self.addresses),
            ("starts", &self.starts),
            ("ends", &self.ends),
            ("from", &self.from),
            ("till", if self.till == "24:00" { "" } else { &self.till }),
            ("zone", &self.zone),
            ("purpose", &self.purpose),
            ("owner", &self.owner),
            ("party", &self.party),
            ("review", &self.review),
        ];
        texts.into_iter().for_each(|(name, text)| say(name, text));
        ticks.into_iter().filter(|(_, ticked)| *ticked).for_each(|(name, _)| say(name, "yes"));
        self.days.iter().for_each(|day| say("day", &day.to_string()));
    }

    /// Puts what is meant into the changes, and returns what cannot be read, every field of it.
    pub fn put(&self, changes: &mut Changes, account: &Account, now: Moment) -> Option<Problem> {
        let mut found: Option<Problem> = None;
        let mut wrong = |field: &str, text: String| {
            let fault = Problem::entity(field, text);
            found = Some(match found.take() {
                Some(known) => known.and_all(fault),
                None => fault,
            });
        };
        let mut moment = |field: &str, text: &str| -> Option<i64> {
            let read = (!text.is_empty()).then(|| when::parse(text, &account.zone, now))?;
            read.map_err(|error| wrong(field, error)).ok()
        };
        let (starts_at, ends_at) = (moment("starts", &self.starts), moment("ends", &self.ends));
        let mut count = |field: &str, text: &str| -> u32 {
            let read = if text.is_empty() { Some(0) } else { text.parse().ok().filter(|count| *count <= 1_000_000) };
            read.unwrap_or_else(|| {
                wrong(field, format!("\"{text}\" is not a valid number."));
                0
            })
        };
        let (rate, burst) = (count("rate", &self.rate), count("burst", &self.burst));
        let addresses = Addresses::parse(&self.addresses).map(|read| read.texts().map(str::to_owned).collect());
        let hours = self.hours();
        changes.limits = Some(Limits {
            header_only: self.header_only,
            addresses: addresses.unwrap_or_else(|error| {
                wrong("addresses", error);
                Vec::new()
            }),
            report_only: self.report_only,
            rate,
            burst,
            refuse_at_once: self.refuse_at_once,
            modern_status: self.modern_status,
            starts_at,
            hours: hours.unwrap_or_else(|error| {
                wrong("hours", error);
                None
            }),
            suspend_on_reuse: self.suspend_on_reuse,
        });
        changes.ends_at = Some(ends_at);
        changes.card = Card {
            purpose: Some(self.purpose.clone()),
            owner: Some(self.owner.clone()),
            party: Some(self.party.clone()),
            ours: None,
            review: Some(self.review.clone()),
        };
        if found.as_ref().is_some_and(|found| found.errors.contains_key("addresses")) {
            // The other rule about an empty list would only repeat the fault.
            changes.limits.iter_mut().for_each(|limits| limits.report_only = false);
        }
        found
    }

    /// Days without times are whole days, times without days are every day.
    fn hours(&self) -> Result<Option<Hours>, String> {
        if self.days.is_empty() && self.from.is_empty() && self.till.is_empty() {
            return Ok(None);
        }
        let days: Vec<String> = self.days.iter().map(u8::to_string).collect();
        let days = if days.is_empty() { "all".to_owned() } else { days.join(",") };
        let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        Hours::parse(&days, &format!("{}-{}", or(&self.from, "00:00"), or(&self.till, "24:00")), &or(&self.zone, "UTC")).map(Some)
    }
}
