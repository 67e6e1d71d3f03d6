//! A key as it is sent and answered.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::limits::KeyLimits;
use crate::patch::entity;
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Day, Entity, Flag, Int, List, LongText, Moment, Patch, ReadOnly, Text};

entity! {
    /// An API access key. Its token is not part of it: it is returned once, when the key is created or its token is replaced.
    #[schemars(example = serde_json::json!({
        "externalId": "shop-module", "name": "Shop module", "sites": ["north"], "methods": ["orders.*", "/api/v*/customers/create"],
        "limits": {"rate": 10},
    }))]
    pub struct Key {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// External ID, up to 100 letters A to Z and a to z, digits, `.`, `_` and `-`, unique among keys. A key
        /// is not created twice with the same external ID.
        external_id: Patch<Text>,
        /// Name, as people call it; required for a new key.
        name: Patch<Text>,
        /// Prefix and last four characters of its token.
        hint: ReadOnly<Text>,
        /// Whether it may be used; true for a new key.
        active: Patch<Flag>,
        /// State: `on`, `off`, `expired`, `deleted`, or the reason it was disabled for, as in `cause`.
        state: ReadOnly<Text>,
        /// Codes of the stores it reaches; `all` alone for every store, also those that are added later. Required for a new
        /// key; takes the place of those it had.
        sites: Patch<List<Text>>,
        /// The allowed methods; required for a new key, and replaces the current methods. Returned as paths
        /// (`/api/v*/orders/create`). Also understood: `all` for every method, groups (`orders.*`), `read` and `write`. The
        /// key management methods are not included and are listed separately, also with `all`.
        methods: Patch<List<Text>>,
        /// A remark.
        comment: Patch<LongText>,
        /// What it is for.
        purpose: Patch<LongText>,
        /// Whom to ask about it.
        owner: Patch<Text>,
        /// The company that uses it, if it is another one.
        party: Patch<Text>,
        /// Review date.
        review: Patch<Day>,
        /// From when on it does not work; null for no end.
        #[serde(deserialize_with = "crate::patch::stated")]
        ends_at: Patch<Moment>,
        /// What else limits it; null for nothing. Fields that are not sent stay as they are.
        #[serde(deserialize_with = "crate::patch::stated")]
        limits: Patch<KeyLimits>,
        /// What it does not see as it is; null for nothing. Classes that are not sent stay as they are.
        #[serde(deserialize_with = "crate::patch::stated")]
        masks: Patch<KeyMasks>,
        /// Which orders of its stores it sees: those of which all of this holds; null for every order. Fields that are not
        /// sent stay as they are.
        #[serde(deserialize_with = "crate::patch::stated")]
        rows: Patch<KeyRows>,
        /// Creation time.
        created_at: ReadOnly<Moment>,
        /// When it was deleted.
        deleted_at: ReadOnly<Moment>,
        /// Why it does not work any more: `leaked`, `expired`, `stale`, `reused`, `panic`.
        cause: ReadOnly<Text>,
        /// Since when that is so.
        caused_at: ReadOnly<Moment>,
        /// The number of its token: 1, and one more with each rotation.
        secret: ReadOnly<Int>,
        /// Old tokens that still work.
        former_tokens: ReadOnly<Vec<FormerToken>>,
    }
}

/// An older token that still works.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FormerToken {
    /// Its number.
    pub secret: i64,
    /// Its prefix and its last four characters.
    pub hint: String,
    /// When it expires; absent if it must be revoked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Moment>,
}

entity! {
    /// Hidden data: the mask of each class of fields; null for a class that is shown.
    pub struct KeyMasks {
        /// Phones, also inside texts.
        #[serde(deserialize_with = "crate::patch::stated")]
        phone: Patch<MaskWord>,
        /// Emails, also inside texts.
        #[serde(deserialize_with = "crate::patch::stated")]
        email: Patch<MaskWord>,
        /// Addresses.
        #[serde(deserialize_with = "crate::patch::stated")]
        address: Patch<MaskWord>,
        /// Names of people and organisations, birthday, tax numbers.
        #[serde(deserialize_with = "crate::patch::stated")]
        names: Patch<MaskWord>,
        /// Prices, costs, discounts, sums; they can only be hidden.
        #[serde(deserialize_with = "crate::patch::stated")]
        prices: Patch<MaskWord>,
        /// Custom fields.
        #[serde(deserialize_with = "crate::patch::stated")]
        custom: Patch<MaskWord>,
    }
}

entity! {
    /// Conditions on orders; of the values of a field one must be the order's.
    pub struct KeyRows {
        /// `source.source` of the order.
        #[serde(deserialize_with = "crate::patch::stated_list")]
        source: Patch<List<Text>>,
        /// `source.medium`
        #[serde(deserialize_with = "crate::patch::stated_list")]
        medium: Patch<List<Text>>,
        /// `source.campaign`
        #[serde(deserialize_with = "crate::patch::stated_list")]
        campaign: Patch<List<Text>>,
        /// `source.keyword`
        #[serde(deserialize_with = "crate::patch::stated_list")]
        keyword: Patch<List<Text>>,
        /// `source.content`
        #[serde(deserialize_with = "crate::patch::stated_list")]
        content: Patch<List<Text>>,
        /// Codes of order methods.
        #[serde(deserialize_with = "crate::patch::stated_list")]
        method: Patch<List<Text>>,
        /// Codes of order types.
        #[serde(rename = "type", deserialize_with = "crate::patch::stated_list")]
        kind: Patch<List<Text>>,
        /// Codes of groups of statuses.
        #[serde(deserialize_with = "crate::patch::stated_list")]
        group: Patch<List<Text>>,
        /// Created in the last given number of days.
        #[serde(deserialize_with = "crate::patch::stated")]
        days: Patch<Int>,
    }
}

/// How a class of fields is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum MaskWord {
    /// Left out.
    Hide,
    /// A little is left.
    Partial,
    /// A made-up value, for one key the same one for the same value.
    Pseudonym,
}

impl MaskWord {
    /// The word on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hide => "hide",
            Self::Partial => "partial",
            Self::Pseudonym => "pseudonym",
        }
    }
}

impl FromScalar for MaskWord {
    const EXPECTED: &'static str = "hide, partial or pseudonym";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        let words = [Self::Hide, Self::Partial, Self::Pseudonym];
        match text.trim() {
            "" => Ok(None),
            text => words.into_iter().find(|word| word.name() == text).map(Some).ok_or(format!("must be {}", Self::EXPECTED)),
        }
    }
}
scalar!(MaskWord);
