//! The requests of the methods on corporate customers.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::corporate::{CorporateFilter, CustomerCorporate, HistoryFilter};
use crate::customer::CombineCustomers;
use crate::noun::Named;
use crate::order::FixExternalIds as FixOrderIds;
use crate::page::Page;
use crate::request::{Bulk, one_to_three};
use crate::{Arguments, Problem, Reference, Request};

/// The request of `customers-corporate`.
#[derive(Debug, JsonSchema)]
pub struct ListCorporate {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: CorporateFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListCorporate {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let filter: CorporateFilter = arguments.filter()?;
        one_to_three("attachments", &filter.attachments)?;
        one_to_three("tasksCounts", &filter.tasks_counts)?;
        Ok(Self { filter, page: arguments.page()? })
    }
}

/// The request of `customers-corporate/{externalId}`.
#[derive(Debug, JsonSchema)]
pub struct GetCorporate {
    /// Which corporate customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the corporate customer by external id.
    pub site: Option<String>,
}

impl Request for GetCorporate {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: arguments.by("externalId")?, site: arguments.site()? })
    }
}

/// The request of `customers-corporate/create`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct NewCorporate {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The corporate customer.
    pub customer_corporate: CustomerCorporate,
}

impl Request for NewCorporate {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        arguments.refuse_empty(CustomerCorporate::ONE)?;
        Ok(Self { site: arguments.site()?, customer_corporate: arguments.entity(CustomerCorporate::ONE)? })
    }
}

/// The request of `customers-corporate/{externalId}/edit`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditCorporate {
    /// Which corporate customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the corporate customer by external id.
    pub site: Option<String>,
    /// What changes.
    pub customer_corporate: CustomerCorporate,
}

impl Request for EditCorporate {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let which = arguments.by("externalId")?;
        // One client writes the name in the plural.
        let customer_corporate = arguments.entity_under(&[CustomerCorporate::ONE, CustomerCorporate::MANY])?;
        Ok(Self { which, site: arguments.site()?, customer_corporate })
    }
}

/// The request of `customers-corporate/upload`.
#[derive(Debug, JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct UploadCorporate {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The corporate customers, at most 50.
    #[schemars(with = "Vec<CustomerCorporate>", length(max = 50))]
    pub customers_corporate: Bulk<CustomerCorporate>,
}

impl Request for UploadCorporate {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { site: arguments.site()?, customers_corporate: arguments.entities(&[CustomerCorporate::MANY], 50)? })
    }
}

/// The request of a list of parts.
#[derive(Debug, JsonSchema)]
#[schemars(bound = "F: Default + JsonSchema")]
pub struct ListPart<F> {
    /// Which corporate customer.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the corporate customer by external id.
    pub site: Option<String>,
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: F,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl<F: crate::Entity + Default + JsonSchema + Send + Sync + 'static> Request for ListPart<F> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let (which, site) = (arguments.by("externalId")?, arguments.site()?);
        Ok(Self { which, site, filter: arguments.filter()?, page: arguments.page()? })
    }
}

/// The request that adds a part.
#[derive(Debug)]
pub struct CreatePart<T> {
    /// Which corporate customer.
    pub which: Reference,
    /// Code of the store, to find the corporate customer by external id.
    pub site: Option<String>,
    /// The part.
    pub part: T,
}

impl<T: Named> Request for CreatePart<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let which = arguments.by("externalId")?;
        arguments.refuse_empty(T::ONE)?;
        Ok(Self { which, site: arguments.site()?, part: arguments.entity(T::ONE)? })
    }
}

/// The request that changes a part.
#[derive(Debug)]
pub struct EditPart<T> {
    /// Which corporate customer.
    pub which: Reference,
    /// Code of the store, to find the corporate customer by external id.
    pub site: Option<String>,
    /// Which part; of contacts the person.
    pub entity: Reference,
    /// What changes.
    pub part: T,
}

impl<T: Named> Request for EditPart<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let (which, entity) = (arguments.by("externalId")?, arguments.by_parameter("entityBy", "entityExternalId")?);
        Ok(Self { which, site: arguments.site()?, entity, part: arguments.entity(T::ONE)? })
    }
}

fn parameters<T: Named>(generator: &mut SchemaGenerator, is_edit: bool) -> Schema {
    let mut part = generator.subschema_for::<T>();
    part.insert("description".to_owned(), "The part.".into());
    let mut schema = json_schema!({
        "type": "object",
        "properties": {
            "externalId": {"type": "string", "description": "External ID of the corporate customer, or with `by=id` its internal ID.", "examples": ["1001"]},
            "by": {"type": "string", "enum": ["externalId", "id"], "default": "externalId", "description": "What the ID in the URL is: `externalId` or `id` (the internal one)."},
            "site": {"type": ["string", "null"], "description": "Code of the store, to find the corporate customer by external id."},
            T::ONE: part,
        },
        "required": ["externalId", T::ONE],
    });
    if is_edit && let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
        let id = serde_json::json!({"type": "string", "description": "External ID of the part, or with `entityBy=id` its internal ID; of a contact that of the person.", "examples": ["7"]});
        let by = serde_json::json!({"type": "string", "enum": ["externalId", "id"], "default": "externalId", "description": "What the second ID in the URL is: `externalId` or `id` (the internal one)."});
        properties.insert("entityExternalId".to_owned(), id);
        properties.insert("entityBy".to_owned(), by);
        schema.insert("required".to_owned(), serde_json::json!(["externalId", "entityExternalId", T::ONE]));
    }
    schema
}

impl<T: Named> JsonSchema for CreatePart<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("CreateCorporate{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        parameters::<T>(generator, false)
    }
}

impl<T: Named> JsonSchema for EditPart<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("EditCorporate{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        parameters::<T>(generator, true)
    }
}

/// The request of `customers-corporate/history`.
#[derive(Debug, JsonSchema)]
pub struct ReadHistory {
    /// What the history is narrowed to.
    #[schemars(default)]
    pub filter: HistoryFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ReadHistory {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let request = Self { filter: arguments.filter()?, page: arguments.page()? };
        crate::order::refuse_since_with_page(&request.filter.since_id, request.page)?;
        Ok(request)
    }
}

/// The request of `customers-corporate/combine`: that of persons.
pub type Combine = CombineCustomers;

/// The request of `customers-corporate/fix-external-ids`.
#[derive(Debug)]
pub struct FixExternalIds(pub FixOrderIds);

/// What is sent: the same rows under another name.
#[derive(JsonSchema)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
struct FixedCorporate {
    /// Which rows get which ids, at most 500.
    #[schemars(length(max = 500))]
    customers_corporate: Vec<crate::order::ExternalId>,
}

impl JsonSchema for FixExternalIds {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        FixedCorporate::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        FixedCorporate::json_schema(generator)
    }
}

impl Request for FixExternalIds {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        FixOrderIds::read_under(arguments, &["customersCorporate"]).map(Self)
    }
}
