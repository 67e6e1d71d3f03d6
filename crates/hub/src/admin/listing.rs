//! What lists have in common: the order in the address, headings to change it, pages to leaf through.

use super::fields::Fields;

/// A list as its address describes it.
pub struct Listing {
    base: &'static str,
    kept: Vec<(String, String)>,
    /// Fields that stay in the address and narrow nothing.
    carried: Vec<(String, String)>,
    /// What it is sorted by.
    pub sort: String,
    /// Whether it is sorted backwards.
    pub backwards: bool,
}

/// A heading that sorts.
pub struct Heading {
    /// The name of its text.
    pub name: &'static str,
    /// Where a click leads: to this order, or to its reverse.
    pub address: String,
    /// `ascending` or `descending` when the list is sorted by it; else empty.
    pub sorted: &'static str,
}

impl Listing {
    /// Reads the address of a list. `filters` are the fields that narrow it, `orders` those it can be sorted by, the
    /// first of them when the address names none.
    pub fn read(base: &'static str, query: &Fields, filters: &[&str], orders: &[&str]) -> Self {
        let kept = filters.iter().map(|name| ((*name).to_owned(), query.text(name).to_owned())).filter(|(_, value)| !value.is_empty());
        let sort = orders.iter().find(|order| **order == query.text("sort")).or(orders.first()).copied().unwrap_or_default();
        Self { base, kept: kept.collect(), carried: Vec::new(), sort: sort.to_owned(), backwards: query.text("back") == "1" }
    }

    /// With fields of the address that stay in it and narrow nothing.
    pub fn carrying(mut self, query: &Fields, names: &[&str]) -> Self {
        let carried = names.iter().map(|name| ((*name).to_owned(), query.text(name).to_owned()));
        self.carried = carried.filter(|(_, value)| !value.is_empty()).collect();
        self
    }

    /// The fields that stay in the address and narrow nothing: names and values.
    pub fn carried(&self) -> &[(String, String)] {
        &self.carried
    }

    /// Filters and sorting as a part of the address, without the page and what is carried.
    pub fn query(&self) -> String {
        let bare = Self { kept: self.kept.clone(), carried: Vec::new(), sort: self.sort.clone(), ..*self };
        bare.page(1).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    /// Whether the address narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.kept.is_empty()
    }

    /// The fields that narrow the list: names and values.
    pub fn narrowing(&self) -> &[(String, String)] {
        &self.kept
    }

    /// The heading of an order.
    pub fn heading(&self, order: &str, name: &'static str) -> Heading {
        let here = self.sort == order;
        let sorted = match (here, self.backwards) {
            (false, _) => "",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        Heading { name, address: self.address(order, here && !self.backwards, 1), sorted }
    }

    /// The address of another page of the same list.
    pub fn page(&self, number: i64) -> String {
        self.address(&self.sort, self.backwards, number)
    }

    /// The address of the same list with one filter changed; an empty value takes it away.
    pub fn with(&self, filter: &str, value: &str) -> String {
        let mut kept: Vec<(String, String)> = self.kept.iter().filter(|(name, _)| name != filter).cloned().collect();
        if !value.is_empty() {
            kept.push((filter.to_owned(), value.to_owned()));
        }
        Self { kept, carried: self.carried.clone(), sort: self.sort.clone(), ..*self }.page(1)
    }

    fn address(&self, sort: &str, backwards: bool, page: i64) -> String {
        let mut address = form_urlencoded::Serializer::new(String::new());
        address.extend_pairs(&self.kept).extend_pairs(&self.carried).append_pair("sort", sort);
        if backwards {
            address.append_pair("back", "1");
        }
        if page > 1 {
            address.append_pair("page", &page.to_string());
        }
        format!("{}?{}", self.base, address.finish())
    }
}
