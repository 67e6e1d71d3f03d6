//! Where a buyer came from.

use crate::patch::entity;
use crate::{Patch, Text};

entity! {
    /// The source of a visit that led to an order or a customer.
    pub struct Source {
        /// Source, such as a search engine.
        source: Patch<Text>,
        /// Medium, such as `cpc`.
        medium: Patch<Text>,
        /// Campaign.
        campaign: Patch<Text>,
        /// Keyword.
        keyword: Patch<Text>,
        /// Content of the advertisement.
        content: Patch<Text>,
    }
}
