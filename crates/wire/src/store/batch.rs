//! Several products at once, made and changed.

use schemars::JsonSchema;
use serde::Serialize;

use super::GroupRef;
use crate::patch::entity;
use crate::request::Bulk;
use crate::{Arguments, Flag, Int, List, LongText, Patch, Problem, Request, Text};

entity! {
    /// A product as it is sent.
    #[schemars(example = serde_json::json!({"externalId": "tea", "name": "Tea", "catalogId": 1, "groups": [{"externalId": "green"}]}))]
    pub struct ProductChange {
        /// Internal id; only for changes.
        id: Patch<Int>,
        /// Code of its store.
        site: Patch<Text>,
        /// Article number.
        article: Patch<Text>,
        /// Name; required for a new product.
        name: Patch<Text>,
        /// Page in the shop.
        url: Patch<LongText>,
        /// Description.
        description: Patch<LongText>,
        /// Marked as popular.
        popular: Patch<Flag>,
        /// Marked as being on sale.
        stock: Patch<Flag>,
        /// Marked as new.
        novelty: Patch<Flag>,
        /// Marked as recommended.
        recommended: Patch<Flag>,
        /// The groups it is in, by `id` or `externalId`.
        groups: Patch<List<GroupRef>>,
        /// The shop's own id, unique in the store.
        external_id: Patch<Text>,
        /// Manufacturer.
        manufacturer: Patch<Text>,
        /// Whether it is sold; a new product is.
        active: Patch<Flag>,
        /// Whether it is under mandatory marking.
        markable: Patch<Flag>,
        /// Id of its catalogue, which is that of its store; another way to name the store.
        catalog_id: Patch<Int>,
        /// `product` or `service`.
        r#type: Patch<Text>,
    }
}

/// So many products are taken at once.
const MOST: usize = 50;

/// The request of `store/products/batch/create`.
#[derive(Debug, JsonSchema)]
pub struct CreateProducts {
    /// The products, at most 50.
    #[schemars(with = "Vec<ProductChange>", length(max = 50))]
    pub products: Bulk<ProductChange>,
    /// Code of the store of products that name none.
    #[schemars(extend("x-store-optional" = true))]
    pub site: Option<String>,
}

impl Request for CreateProducts {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, products: arguments.entities(&["products"], MOST)? })
    }
}

/// The request of `store/products/batch/edit`.
#[derive(Debug, JsonSchema)]
pub struct EditProducts {
    /// The products, at most 50, by `id` or `externalId`.
    #[schemars(with = "Vec<ProductChange>", length(max = 50))]
    pub products: Bulk<ProductChange>,
    /// Code of the store of products that name none.
    #[schemars(extend("x-store-optional" = true))]
    pub site: Option<String>,
}

impl Request for EditProducts {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, products: arguments.entities(&["products"], MOST)? })
    }
}

/// What came of `store/products/batch/create`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddedProducts {
    /// How many were made.
    pub processed_products_count: usize,
    /// Their internal ids, in the order in which they were sent.
    pub added_products: Vec<i64>,
}

/// What came of `store/products/batch/edit`.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditedProducts {
    /// How many were changed.
    pub processed_products_count: usize,
    /// Products that were not found.
    pub not_found_products: Vec<ProductNamed>,
}

/// A product by the ids that were sent.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProductNamed {
    /// Internal id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// The shop's own id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
}
