//! Products.

use super::ProductOffer;
use crate::patch::{entity, filter};
use crate::{Flag, Int, Json, List, LongText, Moment, Money, Patch, ReadOnly, Text};

entity! {
    /// A product with its offers.
    pub struct Product {
        /// Lowest price of its active offers.
        min_price: ReadOnly<Money>,
        /// Highest price of its active offers.
        max_price: ReadOnly<Money>,
        /// Id of the catalogue it is in: that of its store.
        catalog_id: ReadOnly<Int>,
        /// Internal id.
        id: ReadOnly<Int>,
        /// Article number.
        article: ReadOnly<Text>,
        /// Name.
        name: ReadOnly<Text>,
        /// Page in the shop.
        url: ReadOnly<LongText>,
        /// Address of its first picture.
        image_url: ReadOnly<LongText>,
        /// Description.
        description: ReadOnly<LongText>,
        /// Marked as popular.
        popular: ReadOnly<Flag>,
        /// Marked as being on sale.
        stock: ReadOnly<Flag>,
        /// Marked as new.
        novelty: ReadOnly<Flag>,
        /// Marked as recommended.
        recommended: ReadOnly<Flag>,
        /// Properties that all of its offers share: code and text; none is an empty list.
        properties: Patch<Json>,
        /// The groups it is in.
        groups: ReadOnly<List<GroupRef>>,
        /// The shop's own id.
        external_id: ReadOnly<Text>,
        /// Manufacturer.
        manufacturer: ReadOnly<Text>,
        /// Its offers.
        offers: ReadOnly<List<ProductOffer>>,
        /// Whether it is sold.
        active: ReadOnly<Flag>,
        /// How many there are of all its active offers.
        quantity: ReadOnly<Money>,
        /// Whether it is under mandatory marking.
        markable: ReadOnly<Flag>,
        /// When it, its offers, prices or stock last changed.
        updated_at: ReadOnly<Moment>,
        /// `product` or `service`.
        r#type: ReadOnly<Text>,
    }
}

entity! {
    /// A group of products, by its ids.
    pub struct GroupRef {
        /// Internal id.
        id: Patch<Int>,
        /// The shop's own id.
        external_id: Patch<Text>,
    }
}

filter! {
    /// What a list of products is narrowed to.
    pub struct ProductFilter {
        /// Sold ones (1) or others (0).
        active: Patch<Flag>,
        /// Part of the name or article number, or of an article number or bar code of an offer.
        name: Patch<Text>,
        /// An offer costs at least this, by `priceType` or the base price.
        min_price: Patch<Money>,
        /// An offer costs at most this, by `priceType` or the base price.
        max_price: Patch<Money>,
        /// An offer costs the shop at least this.
        min_purchase_price: Patch<Money>,
        /// An offer costs the shop at most this.
        max_purchase_price: Patch<Money>,
        /// At least so many of all active offers.
        min_quantity: Patch<Money>,
        /// At most so many of all active offers.
        max_quantity: Patch<Money>,
        /// Marked as popular (1) or not (0).
        popular: Patch<Flag>,
        /// Marked as being on sale (1) or not (0).
        stock: Patch<Flag>,
        /// Marked as new (1) or not (0).
        novelty: Patch<Flag>,
        /// Marked as recommended (1) or not (0).
        recommended: Patch<Flag>,
        /// Page in the shop, as a whole.
        url: Patch<LongText>,
        /// Part of the page in the shop.
        url_like: Patch<LongText>,
        /// Manufacturer.
        manufacturer: Patch<Text>,
        /// The shop's own id.
        external_id: Patch<Text>,
        /// Id of an offer in the accounting system.
        xml_id: Patch<Text>,
        /// ABC class. Products are not classed, so that any class matches none.
        class_segment: Patch<Text>,
        /// Internal ids of offers.
        offer_ids: List<Int>,
        /// Values of properties of an offer by their codes: a text, or a list of texts of which one is enough.
        properties: Patch<Json>,
        /// The shop's own id of an offer.
        offer_external_id: Patch<Text>,
        /// Id of an offer in the accounting system.
        offer_xml_id: Patch<Text>,
        /// The shop's own id of a group.
        group_external_id: Patch<Text>,
        /// Internal ids.
        ids: List<Int>,
        /// Internal ids of groups.
        groups: List<Int>,
        /// Code of the price type that `minPrice` and `maxPrice` look at; alone, products with such a price.
        price_type: Patch<Text>,
        /// Codes of stores.
        sites: List<Text>,
        /// Ids of catalogues, which are those of their stores.
        catalogs: List<Int>,
        /// An internal id greater than this.
        since_id: Patch<Int>,
        /// Changed later than this.
        since_updated_at: Patch<Moment>,
        /// Under mandatory marking (1) or not (0).
        markable: Patch<Flag>,
    }
}
