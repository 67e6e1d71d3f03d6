//! Units of measurement.

use crate::patch::entity;
use crate::{Flag, Patch, Text};

entity! {
    /// A unit in which goods are counted or weighed.
    #[schemars(example = serde_json::json!({"name": "Box", "sym": "box"}))]
    pub struct Unit {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Short form, such as `kg`; required for a new unit.
        sym: Patch<Text>,
        /// Default for products without a unit; at most one unit.
        default: Patch<Flag>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
    }
}
