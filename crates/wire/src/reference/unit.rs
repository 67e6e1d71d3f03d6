//! Units of measurement.

use crate::patch::entity;
use crate::{Flag, Line, Patch};

entity! {
    /// A unit in which goods are counted or weighed.
    #[schemars(example = serde_json::json!({"name": "Box", "sym": "box"}))]
    pub struct Unit {
        /// Symbolic code; it stands in the address and never changes.
        code: Patch<Line>,
        /// Name; required for a new entry.
        name: Patch<Line>,
        /// Short form, such as `kg`; required for a new unit.
        sym: Patch<Line>,
        /// Taken for goods without a unit; at most one unit has it.
        default: Patch<Flag>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
    }
}
