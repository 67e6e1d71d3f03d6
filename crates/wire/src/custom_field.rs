//! Custom fields of entities and the dictionaries that some of them choose from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::noun::Named;
use crate::page::Page;
use crate::patch::{entity, filter};
use crate::reference::Parameter;
use crate::{Arguments, Flag, Int, Json, List, Patch, Problem, Request, Text};

entity! {
    /// A custom field.
    #[schemars(example = serde_json::json!({"code": "vat_number", "name": "VAT number", "type": "string", "displayArea": "customer"}))]
    pub struct CustomField {
        /// Name that people read. Required.
        name: Patch<Text>,
        /// Code, unique among the fields of the entity: Latin letters, digits, `_`, `-` and `:`. Required; it never changes.
        code: Patch<Text>,
        /// Whether forms ask for a value. The API accepts entities without one.
        required: Patch<Flag>,
        /// Whether people can filter lists by it.
        in_filter: Patch<Flag>,
        /// Whether lists show it.
        in_list: Patch<Flag>,
        /// Whether it can be changed for several rows at once.
        in_group_actions: Patch<Flag>,
        /// Type of its values: boolean, date, datetime, dictionary, email, integer, multiselect_dictionary, numeric, string or
        /// text. Required; it never changes.
        r#type: Patch<Text>,
        /// What has the field: order, customer, customer_corporate, company or loyalty_account. The address names it.
        entity: Patch<Text>,
        /// The value of new entities that bring none, as text. `defaultTyped` is read first.
        default: Patch<Json>,
        /// Place in lists, 0 or more.
        ordering: Patch<Int>,
        /// The part of the card that shows it, such as `customer`.
        display_area: Patch<Text>,
        /// Whether people can change it: editable, not_editable, hidden or miss.
        view_mode: Patch<Text>,
        /// The same in the mobile app: editable, not_editable, hidden or miss.
        view_mode_mobile: Patch<Text>,
        /// Code of the dictionary that its values are chosen from. Required for dictionary and multiselect_dictionary; no other
        /// type has one.
        dictionary: Patch<Text>,
        /// The value of new entities that bring none, by the type of the field; a list for multiselect_dictionary.
        #[serde(alias = "default_typed")]
        default_typed: Patch<Json>,
    }
}

entity! {
    /// An element of a custom dictionary.
    pub struct CustomDictionaryElement {
        /// Name that people read. Required.
        name: Patch<Text>,
        /// Code, unique in the dictionary. Required.
        code: Patch<Text>,
        /// Place in the dictionary.
        ordering: Patch<Int>,
    }
}

entity! {
    /// A dictionary that custom fields choose from.
    #[schemars(example = serde_json::json!({"code": "colours", "name": "Colours", "elements": [{"code": "red", "name": "Red", "ordering": 10}]}))]
    pub struct CustomDictionary {
        /// Name that people read. Required.
        name: Patch<Text>,
        /// Code, unique among dictionaries. Required; it never changes.
        code: Patch<Text>,
        /// Its elements, all of them: those that are left out are removed. At most 5,000.
        elements: Patch<List<CustomDictionaryElement>>,
    }
}

impl Named for CustomField {
    const ONE: &'static str = "customField";
    const MANY: &'static str = "customFields";
}

impl Named for CustomDictionary {
    const ONE: &'static str = "customDictionary";
    const MANY: &'static str = "customDictionaries";
}

impl Parameter for CustomDictionary {
    const NAMES: &'static [&'static str] = &["customDictionary"];
}

filter! {
    /// What a list of custom fields is narrowed to.
    pub struct CustomFieldFilter {
        /// Part of the name.
        name: Patch<Text>,
        /// Code.
        code: Patch<Text>,
        /// Types.
        r#type: List<Text>,
        /// View modes.
        view_mode: List<Text>,
        /// Parts of the card.
        display_area: List<Text>,
        /// What has the field.
        entity: List<Text>,
        /// Whether lists can be filtered by it.
        in_filter: Patch<Flag>,
    }
}

filter! {
    /// What a list of custom dictionaries is narrowed to.
    pub struct CustomDictionaryFilter {
        /// Part of the name.
        name: Patch<Text>,
        /// Code.
        code: Patch<Text>,
    }
}

/// Which part of a list is asked for, where up to 250 rows may be.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct LongPage {
    /// The page, from 1.
    #[schemars(default = "first", range(min = 1))]
    page: i64,
    /// Rows on a page: 20, 50, 100 or 250.
    #[schemars(default = "usual", extend("enum" = [20, 50, 100, 250]))]
    limit: i64,
}

fn first() -> i64 {
    1
}

fn usual() -> i64 {
    20
}

/// The request of `custom-fields` and `custom-fields/dictionaries`.
#[derive(Debug, JsonSchema)]
#[schemars(bound = "F: Default + JsonSchema")]
pub struct ListLong<F> {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: F,
    /// Which page.
    #[schemars(flatten, with = "LongPage")]
    pub page: Page,
}

impl<F: crate::Entity + Default + JsonSchema + Send + Sync + 'static> Request for ListLong<F> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { filter: arguments.filter()?, page: Page::read_with(&arguments.tree, &[20, 50, 100, 250])? })
    }
}

/// A custom field by what has it and its code.
#[derive(Debug, JsonSchema)]
pub struct OneField {
    /// What has the field: order, customer, customer_corporate, company or loyalty_account.
    pub entity: String,
    /// Code of the field.
    pub code: String,
}

impl Request for OneField {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { entity: arguments.variable("entity").to_owned(), code: arguments.variable("code").to_owned() })
    }
}

/// A new custom field.
#[derive(Debug, JsonSchema)]
pub struct NewField {
    /// What has the field: order, customer, customer_corporate, company or loyalty_account.
    pub entity: String,
    /// The field.
    #[schemars(rename = "customField")]
    pub field: CustomField,
}

impl Request for NewField {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.refuse_empty(CustomField::ONE)?;
        Ok(Self { entity: arguments.variable("entity").to_owned(), field: arguments.entity(CustomField::ONE)? })
    }
}

/// A change of a custom field.
#[derive(Debug, JsonSchema)]
pub struct EditField {
    /// What has the field: order, customer, customer_corporate, company or loyalty_account.
    pub entity: String,
    /// Code of the field.
    pub code: String,
    /// What changes.
    #[schemars(rename = "customField")]
    pub field: CustomField,
}

impl Request for EditField {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let OneField { entity, code } = OneField::read(arguments)?;
        Ok(Self { entity, code, field: arguments.entity(CustomField::ONE)? })
    }
}

/// A custom dictionary by its code.
#[derive(Debug, JsonSchema)]
pub struct ByCode {
    /// Code of the dictionary.
    pub code: String,
}

impl Request for ByCode {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned() })
    }
}

/// The answer of a method that made or changed something that has a code and no id.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Coded {
    /// The code.
    pub code: String,
}
