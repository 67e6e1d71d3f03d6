//! What the lists of orders and customers share: their address, the columns of the visitor, saved views, and the headings.

use database::desk_views::{self, View};
use database::{MOST_SORTED, Sort};
use domain::custom_fields;
use domain::desk_views::Owner;
use domain::fault::Fault;
use domain::lists::{self, Sortable};
use domain::users::Role;

use super::desk_columns::{self, Cell, Column, Known};
use super::desk_filters::{CUSTOMERS, Declared, ORDERS};
use crate::admin::desk::Desk;
use crate::admin::fields::Fields;
use crate::admin::listing::Listing;
use crate::admin::page::Page;
use crate::admin::{Office, Visitor};

/// Fields of the address that narrow nothing.
const CARRIED: [&str; 2] = ["view", "columns"];
/// Filters that name a row, or hold what was typed to find one: views with them are not shared.
const OF_ROWS: [&str; 2] = ["q", "customer"];

/// A view that everyone has: its name, and the filters behind it.
type BuiltIn = (&'static str, &'static [(&'static str, &'static str)]);

/// A list.
pub(super) struct Kind {
    /// Its name.
    pub name: &'static str,
    /// Its address.
    pub base: &'static str,
    filters: &'static [Declared],
    sorts: &'static [Sortable],
    known: &'static [Known],
    usual: &'static [&'static str],
    /// The columns with a place in the two lines of a row on a phone.
    placed: &'static [&'static str],
    custom: custom_fields::Owner,
    built_in: &'static [BuiltIn],
}

/// The list of orders.
pub(super) static OF_ORDERS: Kind = Kind {
    name: "orders",
    base: "/orders",
    filters: &ORDERS,
    sorts: &lists::ORDERS,
    known: &desk_columns::ORDERS,
    usual: &desk_columns::ORDERS_USUAL,
    placed: &desk_columns::ORDERS_USUAL,
    custom: custom_fields::Owner::Order,
    built_in: &[
        ("orders-view-all", &[]),
        ("orders-view-new", &[("status", "new-group")]),
        ("orders-view-pack", &[("status", "assembling-group")]),
        ("orders-view-way", &[("status", "delivery-group")]),
        ("orders-view-late", &[("late", "1")]),
        ("orders-view-cancelled", &[("status", "cancel-group")]),
    ],
};

/// The list of customers.
pub(super) static OF_CUSTOMERS: Kind = Kind {
    name: "customers",
    base: "/customers",
    filters: &CUSTOMERS,
    sorts: &lists::CUSTOMERS,
    known: &desk_columns::CUSTOMERS,
    usual: &desk_columns::CUSTOMERS_USUAL,
    placed: &["phone", "orders", "total", "created"],
    custom: custom_fields::Owner::Customer,
    built_in: &[("customers-view-all", &[]), ("customers-view-vip", &[("vip", "1")]), ("customers-view-bad", &[("bad", "1")])],
};

impl Kind {
    /// The list of an address.
    pub fn of(path: &str) -> &'static Self {
        if path.starts_with(OF_CUSTOMERS.base) { &OF_CUSTOMERS } else { &OF_ORDERS }
    }

    /// The list as an address describes it.
    pub fn listing(&self, query: &Fields) -> Listing {
        let filters: Vec<&str> = self.filters.iter().map(|filter| filter.name).collect();
        let sorts: Vec<&str> = self.sorts.iter().map(|(name, _)| *name).collect();
        Listing::read(self.base, query, &filters, &sorts).carrying(query, &CARRIED)
    }

    /// How the rows of an address are sorted.
    pub fn sort(&self, desk: &Desk, listing: &Listing) -> Sort {
        // Names begin with A, everything else with the newest or the greatest.
        lists::sort(&desk.act(), self.sorts, &listing.sort, listing.backwards != (listing.sort == "name"))
    }
}

/// What a visitor may do with views.
pub(super) fn owner(visitor: &Visitor) -> Owner {
    Owner { user: visitor.id, by: visitor.by(), shares: visitor.may(Role::Manager), administers: visitor.may(Role::Administrator) }
}

/// Whether filters name a row or hold what was typed to find one.
pub(super) fn names_rows(query: &Fields) -> bool {
    OF_ROWS.iter().any(|name| !query.text(name).is_empty())
}

/// Whether a visitor sees a view: their own, and those of others that name no store outside of the visitor's.
pub(super) fn is_seen(desk: &Desk, view: &View) -> bool {
    let query = Fields::read(view.query.as_bytes());
    let store = query.text("store");
    view.user == desk.person() || store.is_empty() || desk.stores().any(|site| site.code == store)
}

/// A heading of a column.
pub(super) struct Heading {
    /// The column.
    pub column: Column,
    /// Where a click leads; empty where the list is not sorted by it.
    pub address: String,
    /// `ascending` or `descending` where the list is sorted by it.
    pub sorted: &'static str,
}

/// What is saved when the visitor saves the view before them.
pub(super) struct Save {
    /// Filters and sorting.
    pub query: String,
    /// The columns.
    pub columns: String,
    /// The saved view that is open and may be changed: its id and name.
    pub open: Option<(i64, String)>,
    /// Whether it can be shared.
    pub shares: bool,
}

/// A list as the visitor has it.
pub(super) struct List {
    /// Its address.
    pub base: &'static str,
    /// The columns that are shown, in their order.
    pub headings: Vec<Heading>,
    /// The heading of the names of customers.
    pub by_name: Heading,
    /// Every column, and whether it is shown.
    pub choices: Vec<(Column, bool)>,
    /// Names, addresses, and which is open.
    pub views: Vec<(String, String, bool)>,
    /// Whether the visitor has or sees saved views.
    pub has_saved: bool,
    /// What would be saved; `None` where nothing differs from the open view.
    pub save: Option<Save>,
    placed: &'static [&'static str],
    /// Whether other columns are shown than usually.
    is_chosen: bool,
    /// Where the counts of the views are.
    pub counts: String,
    /// The address of this page after the `?`.
    pub here: String,
    /// Whether there are so many rows that they are sorted by their age only.
    pub is_long: bool,
}

/// Views and columns of a visitor, as they are kept.
pub(super) struct Kept {
    views: Vec<View>,
    columns: String,
}

impl Kept {
    /// The addresses of every view.
    pub fn addresses(&self, kind: &Kind) -> Vec<String> {
        kind.built_in.iter().map(|(_, filter)| built_in(kind, filter)).chain(self.views.iter().map(address)).collect()
    }

    /// Reads them.
    ///
    /// # Errors
    /// The database failed.
    pub async fn read(office: &Office, desk: &Desk, kind: &'static Kind) -> Result<Self, Fault> {
        let user = desk.person();
        let read = office
            .hub
            .db
            .read(move |tx| Ok::<_, Fault>((desk_views::list(tx, kind.name, user)?, desk_views::columns(tx, kind.name, user)?)));
        let (views, columns) = read.await?;
        Ok(Self { views: views.into_iter().filter(|view| is_seen(desk, view)).collect(), columns })
    }

    /// The view of an address.
    fn open(&self, query: &Fields) -> Option<&View> {
        let id: i64 = query.text("view").parse().ok()?;
        self.views.iter().find(|view| view.id == id)
    }
}

impl List {
    /// The label of a cell that has a line of its own on a phone: that of a column that was chosen, where something stands in it.
    pub fn line(&self, place: &usize, cell: &Cell) -> &str {
        let Some(heading) = self.headings.get(*place) else { return "" };
        let is_placed = self.placed.contains(&heading.column.name.as_str());
        if self.is_chosen && !is_placed && !cell.is_empty() { &heading.column.label } else { "" }
    }

    /// Whether a column is shown.
    pub fn shows(&self, column: &str) -> bool {
        self.headings.iter().any(|heading| heading.column.name == column)
    }

    /// The list of an address with so many rows.
    pub fn of(page: &Page, desk: &Desk, kind: &'static Kind, kept: &Kept, query: &Fields, total: i64) -> Self {
        let listing = kind.listing(query);
        let open = kept.open(query);
        let all = desk_columns::all(page, desk, kind.known, kind.custom);
        let own = [query.text("columns"), open.map_or("", |view| view.columns.as_str()), &kept.columns];
        let shown = own.into_iter().map(|names| chosen(&all, names)).find(|shown| !shown.is_empty());
        let shown = shown.unwrap_or_else(|| chosen(&all, &kind.usual.join(",")));
        let is_long = total > MOST_SORTED;
        let is_shown = |column: &Column| shown.iter().any(|other| other.name == column.name);
        let mut list = Self {
            base: kind.base,
            placed: kind.placed,
            is_chosen: names_of(&shown) != kind.usual.join(","),
            counts: format!("{}/counts", kind.base),
            choices: all.iter().map(|column| (column.clone(), is_shown(column))).collect(),
            views: views(page, kind, kept, query),
            has_saved: !kept.views.is_empty(),
            save: None,
            here: listing.page(1).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default(),
            headings: shown.iter().map(|column| heading(kind, desk, &listing, column, is_long)).collect(),
            by_name: heading(kind, desk, &listing, &Column { name: "name".to_owned(), label: String::new(), width: "", cell: "" }, is_long),
            is_long,
        };
        let columns = names_of(&shown);
        let differs = match open {
            Some(view) => view.query != listing.query() || (!query.text("columns").is_empty() && view.columns != columns),
            None => listing.is_narrowed() && !list.views.iter().any(|(_, _, open)| *open),
        };
        let owner = page.visitor.as_ref().map(owner);
        if let (true, Some(owner)) = (differs || is_sorted(kind, &listing, open), owner) {
            list.save = Some(Save {
                query: listing.query(),
                columns,
                open: open.filter(|view| owner.changes(view)).map(|view| (view.id, view.name.clone())),
                shares: owner.shares && !names_rows(query),
            });
        }
        list
    }
}

/// Whether the address sorts a list that no saved view sorts.
fn is_sorted(kind: &Kind, listing: &Listing, open: Option<&View>) -> bool {
    open.is_none() && (listing.backwards || kind.sorts.first().is_some_and(|(name, _)| *name != listing.sort))
}

/// Columns by their names, separated by commas; names that are unknown are passed over.
fn chosen(all: &[Column], names: &str) -> Vec<Column> {
    let names: Vec<&str> = names.split(',').collect();
    all.iter().filter(|column| names.contains(&column.name.as_str())).cloned().collect()
}

/// The names of columns, separated by commas.
pub(super) fn names_of(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(",")
}

fn heading(kind: &Kind, desk: &Desk, listing: &Listing, column: &Column, is_long: bool) -> Heading {
    let sorts = kind.sorts.iter().find(|(name, _)| *name == column.name && (*name == "created" || !is_long));
    let usable = sorts.filter(|(_, classes)| !classes.iter().any(|class| desk.act().is_blind_to(*class)));
    let Some((name, _)) = usable else {
        return Heading { column: column.clone(), address: String::new(), sorted: "" };
    };
    let heading = listing.heading(name, "");
    // The greatest comes first, and with a second click the least; names the other way round.
    let sorted = match heading.sorted {
        other if *name == "name" => other,
        "ascending" => "descending",
        "descending" => "ascending",
        other => other,
    };
    Heading { column: column.clone(), address: heading.address, sorted }
}

fn views(page: &Page, kind: &Kind, kept: &Kept, query: &Fields) -> Vec<(String, String, bool)> {
    let used: Vec<(&str, &str)> =
        kind.filters.iter().map(|filter| (filter.name, query.text(filter.name))).filter(|(_, value)| !value.is_empty()).collect();
    let open = kept.open(query).map(|view| view.id);
    let built_in = kind.built_in.iter().map(|(name, filter)| (page.say(name), built_in(kind, filter), open.is_none() && used == *filter));
    let saved = kept.views.iter().map(|view| (view.name.clone(), address(view), open == Some(view.id)));
    built_in.chain(saved).collect()
}

/// The address of a view that everyone has.
fn built_in(kind: &Kind, filter: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(filter).finish();
    if query.is_empty() { kind.base.to_owned() } else { format!("{}?{query}", kind.base) }
}

/// The address of a view.
pub(super) fn address(view: &View) -> String {
    format!("/{}?{}&view={}", view.list, view.query, view.id)
}
