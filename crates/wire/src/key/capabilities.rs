//! What keys can do, and which keys can do something, as it is asked and answered.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::request::words;
use super::{KeyLimits, KeyMasks, KeyRows, WhichKey};
use crate::page::Page;
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Arguments, Entity, Moment, Problem, Request, Text};

/// The request of `keys/{id}/can`.
#[derive(Debug, JsonSchema)]
pub struct AskAbility {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// Another key to compare with: an ID of the same kind as in the URL.
    #[schemars(with = "Option<Text>")]
    pub with: Option<WhichKey>,
}

impl Request for AskAbility {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let with = arguments.scalar::<Text>("with")?.map(|id| WhichKey::named(arguments, &id)).transpose()?;
        Ok(Self { which: WhichKey::read(arguments)?, with })
    }
}

words! {
    /// A class of fields about people or money.
    FieldClass, "phone, email, address, names, prices or custom":
    /// Phones.
    Phone = "phone",
    /// Emails.
    Email = "email",
    /// Addresses.
    Address = "address",
    /// Names of people and organisations, birthday, tax numbers.
    Names = "names",
    /// Prices, costs, discounts, sums.
    Prices = "prices",
    /// Custom fields.
    Custom = "custom"
}

/// The request of `keys/who`; at least one of the three fields is required, and a key must match all of them.
#[derive(Debug, JsonSchema)]
pub struct AskWho {
    /// Keys that may call this method, given by its path.
    #[schemars(example = &"/api/v5/orders/create")]
    pub method: Option<Text>,
    /// Keys that reach the store of this code.
    pub site: Option<Text>,
    /// Keys that see these fields as they are, in an answer of a method that they may call.
    pub sees: Option<FieldClass>,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for AskWho {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self {
            method: arguments.scalar("method")?,
            site: arguments.scalar("site")?,
            sees: arguments.scalar("sees")?,
            page: arguments.page()?,
        })
    }
}

/// What a key can do. While it works, every method of it goes for every store of it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyAbility {
    /// Internal ID of the key.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether it works now: `works`, `off`, `expired`, `not-yet` (its time has not come), `resting` (it works at other hours),
    /// `unreadable` (its stored limits cannot be read, so all calls are refused).
    pub state: String,
    /// Whether it works now.
    pub works: bool,
    /// How it sees each class of fields: `whole`, `hide`, `partial`, `pseudonym`, or `never` where no method that it may call
    /// answers any.
    pub sees: BTreeMap<String, String>,
    /// Everything that holds of it.
    pub has: KeyFacts,
}

/// What holds of a key, or distinguishes it from another one; what there is nothing of is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyFacts {
    /// Codes of the stores that it reaches.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<String>,
    /// Whether it reaches stores that will be added.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub future_sites: bool,
    /// The methods that it may call.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub methods: Vec<AbleMethod>,
    /// Whether it may call methods that later versions add.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub future_methods: bool,
    /// What it does not see as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub masks: Option<KeyMasks>,
    /// Which orders it sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<KeyRows>,
    /// How, from where, how fast, since when and at which hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limits: Option<KeyLimits>,
    /// From when on it does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Moment>,
}

/// A method that a key may call.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AbleMethod {
    /// Its verb.
    pub verb: String,
    /// Its path.
    pub method: String,
    /// Whether it changes anything.
    pub writes: bool,
}

/// The comparison of two keys.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyComparison {
    /// Internal ID of the other key.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether both can do exactly the same.
    pub same: bool,
    /// What holds of the first key and not of the other one.
    pub more: KeyFacts,
    /// What holds of the other key and not of the first one.
    pub less: KeyFacts,
}

/// A matching key.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AbleKey {
    /// Its internal id.
    pub id: i64,
    /// Its name elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether it works now, in the words of `keys/{id}/can`.
    pub state: String,
    /// Whether it works now.
    pub works: bool,
    /// When it was last used; absent for a key that never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Moment>,
}
