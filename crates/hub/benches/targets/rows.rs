//! The raw loops: the rows that the hub wrote for an order, written again and again by a driver alone, 32 orders a commit.

use std::path::Path;

use anyhow::{Context, ensure};
use bytes::BytesMut;
use domain::clock::Clock;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls};
use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::orders::{Buyers, external_id, phone};

/// The most lines of an order, so that each has an id of its own.
const MOST_LINES: u64 = 8;

/// Orders a commit.
const GROUP: u64 = 32;

/// The value of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Number(i64),
    /// A text or a JSON body.
    Text(String),
}

/// Where a column's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It is the same in every order.
    Fixed,
    Order,
    /// The line of the order at this place.
    Line(u64),
    ExternalId,
    OrderNumber,
    Customer,
    Phone,
}

/// A row of an order.
#[derive(Debug, Clone)]
struct Row {
    insert: String,
    cells: Vec<Cell>,
    parts: Vec<Part>,
}

/// The rows of one order, with whose buyer they were made.
#[derive(Debug, Clone)]
pub struct Rows {
    rows: Vec<Row>,
    buyers: Buyers,
}

impl Rows {
    /// Reads the rows that the hub made for an order and, if it was made for it, the order's customer.
    ///
    /// # Errors
    /// The database cannot be read, or the order is not there.
    pub fn read(file: &Path, order: &str, buyers: Buyers) -> anyhow::Result<Self> {
        let connection = Connection::open(file)?;
        let ids = connection.query_row("SELECT id, customer_id FROM orders WHERE external_id = ?", [order], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        });
        let (order, customer) = ids.context("the order is not there")?;
        let mut rows = Vec::new();
        let mut take = |table: &str, condition: &str, id: i64| read_rows(&connection, table, condition, id, &mut rows);
        if buyers == Buyers::New {
            take("customers", "id = ?", customer)?;
            take("customer_phones", "customer_id = ?", customer)?;
            take("customers_history", "customer_id = ?", customer)?;
        }
        take("orders", "id = ?", order)?;
        take("orders_history", "order_id = ?", order)?;
        take("order_items", "order_id = ?", order)?;
        take("customer_sums", "customer_id = ?", customer)?;
        let least = if buyers == Buyers::New { 8 } else { 5 };
        ensure!(rows.len() >= least, "an order should have left {least} rows and left {}", rows.len());
        Ok(Self { rows, buyers })
    }

    /// How many rows an order has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Every row with its cells, for the order of this number.
    fn fill(&mut self, number: u64) {
        let buyer = self.buyers.of(number);
        let numbered = |number: u64| Cell::Number(number as i64 + 1);
        for row in &mut self.rows {
            for (cell, part) in row.cells.iter_mut().zip(&row.parts) {
                match part {
                    Part::Fixed => {}
                    Part::Order => *cell = numbered(number),
                    Part::Line(place) => *cell = numbered(number * MOST_LINES + place),
                    Part::ExternalId => *cell = Cell::Text(external_id(number)),
                    Part::OrderNumber => *cell = Cell::Text(format!("{}A", number + 1)),
                    Part::Customer => *cell = numbered(buyer),
                    Part::Phone => *cell = Cell::Text(phone(buyer)),
                }
            }
        }
    }

    /// Writes `count` orders from the number `first` on with rusqlite, and returns orders a second.
    ///
    /// # Errors
    /// A statement was refused.
    pub fn write_sqlite(&mut self, connection: &Connection, first: u64, count: u64) -> anyhow::Result<f64> {
        let begun = Clock::uptime();
        let mut statements = self.rows.iter().map(|row| connection.prepare(&row.insert)).collect::<Result<Vec<_>, _>>()?;
        for number in first..first + count {
            if (number - first).is_multiple_of(GROUP) {
                connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
            }
            self.fill(number);
            for (row, statement) in self.rows.iter().zip(&mut statements) {
                statement.execute(rusqlite::params_from_iter(&row.cells))?;
            }
            if (number - first + 1).is_multiple_of(GROUP) || number + 1 == first + count {
                connection.prepare_cached("COMMIT")?.execute([])?;
            }
        }
        Ok(count as f64 / (Clock::uptime() - begun).as_secs_f64())
    }

    /// The same with the `postgres` driver.
    ///
    /// # Errors
    /// A statement was refused.
    pub fn write_postgres(&mut self, client: &mut Client, first: u64, count: u64) -> anyhow::Result<f64> {
        let begun = Clock::uptime();
        let statements = self.rows.iter().map(|row| client.prepare(&row.insert)).collect::<Result<Vec<_>, _>>()?;
        for number in first..first + count {
            if (number - first).is_multiple_of(GROUP) {
                client.batch_execute("BEGIN")?;
            }
            self.fill(number);
            for (row, statement) in self.rows.iter().zip(&statements) {
                let cells: Vec<&(dyn ToSql + Sync)> = row.cells.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect();
                client.execute(statement, &cells)?;
            }
            if (number - first + 1).is_multiple_of(GROUP) || number + 1 == first + count {
                client.batch_execute("COMMIT")?;
            }
        }
        Ok(count as f64 / (Clock::uptime() - begun).as_secs_f64())
    }
}

fn read_rows(connection: &Connection, table: &str, condition: &str, id: i64, rows: &mut Vec<Row>) -> anyhow::Result<()> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table} WHERE {condition}"))?;
    // Rows of these tables are counted by the database.
    let counted = table.ends_with("history");
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let kept: Vec<usize> = (0..names.len()).filter(|column| !(counted && names[*column] == "id")).collect();
    let columns: Vec<&str> = kept.iter().map(|column| names[*column].as_str()).collect();
    let marks: Vec<String> = (1..=kept.len()).map(|mark| format!("${mark}")).collect();
    let mut insert = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
    if table == "customer_sums" {
        // A customer has one row a store, to which every order adds.
        insert.push_str(
            " ON CONFLICT (customer_id, site_id) DO UPDATE SET orders = customer_sums.orders + 1, total = customer_sums.total + excluded.total",
        );
    }
    let parts: Vec<Part> = columns.iter().map(|column| part(table, column)).collect();
    let mut found = statement.query([id])?;
    let mut place = 0;
    while let Some(row) = found.next()? {
        let mut cells = Vec::with_capacity(kept.len());
        for column in &kept {
            cells.push(match row.get_ref(*column)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(number) => Cell::Number(number),
                ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text)?.to_owned()),
                other => anyhow::bail!("{table} holds {other:?}"),
            });
        }
        let line = |(part, column): (&Part, &&str)| if (table, *column) == ("order_items", "id") { Part::Line(place) } else { *part };
        rows.push(Row { insert: insert.clone(), cells, parts: parts.iter().zip(&columns).map(line).collect() });
        place += 1;
    }
    Ok(())
}

fn part(table: &str, column: &str) -> Part {
    match (table, column) {
        ("orders", "id") | (_, "order_id") => Part::Order,
        ("orders", "external_id") => Part::ExternalId,
        ("orders", "number") => Part::OrderNumber,
        ("customers", "id") | (_, "customer_id") => Part::Customer,
        (_, "phone") => Part::Phone,
        _ => Part::Fixed,
    }
}

/// A connection as the hub's writer has it.
///
/// # Errors
/// The file cannot be opened.
pub fn open_sqlite(file: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -32768; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

/// A connection to a PostgreSQL database.
///
/// # Errors
/// The server refused it.
pub fn open_postgres(address: &str) -> anyhow::Result<Client> {
    Ok(Client::connect(address, NoTls)?)
}

impl rusqlite::ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Number(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl ToSql for Cell {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Number(number) => number.to_sql(kind, out),
            Self::Text(text) => {
                out.extend_from_slice(text.as_bytes());
                Ok(IsNull::No)
            }
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
