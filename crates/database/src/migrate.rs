//! Tables: one numbered file per step in each engine's folder, run once and in order.

use rusqlite::{Connection, TransactionBehavior};

use crate::server::Server;
use crate::{Error, Result};

/// How often the steps are tried while tables are in use.
const MAX_ATTEMPTS: usize = 10;

struct Step {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($name:literal),* $(,)?) => {
        &[$(Step {
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

/// Every step, oldest first. A step that has been released is never edited.
const STEPS: &[Step] = steps![
    "0001_house",
    "0002_customers",
    "0003_orders",
    "0004_pages",
    "0005_people",
    "0006_key_life",
    "0007_record",
    "0008_usage",
    "0009_templates",
    "0010_key_care",
    "0011_external_keys",
    "0013_costs",
    "0017_payment_ids",
    "0019_sent_contacts",
    "0020_phones",
    "0021_people_and_help",
    "0023_tasks_and_costs",
    "0024_facets",
    "0025_sums",
    "0026_catalogue",
    "0029_desk",
    "0022_operations",
    "0028_corporate",
    "0030_files",
    "0031_packs",
    "0035_imports",
    "0036_row_webhooks",
    "0037_index_revisions",
    "0040_shops",
    "0043_desk_views",
    "0044_order_makers",
    "0045_pinned_notes",
    "0046_import_refused",
    "0047_made_by",
    "0048_history_counts",
    "0050_notes_as_rows",
    "0053_row_terms",
    "0054_pages_indexes",
    "0055_note_terms",
];

const KEPT: &str = "CREATE TABLE IF NOT EXISTS schema_steps (name TEXT PRIMARY KEY)";

/// The names of the steps, oldest first.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    STEPS.iter().map(|step| step.name)
}

/// The names of some steps in the order in which they are run.
pub(crate) fn chosen(names: &[String]) -> Result<impl Iterator<Item = &'static str>> {
    lacking(names)?;
    Ok(STEPS.iter().map(|step| step.name).filter(|name| names.iter().any(|wanted| wanted == name)))
}

/// Runs some steps on a SQLite database that has none of them.
pub(crate) fn sqlite_steps(connection: &Connection, names: &[String]) -> Result<()> {
    connection.execute_batch(KEPT)?;
    for step in STEPS.iter().filter(|step| names.iter().any(|wanted| wanted == step.name)) {
        connection.execute_batch(step.sqlite)?;
        connection.execute("INSERT INTO schema_steps (name) VALUES ($1)", [step.name])?;
    }
    Ok(())
}

/// Runs some steps on a PostgreSQL database that has none of them, in the transaction that is open.
pub(crate) fn postgres_steps(client: &mut postgres::Client, names: &[String]) -> Result<()> {
    client.batch_execute(KEPT)?;
    for step in STEPS.iter().filter(|step| names.iter().any(|wanted| wanted == step.name)) {
        client.batch_execute(step.postgres)?;
        client.execute("INSERT INTO schema_steps (name) VALUES ($1)", &[&step.name])?;
    }
    Ok(())
}

/// The steps that a database with these lacks.
pub(crate) fn lacking(known: &[String]) -> Result<Vec<String>> {
    Ok(missing(known)?.map(|step| step.name.to_owned()).collect())
}

/// What nodes that start at once take turns by, on PostgreSQL: held until the transaction ends.
pub(crate) const TURN: &str = "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7310870969309884); SET LOCAL lock_timeout = '3s'";

pub(crate) fn sqlite(connection: &mut Connection) -> Result<()> {
    // With nothing to do, a command need not wait for its turn to write while a server is busy.
    let kept = connection.query_row("SELECT count(*) FROM sqlite_master WHERE name = 'schema_steps'", [], |row| row.get::<_, i64>(0))? > 0;
    if kept && missing(&known(connection)?)?.next().is_none() {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(KEPT)?;
    let known = known(&tx)?;
    for step in missing(&known)? {
        tx.execute_batch(step.sqlite)?;
        tx.execute("INSERT INTO schema_steps (name) VALUES ($1)", [step.name])?;
    }
    Ok(tx.commit()?)
}

fn known(connection: &Connection) -> Result<Vec<String>> {
    let mut names = connection.prepare("SELECT name FROM schema_steps")?;
    Ok(names.query_map([], |row| row.get(0))?.collect::<std::result::Result<_, _>>()?)
}

pub(crate) fn postgres(server: &Server) -> Result<()> {
    let mut attempt = 0;
    loop {
        attempt += 1;
        // A table that is in use may not be had in time. Nothing was kept, and others had their turn meanwhile.
        match migrate(server) {
            Err(error) if error.is_locked() && attempt < MAX_ATTEMPTS => {}
            done => return done,
        }
    }
}

fn migrate(server: &Server) -> Result<()> {
    let mut client = server.migrating()?;
    let mut tx = client.transaction()?;
    // Two nodes that start at once take turns, however long the other one's steps take: should it hang between them,
    // the server ends its transaction.
    tx.batch_execute(TURN)?;
    tx.batch_execute(KEPT)?;
    let known: Vec<String> = tx.query("SELECT name FROM schema_steps", &[])?.iter().map(|row| row.get(0)).collect();
    for step in missing(&known)? {
        tx.batch_execute(step.postgres)?;
        tx.execute("INSERT INTO schema_steps (name) VALUES ($1)", &[&step.name])?;
    }
    Ok(tx.commit()?)
}

/// Whether there are settings in a database: every account has some.
pub(crate) fn holds_account(server: &Server) -> Result<bool> {
    let (mut client, _) = server.serving()?;
    let tables: i64 =
        client.query_one("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'settings'", &[])?.get(0);
    Ok(tables > 0 && client.query_one("SELECT count(*) FROM settings", &[])?.get::<_, i64>(0) > 0)
}

/// The steps still to run. A database with unknown steps was written by a newer version.
fn missing(known: &[String]) -> Result<impl Iterator<Item = &'static Step>> {
    if let Some(newer) = known.iter().find(|name| !STEPS.iter().any(|step| step.name == name.as_str())) {
        return Err(Error::Open(format!(
            "the database was written by a newer version of Latchkey (it knows \"{newer}\"); install that version or a later one"
        )));
    }
    Ok(STEPS.iter().filter(|step| !known.iter().any(|name| name == step.name)).collect::<Vec<_>>().into_iter())
}
