//! What keys are mostly made for: a starting point for a key's form, never a grant by itself.

use crate::api::Entry;

/// A starting point.
pub struct Template {
    /// Its name in addresses and lists of words.
    pub code: &'static str,
    /// Whether such a key is for individual stores.
    pub individual: bool,
    takes: fn(&Entry) -> bool,
}

/// Every template.
pub const TEMPLATES: [Template; 4] = [
    Template { code: "cpa", individual: false, takes: |method| method.name() == "/orders/statuses" },
    Template { code: "landing", individual: true, takes: |method| method.name() == "/orders/create" },
    Template { code: "cms", individual: true, takes: |method| CMS.contains(&method.group) },
    Template { code: "reports", individual: false, takes: |method| !method.writes },
];

/// The groups that shop modules work with.
const CMS: [&str; 12] = [
    "api",
    "orders",
    "customers",
    "customers-corporate",
    "reference",
    "store",
    "settings",
    "payment",
    "delivery",
    "loyalty",
    "integration-modules",
    "web-analytics",
];

impl Template {
    /// The template of a code.
    pub fn named(code: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.code == code)
    }

    /// Whether a key made from it starts with this method.
    pub fn takes(&self, method: &Entry) -> bool {
        (self.takes)(method)
    }
}
