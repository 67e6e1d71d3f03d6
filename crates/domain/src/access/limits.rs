//! What limits a key beside its stores and methods: as it is kept with the key, and as the gate holds it.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use wire::Moment;

use crate::access::addresses::Addresses;
use crate::access::hours::{Hours, Window};
use crate::access::rate_limit::Allowance;
use crate::access::reason::Reason;

/// Calls a second that a key from the form may make, unless something else is chosen.
pub const USUAL_RATE: u32 = 10;

/// Limits as they are kept in a key's body, under `limits`; the default limits nothing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// The token is accepted in a header only.
    #[serde(skip_serializing_if = "is_default")]
    pub header_only: bool,
    /// Addresses, networks and ranges it works from; none for everywhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<String>,
    /// Calls from elsewhere are noted, not refused.
    #[serde(skip_serializing_if = "is_default")]
    pub report_only: bool,
    /// Calls a second; 0 for as many as come.
    #[serde(skip_serializing_if = "is_default")]
    pub rate: u32,
    /// Calls it may make at once; 0 for as many as in a second.
    #[serde(skip_serializing_if = "is_default")]
    pub burst: u32,
    /// A call above the rate is refused at once instead of waiting for its turn.
    #[serde(skip_serializing_if = "is_default")]
    pub refuse_at_once: bool,
    /// Too many calls are answered by 429; otherwise by 503, which older clients expect.
    #[serde(skip_serializing_if = "is_default")]
    pub modern_status: bool,
    /// From when on it works, in Unix seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<i64>,
    /// The hours of the week at which it works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// A call with a replaced token switches the key off.
    #[serde(skip_serializing_if = "is_default")]
    pub suspend_on_reuse: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Limits {
    /// The limits that a form of a new key proposes.
    pub fn usual() -> Self {
        Self { rate: USUAL_RATE, ..Self::default() }
    }

    /// The limits in a key's body.
    pub fn of_body(body: &Map<String, Value>) -> Self {
        body.get("limits").and_then(|limits| serde_json::from_value(limits.clone()).ok()).unwrap_or_default()
    }

    /// Puts them into a key's body; limits that limit nothing are left out.
    pub fn put(&self, body: &mut Map<String, Value>) {
        match serde_json::to_value(self) {
            Ok(value) if *self != Self::default() => body.insert("limits".to_owned(), value),
            _ => body.shift_remove("limits"),
        };
    }

    /// What is wrong with them: the field and the text.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        if let Err(error) = Addresses::read(&self.addresses) {
            return Some(("addresses", error));
        }
        if self.report_only && self.addresses.is_empty() {
            return Some(("addresses", "Enter the IP addresses that calls are expected from.".to_owned()));
        }
        self.hours.as_ref().and_then(|hours| Window::of(hours).err()).map(|error| ("hours", error))
    }
}

/// How a token came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// In the header `X-API-KEY`.
    Header,
    /// In the header `Authorization`.
    Bearer,
    /// In the address.
    Query,
    /// In the body.
    Body,
}

impl Transport {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Bearer => "bearer",
            Self::Query => "query",
            Self::Body => "body",
        }
    }

    /// Whether it is a header.
    pub fn is_header(self) -> bool {
        matches!(self, Self::Header | Self::Bearer)
    }
}

/// Limits as the gate holds them, everything looked up; in the order in which they are best fetched, as [`Rules`].
///
/// [`Rules`]: super::rules::Rules
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Bounds {
    starts_at: Option<i64>,
    window: Option<Box<Window>>,
    rate: u32,
    burst: u32,
    /// The status of too many calls.
    pub too_many: u16,
    refuse_at_once: bool,
    header_only: bool,
    report_only: bool,
    /// A call with a replaced token switches the key off.
    pub suspend_on_reuse: bool,
    addresses: Addresses,
}

impl Bounds {
    /// The bounds of limits; `None` when nothing is limited.
    ///
    /// # Errors
    /// They cannot be read; the key must not be admitted by mistake.
    pub fn of(limits: &Limits) -> Result<Option<Self>, String> {
        if *limits == Limits::default() {
            return Ok(None);
        }
        Ok(Some(Self {
            header_only: limits.header_only,
            addresses: Addresses::read(&limits.addresses)?,
            report_only: limits.report_only,
            starts_at: limits.starts_at,
            window: limits.hours.as_ref().map(Window::of).transpose()?.map(Box::new),
            rate: limits.rate,
            burst: limits.burst,
            refuse_at_once: limits.refuse_at_once,
            too_many: if limits.modern_status { 429 } else { 503 },
            suspend_on_reuse: limits.suspend_on_reuse,
        }))
    }

    /// How often calls may come.
    pub fn rate_limit(&self) -> Allowance {
        Allowance::of(self.rate, self.burst, !self.refuse_at_once)
    }

    /// The first bound that a call breaks, of those that are looked at before its method.
    pub fn broken(&self, now: Moment, transport: Transport, address: IpAddr) -> Option<Reason> {
        if self.starts_at.is_some_and(|start| now.0 < start) || self.window.as_ref().is_some_and(|window| !window.contains(now)) {
            return Some(Reason::Time);
        }
        if self.header_only && !transport.is_header() {
            return Some(Reason::Transport);
        }
        (!self.report_only && !self.addresses.contain(address)).then_some(Reason::Address)
    }

    /// True when a call comes from elsewhere than expected, and that is only noted.
    pub fn is_unexpected(&self, address: IpAddr) -> bool {
        self.report_only && !self.addresses.contain(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_kept_as_they_are() {
        let limits = Limits {
            header_only: true,
            addresses: vec!["10.0.0.0/8".to_owned()],
            rate: 10,
            starts_at: Some(5),
            hours: Hours::parse("mon-fri", "09:00-18:00", "UTC").ok(),
            ..Limits::default()
        };
        let mut body = Map::new();
        limits.put(&mut body);
        assert_eq!(Limits::of_body(&body), limits);
        Limits::default().put(&mut body);
        assert!(body.is_empty());
    }

    #[test]
    fn limits_that_cannot_be_read_open_nothing() {
        let limits = Limits { addresses: vec!["here".to_owned()], ..Limits::default() };
        assert!(limits.fault().is_some() && Bounds::of(&limits).is_err());
        let limits = Limits { report_only: true, ..Limits::default() };
        assert_eq!(limits.fault().map(|(field, _)| field), Some("addresses"));
    }

    #[test]
    fn each_bound_is_told_apart() {
        let (here, there) = ("10.0.0.1".parse().expect("an address"), "203.0.113.7".parse().expect("an address"));
        let limits = Limits { header_only: true, addresses: vec!["10.0.0.0/8".to_owned()], starts_at: Some(100), ..Limits::default() };
        let bounds = Bounds::of(&limits).ok().flatten().expect("bounds");
        assert_eq!(bounds.broken(Moment(99), Transport::Header, here), Some(Reason::Time));
        assert_eq!(bounds.broken(Moment(100), Transport::Query, here), Some(Reason::Transport));
        assert_eq!(bounds.broken(Moment(100), Transport::Body, here), Some(Reason::Transport));
        assert_eq!(bounds.broken(Moment(100), Transport::Header, there), Some(Reason::Address));
        assert_eq!(bounds.broken(Moment(100), Transport::Bearer, here), None);
        let trial = Bounds::of(&Limits { report_only: true, ..limits }).ok().flatten().expect("bounds");
        assert_eq!(trial.broken(Moment(100), Transport::Header, there), None);
        assert!(trial.is_unexpected(there) && !trial.is_unexpected(here));
    }
}
