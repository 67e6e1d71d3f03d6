//! Offers: what can be sold of a product.

use super::{Inventory, Product};
use crate::patch::{entity, filter};
use crate::{Flag, Int, Json, List, LongText, Money, Patch, ReadOnly, Text};

macro_rules! offer {
    ($(#[$doc:meta])* $name:ident, $($(#[$field_doc:meta])* $field:ident: $type:ty,)*) => {
        entity! {
            $(#[$doc])*
            pub struct $name {
                /// Name.
                name: ReadOnly<Text>,
                /// Base price.
                price: ReadOnly<Money>,
                /// Addresses of pictures.
                images: ReadOnly<List<LongText>>,
                /// Internal id.
                id: ReadOnly<Int>,
                /// The shop's own id.
                external_id: ReadOnly<Text>,
                /// Id in the accounting system.
                xml_id: ReadOnly<Text>,
                /// Article number.
                article: ReadOnly<Text>,
                /// Prices by price type, the base price first.
                prices: ReadOnly<List<OfferPrice>>,
                /// What one unit costs the shop.
                purchase_price: ReadOnly<Money>,
                /// VAT rate: a percentage, or `none`.
                vat_rate: ReadOnly<Text>,
                /// Properties: code and text; none is an empty list.
                properties: Patch<Json>,
                /// How many there are in all warehouses.
                quantity: ReadOnly<Money>,
                /// Weight, as the feed has it: in kilograms.
                weight: ReadOnly<Money>,
                /// Length, in centimetres.
                length: ReadOnly<Money>,
                /// Width, in centimetres.
                width: ReadOnly<Money>,
                /// Height, in centimetres.
                height: ReadOnly<Money>,
                /// Whether it is sold.
                active: ReadOnly<Flag>,
                /// Unit of measurement.
                unit: ReadOnly<UnitRef>,
                /// Bar code.
                barcode: ReadOnly<Text>,
                /// Code of its store.
                site: ReadOnly<Text>,
                $($(#[$field_doc])* $field: $type,)*
            }
        }
    };
}

offer! {
    /// An offer of a product.
    ProductOffer,
    /// What each warehouse has of it.
    stores: ReadOnly<List<Inventory>>,
}

offer! {
    /// An offer with its product.
    StoreOffer,
    /// Its product, without offers.
    product: ReadOnly<Box<Product>>,
}

entity! {
    /// A price of an offer.
    pub struct OfferPrice {
        /// Code of the price type.
        price_type: ReadOnly<Text>,
        /// The price.
        price: ReadOnly<Money>,
        /// Place of the price type in lists.
        ordering: ReadOnly<Int>,
        /// ISO 4217 code.
        currency: ReadOnly<Text>,
    }
}

entity! {
    /// A unit of measurement, as an offer names it.
    pub struct UnitRef {
        /// Code.
        code: Patch<Text>,
        /// Name.
        name: Patch<Text>,
        /// Short form.
        sym: Patch<Text>,
    }
}

filter! {
    /// What a list of offers is narrowed to.
    pub struct OfferFilter {
        /// Internal ids.
        ids: List<Int>,
        /// Part of the name, article number or bar code.
        name: Patch<Text>,
        /// The shop's own ids.
        external_ids: List<Text>,
        /// Ids in the accounting system.
        xml_ids: List<Text>,
        /// Values of properties by their codes: a text, or a list of texts of which one is enough.
        properties: Patch<Json>,
        /// Codes of stores.
        sites: List<Text>,
        /// Ids of catalogues, which are those of their stores.
        catalogs: List<Int>,
        /// Sold ones (1) or others (0).
        active: Patch<Flag>,
        /// An internal id greater than this.
        since_id: Patch<Int>,
        /// Internal ids of groups.
        groups: List<Int>,
        /// Code of the price type that `minPrice` and `maxPrice` look at; alone, offers with such a price.
        price_type: Patch<Text>,
        /// Costs at least this, by `priceType` or the base price.
        min_price: Patch<Money>,
        /// Costs at most this, by `priceType` or the base price.
        max_price: Patch<Money>,
        /// At least so many.
        min_quantity: Patch<Money>,
        /// At most so many.
        max_quantity: Patch<Money>,
    }
}
