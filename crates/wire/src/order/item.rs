//! Lines of an order.

use serde::{Deserialize, Serialize};

use crate::patch::entity;
use crate::{Flag, Free, Int, Line, List, Moment, Money, Patch, Prose, ReadOnly};

entity! {
    /// A line of an order. Found again in an edit by `id`, or by one of its external ids.
    pub struct Item {
        /// Internal id.
        id: Patch<Int>,
        /// The client's own id; kept as the external id with the code `default`. Deprecated.
        external_id: Patch<Line>,
        /// The ids of the line in other systems; values are unique inside the order.
        external_ids: Patch<List<CodeValue>>,
        /// Price type.
        price_type: Patch<PriceType>,
        /// Price of one unit before discounts.
        initial_price: Patch<Money>,
        /// Discount on one unit, in the currency of the order.
        discount_manual_amount: Patch<Money>,
        /// Discount on one unit, in percent.
        discount_manual_percent: Patch<Money>,
        /// All discounts on one unit, the share of the order's discount included.
        discount_total: ReadOnly<Money>,
        /// The discounts on one unit, one by one.
        discounts: ReadOnly<List<Discount>>,
        /// Final prices of the units: where the sum does not divide, some are a hundredth dearer.
        prices: ReadOnly<List<UnitPrice>>,
        /// VAT rate as text: `20.00`, `none`.
        vat_rate: Patch<Line>,
        /// When the line was added.
        created_at: Patch<Moment>,
        /// How many units.
        quantity: Patch<Money>,
        /// Code of the line's status.
        status: Patch<Line>,
        /// Comment.
        comment: Patch<Prose>,
        /// The offer: found by `id`, else `externalId`, else `xmlId`; without one the line is free-form.
        offer: Patch<Offer>,
        /// Name of a free-form line.
        product_name: Patch<Line>,
        /// The line's status takes it out of the totals.
        is_canceled: ReadOnly<Flag>,
        /// Properties by code, or a list of them.
        properties: Patch<Free>,
        /// What one unit cost the seller.
        purchase_price: Patch<Money>,
        /// Bonuses credited for the line.
        bonuses_credit_total: ReadOnly<Money>,
        /// Bonuses spent on the line.
        bonuses_charge_total: ReadOnly<Money>,
        /// Place among the lines.
        ordering: Patch<Int>,
        /// Marking codes. Deprecated in favour of `markingObjects`.
        marking_codes: Patch<List<Line>>,
        /// Marking codes with the system that issued them.
        marking_objects: Patch<Free>,
    }
}

entity! {
    /// An id in another system.
    pub struct CodeValue {
        /// Which system.
        code: Patch<Line>,
        /// The id there.
        value: Patch<Line>,
    }
}

entity! {
    /// A discount on one unit of a line.
    #[schemars(rename = "ItemDiscount")]
    pub struct Discount {
        /// `manual_product` for the line's own, `manual_order` for its share of the order's.
        #[serde(rename = "type")]
        kind: ReadOnly<Line>,
        /// How much.
        amount: ReadOnly<Money>,
    }
}

entity! {
    /// What some units of a line cost each, after every discount.
    #[schemars(rename = "ItemPrice")]
    pub struct UnitPrice {
        /// Price of one of them.
        price: ReadOnly<Money>,
        /// How many of them there are.
        quantity: ReadOnly<Money>,
    }
}

entity! {
    /// A price type, by code.
    #[schemars(rename = "ItemPriceType")]
    pub struct PriceType {
        /// Code.
        code: Patch<Line>,
    }
}

entity! {
    /// What is sold.
    pub struct Offer {
        /// Internal id.
        id: Patch<Int>,
        /// The client's own id.
        external_id: Patch<Line>,
        /// Id in an accounting system.
        xml_id: Patch<Line>,
        /// Name as it is shown.
        display_name: Patch<Line>,
        /// Name.
        name: Patch<Line>,
        /// Article.
        article: Patch<Line>,
    }
}

/// A property of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Property {
    /// Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Line>,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// Value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Line>,
}
