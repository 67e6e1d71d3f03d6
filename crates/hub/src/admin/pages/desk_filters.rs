//! What the lists of orders and customers are narrowed by: which field of the address is which filter of the API, and how it
//! is chosen.

use crate::admin::desk::Desk;
use crate::admin::desk::status::{self, Status};
use crate::admin::fields::Fields;
use crate::admin::listing::Listing;
use crate::admin::page::Page;

/// A filter of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    /// Its name in the address.
    pub name: &'static str,
    /// The argument of the API; empty for what the page does itself.
    pub argument: &'static str,
    /// The name of its label.
    pub label: &'static str,
    /// How it is chosen.
    pub kind: Kind,
}

/// How a filter is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// By the search field above the list.
    Search,
    /// Among the stores.
    Store,
    /// Among the statuses and their groups.
    Status,
    /// Among the entries of a data book.
    Book(&'static str),
    /// Among the people.
    Person,
    /// A day.
    Day,
    /// A sum.
    Sum,
    /// A text.
    Text,
    /// Yes or no.
    Flag,
    /// Among the keys.
    Key,
    /// By a link of another page.
    Id,
}

const fn filter(name: &'static str, argument: &'static str, label: &'static str, kind: Kind) -> Declared {
    Declared { name, argument, label, kind }
}

/// The filters of orders.
pub(super) const ORDERS: [Declared; 18] = [
    filter("q", "", "orders-search", Kind::Search),
    filter("store", "filter[sites][]", "order-store", Kind::Store),
    filter("status", "filter[extendedStatus][]", "order-status", Kind::Status),
    filter("payment", "filter[paymentStatuses][]", "order-payment", Kind::Book("payment-statuses")),
    filter("from", "filter[createdAtFrom]", "orders-from", Kind::Day),
    filter("to", "filter[createdAtTo]", "orders-to", Kind::Day),
    filter("min", "filter[minPrice]", "orders-min", Kind::Sum),
    filter("max", "filter[maxPrice]", "orders-max", Kind::Sum),
    filter("product", "filter[product]", "order-product", Kind::Text),
    filter("manager", "filter[managers][]", "order-manager", Kind::Person),
    filter("type", "filter[orderTypes][]", "order-type", Kind::Book("order-types")),
    filter("method", "filter[orderMethods][]", "order-method", Kind::Book("order-methods")),
    filter("delivery", "filter[deliveryTypes][]", "order-delivery-type", Kind::Book("delivery-types")),
    filter("pay", "filter[paymentTypes][]", "order-payment-type", Kind::Book("payment-types")),
    filter("source", "filter[sourceName]", "order-source", Kind::Text),
    filter("late", "filter[expired]", "order-late", Kind::Flag),
    filter("key", "", "order-made-by", Kind::Key),
    filter("customer", "filter[customerId]", "order-customer", Kind::Id),
];

/// The filters of customers.
pub(super) const CUSTOMERS: [Declared; 11] = [
    filter("q", "", "customers-search", Kind::Search),
    filter("store", "filter[sites][]", "order-store", Kind::Store),
    filter("from", "filter[dateFrom]", "customers-from", Kind::Day),
    filter("to", "filter[dateTo]", "customers-to", Kind::Day),
    filter("orders", "filter[minOrdersCount]", "customers-min-orders", Kind::Sum),
    filter("min", "filter[minTotalSumm]", "customers-min", Kind::Sum),
    filter("city", "filter[city]", "customer-city", Kind::Text),
    filter("tag", "filter[tags][]", "customer-tag", Kind::Text),
    filter("notes", "filter[notes]", "customer-notes", Kind::Text),
    filter("vip", "filter[vip]", "customer-vip", Kind::Flag),
    filter("bad", "filter[bad]", "customer-bad", Kind::Flag),
];

/// The filters of a list as they are shown.
pub(super) struct Filters {
    /// What is searched for.
    pub search: String,
    /// The filters that have a pill of their own: label, and texts with addresses.
    pub pills: Vec<(String, Vec<(String, String)>)>,
    /// The filters in use: label, value, and the address without it.
    pub tags: Vec<(String, String, String)>,
    /// The fields of the form of all filters.
    pub fields: Vec<Field>,
    /// Every filter in use but the search, the sorting, and the view: names and values.
    pub kept: Vec<(String, String)>,
    /// The sorting and the view: names and values.
    pub carried: Vec<(String, String)>,
}

/// A field of the form of filters.
pub(super) struct Field {
    /// Its name in the address.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Values, texts, and whether they are chosen; empty for a field to type in.
    pub options: Vec<(String, String, bool)>,
    /// What is typed: `date`, `number` or `text`.
    pub typed: &'static str,
}

impl Filters {
    /// The filters of a list as its address sets them.
    pub fn of(page: &Page, desk: &Desk, listing: &Listing, query: &Fields, declared: &[Declared], keys: &[(i64, String)]) -> Self {
        let mut carried = listing.carried().to_vec();
        carried.push(("sort".to_owned(), listing.sort.clone()));
        if listing.backwards {
            carried.push(("back".to_owned(), "1".to_owned()));
        }
        let narrowing = listing.narrowing().iter().filter(|(name, _)| name != "q");
        let mut filters = Self {
            search: query.text("q").to_owned(),
            pills: Vec::new(),
            tags: Vec::new(),
            fields: Vec::new(),
            kept: narrowing.chain(&carried).cloned().collect(),
            carried: carried.clone(),
        };
        for filter in declared.iter().filter(|filter| filter.kind != Kind::Search) {
            let value = query.text(filter.name);
            let choices = choices(page, desk, filter.kind, keys);
            if !value.is_empty() {
                let text = choices.iter().find(|(code, _)| code == value).map_or_else(|| value.to_owned(), |(_, text)| text.clone());
                filters.tags.push((page.say(filter.label), text, listing.with(filter.name, "")));
            } else if matches!(filter.kind, Kind::Store | Kind::Status) || filter.name == "payment" {
                let links = choices.iter().map(|(code, text)| (text.clone(), listing.with(filter.name, code))).collect();
                filters.pills.push((page.say(filter.label), links));
            }
            if filter.kind == Kind::Id || (filter.kind == Kind::Key && choices.is_empty()) {
                continue;
            }
            filters.fields.push(Field {
                name: filter.name,
                label: page.say(filter.label),
                value: value.to_owned(),
                options: choices.into_iter().map(|(code, text)| (code.clone(), text, code == value)).collect(),
                typed: match filter.kind {
                    Kind::Day => "date",
                    Kind::Sum => "number",
                    _ => "text",
                },
            });
        }
        filters
    }
}

/// What can be chosen: codes and texts.
fn choices(page: &Page, desk: &Desk, kind: Kind, keys: &[(i64, String)]) -> Vec<(String, String)> {
    match kind {
        Kind::Store => desk.stores().map(|site| (site.code.clone(), site.name.clone())).collect(),
        Kind::Status => {
            let groups = desk.account.dictionary("status-groups").iter();
            let groups = groups.map(|group| (format!("{}-group", group.code), status::name(&desk.account, "status-groups", &group.code)));
            groups
                .chain(Status::all(&desk.account).into_iter().map(|status| (status.code, format!("{} · {}", status.group, status.name))))
                .collect()
        }
        Kind::Book(kind) => {
            let entries = desk.account.dictionary(kind).iter().filter(|entry| entry.active);
            entries.map(|entry| (entry.code.clone(), status::name(&desk.account, kind, &entry.code))).collect()
        }
        Kind::Person => super::orders::managers(desk).into_iter().map(|(id, name)| (id.to_string(), name)).collect(),
        Kind::Key => keys.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        Kind::Flag => vec![("1".to_owned(), page.say("yes")), ("0".to_owned(), page.say("no"))],
        _ => Vec::new(),
    }
}
