//! The requests of the dictionaries.

use serde::de::DeserializeOwned;

use super::{
    CostGroup, CostItem, Courier, Currency, DeliveryService, DeliveryType, LegalEntity, MgTemplate, OrderMethod, OrderType, PaymentStatus,
    PaymentType, PriceType, ProductStatus, Site, Status, Store, Unit,
};
use crate::page::Page;
use crate::{Arguments, Int, Problem, Request};

/// An entity that is sent in a parameter of its own.
pub trait Parameter: DeserializeOwned + Send + Sync + 'static {
    /// The parameter, and further names that clients use for it.
    const NAMES: &'static [&'static str];
}

macro_rules! parameters {
    ($($entity:ident in $names:tt;)*) => {$(
        impl Parameter for $entity {
            const NAMES: &'static [&'static str] = &$names;
        }
    )*};
}

parameters! {
    CostGroup in ["costGroup"];
    CostItem in ["costItem"];
    Courier in ["courier"];
    Currency in ["currency"];
    DeliveryService in ["deliveryService"];
    DeliveryType in ["deliveryType"];
    LegalEntity in ["legalEntity"];
    OrderMethod in ["orderMethod"];
    OrderType in ["orderType"];
    PaymentStatus in ["paymentStatus"];
    PaymentType in ["paymentType"];
    PriceType in ["priceType", "priceTypes"];
    ProductStatus in ["productStatus"];
    Site in ["site"];
    Status in ["status"];
    Store in ["store"];
    Unit in ["unit", "units"];
}

/// The request of `reference/…/{code}/edit`.
#[derive(Debug)]
pub struct EditEntry<T> {
    /// Code of the entry.
    pub code: String,
    /// What changes; all of it when the code is new.
    pub entry: T,
}

impl<T: Parameter> Request for EditEntry<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { code: arguments.variable("code").to_owned(), entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/…/create`.
#[derive(Debug)]
pub struct NewEntry<T> {
    /// The entry.
    pub entry: T,
}

impl<T: Parameter> Request for NewEntry<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/…/{id}/edit`.
#[derive(Debug)]
pub struct EditNumbered<T> {
    /// Id of the entry.
    pub id: i64,
    /// What changes.
    pub entry: T,
}

impl<T: Parameter> Request for EditNumbered<T> {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { id: arguments.id("id")?, entry: arguments.entity_under(T::NAMES)? })
    }
}

/// The request of `reference/cost-groups/{code}/edit`.
#[derive(Debug)]
pub enum EditCostGroup {
    /// A group of costs.
    Group(EditEntry<CostGroup>),
    /// A cost item: Python's client posts them to this address.
    Item(EditEntry<CostItem>),
}

impl Request for EditCostGroup {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let sent = |name: &str| arguments.tree.contains_key(name);
        if sent("costItem") && !sent("costGroup") {
            return EditEntry::read(arguments).map(Self::Item);
        }
        EditEntry::read(arguments).map(Self::Group)
    }
}

/// The request of `reference/mg-channels/templates`.
#[derive(Debug)]
pub struct ListTemplates {
    /// Id of the channel whose templates are asked for; all without it.
    pub channel: Option<i64>,
    /// Which page; any number of rows up to 100.
    pub page: Page,
}

impl Request for ListTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let limits: Vec<i64> = (1..=100).collect();
        let channel = arguments.scalar::<Int>("channel_id")?.map(|id| id.0);
        Ok(Self { channel, page: Page::read_with(&arguments.tree, &limits)? })
    }
}

/// The request of `reference/mg-channels/templates/edit`.
#[derive(Debug)]
pub struct EditTemplates {
    /// Templates to make or change.
    pub templates: Vec<MgTemplate>,
    /// Ids of templates to remove.
    pub removed: Vec<i64>,
}

impl Request for EditTemplates {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        for parameter in ["templates", "removed"] {
            if !arguments.tree.contains_key(parameter) {
                return Err(Problem::missing(parameter));
            }
        }
        let removed = arguments.list::<Int>("removed")?.into_iter().map(|id| id.0).collect();
        Ok(Self { templates: arguments.list("templates")?, removed })
    }
}
