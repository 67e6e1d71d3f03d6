//! What lists of goods are narrowed to: filters as conditions.

use database::catalogue::offers;
use database::{Condition, On, Scope, Value};
use serde_json::Value as Json;
use wire::{Flag, Int, List, Money, Patch, Text};

use crate::act::Act;
use crate::contact::folded;

/// The conditions of a list under construction. A blank field of a filter narrows nothing.
#[derive(Debug, Default)]
pub struct Narrow(pub Vec<Condition>);

impl Narrow {
    /// Equal to one of these numbers.
    pub fn numbers(&mut self, column: &'static str, wanted: &List<Int>) {
        if !wanted.is_empty() {
            self.0.push(Condition::OneOf(On::Column(column), wanted.iter().map(|number| number.0.into()).collect()));
        }
    }

    /// Equal to one of these texts.
    pub fn texts(&mut self, column: &'static str, wanted: &List<Text>) {
        if !wanted.is_empty() {
            self.0.push(Condition::OneOf(On::Column(column), wanted.iter().map(|text| (&*text.0).into()).collect()));
        }
    }

    /// Equal to this text.
    pub fn text(&mut self, column: &'static str, wanted: Option<&str>) {
        self.0.extend(wanted.filter(|text| !text.is_empty()).map(|text| Condition::is(On::Column(column), text)));
    }

    /// Yes or no.
    pub fn flag(&mut self, column: &'static str, wanted: &Patch<Flag>) {
        self.0.extend(wanted.value().map(|flag| Condition::is(On::Column(column), flag.0)));
    }

    /// An amount from one bound to another; both count.
    pub fn between(&mut self, column: &'static str, least: &Patch<Money>, most: &Patch<Money>) {
        self.0.extend(least.value().map(|least| Condition::AtLeast(On::Column(column), least.stored().into())));
        self.0.extend(most.value().map(|most| Condition::AtMost(On::Column(column), most.stored().into())));
    }

    /// Greater than this number.
    pub fn after(&mut self, column: &'static str, wanted: Option<i64>) {
        self.0.extend(wanted.map(|number| Condition::AtLeast(On::Column(column), number.saturating_add(1).into())));
    }

    /// In one of these stores, by their codes or the ids of their catalogues. Stores that the actor does not see have none.
    pub fn stores(&mut self, act: &Act<'_>, sites: &List<Text>, catalogs: &List<Int>) {
        if !sites.is_empty() {
            let seen = act.account.visible(&act.scope.sites).filter(|site| sites.iter().any(|code| code.0 == site.code));
            self.0.push(Condition::OneOf(On::Column("site_id"), seen.map(|site| site.id.into()).collect()));
        }
        self.numbers("site_id", catalogs);
    }

    /// An offer with a price between these bounds: the base price, or that of a price type.
    pub fn prices(&mut self, scope: &Scope, price_type: &Patch<Text>, (least, most): (&Patch<Money>, &Patch<Money>), base: &str) {
        match price_type.value().filter(|code| !code.is_empty() && code.0 != base) {
            Some(code) => {
                let bound = |amount: &Patch<Money>| amount.value().map(|amount| amount.stored());
                self.0.push(offers::priced(scope, code, bound(least), bound(most)));
            }
            None => self.between("price", least, most),
        }
    }

    /// An offer with these values of properties.
    pub fn properties(&mut self, scope: &Scope, wanted: Option<&Json>) {
        // A group of fields may be written as JSON text.
        let written = wanted.and_then(Json::as_str).and_then(|text| serde_json::from_str::<Json>(text).ok());
        for (code, wanted) in written.as_ref().or(wanted).and_then(Json::as_object).into_iter().flatten() {
            let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let values: Vec<Value> = match wanted {
                Json::Array(list) => list.iter().map(|value| text(value).into()).collect(),
                Json::Object(members) => members.values().map(|value| text(value).into()).collect(),
                value => vec![text(value).into()],
            };
            self.0.push(offers::with_property(scope, code, values));
        }
    }
}

/// Holds this text, in whatever case, in a column of lower-cased text.
pub fn holds(column: &'static str, text: &str) -> Condition {
    Condition::Contains(On::Column(column), folded(text.trim()).into_owned())
}

/// A text of a filter, unless it is blank.
pub fn given(text: &Patch<Text>) -> Option<&str> {
    text.value().map(|text| text.0.trim()).filter(|text| !text.is_empty())
}
