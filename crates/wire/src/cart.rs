//! Carts of customers, and the offers they have put aside.

use schemars::JsonSchema;
use serde::Serialize;

use crate::patch::entity;
use crate::reply::Ready;
use crate::scalar::FromScalar;
use crate::store::{ProductOffer, UnitRef};
use crate::{Arguments, Flag, Int, Json, List, LongText, Moment, Money, Patch, Problem, ReadOnly, Reference, Request, Text};

entity! {
    /// The cart of a customer. Dates are written with their offset, `2026-03-14 15:00:00+03:00`.
    #[schemars(example = serde_json::json!({"externalId": "cart-1", "link": "https://shop.example.com/cart", "customer": {"externalId": "c-7"}, "items": [{"offer": {"externalId": "tea-100"}, "quantity": 2, "price": 10.5}]}))]
    pub struct Cart {
        /// ISO 4217 code.
        currency: ReadOnly<Text>,
        /// The shop's own id. A cart that there is not has none.
        external_id: Patch<Text>,
        /// When the customer left it.
        dropped_at: Patch<Moment>,
        /// When it was emptied.
        cleared_at: Patch<Moment>,
        /// Address of the cart in the shop.
        link: Patch<LongText>,
        /// Whose it is. Required.
        customer: Patch<CartCustomer>,
        /// What is in it; replaces what was in it.
        items: Patch<List<CartItem>>,
        /// The order it became.
        order: Patch<CartOrder>,
    }
}

entity! {
    /// The customer of a cart, by `id`, else `externalId`, else `browserId`.
    pub struct CartCustomer {
        /// Internal id.
        id: Patch<Int>,
        /// The shop's own id.
        external_id: Patch<Text>,
        /// The customer's id in the browser.
        browser_id: Patch<Text>,
        /// Code of the customer's store.
        site: ReadOnly<Text>,
        /// The customer's id in Google Analytics.
        ga_client_id: Patch<Text>,
    }
}

entity! {
    /// A line of a cart.
    pub struct CartItem {
        /// Place in the cart, from 1.
        id: ReadOnly<Int>,
        /// The offer: by `id`, else `externalId`, else `xmlId`.
        offer: Patch<CartOffer>,
        /// How many.
        quantity: Patch<Money>,
        /// Price of one.
        price: Patch<Money>,
    }
}

entity! {
    /// The offer of a line of a cart.
    pub struct CartOffer {
        /// Name as it is shown in orders.
        display_name: ReadOnly<Text>,
        /// Internal id.
        id: Patch<Int>,
        /// The shop's own id.
        external_id: Patch<Text>,
        /// Id in the accounting system.
        xml_id: Patch<Text>,
        /// Name.
        name: ReadOnly<Text>,
        /// Article number.
        article: ReadOnly<Text>,
        /// VAT rate: a percentage, or `none`.
        vat_rate: ReadOnly<Text>,
        /// Unit of measurement.
        unit: ReadOnly<UnitRef>,
        /// Bar code.
        barcode: ReadOnly<Text>,
        /// Properties: code and text.
        properties: Patch<Json>,
        /// How many there are.
        quantity: ReadOnly<Money>,
        /// Whether it is sold.
        active: ReadOnly<Flag>,
    }
}

entity! {
    /// The order that a cart became, by `id`, else `externalId`, else `number`.
    pub struct CartOrder {
        /// Internal id.
        id: Patch<Int>,
        /// The client's own id.
        external_id: Patch<Text>,
        /// Number.
        number: Patch<Text>,
    }
}

entity! {
    /// An offer that a customer has put aside.
    pub struct Favorite {
        /// The offer.
        offer: ReadOnly<ProductOffer>,
        /// Since when.
        created_at: ReadOnly<Moment>,
    }
}

entity! {
    /// An offer to put aside: by `id`, else `externalId`, else `xmlId`.
    #[schemars(example = serde_json::json!({"offer": {"externalId": "tea-100"}}))]
    pub struct FavoriteInput {
        /// The offer. Required.
        offer: Patch<FavoriteOffer>,
    }
}

entity! {
    /// The ids of an offer.
    pub struct FavoriteOffer {
        /// Internal id.
        id: Patch<Int>,
        /// The shop's own id.
        external_id: Patch<Text>,
        /// Id in the accounting system.
        xml_id: Patch<Text>,
    }
}

/// The store of an address, and what is there: its code, or its internal id.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct InSite {
    /// Code of the store, or with `siteBy=id` its internal id.
    pub site: String,
    /// What the store in the URL is named by: `code` or `id`.
    #[schemars(rename = "siteBy", default = "by_code", extend("enum" = ["code", "id"]))]
    pub site_by: String,
}

fn by_code() -> String {
    "code".to_owned()
}

impl InSite {
    fn read(arguments: &Arguments) -> Result<Self, Problem> {
        let site_by = arguments.plain("siteBy").unwrap_or_else(by_code);
        if !["code", "id"].contains(&site_by.as_str()) {
            return Err(Problem::by("siteBy", &site_by, "code, id"));
        }
        let site = arguments.variable("site");
        let site = Text::from_text(site).ok().flatten().map(|site| site.0).ok_or_else(Problem::not_found)?;
        Ok(Self { site, site_by })
    }
}

/// A customer of a store in an address.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
pub struct OfCustomer {
    /// The store.
    #[schemars(flatten)]
    pub place: InSite,
    /// External ID of the customer, or with `by=id` the internal ID.
    #[schemars(with = "String")]
    pub customer: Reference,
    /// What the customer in the URL is named by: `externalId` or `id`.
    #[schemars(with = "String", default = "by_external", extend("enum" = ["externalId", "id"]))]
    pub by: (),
}

fn by_external() -> String {
    "externalId".to_owned()
}

impl Request for OfCustomer {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { place: InSite::read(arguments)?, customer: arguments.by("customer")?, by: () })
    }
}

/// The request of `cart/set` and `cart/clear`.
#[derive(Debug, JsonSchema)]
pub struct SendCart {
    /// The store.
    #[schemars(flatten)]
    pub place: InSite,
    /// The cart.
    pub cart: Cart,
}

impl Request for SendCart {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { place: InSite::read(arguments)?, cart: arguments.entity("cart")? })
    }
}

/// The request of `favorites/{customer}/add` and `favorites/{customer}/remove`.
#[derive(Debug, JsonSchema)]
pub struct SendFavorite {
    /// Of which customer.
    #[schemars(flatten)]
    pub of: OfCustomer,
    /// The offer.
    pub favorite: FavoriteInput,
}

impl Request for SendFavorite {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { of: OfCustomer::read(arguments)?, favorite: arguments.entity("favorite")? })
    }
}

/// The answer of `cart/{customer}`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TheCart {
    /// The cart; without an external id when there is none.
    pub cart: Ready<Cart>,
}

/// The answer of `favorites/{customer}`.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TheFavorites {
    /// What the customer has put aside, newest first.
    pub favorites: Vec<Ready<Favorite>>,
}
