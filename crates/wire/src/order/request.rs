//! The requests of the order methods, and the small shapes they answer with.

use serde::{Deserialize, Serialize};

use crate::order::{HistoryFilter, Order, OrderFilter};
use crate::page::Page;
use crate::payment::{OrderName, Payment};
use crate::request::{Bulk, one_to_three};
use crate::scalar::FromScalar;
use crate::{Arguments, Int, List, LongText, Moment, Patch, Problem, Reference, Request, Text, Version};

/// The most entities of one bulk call.
pub const MAX_BULK: usize = 50;
/// The most ids of one question for statuses.
const MAX_STATUSES: usize = 500;
/// The most numbers of one filter.
const MAX_NUMBERS: usize = 100;

/// The request of `orders`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ListOrders {
    /// What the list is narrowed to.
    #[schemars(default)]
    pub filter: OrderFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
}

impl Request for ListOrders {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let filter: OrderFilter = arguments.filter()?;
        if filter.numbers.len() > MAX_NUMBERS {
            return Err(Problem::input("numbers", format!("at most {MAX_NUMBERS} numbers at once")));
        }
        one_to_three("attachments", &filter.attachments)?;
        one_to_three("tasksCounts", &filter.tasks_counts)?;
        Ok(Self { filter, page: arguments.page()? })
    }
}

/// The request of `orders/{externalId}`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct GetOrder {
    /// Which order.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the order by external id.
    pub site: Option<String>,
}

impl Request for GetOrder {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Ok(Self { which: arguments.by("externalId")?, site: arguments.site()? })
    }
}

/// The request of `orders/create`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CreateOrder {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The order.
    pub order: Order,
}

impl Request for CreateOrder {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let site = arguments.site()?;
        arguments.refuse_empty("order")?;
        let (mut order, flat) = read_order(arguments)?;
        flat.into_new_order(&mut order);
        Ok(Self { site, order })
    }
}

/// The request of `orders/{externalId}/edit`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct EditOrder {
    /// Which order.
    #[schemars(flatten)]
    pub which: Reference,
    /// Code of the store, to find the order by external id.
    pub site: Option<String>,
    /// What changes.
    pub order: Order,
    /// What changes of the first payment; v3 and v4 only.
    #[schemars(skip)]
    pub payment: Option<Payment>,
}

impl Request for EditOrder {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let (which, site) = (arguments.by("externalId")?, arguments.site()?);
        let (mut order, flat) = read_order(arguments)?;
        let payment = flat.into_order(&mut order);
        Ok(Self { which, site, order, payment })
    }
}

/// The request of `orders/upload`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct UploadOrders {
    /// Code of the store.
    #[schemars(extend("x-required-with-several-stores" = true))]
    pub site: Option<String>,
    /// The orders, at most 50.
    #[schemars(with = "Vec<Order>", length(max = 50))]
    pub orders: Bulk<Order>,
}

impl Request for UploadOrders {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let site = arguments.site()?;
        let copy = (arguments.version < Version::V5).then(|| arguments.tree.get("orders").cloned()).flatten();
        let mut orders: Bulk<Order> = arguments.entities(&["orders"], MAX_BULK)?;
        if let Some(copy) = copy {
            arguments.tree.insert("orders".to_owned(), copy);
            let flat = arguments.entities::<Flat>(&["orders"], MAX_BULK)?;
            for ((_, order), (_, flat)) in orders.iter_mut().zip(flat) {
                match (order.as_mut(), flat) {
                    (Ok(order), Ok(flat)) => flat.into_new_order(order),
                    (Ok(_), Err(error)) => *order = Err(error),
                    (Err(_), _) => {}
                }
            }
        }
        Ok(Self { site, orders })
    }
}

/// Reads an order, including the flat fields of v3 and v4.
fn read_order(arguments: &mut Arguments) -> Result<(Order, Flat), Problem> {
    let copy = (arguments.version < Version::V5).then(|| arguments.tree.get("order").cloned()).flatten();
    let order = arguments.entity("order")?;
    let Some(copy) = copy else { return Ok((order, Flat::default())) };
    arguments.tree.insert("order".to_owned(), copy);
    Ok((order, arguments.entity("order")?))
}

/// The additional order fields of v3 and v4: its one payment and its discount.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Flat {
    payment_type: Patch<Text>,
    payment_status: Patch<Text>,
    payment_detail: Patch<LongText>,
    discount: Patch<crate::Money>,
    discount_percent: Patch<crate::Money>,
}

impl crate::Entity for Flat {}

impl Flat {
    /// Puts the discount into the order and returns the payment, when there is something of it.
    fn into_order(self, order: &mut Order) -> Option<Payment> {
        if order.discount_manual_amount.is_absent() {
            order.discount_manual_amount = self.discount;
        }
        if order.discount_manual_percent.is_absent() {
            order.discount_manual_percent = self.discount_percent;
        }
        let payment = Payment { kind: self.payment_type, status: self.payment_status, comment: self.payment_detail, ..Default::default() };
        (order.payments.is_absent() && payment != Payment::default()).then_some(payment)
    }

    /// The same for a new order, whose only payment it becomes; one without a type is none.
    fn into_new_order(self, order: &mut Order) {
        let payment = self.into_order(order).filter(|payment| payment.kind.value().is_some_and(|kind| !kind.is_empty()));
        if let Some(payment) = payment {
            order.payments = Patch::Value(List(vec![payment]));
        }
    }
}

/// The request of `orders/statuses`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct OrderStatuses {
    /// Internal IDs.
    #[schemars(default, example = serde_json::json!([1]))]
    pub ids: Vec<i64>,
    /// External IDs. One of both parameters is required; at most 500 IDs.
    #[schemars(default)]
    pub external_ids: Vec<String>,
}

impl Request for OrderStatuses {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let ids = arguments.list::<Int>("ids")?;
        let external_ids = arguments.list::<Text>("externalIds")?;
        if ids.is_empty() && external_ids.is_empty() {
            return Err(Problem::new(400, "Set one of the following fields: ids, externalIds"));
        }
        if ids.len() + external_ids.len() > MAX_STATUSES {
            return Err(Problem::input(
                if ids.len() > external_ids.len() { "ids" } else { "externalIds" },
                format!("at most {MAX_STATUSES} ids at once"),
            ));
        }
        Ok(Self { ids: ids.into_iter().map(|id| id.0).collect(), external_ids: external_ids.into_iter().map(|id| id.0).collect() })
    }
}

/// The status of one order.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrderStatus {
    /// Internal ID.
    pub id: i64,
    /// External ID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Code of the status.
    pub status: String,
    /// Code of the group the status is in.
    pub group: String,
}

/// The request of `orders/history`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct ReadHistory {
    /// What the history is narrowed to.
    #[schemars(default, extend("x-versions" = ["v4", "v5"]))]
    pub filter: HistoryFilter,
    /// Which page.
    #[schemars(flatten)]
    pub page: Page,
    /// Rows to pass over before the page; v3 only.
    #[schemars(with = "Option<i64>", range(min = 0), extend("x-versions" = ["v3"]))]
    pub offset: i64,
    /// Leave out what the asking key did; v3 only.
    #[schemars(with = "Option<crate::Flag>", rename = "skipMyChanges", extend("x-versions" = ["v3"]))]
    pub skip_mine: bool,
    /// Whether the answer has the shape of v3.
    #[schemars(with = "FlatPeriod", flatten)]
    pub flat: bool,
}

/// How v3 names the two ends of a history.
#[derive(schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
#[expect(dead_code, reason = "the shape of two parameters, for the reference book")]
struct FlatPeriod {
    /// Only rows from this moment on; v3 only.
    #[schemars(extend("x-versions" = ["v3"]))]
    start_date: Option<Moment>,
    /// Only rows up to this moment, or of the whole of this day; v3 only.
    #[schemars(extend("x-versions" = ["v3"]))]
    end_date: Option<Moment>,
}

impl Request for ReadHistory {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        if arguments.version == Version::V3 {
            let filter = HistoryFilter {
                start_date: date(arguments, "startDate")?,
                end_date: date(arguments, "endDate")?,
                ..HistoryFilter::default()
            };
            let offset = arguments.scalar::<Int>("offset")?.map_or(0, |offset| offset.0.max(0));
            let skip_mine = arguments.scalar::<crate::Flag>("skipMyChanges")?.is_some_and(|flag| flag.0);
            return Ok(Self { filter, page: arguments.page()?, offset, skip_mine, flat: true });
        }
        let filter: HistoryFilter = arguments.filter()?;
        let page = arguments.page()?;
        refuse_since_with_page(&filter.since_id, page)?;
        Ok(Self { filter, page, offset: 0, skip_mine: false, flat: false })
    }
}

fn date<T: FromScalar>(arguments: &Arguments, name: &str) -> Result<Patch<T>, Problem> {
    let Some(text) = arguments.plain(name) else { return Ok(Patch::Absent) };
    T::from_text(&text).map(Into::into).map_err(|error| Problem::input(name, error))
}

/// A walk through history moves by `sinceId`, not by pages: with both, rows that arrive in between would be skipped.
///
/// # Errors
/// `sinceId` came with a page past the first.
pub(crate) fn refuse_since_with_page(since: &Patch<Int>, page: Page) -> Result<(), Problem> {
    if since.value().is_some() && page.number > 1 {
        return Err(Problem::input("page", "Use filter[sinceId] of the last row you have instead of a page."));
    }
    Ok(())
}

/// Gives an external id to a row of an internal one.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(example = serde_json::json!({"id": 1, "externalId": "1001"}))]
pub struct ExternalId {
    /// Internal ID.
    pub id: Int,
    /// External ID.
    pub external_id: Text,
}

impl crate::Entity for ExternalId {}

/// The request of the `fix-external-ids` methods.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct FixExternalIds {
    /// Which rows get which ids, at most 500.
    #[schemars(rename = "orders", length(max = 500))]
    pub rows: Vec<ExternalId>,
}

impl FixExternalIds {
    /// Reads it from the first of several parameter names that is there.
    ///
    /// # Errors
    /// The parameter is absent, or a row cannot be read.
    pub fn read_under(arguments: &mut Arguments, names: &[&str]) -> Result<Self, Problem> {
        let mut rows = Vec::new();
        for (index, (_, row)) in arguments.entities::<ExternalId>(names, 500)?.into_iter().enumerate() {
            let row = row.map_err(|(path, error)| Problem::entity(format!("{index}.{path}").trim_end_matches('.'), error))?;
            if row.external_id.trim().is_empty() {
                return Err(Problem::entity(format!("{index}.externalId"), "must be given"));
            }
            rows.push(row);
        }
        Ok(Self { rows })
    }
}

impl Request for FixExternalIds {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        Self::read_under(arguments, &["orders"])
    }
}

/// Whose values win when two orders become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, schemars::JsonSchema)]
#[schemars(inline, rename_all = "lowercase")]
pub enum Technique {
    /// Those of the order that stays.
    #[default]
    Ours,
    /// Those of the order that goes.
    Theirs,
    /// Ours, with the lines of both and quantities of equal lines added up.
    Summ,
    /// Ours where there is a value, theirs where there is none, and the lines of both.
    Merge,
}

/// The request of `orders/combine`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct CombineOrders {
    /// The order that goes, by its internal id.
    #[schemars(with = "OrderName", example = serde_json::json!({"id": 2}))]
    pub order: i64,
    /// The order that stays, by its internal id.
    #[schemars(with = "OrderName", rename = "resultOrder", example = serde_json::json!({"id": 1}))]
    pub result: i64,
    /// Whose values win.
    #[schemars(default)]
    pub technique: Technique,
}

impl Request for CombineOrders {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let technique = match arguments.plain("technique").as_deref() {
            None | Some("ours") => Technique::Ours,
            Some("theirs") => Technique::Theirs,
            Some("summ") => Technique::Summ,
            Some("merge") => Technique::Merge,
            Some(other) => return Err(Problem::by("technique", other, "ours, theirs, summ, merge")),
        };
        let mut id = |name: &str| -> Result<i64, Problem> {
            let named: OrderName = arguments.entity(name)?;
            named.id.value().map(|id| id.0).ok_or_else(|| Problem::entity(format!("{name}.id"), "must be given"))
        };
        Ok(Self { order: id("order")?, result: id("resultOrder")?, technique })
    }
}

/// A link between orders, as it is sent.
#[derive(Debug, Clone, Default, Deserialize, schemars::JsonSchema)]
#[serde(default)]
#[schemars(example = serde_json::json!({"orders": [{"externalId": "1001"}, {"externalId": "1002"}], "comment": "One parcel"}))]
pub struct Link {
    /// Comment.
    pub comment: Patch<LongText>,
    /// The orders, from two to 50.
    pub orders: List<OrderName>,
}

impl crate::Entity for Link {}

/// The request of `orders/links/create`.
#[derive(Debug, schemars::JsonSchema)]
#[schemars(rename_all = "camelCase")]
pub struct LinkOrders {
    /// Code of the store, to find orders by external id or number.
    pub site: Option<String>,
    /// The link.
    pub link: Link,
}

impl Request for LinkOrders {
    fn read(arguments: &mut Arguments) -> Result<Self, Problem> {
        let request = Self { site: arguments.site()?, link: arguments.entity("link")? };
        if request.link.orders.len() < 2 {
            return Err(Problem::entity("orders", "must name at least two orders"));
        }
        if request.link.orders.len() > MAX_BULK {
            return Err(Problem::entity(
                "orders",
                format!("names {} orders; at most {MAX_BULK} are linked at once", request.link.orders.len()),
            ));
        }
        Ok(request)
    }
}
