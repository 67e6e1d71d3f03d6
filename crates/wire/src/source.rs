//! Where a buyer came from.

use crate::patch::entity;
use crate::{Line, Patch};

entity! {
    /// The source of a visit that led to an order or a customer.
    pub struct Source {
        /// Source, such as a search engine.
        source: Patch<Line>,
        /// Medium, such as `cpc`.
        medium: Patch<Line>,
        /// Campaign.
        campaign: Patch<Line>,
        /// Keyword.
        keyword: Patch<Line>,
        /// Content of the advertisement.
        content: Patch<Line>,
    }
}
