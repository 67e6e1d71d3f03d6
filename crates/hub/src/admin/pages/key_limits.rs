//! The part of a key's form with its limits and notices: as typed, and as read.

use std::collections::BTreeMap;

use database::keys::Key;
use domain::access::addresses::Addresses;
use domain::access::hours::Hours;
use domain::access::limits::Limits;
use domain::access::settings::{Kind, MOST, Place, SETTINGS, Setting, Value};
use domain::account::Account;
use domain::keys::lifetime::Longest;
use domain::keys::{self, Card, Changes, when};
use wire::{Moment, Problem};

use crate::admin::fields::Fields;

/// The fields, as texts, so that what was typed wrongly can be shown again.
#[derive(Debug, Clone, Default)]
pub struct LimitsForm {
    /// The fields of the settings by their names, other than hours; a ticked box is "yes".
    typed: BTreeMap<&'static str, String>,
    pub ends: String,
    /// Weekdays, 1 for Monday.
    pub days: Vec<u8>,
    pub from: String,
    pub till: String,
    pub zone: String,
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
        Self::of_limits(account, &Limits::usual())
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
        let mut form = Self {
            ends: key.ends_at.map(|moment| local(account, moment)).unwrap_or_default(),
            purpose: card.purpose.unwrap_or_default(),
            owner: card.owner.unwrap_or_default(),
            party: card.party.unwrap_or_default(),
            review: card.review.unwrap_or_default(),
            ..Self::of_limits(account, &limits)
        };
        form.fill(&limits, |value| match value {
            Value::Moment(moment) => Some(local(account, *moment)),
            _ => None,
        });
        form
    }

    /// The fields of limits without beginning and end.
    pub fn of_limits(account: &Account, limits: &Limits) -> Self {
        let time = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let hours = limits.hours.as_ref();
        let mut form = Self {
            days: hours.map(|hours| hours.days.clone()).unwrap_or_default(),
            from: hours.map(|hours| time(hours.from)).unwrap_or_default(),
            till: hours.map(|hours| time(hours.till)).unwrap_or_default(),
            zone: hours.map_or_else(|| account.zone.name().unwrap_or("UTC").to_owned(), |hours| hours.zone.clone()),
            ..Self::default()
        };
        form.fill(limits, |value| match value {
            Value::Flag(_) => Some("yes".to_owned()),
            Value::Count(count) => Some(count.to_string()),
            Value::Address(range) => Some(range.clone()),
            Value::Moment(_) | Value::Hours(_) => None,
        });
        form
    }

    /// Writes what limits say into the fields; several values of one field are lines of it.
    fn fill(&mut self, limits: &Limits, shown: impl Fn(&Value) -> Option<String>) {
        for setting in &SETTINGS {
            let lines: Vec<String> = setting.said(limits).iter().filter_map(&shown).collect();
            if !lines.is_empty() {
                self.typed.insert(setting.field, lines.join("\n"));
            }
        }
    }

    /// The same fields as those of a template.
    pub fn into_template(self) -> Self {
        Self { of_template: true, ..self }
    }

    /// The fields as they came from the browser.
    pub fn of_fields(fields: &Fields) -> Self {
        let text = |name: &str| fields.text(name).trim().to_owned();
        let typed = |setting: &Setting| match setting.place() {
            Some(_) => {
                if fields.has(setting.field) {
                    "yes".to_owned()
                } else {
                    String::new()
                }
            }
            None => text(setting.field),
        };
        let own = SETTINGS.iter().filter(|setting| !matches!(setting.kind, Kind::Hours(_)));
        Self {
            typed: own.map(|setting| (setting.field, typed(setting))).filter(|(_, text)| !text.is_empty()).collect(),
            ends: text("ends"),
            days: fields.all("day").filter_map(|day| day.parse().ok()).collect(),
            from: text("from"),
            till: text("till"),
            zone: text("zone"),
            purpose: text("purpose"),
            owner: text("owner"),
            party: text("party"),
            review: text("review"),
            of_template: false,
        }
    }

    /// What is in the field of a setting.
    pub fn text(&self, setting: &Setting) -> &str {
        self.typed.get(setting.field).map_or("", String::as_str)
    }

    /// Whether the box of a setting is ticked.
    pub fn is_ticked(&self, setting: &Setting) -> bool {
        !self.text(setting).is_empty()
    }

    /// The settings that have a field of their own in the grid, in their order.
    pub fn in_grid(&self) -> impl Iterator<Item = &'static Setting> {
        let template = self.of_template;
        let outside =
            move |setting: &Setting| matches!(setting.kind, Kind::Hours(_)) || (template && matches!(setting.kind, Kind::Moment(_)));
        SETTINGS.iter().filter(move |setting| setting.place().is_none() && !outside(setting))
    }

    /// The boxes below the field of a setting.
    pub fn below(&self, field: &str) -> impl Iterator<Item = &'static Setting> {
        SETTINGS.iter().filter(move |setting| matches!(setting.place(), Some(Place::Below(name)) if name == field))
    }

    /// The boxes at the end of the form.
    pub fn at_end(&self) -> impl Iterator<Item = &'static Setting> {
        SETTINGS.iter().filter(|setting| setting.place() == Some(Place::End))
    }

    /// The fields that can be wrong, separated by spaces.
    pub fn fallible(&self) -> String {
        let own = SETTINGS.iter().filter(|setting| setting.place().is_none()).map(|setting| setting.field);
        own.chain(["ends", "endsAt", "life"]).collect::<Vec<_>>().join(" ")
    }

    /// Adds addresses to the list from which calls are let in; a list that lets in everything is left.
    pub fn let_in<'a>(&mut self, addresses: impl Iterator<Item = &'a str>) {
        for address in addresses {
            let Some(list) = self.typed.get_mut("addresses") else { return };
            let known = list.lines().any(|line| line.trim() == address);
            if !known && address.parse::<std::net::IpAddr>().is_ok() {
                *list = format!("{}\n{address}", list.trim_end());
            }
        }
    }

    /// Whether a weekday is chosen.
    pub fn has_day(&self, day: &u8) -> bool {
        self.days.contains(day)
    }

    /// The fields as the browser would send them.
    pub fn say(&self, say: &mut impl FnMut(&str, &str)) {
        let (ticks, own): (Vec<&Setting>, Vec<&Setting>) = SETTINGS.iter().partition(|setting| setting.place().is_some());
        let own = own.into_iter().filter(|setting| !matches!(setting.kind, Kind::Hours(_)));
        own.for_each(|setting| say(setting.field, self.text(setting)));
        let texts = [
            ("ends", self.ends.as_str()),
            ("from", &self.from),
            ("till", if self.till == "24:00" { "" } else { &self.till }),
            ("zone", &self.zone),
            ("purpose", &self.purpose),
            ("owner", &self.owner),
            ("party", &self.party),
            ("review", &self.review),
        ];
        texts.into_iter().for_each(|(name, text)| say(name, text));
        ticks.into_iter().filter(|setting| self.is_ticked(setting)).for_each(|setting| say(setting.field, "yes"));
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
        let mut limits = Limits::default();
        let mut moment = |field: &str, text: &str| -> Option<i64> {
            let read = (!text.is_empty()).then(|| when::parse(text, &account.zone, now))?;
            read.map_err(|error| wrong(field, error)).ok()
        };
        for setting in SETTINGS.iter().filter(|setting| matches!(setting.kind, Kind::Moment(_))) {
            let read = moment(setting.field, self.text(setting));
            read.into_iter().for_each(|read| setting.say(&mut limits, &Value::Moment(read)));
        }
        let ends_at = moment("ends", &self.ends);
        for setting in &SETTINGS {
            match self.read(setting) {
                Ok(values) => values.iter().for_each(|value| setting.say(&mut limits, value)),
                Err(error) => wrong(setting.field, error),
            }
        }
        changes.limits = Some(limits);
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

    /// What the field of a setting says, other than a point in time.
    fn read(&self, setting: &Setting) -> Result<Vec<Value>, String> {
        let text = self.text(setting);
        match setting.kind {
            Kind::Moment(_) => Ok(Vec::new()),
            Kind::Flag(..) | Kind::Status(..) => Ok(vec![Value::Flag(self.is_ticked(setting))]),
            Kind::Count(..) if text.is_empty() => Ok(Vec::new()),
            Kind::Count(..) => {
                let count = text.parse().ok().filter(|count| *count <= MOST);
                count.map(|count| vec![Value::Count(count)]).ok_or_else(|| format!("\"{text}\" is not a valid number."))
            }
            Kind::Addresses(_) => Ok(Addresses::parse(text)?.texts().map(|range| Value::Address(range.to_owned())).collect()),
            Kind::Hours(_) => Ok(self.hours()?.map(Value::Hours).into_iter().collect()),
        }
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

/// A moment as a field of a form holds it.
fn local(account: &Account, moment: i64) -> String {
    let format = if moment % 60 == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    account.zone.local(Moment(moment)).strftime(format).to_string()
}
