//! What is kept: the statement seam over SQLite and PostgreSQL, the migrations, and one module of SQL per noun.
//!
//! SQL is written once, with `$1` placeholders, and runs on both engines; where a statement truly differs, the
//! one function that holds it asks [`Tx::engine`]. Every query on store data takes the caller's [`Sites`].

pub mod activity;
pub mod audit_log;
pub mod backups;
pub mod care;
pub mod carts;
pub mod catalogue;
pub mod corporate;
mod customer_kinds;
pub mod customers;
pub mod deliveries;
pub mod desk_views;
pub mod files;
pub mod health;
pub mod help_answers;
pub mod history;
pub mod history_blocks;
pub mod imports;
pub mod invitations;
pub mod key_list;
pub mod key_search;
pub mod keys;
pub mod links;
pub mod merged;
pub mod modules;
pub mod nodes;
pub mod order_items;
pub mod order_sums;
pub mod orders;
pub mod password_links;
pub mod payments;
pub mod pinned_notes;
pub mod readings;
pub mod reference;
pub mod refusal_groups;
pub mod refusals;
pub mod retention;
pub mod row_counts;
pub mod row_filters;
pub mod row_links;
pub mod rows;
pub mod seals;
pub mod second_steps;
pub mod secrets;
pub mod sent_contacts;
pub mod sessions;
pub mod settings;
pub mod sites;
pub mod stale;
pub mod subscriptions;
pub mod sums;
pub mod templates;
pub mod transfer;
pub mod trials;
pub mod usage;
pub mod users;
pub mod webhooks;

mod condition;
mod engine;
mod error;
pub mod facets;
mod horizon;
mod migrate;
mod newest;
mod postgres;
mod read_barrier;
mod readers;
mod scope;
mod server;
mod sql;
mod sqlite;
mod stop;
mod tls;
mod turn;
mod tx;
mod write_ahead;

pub use condition::{Beginning, Condition, On};
pub use engine::{Database, Failure, Load, Location, MOST_WAITING, Options};
pub use error::{Error, Result};
pub use horizon::lag;
pub use newest::{MOST_SORTED, Sort, SortBy};
pub use scope::{Scope, Sites};
pub use sql::{Sql, Value};
pub use tx::{Engine, Row, Sequence, Touched, Tx};

#[cfg(test)]
mod tests {
    use crate::{Result, Sql, Tx};

    /// Writes a row that nothing else depends on.
    pub(crate) fn write(tx: &mut Tx<'_>, text: &str) -> Result<()> {
        let view = "INSERT INTO desk_views (list, user_id, shared, name, query, columns, created_at) VALUES ('test', 1, 0, $1, '', '', 0)";
        tx.execute(Sql::new(view).bind(text)).map(drop)
    }
}
