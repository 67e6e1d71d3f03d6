//! Stock and prices, up and down.

use schemars::JsonSchema;
use serde::Serialize;

use super::UnitRef;
use crate::patch::{entity, filter};
use crate::request::Bulk;
use crate::{Arguments, Flag, Int, Json, List, Money, Patch, Problem, ReadOnly, Request, Text};

entity! {
    /// What there is of an offer.
    pub struct InventoryOffer {
        /// Internal id.
        id: ReadOnly<Int>,
        /// The shop's own id.
        external_id: ReadOnly<Text>,
        /// Id in the accounting system.
        xml_id: ReadOnly<Text>,
        /// Code of its store.
        site: ReadOnly<Text>,
        /// Name.
        name: ReadOnly<Text>,
        /// Name as it is shown in orders.
        display_name: ReadOnly<Text>,
        /// Article number.
        article: ReadOnly<Text>,
        /// What one unit costs the shop.
        purchase_price: ReadOnly<Money>,
        /// How many there are in all warehouses.
        quantity: ReadOnly<Money>,
        /// VAT rate: a percentage, or `none`.
        vat_rate: ReadOnly<Text>,
        /// Unit of measurement.
        unit: ReadOnly<UnitRef>,
        /// Bar code.
        barcode: ReadOnly<Text>,
        /// Properties: code and text; none is an empty list.
        properties: Patch<Json>,
        /// What each warehouse has of it; only with `details`, and then always.
        stores: ReadOnly<List<Inventory>>,
    }
}

entity! {
    /// What a warehouse has of an offer.
    pub struct Inventory {
        /// How many.
        quantity: ReadOnly<Money>,
        /// What one unit of them costs the shop.
        purchase_price: ReadOnly<Money>,
        /// Code of the warehouse, from `reference/stores`.
        store: ReadOnly<Text>,
    }
}

filter! {
    /// What a list of stock is narrowed to.
    pub struct InventoryFilter {
        /// Internal ids of offers.
        ids: List<Int>,
        /// The shop's own id of the product.
        product_external_id: Patch<Text>,
        /// Article numbers of products.
        product_article: List<Text>,
        /// The shop's own ids of offers.
        offer_external_id: List<Text>,
        /// Ids of offers in the accounting system.
        offer_xml_id: List<Text>,
        /// Article numbers of offers.
        offer_article: List<Text>,
        /// Of products that are sold (1) or others (0).
        product_active: Patch<Flag>,
        /// Of offers that are sold (1) or others (0).
        offer_active: Patch<Flag>,
        /// Whether the answer says what each warehouse has.
        details: Patch<Flag>,
        /// Codes of stores.
        sites: List<Text>,
        /// Ids of catalogues, which are those of their stores.
        catalogs: List<Int>,
    }
}

entity! {
    /// What there is of an offer, as it is sent. The offer is found by `id`, else `externalId`, else `xmlId`.
    #[schemars(example = serde_json::json!({"externalId": "tea-100", "stores": [{"code": "main", "available": 10, "purchasePrice": 170}]}))]
    pub struct StockOfOffer {
        /// Internal id.
        id: Patch<Int>,
        /// The shop's own id.
        external_id: Patch<Text>,
        /// Id in the accounting system.
        xml_id: Patch<Text>,
        /// Code of its store.
        site: Patch<Text>,
        /// What the warehouses have of it; warehouses that are not named keep what they have. Required.
        stores: Patch<List<StockOfWarehouse>>,
    }
}

entity! {
    /// What a warehouse has, as it is sent.
    pub struct StockOfWarehouse {
        /// Code of the warehouse, from `reference/stores`. Required.
        code: Patch<Text>,
        /// How many.
        available: Patch<Money>,
        /// What one unit of them costs the shop.
        purchase_price: Patch<Money>,
    }
}

entity! {
    /// Prices of an offer, as they are sent. The offer is found by `id`, else `externalId`, else `xmlId`.
    #[schemars(example = serde_json::json!({"externalId": "tea-100", "prices": [{"code": "wholesale", "price": 149.9}]}))]
    pub struct OfferPrices {
        /// The shop's own id.
        external_id: Patch<Text>,
        /// Id in the accounting system.
        xml_id: Patch<Text>,
        /// Internal id.
        id: Patch<Int>,
        /// Code of its store.
        site: Patch<Text>,
        /// The prices; price types that are not named keep theirs. Required.
        prices: Patch<List<PriceOfType>>,
    }
}

entity! {
    /// A price, as it is sent.
    pub struct PriceOfType {
        /// Code of the price type, from `reference/price-types`. Required.
        code: Patch<Text>,
        /// The price. Required, unless it is taken away.
        price: Patch<Money>,
        /// Takes the price away.
        remove: Patch<Flag>,
    }
}

/// So many offers are taken at once.
const MOST: usize = 250;

/// The request of `store/inventories/upload`.
#[derive(Debug, JsonSchema)]
pub struct UploadStock {
    /// What there is of which offers, at most 250.
    #[schemars(with = "Vec<StockOfOffer>", length(max = 250))]
    pub offers: Bulk<StockOfOffer>,
    /// Code of the store of offers that name none.
    #[schemars(extend("x-store-optional" = true))]
    pub site: Option<String>,
}

impl Request for UploadStock {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, offers: arguments.entities(&["offers"], MOST)? })
    }
}

/// The request of `store/prices/upload`.
#[derive(Debug, JsonSchema)]
pub struct UploadPrices {
    /// Prices of which offers, at most 250.
    #[schemars(with = "Vec<OfferPrices>", length(max = 250))]
    pub prices: Bulk<OfferPrices>,
    /// Code of the store of offers that name none.
    #[schemars(extend("x-store-optional" = true))]
    pub site: Option<String>,
}

impl Request for UploadPrices {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, prices: arguments.entities(&["prices"], MOST)? })
    }
}

/// What came of an upload of stock or prices.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Processed {
    /// Of how many offers stock or prices were set.
    pub processed_offers_count: usize,
    /// Offers that were not found, by the ids that were sent.
    pub not_found_offers: Vec<serde_json::Map<String, serde_json::Value>>,
}
