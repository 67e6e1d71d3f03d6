//! Moving the end of a key, as it is asked for.

use schemars::JsonSchema;

use super::WhichKey;
use crate::{Arguments, Int, Problem, Request, Text};

/// The request of `keys/{id}/extend`.
#[derive(Debug, JsonSchema)]
pub struct ExtendKey {
    /// Which key.
    #[schemars(flatten)]
    pub which: WhichKey,
    /// By how many days its end is moved, 1 to 3650: from where it is, or from now if it has passed.
    #[schemars(example = 90)]
    pub days: Int,
    /// Reason, recorded in the audit log.
    #[schemars(example = &"The move takes longer")]
    pub reason: Text,
}

impl Request for ExtendKey {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self {
            which: WhichKey::read(arguments)?,
            days: arguments.scalar("days")?.ok_or_else(|| Problem::missing("days"))?,
            reason: arguments.scalar("reason")?.ok_or_else(|| Problem::missing("reason"))?,
        })
    }
}
