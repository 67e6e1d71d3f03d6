//! A transaction: the handful of verbs every module of SQL is written with.

use crate::postgres::Session;
use crate::row_counts::Gathered;
use crate::stop::Switch;
use crate::{Error, Result, Sql};

/// Which database answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// The one that several nodes share.
    Postgres,
}

/// What a transaction changed besides rows: the parts of the hub's memory that must be read anew once it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Touched {
    /// Keys.
    pub keys: bool,
    /// Stores, settings, reference data, users: everything else that is kept in memory.
    pub account: bool,
}

impl Touched {
    /// True when something was touched.
    pub fn any(self) -> bool {
        self.keys || self.account
    }

    /// Both together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { keys: self.keys || other.keys, account: self.account || other.account }
    }
}

/// A source of ids. Ids of one sequence ascend and are never given twice, also after deletions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sequence {
    /// Orders.
    Orders,
    /// Order lines.
    Items,
    /// Payments.
    Payments,
    /// Customers.
    Customers,
    /// Addresses of customers.
    Addresses,
}

impl Sequence {
    pub(crate) const ALL: [Self; 5] = [Self::Orders, Self::Items, Self::Payments, Self::Customers, Self::Addresses];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Items => "items",
            Self::Payments => "payments",
            Self::Customers => "customers",
            Self::Addresses => "addresses",
        }
    }
}

/// The ids that a group of SQLite transactions has given: each sequence is read once a group and written back once,
/// before the commit. No other writer can assign IDs meanwhile, because the group holds the only write lock.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counters([Option<i64>; Sequence::ALL.len()]);

impl Counters {
    /// Writes back what was given.
    pub(crate) fn keep(self, connection: &rusqlite::Connection) -> Result<()> {
        for (sequence, last) in Sequence::ALL.iter().zip(self.0) {
            if let Some(last) = last {
                connection.prepare_cached("UPDATE sequences SET value = $1 WHERE name = $2")?.execute((last, sequence.name()))?;
            }
        }
        Ok(())
    }
}

pub(crate) enum Handle<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut Session),
}

/// An open transaction. Dropping out of it with an error undoes all of it.
pub struct Tx<'a> {
    pub(crate) handle: Handle<'a>,
    pub(crate) touched: Touched,
    pub(crate) counters: Counters,
    /// What its rows have changed in the counts of rows and is not written yet.
    pub(crate) row_counts: Gathered,
    /// The statement that begins the transaction, sent with the first statement, so that empty transactions cost nothing.
    waits: Option<&'static str>,
    /// Whether statements stand by themselves.
    unbound: bool,
    /// Whether everything it reads is of the moment at which it began.
    pub(crate) of_one_moment: bool,
    /// Whether readers of histories know of it ([`Tx::lock`]).
    pub(crate) marked: bool,
    /// What can stop it between two statements.
    switch: Option<&'a Switch>,
    /// Whether there was a statement that may have changed rows.
    pub(crate) has_written: bool,
    /// How many bytes of values went into such statements.
    pub(crate) bytes: usize,
    /// How the engine finds the rows of each statement, where that is noted.
    plans: Option<Vec<String>>,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(handle: Handle<'a>) -> Self {
        Self {
            handle,
            touched: Touched::default(),
            counters: Counters::default(),
            row_counts: Gathered::default(),
            waits: None,
            unbound: false,
            of_one_moment: false,
            marked: false,
            switch: None,
            has_written: false,
            bytes: 0,
            plans: None,
        }
    }

    /// The same, stopped by this switch.
    pub(crate) fn heeding(self, switch: &'a Switch) -> Self {
        Self { switch: Some(switch), ..self }
    }

    /// A transaction that begins with its first statement, by these words.
    pub(crate) fn waiting(handle: Handle<'a>, begin: &'static str) -> Self {
        Self { waits: Some(begin), ..Self::new(handle) }
    }

    /// Reads that need no transaction.
    pub(crate) fn unbound(handle: Handle<'a>) -> Self {
        Self { unbound: true, ..Self::new(handle) }
    }

    fn begin(&mut self) -> Result<()> {
        self.clear()?;
        if let Some(begin) = self.waits {
            self.say(begin)?;
            self.waits = None;
        }
        Ok(())
    }

    /// What comes before every statement: a read that is to stop does, and the last transaction ends, should its code have
    /// panicked in the middle of it.
    fn clear(&self) -> Result<()> {
        if self.switch.is_some_and(Switch::is_wanted) {
            return Err(Error::Stopped);
        }
        match self.handle {
            Handle::Sqlite(connection) if self.waits.is_some() && !connection.is_autocommit() => Ok(connection.execute_batch("ROLLBACK")?),
            _ => Ok(()),
        }
    }

    /// Commits or rolls back; a transaction that has not begun needs neither.
    pub(crate) fn end(&mut self, kept: bool) -> Result<()> {
        if self.unbound || self.waits.is_some() {
            return Ok(());
        }
        self.say(if kept { "COMMIT" } else { "ROLLBACK" })
    }

    /// A statement without values or rows.
    fn say(&mut self, text: &str) -> Result<()> {
        match &mut self.handle {
            Handle::Sqlite(connection) => Ok(connection.prepare_cached(text)?.execute([]).map(drop)?),
            Handle::Postgres(session) => session.command(text),
        }
    }

    /// Which database this is, for the few statements that differ.
    pub fn engine(&self) -> Engine {
        match self.handle {
            Handle::Sqlite(_) => Engine::Sqlite,
            Handle::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a statement and returns how many rows it changed.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn execute(&mut self, sql: impl Into<Sql>) -> Result<u64> {
        let sql = sql.into();
        self.begin()?;
        self.has_written = true;
        self.bytes += sql.values.iter().map(crate::Value::size).sum::<usize>();
        match &mut self.handle {
            Handle::Sqlite(connection) => {
                debug_assert!(sql.in_order(), "placeholders out of order: {}", sql.text);
                let mut statement = connection.prepare_cached(&sql.text)?;
                Ok(statement.execute(rusqlite::params_from_iter(&sql.values))? as u64)
            }
            Handle::Postgres(session) => session.execute(&sql),
        }
    }

    /// Runs statements of which none needs to see what another one did: on PostgreSQL in one way to the server.
    ///
    /// # Errors
    /// The engine refused one of them.
    pub(crate) fn execute_together(&mut self, all: Vec<Sql>) -> Result<()> {
        if self.engine() == Engine::Sqlite {
            return all.into_iter().try_for_each(|sql| self.execute(sql).map(drop));
        }
        let last = all.len().saturating_sub(1);
        let mut together = Sql::new("");
        for (index, sql) in all.into_iter().enumerate() {
            together = if index == last {
                together.push(" ").append(sql)
            } else {
                together.push(&format!("{} s{index} AS (", if index == 0 { "WITH" } else { "," })).append(sql).push(")")
            };
        }
        if together.text().is_empty() { Ok(()) } else { self.execute(together).map(drop) }
    }

    /// Reads every row of a query.
    ///
    /// # Errors
    /// The engine refused it, or `read` did.
    pub fn all<T>(&mut self, sql: impl Into<Sql>, mut read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        self.begin()?;
        let mut out = Vec::new();
        self.rows(sql.into(), &mut |row| {
            out.push(read(row)?);
            Ok(true)
        })?;
        Ok(out)
    }

    /// Hands on the rows of a query until `take` wants no more of them. It is not made for each type that is read.
    fn rows(&mut self, sql: Sql, take: &mut dyn FnMut(&Row<'_>) -> Result<bool>) -> Result<()> {
        self.note_plan(&sql)?;
        match &mut self.handle {
            Handle::Sqlite(connection) => {
                debug_assert!(sql.in_order(), "placeholders out of order: {}", sql.text);
                let mut statement = connection.prepare_cached(&sql.text)?;
                self.has_written |= !statement.readonly();
                let mut rows = statement.query(rusqlite::params_from_iter(&sql.values))?;
                while let Some(row) = rows.next()? {
                    if !take(&Row::Sqlite(row))? {
                        break;
                    }
                }
            }
            Handle::Postgres(session) => {
                for row in session.query(&sql)? {
                    if !take(&Row::Postgres(&row))? {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Reads the first row of a query, if there is one.
    ///
    /// # Errors
    /// The engine refused it, or `read` did.
    pub fn optional<T>(&mut self, sql: impl Into<Sql>, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        self.begin()?;
        self.first(sql.into(), read)
    }

    /// [`Tx::optional`] where nothing else is likely to be read: no transaction is begun for it, and what is read next
    /// may be of a later moment.
    ///
    /// # Errors
    /// The engine refused it, or `read` did.
    pub fn alone<T>(&mut self, sql: impl Into<Sql>, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        self.clear()?;
        self.first(sql.into(), read)
    }

    fn first<T>(&mut self, sql: Sql, mut read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        let mut out = None;
        self.rows(sql, &mut |row| {
            out = Some(read(row)?);
            Ok(false)
        })?;
        Ok(out)
    }

    /// Reads the one row of a query.
    ///
    /// # Errors
    /// The engine refused it, there is no row, or `read` failed.
    pub fn one<T>(&mut self, sql: impl Into<Sql>, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<T> {
        self.optional(sql, read)?.ok_or_else(|| Error::Row("no row where one must be".to_owned()))
    }

    /// The first column of the one row, as a whole number: a count, an id.
    ///
    /// # Errors
    /// As [`Tx::one`].
    pub fn number(&mut self, sql: impl Into<Sql>) -> Result<i64> {
        self.one(sql, |row| row.int(0))
    }

    /// From here on, notes how the engine finds the rows of each query: [`Tx::plans`]. For tests.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn note_plans(&mut self) -> Result<()> {
        self.plans = Some(Vec::new());
        // Tables of tests are so small that the server would rather read all of them.
        if self.engine() == Engine::Postgres { self.say("SET enable_seqscan = off") } else { Ok(()) }
    }

    /// The same with the plans as they are made for callers.
    pub fn note_plans_as_made(&mut self) {
        self.plans = Some(Vec::new());
    }

    /// The plans that were noted, each as the engine writes it, with the statement before it.
    pub fn plans(&mut self) -> Vec<String> {
        self.plans.take().unwrap_or_default()
    }

    fn note_plan(&mut self, sql: &Sql) -> Result<()> {
        let Some(mut plans) = self.plans.take() else { return Ok(()) };
        let (words, column) = match self.engine() {
            Engine::Sqlite => ("EXPLAIN QUERY PLAN", 3),
            Engine::Postgres => ("EXPLAIN", 0),
        };
        let asked = Sql { text: format!("{words} {}", sql.text).into(), values: sql.values.clone() };
        let lines = self.all(asked, |row| row.text(column))?;
        plans.push(format!("{}\n{}", sql.text, lines.join("\n")));
        self.plans = Some(plans);
        Ok(())
    }

    pub(crate) fn command(&mut self, text: &str) -> Result<()> {
        self.begin()?;
        self.say(text)
    }

    /// Takes the next ids: as many of each sequence as asked for, in that order, the ids of one sequence in a row.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn ids(&mut self, wanted: &[(Sequence, usize)]) -> Result<Vec<Vec<i64>>> {
        match self.engine() {
            Engine::Sqlite => wanted.iter().map(|(sequence, count)| self.next_ids(*sequence, *count)).collect(),
            Engine::Postgres => {
                let columns: Vec<String> = wanted
                    .iter()
                    .map(|(sequence, count)| format!("ARRAY(SELECT nextval('{}_id') FROM generate_series(1, {count}))", sequence.name()))
                    .collect();
                let count = wanted.len();
                self.one(Sql::new(format!("SELECT {}", columns.join(", "))), |row| (0..count).map(|index| row.ints(index)).collect())
            }
        }
    }

    fn next_ids(&mut self, sequence: Sequence, count: usize) -> Result<Vec<i64>> {
        if count == 0 {
            return Ok(Vec::new());
        }
        let last = match self.counters.0[sequence as usize] {
            Some(last) => last,
            None => self.number(Sql::new("SELECT value FROM sequences WHERE name = $1").bind(sequence.name()))?,
        };
        let now = last + count as i64;
        self.counters.0[sequence as usize] = Some(now);
        Ok((last + 1..=now).collect())
    }

    /// Notes that keys are about to change: every node reads them anew once this transaction is kept.
    ///
    /// It comes before the first read and the first write of the change. From here to the commit no other
    /// transaction gets past the same point, on any node, so that changes follow one another: none is based on what
    /// another has replaced meanwhile, and generations reach the readers in the order in which they were given.
    ///
    /// # Errors
    /// The engine refused it.
    pub fn touch_keys(&mut self) -> Result<()> {
        self.touched.keys = true;
        self.raise_generation()
    }

    /// Notes that stores, settings, users or reference data are about to change; first thing, as [`Tx::touch_keys`].
    ///
    /// # Errors
    /// The engine refused it.
    pub fn touch_house(&mut self) -> Result<()> {
        self.touched.account = true;
        self.raise_generation()
    }

    fn raise_generation(&mut self) -> Result<()> {
        self.execute("UPDATE generations SET value = value + 1").map(drop)
    }
}

/// A row of a result; columns are read by position.
pub enum Row<'a> {
    /// A row of SQLite.
    Sqlite(&'a rusqlite::Row<'a>),
    /// A row of PostgreSQL.
    Postgres(&'a postgres::Row),
}

impl Row<'_> {
    /// A whole number.
    ///
    /// # Errors
    /// The column is null or of another type.
    pub fn int(&self, column: usize) -> Result<i64> {
        self.maybe_int(column)?.ok_or_else(|| Error::Row(format!("column {column} is null")))
    }

    /// A whole number or null.
    ///
    /// # Errors
    /// The column is of another type.
    pub fn maybe_int(&self, column: usize) -> Result<Option<i64>> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get::<_, Option<crate::postgres::Number>>(column)?.map(|number| number.0)),
        }
    }

    /// A list of whole numbers; PostgreSQL only.
    pub(crate) fn ints(&self, column: usize) -> Result<Vec<i64>> {
        match self {
            Self::Sqlite(_) => Err(Error::Row("SQLite has no arrays".to_owned())),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A flag, kept as 0 or 1.
    ///
    /// # Errors
    /// As [`Row::int`].
    pub fn flag(&self, column: usize) -> Result<bool> {
        Ok(self.int(column)? != 0)
    }

    /// A text or JSON body.
    ///
    /// # Errors
    /// The column is null or of another type.
    pub fn text(&self, column: usize) -> Result<String> {
        self.maybe_text(column)?.ok_or_else(|| Error::Row(format!("column {column} is null")))
    }

    /// A text, a JSON body, or null.
    ///
    /// # Errors
    /// The column is of another type.
    pub fn maybe_text(&self, column: usize) -> Result<Option<String>> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get::<_, Option<crate::postgres::Words>>(column)?.map(|text| text.0)),
        }
    }

    /// A value of any type as text, for what is only shown; nothing for null.
    pub(crate) fn as_text(&self, column: usize) -> String {
        use rusqlite::types::ValueRef;
        match self {
            Self::Sqlite(row) => match row.get_ref(column) {
                Ok(ValueRef::Integer(number)) => number.to_string(),
                Ok(ValueRef::Real(number)) => number.to_string(),
                Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
                Ok(ValueRef::Null) | Err(_) => String::new(),
            },
            Self::Postgres(_) => self.maybe_text(column).ok().flatten().unwrap_or_default(),
        }
    }

    /// Bytes.
    ///
    /// # Errors
    /// The column is null or of another type.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>> {
        match self {
            Self::Sqlite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }
}
