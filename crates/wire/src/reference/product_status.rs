//! Statuses of order lines.

use crate::patch::entity;
use crate::{Flag, Int, Moment, Patch, Text};

entity! {
    /// A status a line of an order can be in.
    #[schemars(example = serde_json::json!({"name": "Put aside"}))]
    pub struct ProductStatus {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
        /// Creation time.
        created_at: Patch<Moment>,
        /// Code of the order status that an order takes when all its lines are in this status.
        order_status_by_product_status: Patch<Text>,
        /// Code of the order status that puts the lines of an order into this status.
        order_status_for_product_status: Patch<Text>,
        /// Whether a line in this status is cancelled: it no longer counts towards the total.
        cancel_status: Patch<Flag>,
    }
}
