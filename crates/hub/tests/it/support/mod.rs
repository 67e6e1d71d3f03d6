//! What tests are written with: a hub on a fresh database, actors that call it, and the forms they send.

#[macro_use]
pub mod form;
pub mod actor;
pub mod browser;
pub mod bucket;
pub mod call;
pub mod cluster;
pub mod command;
pub mod dice;
pub mod fresh;
pub mod hub;
pub mod mail_server;
pub mod program;
pub mod receiver;
pub mod reply;
pub mod samples;
pub mod schemas;
pub mod server;
pub mod steps;

pub use actor::{Actor, Place};
pub use browser::Browser;
pub use call::Call;
pub use command::Account;
pub use hub::TestHub;
pub use program::Program;
pub use reply::Reply;
pub use server::Server;

/// Writes a row that nothing else depends on.
pub fn write_row(tx: &mut database::Tx<'_>, text: &str) -> database::Result<()> {
    let view = "INSERT INTO desk_views (list, user_id, shared, name, query, columns, created_at) VALUES ('test', 1, 0, $1, '', '', 0)";
    tx.execute(database::Sql::new(view).bind(text)).map(drop)
}
