//! Cost items.

use crate::patch::entity;
use crate::source::Source;
use crate::{Flag, Int, Patch, Text};

entity! {
    /// What money is spent on.
    #[schemars(example = serde_json::json!({"name": "Rent of the shop", "group": "new-code"}))]
    pub struct CostItem {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Code of its cost group; required for a new item.
        group: Patch<Text>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// `const` for a cost that does not depend on sales, `var` for one that does.
        r#type: Patch<Text>,
        /// Whether its costs can be put down to an order.
        applies_to_orders: Patch<Flag>,
        /// Whether its costs can be put down to a user.
        applies_to_users: Patch<Flag>,
        /// The advertising source whose costs these are.
        source: Patch<Source>,
    }
}
