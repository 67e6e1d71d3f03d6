//! What finds the rows of lists: the facets of each noun, declared once. From them follow the terms of a row, the terms that
//! a condition asks for, and with both an index that serves every filter.
//!
//! A row's terms are made a moment after it was written, many rows at once, since that costs a fraction of making them one by
//! one. Until then the row is noted as not indexed in the transaction that wrote it, and lists look at such rows one by one:
//! every filter finds a row in the very next call.

mod narrow;
mod noun;
mod read;
mod rows;
mod search;
mod store;
mod terms;
mod wall;

pub use noun::Noun;
pub use rows::{CORPORATE_NOTES, COSTS, FILE_LINKS, FILES, NOTES, PACKS, TASKS};
pub use store::{Prepared, Progress, differences, enter, mend, open, prepare, progress, step, strays, waiting};

pub(crate) use noun::{noted, noted_where};
pub(crate) use rows::{ATTACHED, SITE, STORE};
pub(crate) use search::{count, page};
pub(crate) use wall::Wall;

use crate::condition::Condition;
use crate::rows::Visible;

/// By which rules terms are made. Raise it whenever terms of the same row change: they are made again then.
const VERSION: i64 = 4;

/// How a facet is searched, and so which terms it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// For a whole text: one term.
    Exact,
    /// For a whole number: one term.
    Number,
    /// For one of several texts between bars, `|cash|credit|`: a term each.
    Codes,
    /// For part of a line of a text of which there are few different ones: a term a line, one a word, and a place among the facet's values.
    Lines,
    /// For part of any text: a term for every three letters in a row, and one for every word.
    Part,
    /// For an amount between two others, in ten-thousandths: terms of intervals that become wider.
    Amount,
    /// For a moment between two others, in Unix seconds: terms of days and intervals of days.
    Moment,
    /// For a day between two others, `2026-03-14`: the same.
    Day,
    /// For a time of day between two others, `09:30`: the same for minutes.
    Clock,
}

/// How the rows of a noun are found.
#[derive(Debug)]
pub struct Index {
    /// Which noun.
    pub(crate) noun: Noun,
    /// The facets that have terms. A name is that of a column if it is among `columns`.
    pub(crate) facets: &'static [(&'static str, Kind)],
    /// Columns that are facets too.
    pub(crate) columns: &'static [&'static str],
    /// Columns with an index of their own that leads to few rows, so that no terms are needed.
    pub(crate) few: &'static [&'static str],
    /// What must be seen for a row to be seen; nothing where a row belongs to a store itself.
    pub visible: &'static [Visible],
}

/// What a filter asks of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// To be one of some values.
    Value,
    /// To lie between two values.
    Between,
    /// To hold a text.
    Part,
}

pub(crate) static ORDERS: Index = Index {
    noun: Noun::Orders,
    columns: &["status", "total", "costs"],
    few: &["id", "external_id", "number", "customer_id"],
    visible: &[],
    facets: &[
        ("status", Kind::Exact),
        ("type", Kind::Exact),
        ("method", Kind::Exact),
        ("country", Kind::Exact),
        ("shipmentStore", Kind::Exact),
        ("contragentType", Kind::Exact),
        ("deliveryType", Kind::Exact),
        ("deliveryService", Kind::Exact),
        ("deliveryExternalId", Kind::Exact),
        ("email", Kind::Exact),
        ("email", Kind::Part),
        ("manager", Kind::Number),
        ("courier", Kind::Number),
        ("call", Kind::Number),
        ("expired", Kind::Number),
        ("shipped", Kind::Number),
        ("phones", Kind::Codes),
        ("paymentTypes", Kind::Codes),
        ("paymentStatuses", Kind::Codes),
        ("buyer", Kind::Part),
        ("managerComment", Kind::Part),
        ("customerComment", Kind::Part),
        ("statusComment", Kind::Part),
        ("trackNumber", Kind::Part),
        ("notes", Kind::Part),
        ("contragentName", Kind::Part),
        ("contragentInn", Kind::Exact),
        ("contragentInn", Kind::Part),
        ("contragentKpp", Kind::Exact),
        ("contragentKpp", Kind::Part),
        ("contragentBik", Kind::Exact),
        ("contragentBik", Kind::Part),
        ("contragentCorrAccount", Kind::Exact),
        ("contragentCorrAccount", Kind::Part),
        ("contragentBankAccount", Kind::Exact),
        ("contragentBankAccount", Kind::Part),
        ("city", Kind::Lines),
        ("region", Kind::Lines),
        ("index", Kind::Lines),
        ("metro", Kind::Lines),
        // A key whose orders are narrowed to sources sees whole ones; people look for parts.
        ("source", Kind::Exact),
        ("source", Kind::Lines),
        ("medium", Kind::Exact),
        ("medium", Kind::Lines),
        ("campaign", Kind::Exact),
        ("campaign", Kind::Lines),
        ("keyword", Kind::Exact),
        ("keyword", Kind::Lines),
        ("content", Kind::Exact),
        ("content", Kind::Lines),
        ("products", Kind::Lines),
        ("total", Kind::Amount),
        ("costs", Kind::Amount),
        ("prepaySum", Kind::Amount),
        ("purchaseSumm", Kind::Amount),
        ("deliveryCost", Kind::Amount),
        ("deliveryNetCost", Kind::Amount),
        ("marginSumm", Kind::Amount),
        ("statusUpdatedAt", Kind::Moment),
        ("fullPaidAt", Kind::Moment),
        ("paidAt", Kind::Moment),
        ("deliveryDate", Kind::Day),
        ("shipmentDate", Kind::Day),
        ("deliveryFrom", Kind::Clock),
        ("deliveryTo", Kind::Clock),
    ],
};

pub(crate) static CUSTOMERS: Index = Index {
    noun: Noun::Customers,
    columns: &[],
    few: &["id", "external_id", "email", "browser_id"],
    visible: &[],
    facets: &[
        ("country", Kind::Exact),
        ("contragentType", Kind::Exact),
        ("sex", Kind::Exact),
        ("mgCustomerId", Kind::Exact),
        ("discountCardNumber", Kind::Exact),
        ("manager", Kind::Number),
        ("vip", Kind::Number),
        ("bad", Kind::Number),
        ("isContact", Kind::Number),
        ("unsubscribed", Kind::Number),
        ("tags", Kind::Codes),
        ("name", Kind::Part),
        ("email", Kind::Exact),
        ("email", Kind::Part),
        ("contragentName", Kind::Part),
        ("contragentInn", Kind::Exact),
        ("contragentInn", Kind::Part),
        ("contragentKpp", Kind::Exact),
        ("contragentKpp", Kind::Part),
        ("contragentBik", Kind::Exact),
        ("contragentBik", Kind::Part),
        ("contragentCorrAccount", Kind::Exact),
        ("contragentCorrAccount", Kind::Part),
        ("contragentBankAccount", Kind::Exact),
        ("contragentBankAccount", Kind::Part),
        ("city", Kind::Lines),
        ("region", Kind::Lines),
        ("source", Kind::Lines),
        ("medium", Kind::Lines),
        ("campaign", Kind::Lines),
        ("keyword", Kind::Lines),
        ("content", Kind::Lines),
    ],
};

/// The facet by which customers are found by their phones, which are rows of their own.
pub(crate) const PHONE: &str = "phone";

/// The facet of the key that made an order, or a row that hangs on nothing.
pub(crate) const MAKER: &str = "maker";

impl Index {
    /// That a row `t` does not behave as absent.
    fn is_there(&self) -> &'static str {
        if self.visible.is_empty() { "t.merged_into IS NULL" } else { "1 = 1" }
    }

    /// Whether a facet is searched in a way.
    fn has(&self, name: &str, kind: Kind) -> bool {
        self.facets.contains(&(name, kind))
    }

    /// Whether one of the conditions leads to few rows by an index of its own.
    pub(crate) fn leads_to_few(&self, conditions: &[Condition]) -> bool {
        self.few.iter().any(|column| conditions.iter().any(|condition| condition.names(column)))
    }

    /// Whether rows are found by what is asked of this column.
    pub fn finds(&self, column: &str, asked: Asked) -> bool {
        match asked {
            Asked::Value => self.few.contains(&column) || self.has(column, Kind::Exact) || self.has(column, Kind::Number),
            // The moment at which a row was made is part of its key.
            Asked::Between => column == "created_at" || self.range(column).is_some(),
            Asked::Part => self.has(column, Kind::Part),
        }
    }

    /// In which way a facet is searched for what lies between two values, if in any.
    fn range(&self, name: &str) -> Option<Kind> {
        let ranges = [Kind::Amount, Kind::Moment, Kind::Day, Kind::Clock];
        self.facets.iter().find(|(known, kind)| *known == name && ranges.contains(kind)).map(|(_, kind)| *kind)
    }
}
