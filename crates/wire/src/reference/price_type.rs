//! Price types.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, ReadOnly, Text};

entity! {
    /// A kind of price, such as wholesale.
    #[schemars(example = serde_json::json!({"name": "Wholesale"}))]
    pub struct PriceType {
        /// Internal ID.
        id: ReadOnly<Int>,
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Whether it is the base price of the account.
        default: ReadOnly<Flag>,
        /// Description.
        description: Patch<LongText>,
        /// Condition under which it is offered.
        filter_expression: Patch<LongText>,
        /// ISO 4217 code of its prices; the account's currency when none is set.
        currency: Patch<Text>,
        /// Places it is offered in; an empty list is everywhere.
        geo: Patch<List<GeoHierarchyRow>>,
        /// Codes of the customer groups it is offered to; an empty list is everybody.
        groups: Patch<List<Text>>,
        /// Place in lists; 990 for a new entry.
        ordering: Patch<Int>,
    }
}

entity! {
    /// A place: a country, a region of it, a city of that.
    pub struct GeoHierarchyRow {
        /// ISO 3166-1 alpha-2 code of the country.
        country: Patch<Text>,
        /// ID of the region.
        region_id: Patch<Text>,
        /// Name of the region.
        region: Patch<Text>,
        /// ID of the city.
        city_id: Patch<Text>,
        /// Name of the city.
        city: Patch<Text>,
    }
}
