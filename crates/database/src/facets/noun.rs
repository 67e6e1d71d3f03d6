//! The nouns whose rows are indexed, and the notes that their rows were written.

use super::store::key;
use super::{CUSTOMERS, Index, ORDERS, rows};
use crate::{Sql, Value};

/// Whose rows are indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Orders.
    Orders,
    /// Customers.
    Customers,
    /// Tasks.
    Tasks,
    /// Costs.
    Costs,
    /// Files.
    Files,
    /// Packs of order lines.
    Packs,
    /// Notes on persons.
    Notes,
    /// Notes on corporate customers.
    CorporateNotes,
}

/// The key of a row `t`, as [`key`] makes it.
pub(super) const KEY: &str =
    "((CASE WHEN t.created_at < 0 THEN 0 WHEN t.created_at > 4294967295 THEN 4294967295 ELSE t.created_at END << 31) | t.id)";

impl Noun {
    /// Every one.
    pub const ALL: [Self; 8] =
        [Self::Orders, Self::Customers, Self::Tasks, Self::Costs, Self::Files, Self::Packs, Self::Notes, Self::CorporateNotes];

    pub(crate) fn index(self) -> &'static Index {
        match self {
            Self::Orders => &ORDERS,
            Self::Customers => &CUSTOMERS,
            Self::Tasks => &rows::TASKS,
            Self::Costs => &rows::COSTS,
            Self::Files => &rows::FILES,
            Self::Packs => &rows::PACKS,
            Self::Notes => &rows::NOTES,
            Self::CorporateNotes => &rows::CORPORATE_NOTES,
        }
    }

    /// Its table, and the tables of its terms and of the notes that rows were written.
    fn tables(self) -> [&'static str; 3] {
        match self {
            Self::Orders => ["orders", "orders_terms", "orders_unindexed"],
            Self::Customers => ["customers", "customers_terms", "customers_unindexed"],
            Self::Tasks => ["tasks", "tasks_terms", "tasks_unindexed"],
            Self::Costs => ["costs", "costs_terms", "costs_unindexed"],
            Self::Files => ["files", "files_terms", "files_unindexed"],
            Self::Packs => ["packs", "packs_terms", "packs_unindexed"],
            Self::Notes => ["customer_notes", "customer_notes_terms", "customer_notes_unindexed"],
            Self::CorporateNotes => ["corporate_notes", "corporate_notes_terms", "corporate_notes_unindexed"],
        }
    }

    pub(crate) fn table(self) -> &'static str {
        self.tables()[0]
    }

    pub(super) fn terms(self) -> &'static str {
        self.tables()[1]
    }

    pub(super) fn unindexed(self) -> &'static str {
        self.tables()[2]
    }
}

/// Notes that a row was written whose key is, or was, of this moment: its terms are to be made again.
pub(crate) fn noted(noun: Noun, id: i64, created_at: i64) -> Sql {
    // A note that is there already is locked and counted on: terms that are made of the row as it was do not take it away.
    let sql = match noun {
        Noun::Orders => Sql::new(
            "INSERT INTO orders_unindexed (id, key) VALUES ($1, $2) ON CONFLICT (id, key) DO UPDATE SET rev = orders_unindexed.rev + 1",
        ),
        Noun::Customers => Sql::new(
            "INSERT INTO customers_unindexed (id, key) VALUES ($1, $2) ON CONFLICT (id, key) DO UPDATE SET rev = customers_unindexed.rev + 1",
        ),
        other => {
            let table = other.unindexed();
            Sql::new(format!("INSERT INTO {table} (id, key) VALUES ($1, $2) ON CONFLICT (id, key) DO UPDATE SET rev = {table}.rev + 1"))
        }
    };
    sql.bind(id).bind(key(created_at, id))
}

/// The same of the rows `t` for which a condition holds, with a `?` for each value.
pub(crate) fn noted_where(noun: Noun, condition: &str, values: impl IntoIterator<Item = Value>) -> Sql {
    let (table, notes) = (noun.table(), noun.unindexed());
    let sql = Sql::new(format!("INSERT INTO {notes} (id, key) SELECT t.id, {KEY} FROM {table} t WHERE "));
    sql.push_with(condition, values).push(&format!(" ON CONFLICT (id, key) DO UPDATE SET rev = {notes}.rev + 1"))
}
