//! The facets of nouns that are declared as data: columns of their tables, and what link tables say of them.

use super::{Index, Kind, Noun};
use crate::files;
use crate::row_links::{Linked, To};
use crate::rows::Visible;

/// The facet of each store that a link table names for a row.
pub(crate) const STORE: &str = "store";
/// The facet of each store in which a row hangs on something.
pub(crate) const SITE: &str = "site";
/// Whether a row is attached to anything.
pub(crate) const ATTACHED: &str = "attached";

/// What finds tasks.
pub static TASKS: Index = Index {
    noun: Noun::Tasks,
    columns: &["performer_id", "creator_id", "due_at", "is_complete", "completed_at", "order_id", "customer_id", "search"],
    few: &["id"],
    facets: &[
        ("performer_id", Kind::Number),
        ("creator_id", Kind::Number),
        ("due_at", Kind::Moment),
        ("is_complete", Kind::Number),
        ("completed_at", Kind::Moment),
        ("order_id", Kind::Number),
        ("customer_id", Kind::Number),
        ("search", Kind::Part),
    ],
    visible: &[Visible::Row(To::Order, "order_id"), Visible::Row(To::Customer, "customer_id")],
};

/// What finds costs.
pub static COSTS: Index = Index {
    noun: Noun::Costs,
    columns: &["amount", "item", "user_id", "creator_id", "first_day", "last_day", "order_id", "search"],
    few: &["id"],
    facets: &[
        ("amount", Kind::Amount),
        ("item", Kind::Exact),
        ("user_id", Kind::Number),
        ("creator_id", Kind::Number),
        ("first_day", Kind::Day),
        ("last_day", Kind::Day),
        ("order_id", Kind::Number),
        ("search", Kind::Part),
    ],
    // The amount covers all its stores, so every one of them must be seen.
    visible: &[Visible::Row(To::Order, "order_id"), Visible::EveryStore("cost_sites", "cost_id")],
};

/// What files are attached to.
pub static FILE_LINKS: [Linked; 2] = [files::ORDERS, files::CUSTOMERS];

/// What finds files.
pub static FILES: Index = Index {
    noun: Noun::Files,
    columns: &["media_type", "size", "search"],
    few: &["id"],
    facets: &[("media_type", Kind::Exact), ("size", Kind::Amount), ("search", Kind::Part)],
    // A key that sees one order or customer of the file sees the file.
    visible: &[Visible::AnyLinked(&FILE_LINKS)],
};

/// What finds packs.
pub static PACKS: Index = Index {
    noun: Noun::Packs,
    columns: &["store", "shipment_day", "invoice_number", "delivery_note_number", "offer_external_id", "offer_xml_id"],
    // Every change of an order looks for the packs of its lines.
    few: &["id", "order_id", "item_id"],
    facets: &[
        ("store", Kind::Exact),
        ("shipment_day", Kind::Day),
        ("invoice_number", Kind::Exact),
        ("delivery_note_number", Kind::Exact),
        ("offer_external_id", Kind::Exact),
        ("offer_xml_id", Kind::Exact),
    ],
    visible: &[Visible::Row(To::Order, "order_id")],
};

const fn notes(noun: Noun, visible: &'static [Visible]) -> Index {
    Index {
        noun,
        columns: &["manager_id", "customer_id", "search"],
        few: &["id"],
        facets: &[("manager_id", Kind::Number), ("customer_id", Kind::Number), ("search", Kind::Part)],
        visible,
    }
}

/// What finds notes on persons.
pub static NOTES: Index = notes(Noun::Notes, &[Visible::Row(To::Customer, "customer_id")]);

/// What finds notes on corporate customers.
pub static CORPORATE_NOTES: Index = notes(Noun::CorporateNotes, &[Visible::Row(To::Corporate, "customer_id")]);
