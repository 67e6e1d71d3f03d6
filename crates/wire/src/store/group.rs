//! Groups of products.

use schemars::JsonSchema;

use crate::patch::{entity, filter};
use crate::{Arguments, Flag, Int, List, LongText, Patch, Problem, ReadOnly, Reference, Request, Text};

entity! {
    /// A group of products.
    pub struct ProductGroup {
        /// Internal id of the group it is in.
        parent_id: ReadOnly<Int>,
        /// The shop's own id of the group it is in.
        parent_external_id: ReadOnly<Text>,
        /// Code of its store.
        site: ReadOnly<Text>,
        /// Internal id.
        id: ReadOnly<Int>,
        /// Name.
        name: ReadOnly<Text>,
        /// The shop's own id.
        external_id: ReadOnly<Text>,
        /// Whether it is in use.
        active: ReadOnly<Flag>,
        /// How deep it lies; a group in no other has 1.
        lvl: ReadOnly<Int>,
        /// Description.
        description: ReadOnly<LongText>,
    }
}

entity! {
    /// A group of products as it is sent.
    #[schemars(example = serde_json::json!({"name": "Green tea", "externalId": "green", "parentExternalId": "tea"}))]
    pub struct ProductGroupInput {
        /// Internal id of the group it is in; it wins over `parentExternalId`.
        parent_id: Patch<Int>,
        /// The shop's own id of the group it is in.
        parent_external_id: Patch<Text>,
        /// Name; required for a new group.
        name: Patch<Text>,
        /// Description.
        description: Patch<LongText>,
        /// The shop's own id, unique in the store.
        external_id: Patch<Text>,
        /// Whether it is in use; a new group is.
        active: Patch<Flag>,
        /// Code of its store; required for a new group when the key sees several.
        site: Patch<Text>,
    }
}

filter! {
    /// What a list of groups is narrowed to.
    pub struct ProductGroupFilter {
        /// In use (1) or not (0).
        active: Patch<Flag>,
        /// Internal id of the group they are in; blank does not narrow, `null` means groups in no other.
        parent_group_id: Patch<Text>,
        /// Internal ids.
        ids: List<Int>,
        /// Codes of stores.
        sites: List<Text>,
        /// Ids of catalogues, which are those of their stores.
        catalogs: List<Int>,
        /// At least so deep.
        min_level: Patch<Int>,
        /// At most so deep.
        max_level: Patch<Int>,
        /// From a feed (1) or not (0).
        load_from_yml: Patch<Flag>,
    }
}

/// The request of `store/product-groups/create`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CreateGroup {
    /// The group.
    pub product_group: ProductGroupInput,
    /// Code of its store, where the group names none.
    pub site: Option<String>,
}

impl Request for CreateGroup {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.refuse_empty("productGroup")?;
        Ok(Self { product_group: arguments.entity("productGroup")?, site: arguments.site()? })
    }
}

/// The request of `store/product-groups/{externalId}/edit`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditGroup {
    /// Which group.
    #[schemars(flatten)]
    pub which: Reference,
    /// What changes.
    pub product_group: ProductGroupInput,
    /// Code of the store whose external id it is.
    pub site: Option<String>,
}

impl Request for EditGroup {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: arguments.by("externalId")?, product_group: arguments.entity("productGroup")?, site: arguments.site()? })
    }
}
