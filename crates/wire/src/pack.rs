//! Packs: how much of a line of an order was taken from which warehouse, and when it was shipped.

use schemars::JsonSchema;
use serde::Serialize;

use crate::history::Author;
use crate::noun::Named;
use crate::order::{CodeValue, Offer};
use crate::page::Pagination;
use crate::patch::{entity, filter};
use crate::reply::Ready;
use crate::store::UnitRef;
use crate::{Arguments, Problem, Request};
use crate::{Day, Int, List, Moment, Money, Patch, ReadOnly, Text, Until};

entity! {
    /// A pack: a part of a line of an order.
    #[schemars(example = serde_json::json!({"itemId": 1, "store": "main", "quantity": 1, "purchasePrice": 80, "shipmentDate": "2026-03-20"}))]
    pub struct Pack {
        /// Internal id.
        id: ReadOnly<i64>,
        /// What one unit cost the seller.
        purchase_price: Patch<Money>,
        /// How many units. Required.
        quantity: Patch<Money>,
        /// The unit of measurement.
        unit: ReadOnly<UnitRef>,
        /// Code of the warehouse. Required.
        store: Patch<Text>,
        /// The line of the order.
        item: ReadOnly<PackItem>,
        /// Internal id of the line of the order, as it is sent. Required.
        item_id: Patch<Int>,
        /// When it is shipped.
        shipment_date: Patch<Day>,
        /// Number of the invoice.
        invoice_number: Patch<Text>,
        /// Number of the delivery note.
        delivery_note_number: Patch<Text>,
    }
}

impl Named for Pack {
    const ONE: &'static str = "pack";
    const MANY: &'static str = "packs";
}

/// The request of `orders/packs/create`.
#[derive(Debug, schemars::JsonSchema)]
pub struct CreatePack {
    /// The pack.
    pub pack: Pack,
}

impl Request for CreatePack {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.refuse_empty(Pack::ONE)?;
        Ok(Self { pack: arguments.entity(Pack::ONE)? })
    }
}

/// The request of `orders/packs/{id}/edit`.
#[derive(Debug, schemars::JsonSchema)]
pub struct EditPack {
    /// Internal id.
    pub id: i64,
    /// What changes.
    pub pack: Pack,
}

impl Request for EditPack {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, pack: arguments.entity(Pack::ONE)? })
    }
}

entity! {
    /// The line of an order that a pack is of.
    pub struct PackItem {
        /// Internal id.
        id: ReadOnly<i64>,
        /// The ids of the line in other systems.
        external_ids: ReadOnly<List<CodeValue>>,
        /// The order.
        order: ReadOnly<PackOrder>,
        /// What is sold.
        offer: ReadOnly<Offer>,
    }
}

entity! {
    /// The order of a pack.
    pub struct PackOrder {
        /// Internal id.
        id: ReadOnly<i64>,
    }
}

filter! {
    /// What a list of packs is narrowed to.
    pub struct PackFilter {
        /// Internal ids.
        ids: List<Int>,
        /// Codes of warehouses.
        stores: List<Text>,
        /// Internal id of the line of an order.
        item_id: Patch<Int>,
        /// Id of the offer in an accounting system.
        offer_xml_id: Patch<Text>,
        /// The client's own id of the offer.
        offer_external_id: Patch<Text>,
        /// Internal id of the order.
        order_id: Patch<Int>,
        /// The client's own id of the order.
        order_external_id: Patch<Text>,
        /// Shipped on this day or later.
        shipment_date_from: Patch<Moment>,
        /// Shipped on this day or earlier.
        shipment_date_to: Patch<Until>,
        /// Number of the invoice.
        invoice_number: Patch<Text>,
        /// Number of the delivery note.
        delivery_note_number: Patch<Text>,
    }
}

filter! {
    /// What the history of packs is narrowed to.
    pub struct PackHistoryFilter {
        /// Internal id of the order.
        order_id: Patch<Int>,
        /// The client's own id of the order.
        order_external_id: Patch<Text>,
        /// Only rows after this one.
        since_id: Patch<Int>,
        /// From this time on.
        start_date: Patch<Moment>,
        /// Up to this time.
        end_date: Patch<Until>,
    }
}

/// One row of the history of packs. What has no value is left out.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackHistoryRow {
    /// Id; ids ascend in the order things happened.
    pub id: i64,
    /// When.
    pub created_at: Moment,
    /// Present and true where the pack was made.
    pub created: Option<bool>,
    /// Present and true where the pack was deleted.
    pub deleted: Option<bool>,
    /// `user`, `api` or `code` (the hub itself).
    pub source: Text,
    /// The person, when the source is `user`.
    pub user: Option<Author>,
    /// The field, in camel case.
    pub field: Text,
    /// The value before.
    pub old_value: Option<serde_json::Value>,
    /// The value after.
    pub new_value: Option<serde_json::Value>,
    /// The pack: with its quantity and its warehouse where it was made, else its line alone.
    pub pack: HistoryPack,
}

/// A pack as its history names it.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct HistoryPack {
    /// Internal id.
    pub id: i64,
    /// What one unit cost the seller.
    pub purchase_price: Option<Money>,
    /// How many units.
    pub quantity: Option<Money>,
    /// The warehouse.
    pub store: Option<PackStore>,
    /// The line of the order.
    pub item: PackItem,
}

/// A warehouse as the history of packs names it.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
pub struct PackStore {
    /// Code.
    pub code: Text,
}

/// A page of the history of packs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct PackHistory {
    /// When the answer was made.
    pub generated_at: Moment,
    /// The rows, by ascending id.
    pub history: Vec<Ready<PackHistoryRow>>,
    /// Which page it is.
    pub pagination: Pagination,
}
