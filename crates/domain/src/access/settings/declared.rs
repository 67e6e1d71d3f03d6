//! The declared settings of a key's limits, in the order of the API.

use super::super::addresses::Addresses;
use super::super::limits::{Limits, USUAL_RATE};
use super::{Bulk, Held, Kind, Place, Setting, Within};

macro_rules! held {
    ($field:ident) => {
        held!($field, $field)
    };
    ($field:ident, $sent:ident) => {
        Held {
            get: |limits| &limits.$field,
            change: |limits| &mut limits.$field,
            sent: |sent| &sent.$sent,
            answered: |answer| &mut answer.$sent,
        }
    };
}

/// Every setting.
pub static SETTINGS: [Setting; 10] = [
    Setting {
        json: "rate",
        field: "rate",
        option: "rate",
        help: "Calls per second, four times as many for telephony methods; 0 = no limit",
        label: "limit-rate",
        hint: Some("limit-rate-hint"),
        fact: "fact-rate",
        summary: Some("summary-rate"),
        kind: Kind::Count(held!(rate), "Calls a second"),
        within: Within::Rule { wider: faster, narrow: slow_down },
        bulk: Some(Bulk::Count {
            sent: |sent| &sent.rate,
            help: "Calls per second; 0 = no limit",
            operation: "rate",
            texts: ("list-set-rate", "bulk-rate-hint"),
            proposed: USUAL_RATE,
        }),
    },
    Setting {
        json: "burst",
        field: "burst",
        option: "burst",
        help: "Calls that may come at once; 0 = one second's worth",
        label: "limit-burst",
        hint: Some("limit-burst-hint"),
        fact: "fact-burst",
        summary: None,
        kind: Kind::Count(held!(burst), "Calls at once"),
        within: Within::Rule { wider: more_at_once, narrow: fewer_at_once },
        bulk: None,
    },
    Setting {
        json: "refuseAtOnce",
        field: "refuse_at_once",
        option: "refuse-at-once",
        help: "Refuse calls above the limit at once; otherwise they wait up to 5 seconds",
        label: "limit-refuse-at-once",
        hint: None,
        fact: "fact-refuse-at-once",
        summary: None,
        kind: Kind::Flag(held!(refuse_at_once), Place::Below("burst")),
        within: Within::Anything,
        bulk: None,
    },
    Setting {
        json: "tooMany",
        field: "modern_status",
        option: "too-many",
        help: "Status for calls above the limit: 503, which older clients understand, or 429",
        label: "limit-modern",
        hint: None,
        fact: "fact-modern-status",
        summary: None,
        kind: Kind::Status(held!(modern_status, too_many), Place::Below("rate")),
        within: Within::Anything,
        bulk: None,
    },
    Setting {
        json: "addresses",
        field: "addresses",
        option: "addresses",
        help: "Allowed IP addresses, networks (10.0.0.0/8) and ranges, separated by commas; empty for any",
        label: "limit-addresses",
        hint: Some("limit-addresses-hint"),
        fact: "fact-address",
        summary: Some("summary-addresses"),
        kind: Kind::Addresses(held!(addresses)),
        within: Within::Rule { wider: from_elsewhere, narrow: from_there },
        bulk: None,
    },
    Setting {
        json: "reportOnly",
        field: "report_only",
        option: "report-only",
        help: "Report calls from other IP addresses without refusing them",
        label: "limit-report-only",
        hint: None,
        fact: "fact-report-only",
        summary: None,
        kind: Kind::Flag(held!(report_only), Place::Below("addresses")),
        // Part of the rule about addresses.
        within: Within::Anything,
        bulk: None,
    },
    Setting {
        json: "headerOnly",
        field: "header_only",
        option: "header-only",
        help: "Accept the token in a header only, never in a URL or a body",
        label: "limit-header-only",
        hint: None,
        fact: "fact-header-only",
        summary: Some("summary-header-only"),
        kind: Kind::Flag(held!(header_only), Place::End),
        within: Within::Same("The calling key accepts its token in a header only."),
        bulk: Some(Bulk::Flag {
            sent: |sent| &sent.header_only,
            help: "Accept the token in a header only",
            operations: ("header-only", "any-transport"),
        }),
    },
    Setting {
        json: "startsAt",
        field: "starts",
        option: "starts",
        help: "Start: 2027-01-31, \"2027-01-31 09:00\", 24h; \"now\" for at once",
        label: "limit-starts",
        hint: None,
        fact: "fact-begins",
        summary: Some("summary-starts"),
        kind: Kind::Moment(held!(starts_at)),
        // A start has passed once the key can ask, and limits nothing any more.
        within: Within::Anything,
        bulk: None,
    },
    Setting {
        json: "hours",
        field: "hours",
        option: "hours",
        help: "Days, hours and, if different from the account's, a time zone: \"mon-fri 09:00-18:00 Europe/Madrid\"; \"always\" for all",
        label: "limit-hours",
        hint: None,
        fact: "limit-hours",
        summary: Some("summary-hours"),
        kind: Kind::Hours(held!(hours)),
        within: Within::Rule { wider: at_other_hours, narrow: at_those_hours },
        bulk: None,
    },
    Setting {
        json: "suspendOnReuse",
        field: "suspend_on_reuse",
        option: "suspend-on-reuse",
        help: "Disable the key if a replaced token is used",
        label: "limit-suspend",
        hint: None,
        fact: "fact-suspend",
        summary: None,
        kind: Kind::Flag(held!(suspend_on_reuse), Place::End),
        within: Within::Anything,
        bulk: None,
    },
];

type Wider = Option<(&'static str, String)>;

fn faster(own: &Limits, other: &Limits) -> Wider {
    let wider = other.rate > 0 && (own.rate == 0 || own.rate > other.rate);
    wider.then(|| ("rate", format!("The calling key may make {} calls per second.", other.rate)))
}

fn slow_down(own: &mut Limits, other: &Limits) {
    if faster(own, other).is_some() {
        own.rate = other.rate;
    }
}

/// Calls that may be made at once under limits that have a rate.
fn at_once(limits: &Limits) -> u32 {
    if limits.burst == 0 { limits.rate } else { limits.burst }
}

fn more_at_once(own: &Limits, other: &Limits) -> Wider {
    let wider = other.rate > 0 && at_once(own) > at_once(other);
    wider.then(|| ("burst", format!("The calling key may make {} calls at once.", at_once(other))))
}

fn fewer_at_once(own: &mut Limits, other: &Limits) {
    if other.rate > 0 && own.burst.max(own.rate) > at_once(other) {
        own.burst = at_once(other);
    }
}

fn from_elsewhere(own: &Limits, other: &Limits) -> Wider {
    // Addresses that are only watched refuse no call.
    if other.addresses.is_empty() || other.report_only {
        return None;
    }
    let within = match (Addresses::read(&own.addresses), Addresses::read(&other.addresses)) {
        (Ok(own), Ok(other)) => own.are_within(&other),
        _ => false,
    };
    if !within {
        return Some(("addresses", format!("The calling key only works from {}.", other.addresses.join(", "))));
    }
    own.report_only.then(|| ("reportOnly", "The calling key refuses calls from other IP addresses.".to_owned()))
}

fn from_there(own: &mut Limits, other: &Limits) {
    if !other.addresses.is_empty() && !other.report_only && (own.addresses.is_empty() || own.report_only) {
        (own.addresses, own.report_only) = (other.addresses.clone(), false);
    }
}

fn at_other_hours(own: &Limits, other: &Limits) -> Wider {
    let hours = other.hours.as_ref()?;
    let within = own.hours.as_ref().is_some_and(|own| own.are_within(hours));
    (!within).then(|| ("hours", "The calling key works at certain hours: use the same or fewer hours.".to_owned()))
}

fn at_those_hours(own: &mut Limits, other: &Limits) {
    own.hours = own.hours.take().or_else(|| other.hours.clone());
}
