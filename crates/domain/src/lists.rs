//! What pages ask of the lists of orders and customers beside the filters of the API: a text to search for, the key that made
//! them, and how they are sorted.

use database::{MOST_SORTED, On, Sort, SortBy};

use crate::access::masks::Class;
use crate::act::Act;

/// What a list is asked for beside its filters.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// A text that rows must fit; empty for any.
    pub text: String,
    /// The key that made them.
    pub maker: Option<i64>,
    /// How they are sorted.
    pub sort: Sort,
}

impl Wish {
    /// A search for a text.
    pub fn text(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl Wish {
    /// How a list is sorted, and how many rows it has where they had to be counted for that: a long list is sorted only by its
    /// age.
    ///
    /// # Errors
    /// The rows could not be counted.
    pub(super) fn sort_among<E>(&self, count: impl FnOnce() -> Result<i64, E>) -> Result<(Sort, Option<i64>), E> {
        if self.sort.by == SortBy::Created {
            return Ok((self.sort.clone(), None));
        }
        let total = count()?;
        let by = if total > MOST_SORTED { SortBy::Created } else { self.sort.by.clone() };
        Ok((Sort { by, ..self.sort.clone() }, Some(total)))
    }
}

/// What a list can be sorted by: a name, and which classes of hidden data would show by it.
pub type Sortable = (&'static str, &'static [Class]);

/// What the list of orders can be sorted by.
pub const ORDERS: [Sortable; 4] = [("created", &[]), ("sum", &[Class::Prices]), ("delivery-date", &[]), ("changed", &[])];
/// The same of customers.
pub const CUSTOMERS: [Sortable; 4] =
    [("created", &[]), ("name", &[Class::Names, Class::Email, Class::Phone]), ("orders", &[]), ("total", &[Class::Prices])];

/// The order of a list by its name; that of its age for a name that is unknown, or that would show the order of hidden values.
pub fn sort(act: &Act<'_>, known: &[Sortable], name: &str, ascending: bool) -> Sort {
    let is_usable = known.iter().any(|(other, classes)| *other == name && !classes.iter().any(|class| act.is_blind_to(*class)));
    let by = match name {
        _ if !is_usable => SortBy::Created,
        "sum" => SortBy::Value(On::Column("total")),
        "delivery-date" => SortBy::Value(On::Facet("deliveryDate")),
        "changed" => SortBy::Value(On::Number("statusUpdatedAt")),
        "name" => SortBy::Value(On::Facet("name")),
        "orders" => SortBy::Orders,
        "total" => SortBy::Total,
        _ => SortBy::Created,
    };
    Sort { by, ascending }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_sorted_by_its_age_only() {
        let sort = Sort { by: SortBy::Total, ascending: true };
        let wish = Wish { sort: sort.clone(), ..Wish::default() };
        let sorted = |count: i64| wish.sort_among(|| Ok::<_, ()>(count));
        assert_eq!(sorted(MOST_SORTED), Ok((sort, Some(MOST_SORTED))));
        assert_eq!(sorted(MOST_SORTED + 1), Ok((Sort { by: SortBy::Created, ascending: true }, Some(MOST_SORTED + 1))));
        let by_age = Wish { sort: Sort { by: SortBy::Created, ascending: false }, ..Wish::default() };
        assert_eq!(by_age.sort_among(|| Err("counted")), Ok((by_age.sort.clone(), None)));
    }
}
