//! Properties of products: size, colour and whatever else the feeds have.

use schemars::JsonSchema;

use super::list::LIMITS;
use crate::page::Page;
use crate::patch::{entity, filter};
use crate::{Arguments, Flag, Int, List, Patch, Problem, ReadOnly, Request, Text};

entity! {
    /// A property.
    pub struct ProductProperty {
        /// Codes of the stores that have it.
        sites: ReadOnly<List<Text>>,
        /// The groups whose products have it.
        groups: ReadOnly<List<PropertyGroup>>,
        /// Code.
        code: ReadOnly<Text>,
        /// Name.
        name: ReadOnly<Text>,
        /// Whether all of its values are numbers.
        is_numeric: ReadOnly<Flag>,
        /// Whether it is shown.
        visible: ReadOnly<Flag>,
        /// Whether offers of one product differ by it.
        variative: ReadOnly<Flag>,
    }
}

entity! {
    /// A group whose products have a property.
    pub struct PropertyGroup {
        /// Internal id.
        id: ReadOnly<Int>,
        /// Name.
        name: ReadOnly<Text>,
    }
}

entity! {
    /// A value of a property.
    pub struct ProductPropertyValue {
        /// The property.
        property: ReadOnly<ProductProperty>,
        /// The value.
        value: ReadOnly<Text>,
        /// How many offers have it.
        offers_count: ReadOnly<Int>,
    }
}

filter! {
    /// What a list of properties is narrowed to.
    pub struct PropertyFilter {
        /// Part of the name.
        name: Patch<Text>,
        /// Code.
        code: Patch<Text>,
        /// Shown (1) or not (0).
        visible: Patch<Flag>,
        /// Offers of one product differ by it (1) or not (0).
        variative: Patch<Flag>,
        /// Codes of stores.
        sites: List<Text>,
        /// Ids of catalogues, which are those of their stores.
        catalogs: List<Int>,
        /// Internal ids of groups.
        groups: List<Int>,
    }
}

filter! {
    /// What a list of values of properties is narrowed to.
    pub struct PropertyValueFilter {
        /// Part of the property's name.
        property_name: Patch<Text>,
        /// The property's code.
        property_code: Patch<Text>,
        /// Internal ids of groups.
        groups: List<Int>,
    }
}

/// How a list of properties is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct PropertySort {
    /// By the number of offers: `ASC` or `DESC`; otherwise by code.
    #[schemars(with = "Option<String>", extend("enum" = ["ASC", "DESC"]))]
    pub offers_count: Option<bool>,
}

/// The request of `store/products/properties`.
#[derive(Debug, JsonSchema)]
pub struct ListProperties {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: PropertyFilter,
    /// How it is sorted.
    #[schemars(default)]
    pub sort: PropertySort,
    /// The page, from 1.
    #[schemars(with = "i64", default = "first", range(min = 1))]
    pub page: Page,
    /// Rows on a page: 20, 50, 100 or 250.
    #[schemars(with = "i64", default = "usual", extend("enum" = [20, 50, 100, 250]))]
    pub limit: (),
}

fn first() -> i64 {
    1
}

fn usual() -> i64 {
    20
}

impl Request for ListProperties {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let sent = match arguments.tree.remove("sort") {
            Some(serde_json::Value::Object(fields)) => fields.get("offersCount").and_then(|sort| sort.as_str()).map(str::to_owned),
            _ => None,
        };
        let offers_count = match sent.as_deref().map(str::to_ascii_uppercase).as_deref() {
            None | Some("") => None,
            Some("ASC") => Some(true),
            Some("DESC") => Some(false),
            Some(_) => return Err(Problem::input("sort", "offersCount is sorted ASC or DESC")),
        };
        let page = Page::read_with(&arguments.tree, LIMITS)?;
        Ok(Self { filter: arguments.filter()?, sort: PropertySort { offers_count }, page, limit: () })
    }
}
