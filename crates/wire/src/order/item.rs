//! Lines of an order.

use serde::{Deserialize, Serialize};

use crate::patch::entity;
use crate::{Flag, Int, Json, List, LongText, Moment, Money, Patch, ReadOnly, Text};

entity! {
    /// A line of an order. Found again in an edit by `id`, or by one of its external ids.
    pub struct Item {
        /// Internal ID.
        id: Patch<Int>,
        /// External ID; stored as the external ID with the code `default`. Deprecated.
        external_id: Patch<Text>,
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
        vat_rate: Patch<Text>,
        /// When the line was added.
        created_at: Patch<Moment>,
        /// How many units.
        quantity: Patch<Money>,
        /// Code of the line's status.
        status: Patch<Text>,
        /// Comment.
        comment: Patch<LongText>,
        /// The offer: found by `id`, else `externalId`, else `xmlId`; without one the line is free-form.
        offer: Patch<Offer>,
        /// Name of a free-form line.
        product_name: Patch<Text>,
        /// The line's status takes it out of the totals.
        is_canceled: ReadOnly<Flag>,
        /// Properties by code, or a list of them.
        properties: Patch<Json>,
        /// What one unit cost the seller.
        purchase_price: Patch<Money>,
        /// Bonuses credited for the line.
        bonuses_credit_total: ReadOnly<Money>,
        /// Bonuses spent on the line.
        bonuses_charge_total: ReadOnly<Money>,
        /// Place among the lines.
        ordering: Patch<Int>,
        /// Marking codes. Deprecated in favour of `markingObjects`.
        marking_codes: Patch<List<Text>>,
        /// Marking codes with the system that issued them.
        marking_objects: Patch<Json>,
    }
}

entity! {
    /// An id in another system.
    pub struct CodeValue {
        /// Which system.
        code: Patch<Text>,
        /// The id there.
        value: Patch<Text>,
    }
}

entity! {
    /// A discount on one unit of a line.
    #[schemars(rename = "ItemDiscount")]
    pub struct Discount {
        /// `manual_product` for the line's own, `manual_order` for its share of the order's.
        #[serde(rename = "type")]
        kind: ReadOnly<Text>,
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
        code: Patch<Text>,
    }
}

entity! {
    /// What is sold.
    pub struct Offer {
        /// Internal ID.
        id: Patch<Int>,
        /// External ID.
        external_id: Patch<Text>,
        /// Id in an accounting system.
        xml_id: Patch<Text>,
        /// Name as it is shown.
        display_name: Patch<Text>,
        /// Name.
        name: Patch<Text>,
        /// Article.
        article: Patch<Text>,
        /// VAT rate in the catalogue: a percentage, or `none`.
        vat_rate: ReadOnly<Text>,
        /// Unit of measurement.
        unit: ReadOnly<crate::store::UnitRef>,
        /// Bar code.
        barcode: ReadOnly<Text>,
        /// Properties of the offer when the line was made: code and text.
        properties: ReadOnly<Json>,
    }
}

/// A property of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Property {
    /// Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Text>,
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text>,
    /// Value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text>,
}
