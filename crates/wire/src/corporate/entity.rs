//! The corporate customer itself, and its parts.

use serde_json::Value;

use crate::address::Address;
use crate::contragent::Contragent;
use crate::customer::Tag;
use crate::noun::Named;
use crate::patch::{entity, read_value};
use crate::scalar::judged;
use crate::source::Source;
use crate::{Flag, Int, Json, List, Moment, Money, Patch, ReadOnly, Text};

entity! {
    /// A corporate customer.
    #[schemars(example = serde_json::json!({"nickName": "Acme", "customerContacts": [{"isMain": true, "customer": {"externalId": "1001"}}]}))]
    pub struct CustomerCorporate {
        /// Always `customer_corporate`.
        #[serde(rename = "type")]
        kind: ReadOnly<Text>,
        /// Internal ID, from the same numbers as those of customers who are persons.
        id: ReadOnly<i64>,
        /// External ID, unique in the store among corporate customers.
        external_id: Patch<Text>,
        /// Name.
        nick_name: Patch<Text>,
        /// The main address.
        main_address: ReadOnly<CorporateName>,
        /// Creation time; default: now.
        created_at: Patch<Moment>,
        /// Internal ID of the manager.
        manager_id: Patch<Int>,
        /// Where it came from.
        source: Patch<Source>,
        /// Contact persons, at most 1,000. In an edit, those that it has already are changed and others are added.
        customer_contacts: Patch<List<CustomerContact>>,
        /// Companies, at most 1,000. In an edit, those that it has already are changed and others are added.
        companies: Patch<List<Company>>,
        /// Addresses, at most 1,000. In an edit, those that it has already are changed and others are added.
        addresses: Patch<List<Address>>,
        /// An important customer.
        vip: Patch<Flag>,
        /// A bad customer.
        bad: Patch<Flag>,
        /// Code of the store.
        site: ReadOnly<Text>,
        /// Tags.
        tags: ReadOnly<List<Tag>>,
        /// What one of its orders earned on average.
        avg_margin_summ: ReadOnly<Money>,
        /// What its orders earned: the sum less the costs.
        margin_summ: ReadOnly<Money>,
        /// What its orders add up to, in the stores the key may see.
        total_summ: ReadOnly<Money>,
        /// What one of its orders comes to on average.
        average_summ: ReadOnly<Money>,
        /// How many orders it has, in the stores the key may see.
        orders_count: ReadOnly<Int>,
        /// What its orders cost the shop.
        cost_summ: ReadOnly<Money>,
        /// Custom fields by code.
        custom_fields: Patch<Json>,
        /// Personal discount, in percent.
        personal_discount: Patch<Money>,
        /// Discount that grows with what was bought, in percent.
        cumulative_discount: ReadOnly<Money>,
        /// Number of the discount card.
        discount_card_number: Patch<Text>,
        /// The main contact person.
        main_customer_contact: ReadOnly<CustomerContact>,
        /// The main company.
        main_company: ReadOnly<CorporateName>,
    }
}

entity! {
    /// Names an address or a company of a corporate customer.
    pub struct CorporateName {
        /// Internal ID.
        id: Patch<Int>,
        /// External ID.
        external_id: Patch<Text>,
        /// Name.
        name: Patch<Text>,
    }
}

entity! {
    /// A company: a legal entity of a corporate customer.
    #[schemars(example = serde_json::json!({"name": "Acme Ltd", "isMain": true, "contragent": {"contragentType": "legal-entity", "INN": "7707083893"}}))]
    pub struct Company {
        /// Internal ID.
        id: Patch<Int>,
        /// The main company.
        is_main: Patch<Flag>,
        /// External ID, unique in the corporate customer.
        external_id: Patch<Text>,
        /// Whether it is in use; default: true.
        active: Patch<Flag>,
        /// Name. Required.
        name: Patch<Text>,
        /// Brand.
        brand: Patch<Text>,
        /// Code of the store of the corporate customer.
        site: ReadOnly<Text>,
        /// Creation time; default: now.
        created_at: Patch<Moment>,
        /// The corporate customer.
        customer: ReadOnly<Person>,
        /// Billing details; the type is `legal-entity` or `enterpreneur`.
        contragent: Patch<Contragent>,
        /// The address. In requests: `id` or `externalId` of an address of the corporate customer, or a new one.
        address: Patch<CompanyAddress>,
        /// Custom fields by code.
        custom_fields: Patch<Json>,
        /// What one of its orders earned on average.
        avg_margin_summ: ReadOnly<Money>,
        /// What its orders earned: the sum less the costs.
        margin_summ: ReadOnly<Money>,
        /// What its orders add up to, in the stores the key may see.
        total_summ: ReadOnly<Money>,
        /// What one of its orders comes to on average.
        average_summ: ReadOnly<Money>,
        /// How many orders it has, in the stores the key may see.
        orders_count: ReadOnly<Int>,
        /// What its orders cost the shop.
        cost_summ: ReadOnly<Money>,
    }
}

/// An address that may be named by its internal ID.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CompanyAddress {
    /// Internal ID of an address that is there.
    pub id: Option<Int>,
    /// The address.
    pub address: Address,
}

impl crate::Entity for CompanyAddress {
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D, _: Option<&'static str>) -> Result<Option<Self>, D::Error> {
        judged(deserializer, |value| {
            let id: Patch<Int> = read_value(value.get("id").cloned().unwrap_or_default()).map_err(|(_, text)| text)?;
            let address = read_value(value).map_err(|(path, text)| format!("{path}: {text}"))?;
            Ok(Some(Self { id: id.value().copied(), address }))
        })
    }
}

impl<'de> serde::Deserialize<'de> for CompanyAddress {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as crate::Entity>::read(deserializer, None)?.ok_or_else(|| serde::de::Error::custom(crate::patch::GIVEN))
    }
}

impl serde::Serialize for CompanyAddress {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut value = serde_json::to_value(&self.address).map_err(serde::ser::Error::custom)?;
        if let (Some(members), Some(id)) = (value.as_object_mut(), self.id) {
            members.insert("id".to_owned(), id.0.into());
        }
        value.serialize(serializer)
    }
}

impl schemars::JsonSchema for CompanyAddress {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Address::schema_name()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Address>()
    }
}

entity! {
    /// A person as others name it.
    pub struct Person {
        /// Code of the store.
        site: Patch<Text>,
        /// Internal ID.
        id: Patch<Int>,
        /// External ID.
        external_id: Patch<Text>,
        /// `customer` or `customer_corporate`.
        #[serde(rename = "type")]
        kind: ReadOnly<Text>,
    }
}

entity! {
    /// A contact person of a corporate customer.
    #[schemars(example = serde_json::json!({"isMain": true, "customer": {"externalId": "1001", "site": "shop"}}))]
    pub struct CustomerContact {
        /// Internal ID of the contact, which is another than that of the person.
        id: ReadOnly<i64>,
        /// The main contact person.
        is_main: Patch<Flag>,
        /// The person, by `id`, or by `externalId` and `site`. Required. Left out of answers to keys that do not see the person.
        customer: Patch<Person>,
        /// The companies that the person speaks for.
        companies: Patch<List<ContactCompany>>,
    }
}

entity! {
    /// A company that a contact person speaks for.
    pub struct ContactCompany {
        /// Internal ID of the link; in requests without `company`, that of the company.
        id: Patch<Int>,
        /// External ID of the company, in requests without `company`.
        external_id: Patch<Text>,
        /// The company.
        company: Patch<CorporateName>,
    }
}

impl Named for CustomerCorporate {
    const ONE: &'static str = "customerCorporate";
    const MANY: &'static str = "customersCorporate";
}

impl Named for Company {
    const ONE: &'static str = "company";
    const MANY: &'static str = "companies";
}

impl Named for CustomerContact {
    const ONE: &'static str = "contact";
    const MANY: &'static str = "contacts";
}

impl Named for Address {
    const ONE: &'static str = "address";
    const MANY: &'static str = "addresses";
}

/// One row of the history of corporate customers.
#[derive(Debug, Clone, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "CorporateHistoryRow")]
pub struct HistoryRow {
    /// Id; ids ascend in the order things happened.
    pub id: i64,
    /// When.
    pub created_at: Moment,
    /// Present and true if the corporate customer was created.
    pub created: Option<bool>,
    /// Present and true where it went.
    pub deleted: Option<bool>,
    /// `user`, `api`, `code` (the hub itself) or `rule`.
    pub source: Text,
    /// The person, when the source is `user`.
    pub user: Option<crate::history::Author>,
    /// When the source is `api`: whether the asking key did it.
    pub api_key: Option<crate::history::AuthorKey>,
    /// The field, in snake case: `nick_name`, `main_company`, `contact`, `company.name`.
    pub field: Text,
    /// The value before.
    pub old_value: Value,
    /// The value after.
    pub new_value: Value,
    /// The corporate customer: complete when it was created, otherwise its IDs and store.
    pub customer: Option<CustomerCorporate>,
    /// The address that changed.
    pub address: Option<crate::history::HistoryAddress>,
    /// The contact that changed.
    pub customer_contact: Option<CustomerContact>,
    /// The company that changed.
    pub company: Option<CorporateName>,
    /// The corporate customer this one was joined into.
    pub combined_to: Option<Value>,
}
