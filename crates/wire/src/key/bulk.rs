//! Actions on several keys at once: request and response.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use super::request::words;
use super::{Key, KeyFilter, KeySettings};
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Arguments, Entity, Flag, Int, List, Problem, Request, Text};

words! {
    /// Something that is done to each of several keys.
    KeyDeed, "disable, enable, delete, restore, set, follow, suspend or resume":
    /// Disable.
    Disable = "disable",
    /// Enable.
    Enable = "enable",
    /// Deleted.
    Delete = "delete",
    /// Brought back, if deleted.
    Restore = "restore",
    /// Changed by what is `set`.
    Set = "set",
    /// Update from the `template`: methods, limits, hidden data, order filter.
    Follow = "follow",
    /// Disable all enabled third-party keys.
    Suspend = "suspend",
    /// Enable all keys disabled by `suspend`.
    Resume = "resume"
}

/// The request of `keys/bulk`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct BulkKeys {
    /// What is done: `disable`, `enable`, `delete`, `restore`; `set` and `follow`, which need more; `suspend` every key of another
    /// company that is on, and `resume` exactly those.
    pub deed: KeyDeed,
    /// Internal IDs of the keys; not with `suspend` and `resume`, which find theirs.
    #[schemars(default, example = serde_json::json!([7, 9]))]
    pub ids: List<Int>,
    /// Instead of IDs: all keys that match at least one given field when the action runs. The calling key is not among
    /// them.
    pub filter: Option<KeyFilter>,
    /// With `set`: what is set.
    pub set: Option<KeySettings>,
    /// With `follow`: code of the template.
    pub template: Option<Text>,
    /// Whether to return the plan only.
    pub dry_run: Option<Flag>,
    /// The value `agreed` of such a plan: the operation is done only if the keys, and what would be made of them, are unchanged.
    pub agreed: Option<Text>,
}

impl Request for BulkKeys {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let deed = arguments.scalar("deed")?.ok_or_else(|| Problem::missing("deed"))?;
        let (filter, set) = (arguments.tree.contains_key("filter"), arguments.tree.contains_key("set"));
        Ok(Self {
            deed,
            ids: List(arguments.list("ids")?),
            filter: filter.then(|| arguments.entity("filter")).transpose()?,
            set: set.then(|| arguments.entity("set")).transpose()?,
            template: arguments.scalar("template")?,
            dry_run: arguments.scalar("dryRun")?,
            agreed: arguments.scalar("agreed")?,
        })
    }
}

/// What is done to several keys, or would be.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyPlan {
    /// Whether it was done; false for a dry run.
    pub done: bool,
    /// Identifies the plan and the state of the keys it is based on.
    pub agreement: String,
    /// How many keys become different.
    pub count: i64,
    /// How many of those were used within the last hour.
    pub used_lately: i64,
    /// Those that become different.
    pub keys: Vec<KeyStep>,
    /// Internal IDs of those that are so already.
    pub unchanged: Vec<i64>,
    /// Those to which it cannot be done; as long as there are any, nothing is done.
    pub refused: Vec<KeyRefusal>,
}

/// A key that becomes different.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct KeyStep {
    /// Its internal id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Whether it was used within the last hour.
    pub used_lately: bool,
    /// What becomes different.
    pub changes: KeyChanges,
}

/// The fields of a key that become different, and no others.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyChanges {
    /// As they are before.
    pub before: Key,
    /// As they are after.
    pub after: Key,
}

/// A key to which it cannot be done.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KeyRefusal {
    /// Its internal id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: String,
}
