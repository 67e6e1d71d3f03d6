//! Custom fields: which fields the account has declared for which entities, and the values that entities hold of them.
//!
//! Declarations are dictionaries of the account, so they are in memory and every node reads them anew when they change.

mod declare;
mod dictionaries;
mod filters;
mod list;
mod noted;
mod values;

use crate::account::{Account, Entry};

pub use declare::{create, edit};
pub use dictionaries::{create as create_dictionary, edit as edit_dictionary};
pub use filters::{check as check_filter, conditions, facets};
pub use list::{dictionaries, dictionary, field, fields};
pub use noted::noting;
pub use values::{element_code, element_name, fill_in, take};

/// The name under which the account keeps custom dictionaries.
pub const DICTIONARIES: &str = "custom-dictionaries";

/// What has custom fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Orders.
    Order,
    /// Customers who are persons.
    Customer,
    /// Corporate customers.
    CustomerCorporate,
    /// Companies of corporate customers.
    Company,
    /// Accounts in loyalty programmes.
    LoyaltyAccount,
}

impl Owner {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Order, Self::Customer, Self::CustomerCorporate, Self::Company, Self::LoyaltyAccount];

    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Customer => "customer",
            Self::CustomerCorporate => "customer_corporate",
            Self::Company => "company",
            Self::LoyaltyAccount => "loyalty_account",
        }
    }

    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.name() == name)
    }

    /// The dictionary of the account that holds its fields.
    fn kind(self) -> &'static str {
        match self {
            Self::Order => "custom-fields-order",
            Self::Customer => "custom-fields-customer",
            Self::CustomerCorporate => "custom-fields-customer-corporate",
            Self::Company => "custom-fields-company",
            Self::LoyaltyAccount => "custom-fields-loyalty-account",
        }
    }
}

/// The type of a custom field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A day and a time, in the account's zone.
    Datetime,
    /// The code of an element of a dictionary.
    Dictionary,
    /// An email address.
    Email,
    /// A whole number.
    Integer,
    /// Codes of elements of a dictionary.
    Multiselect,
    /// A number.
    Numeric,
    /// A line of text.
    String,
    /// A longer text.
    Text,
}

impl Kind {
    /// The names of the types, as the API has them.
    pub const NAMES: [&'static str; 10] =
        ["boolean", "date", "datetime", "dictionary", "email", "integer", "multiselect_dictionary", "numeric", "string", "text"];

    /// The type of a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Boolean,
            "date" => Self::Date,
            "datetime" => Self::Datetime,
            "dictionary" => Self::Dictionary,
            "email" => Self::Email,
            "integer" => Self::Integer,
            "multiselect_dictionary" => Self::Multiselect,
            "numeric" => Self::Numeric,
            "string" => Self::String,
            "text" => Self::Text,
            _ => return None,
        })
    }

    /// Whether its values are chosen from a dictionary.
    pub fn chooses(self) -> bool {
        matches!(self, Self::Dictionary | Self::Multiselect)
    }

    /// The type of a declared field.
    fn of(field: &Entry) -> Option<Self> {
        Self::named(field.text("type")?)
    }
}

/// The declared fields of an owner, in their order.
pub fn declared_of(account: &Account, owner: Owner) -> impl Iterator<Item = &Entry> {
    account.dictionary(owner.kind()).iter()
}

/// The declared field of a code, and its type.
fn declared<'a>(account: &'a Account, owner: Owner, code: &str) -> Option<(&'a Entry, Kind)> {
    let field = account.dictionary(owner.kind()).get(code)?;
    Some((field, Kind::of(field)?))
}
