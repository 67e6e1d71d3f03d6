//! What is asked about keys.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::Key;
use crate::page::Page;
use crate::patch::filter;
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Arguments, Entity, Flag, Int, List, Patch, Problem, Reference, Request, Text};

/// A closed set of words as a parameter.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $expected:literal: $($(#[$word_doc:meta])* $word:ident = $text:literal),*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
        #[serde(rename_all = "camelCase")]
        #[schemars(inline)]
        pub enum $name {
            $($(#[$word_doc])* $word),*
        }

        impl $name {
            /// The word on the wire.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$word => $text),*
                }
            }
        }

        impl FromScalar for $name {
            const EXPECTED: &'static str = $expected;
            fn from_text(text: &str) -> Result<Option<Self>, String> {
                match text.trim() {
                    "" => Ok(None),
                    $($text => Ok(Some(Self::$word)),)*
                    _ => Err(concat!("must be ", $expected).to_owned()),
                }
            }
        }
        scalar!($name);
    };
}
pub(super) use words;

words! {
    /// A stage of a key's life.
    KeyState, "active, inactive, ending, expired, ended, broad or deleted":
    /// On, and not expired.
    Active = "active",
    /// Off, or expired.
    Inactive = "inactive",
    /// On, and ends within 30 days.
    Ending = "ending",
    /// Its end has come.
    Expired = "expired",
    /// Has expired, or was ended for a reason.
    Ended = "ended",
    /// For every store and every method.
    Broad = "broad",
    /// Deleted.
    Deleted = "deleted"
}

words! {
    /// A stretch of time up to now.
    UsageWindow, "hours, month, quarter or year":
    /// The last 48 hours, by the hour.
    Hours = "hours",
    /// The last 30 days, by the day.
    Month = "month",
    /// The last 90 days, by the day.
    Quarter = "quarter",
    /// The last 56 weeks, by the week.
    Year = "year"
}

filter! {
    /// Which keys are looked for; every field that is sent must match.
    pub struct KeyFilter {
        /// The stage of their life; without one, all that have not been deleted.
        state: Patch<KeyState>,
        /// External ids, of which theirs is one.
        external_ids: List<Text>,
        /// Code of a store they reach.
        site: Patch<Text>,
        /// A method they allow, as its path: `/api/v*/orders/statuses`.
        grants: Patch<Text>,
        /// Part of their name or the end of their token.
        search: Patch<Text>,
        /// Contact, exactly as written.
        owner: Patch<Text>,
        /// Whether they were never used.
        never_used: Patch<Flag>,
        /// Unused for at least this many days; at least 1.
        unused_days: Patch<Int>,
    }
}

/// The request of `keys`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListKeys {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: KeyFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListKeys {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: arguments.page()? })
    }
}

/// Which key is meant: by its internal id, or by its external one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhichKey(pub Reference);

/// [`WhichKey`] as its two parameters.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct WhichKeyParameters {
    /// Internal ID of the key, or with `by=externalId` its external ID.
    #[schemars(example = "1")]
    id: String,
    /// What the ID in the URL is: `id` (the internal one) or `externalId`.
    #[schemars(default)]
    by: ById,
}

/// What an id in an address is.
#[derive(Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(inline)]
#[expect(dead_code, reason = "the shape of a parameter, for the reference book")]
enum ById {
    #[default]
    Id,
    ExternalId,
}

impl JsonSchema for WhichKey {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        WhichKeyParameters::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        WhichKeyParameters::json_schema(generator)
    }
}

impl WhichKey {
    pub(super) fn read(arguments: &Arguments) -> Result<Self, Problem> {
        Self::named(arguments, arguments.variable("id"))
    }

    /// The key of an id, which is what `by` says.
    pub(super) fn named(arguments: &Arguments, value: &str) -> Result<Self, Problem> {
        match arguments.plain("by").as_deref() {
            // An ID that is not a number matches no key.
            None | Some("id") => Ok(Self(Reference::Id(value.parse().unwrap_or(0)))),
            Some("externalId") if value.contains('\0') => Err(Problem::not_found()),
            Some("externalId") => Ok(Self(Reference::External(value.to_owned()))),
            Some(other) => Err(Problem::by("by", other, "id, externalId")),
        }
    }
}

/// A request that names a key and says nothing more.
#[derive(Debug, JsonSchema)]
pub struct GetKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
}

impl Request for GetKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: WhichKey::read(arguments)? })
    }
}

/// The request of `keys/create`.
#[derive(Debug, JsonSchema)]
pub struct CreateKey {
    /// The key.
    pub key: Key,
    /// An existing token of 32 to 100 characters that the client keeps; by default, a token is generated.
    pub token: Option<Text>,
    /// Code of a template that supplies methods, limits, hidden data and order filter that are not given.
    pub template: Option<Text>,
}

impl Request for CreateKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { token: arguments.scalar("token")?, template: arguments.scalar("template")?, key: arguments.entity("key")? })
    }
}

/// The request of `keys/{id}/edit`.
#[derive(Debug, JsonSchema)]
pub struct EditKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// What changes.
    pub key: Key,
}

impl Request for EditKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: WhichKey::read(arguments)?, key: arguments.entity("key")? })
    }
}

/// How long the old token keeps working: `none`, `hold`, or a period such as `24h`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap(pub String);

impl Default for Overlap {
    fn default() -> Self {
        Self("24h".to_owned())
    }
}

/// The request of `keys/{id}/rotate`.
#[derive(Debug, JsonSchema)]
pub struct RotateKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// How long the old token keeps working: a period (`90m`, `24h`, `7d`, at most 30 days) that the first use of the
    /// new one ends early, `hold` until it is finished, or `none`. Without it, `24h`.
    #[schemars(with = "Option<Text>")]
    pub overlap: Overlap,
    /// The new token; by default, it is generated.
    pub token: Option<Text>,
}

impl Request for RotateKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let overlap = arguments.scalar::<Text>("overlap")?.map(|text| Overlap(text.0)).unwrap_or_default();
        Ok(Self { which: WhichKey::read(arguments)?, overlap, token: arguments.scalar("token")? })
    }
}

/// The request of `keys/{id}/usage`.
#[derive(Debug, JsonSchema)]
pub struct KeyUsageOf {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// The stretch of time, up to now; without it, `month`.
    pub window: Option<UsageWindow>,
}

impl Request for KeyUsageOf {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: WhichKey::read(arguments)?, window: arguments.scalar("window")? })
    }
}

/// The request of `keys/{id}/advice`.
#[derive(Debug, JsonSchema)]
pub struct AdviseKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// How many days to look back, 1 to 400; without it, 30.
    pub days: Option<Int>,
}

impl Request for AdviseKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let days = arguments.scalar::<Int>("days")?;
        if days.is_some_and(|days| !(1..=400).contains(&days.0)) {
            return Err(Problem::input("days", "must be 1 to 400"));
        }
        Ok(Self { which: WhichKey::read(arguments)?, days })
    }
}

impl AdviseKey {
    /// How many days to look back.
    pub fn days(&self) -> i64 {
        self.days.map_or(30, |days| days.0)
    }
}

/// The request of `keys/{id}/advice/trial` and `keys/{id}/advice/apply`.
#[derive(Debug, JsonSchema)]
pub struct BeginTrial {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// The methods that would be left, written as in a key; without any, those that the advice of the last 30 days proposes.
    #[schemars(default)]
    pub methods: List<Text>,
}

impl Request for BeginTrial {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: WhichKey::read(arguments)?, methods: List(arguments.list("methods")?) })
    }
}

/// The request of `keys/{id}/try`.
#[derive(Debug, JsonSchema)]
pub struct TryKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// The verb of the call: `GET` or `POST`.
    #[schemars(example = &"GET")]
    pub verb: Text,
    /// The path of the call: `/api/v5/orders`.
    #[schemars(example = &"/api/v5/orders")]
    pub path: Text,
    /// Code of the store that it would name.
    pub site: Option<Text>,
    /// IP address of the caller; by default, that of the server.
    pub ip: Option<Text>,
    /// When it would be made: a day, a time, or a span from now such as `24h`; without it, now.
    pub at: Option<Text>,
    /// How the token would come: `header`, `bearer`, `query` or `body`; without it, `header`.
    pub transport: Option<Transport>,
}

words! {
    /// How a token comes.
    Transport, "header, bearer, query or body":
    /// In the header `X-API-KEY`.
    Header = "header",
    /// In the header `Authorization`.
    Bearer = "bearer",
    /// In the URL.
    Query = "query",
    /// In the body.
    Body = "body"
}

impl Request for TryKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self {
            which: WhichKey::read(arguments)?,
            verb: arguments.scalar("verb")?.ok_or_else(|| Problem::missing("verb"))?,
            path: arguments.scalar("path")?.ok_or_else(|| Problem::missing("path"))?,
            site: arguments.scalar("site")?,
            ip: arguments.scalar("ip")?,
            at: arguments.scalar("at")?,
            transport: arguments.scalar("transport")?,
        })
    }
}

/// The request of `keys/explain/{requestId}`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ExplainRefusal {
    /// The `X-Request-Id` of the refused call.
    #[schemars(example = "0123456789abcdef")]
    pub request_id: String,
}

impl Request for ExplainRefusal {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { request_id: arguments.variable("requestId").to_owned() })
    }
}
