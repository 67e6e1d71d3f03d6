//! Which rows of a history a reading finds, and in which index.

use super::{Book, Filter, TASK_LINKS};
use crate::{Engine, Result, Scope, Sites, Sql, Tx, history_blocks};

/// The most stores whose rows are read apart and put together: their ids are found by the store, in order.
const MOST_APART: usize = 20;

/// Rows among which a reading looks.
#[derive(Debug, Clone)]
pub(super) struct Range {
    /// Rows after this id.
    pub(super) since: i64,
    /// Rows up to this id.
    pub(super) last: i64,
    /// Rows of these orders or customers only.
    pub(super) subjects: Option<Vec<i64>>,
}

/// The orders or customers that a filter names.
pub(super) fn subjects(tx: &mut Tx<'_>, book: Book, filter: &Filter) -> Result<Option<Vec<i64>>> {
    let Some(external_id) = &filter.external_id else { return Ok(filter.subject.map(|subject| vec![subject])) };
    let mut ids = Vec::new();
    // An index of its own leads to those that are merged; both ask for the store first.
    for merged in ["IS NULL", "IS NOT NULL"] {
        let text = format!(
            "SELECT e.id FROM {} e WHERE e.merged_into {merged} AND e.site_id IN (SELECT s.id FROM sites s) AND e.external_id = $1",
            book.subjects()
        );
        ids.extend(tx.all(Sql::new(text).bind(external_id), |row| row.int(0))?);
    }
    ids.retain(|id| filter.subject.is_none_or(|subject| subject == *id));
    Ok(Some(ids))
}

/// The store of a scope that has but one: its rows are found by it.
pub(super) fn only_store(scope: &Scope) -> Option<i64> {
    match &scope.sites {
        Sites::Some(ids) if ids.len() == 1 => ids.first().copied(),
        _ => None,
    }
}

/// The ids of a page.
pub(super) fn page(
    tx: &mut Tx<'_>,
    book: Book,
    scope: &Scope,
    filter: &Filter,
    range: &Range,
    limit: i64,
    offset: i64,
) -> Result<Vec<i64>> {
    let apart = match &scope.sites {
        Sites::Some(ids) if !book.is_linked() && range.subjects.is_none() && (1..=MOST_APART).contains(&ids.len()) => ids.to_vec(),
        _ => Vec::new(),
    };
    let sql = if apart.len() < 2 {
        let sql = narrowed(Sql::new("SELECT h.id"), book, scope, filter, range, By::ids_or(apart.first().copied()));
        sql.push_with(" ORDER BY h.id LIMIT ? OFFSET ?", [limit.into(), offset.into()])
    } else {
        let mut sql = Sql::new("SELECT id FROM (");
        for (index, site) in apart.iter().enumerate() {
            let start = sql.push(if index == 0 { "SELECT * FROM (SELECT h.id" } else { " UNION ALL SELECT * FROM (SELECT h.id" });
            let part = narrowed(start, book, scope, filter, range, By::Store(*site));
            sql = part.push_with(" ORDER BY h.id LIMIT ?", [limit.saturating_add(offset).into()]).push(&format!(") AS s{index}"));
        }
        sql.push_with(") AS found ORDER BY id LIMIT ? OFFSET ?", [limit.into(), offset.into()])
    };
    tx.all(sql, |row| row.int(0))
}

/// How rows are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By their ids, or by what they are of.
    Ids,
    /// By this store, which the reading is narrowed to.
    Store(i64),
    /// By each store of the scope, in an index that holds all that is asked for.
    Stores,
}

impl By {
    pub(super) fn ids_or(store: Option<i64>) -> Self {
        store.map_or(Self::Ids, Self::Store)
    }
}

/// Whether the index of stores holds all that rows are counted by. PostgreSQL chooses by itself.
pub(super) fn is_counted_by_store(engine: Engine, book: Book, scope: &Scope, filter: &Filter, range: &Range) -> bool {
    let plain = Filter { since: filter.since, not_by: filter.not_by, reader: filter.reader, ..Filter::default() };
    let is_plain = *filter == plain && range.subjects.is_none() && scope.is_whole();
    engine == Engine::Sqlite && history_blocks::BOOKS.contains(&book) && is_plain
}

/// Narrows a reading.
pub(super) fn narrowed(sql: Sql, book: Book, scope: &Scope, filter: &Filter, range: &Range, by: By) -> Sql {
    let mut sql = sql.push(&format!(" FROM {} h", book.table()));
    if by == By::Stores {
        sql = sql.push(&format!(" INDEXED BY {}_site", book.table()));
    }
    sql = sql.push_with(" WHERE h.id <= ? AND h.id > ?", [range.last.into(), range.since.into()]);
    if let Sites::Some(ids) = &scope.sites
        && !book.is_linked()
    {
        sql = match by {
            By::Store(site) if range.subjects.is_none() => sql.push_with(" AND h.site_id = ?", [site.into()]),
            By::Stores => sql.push(" AND ").push_in("h.site_id", ids.iter().copied()),
            // The plus has rows found by their ids, or by what they are of.
            _ => sql.push(" AND +").push_in("h.site_id", ids.iter().copied()),
        };
        sql = sql.push(" AND (h.other_site IS NULL OR ").push_in("h.other_site", ids.iter().copied()).push(")");
    } else if by == By::Stores {
        sql = sql.push(" AND h.site_id IN (SELECT s.id FROM sites s)");
    }
    sql = match book {
        Book::Orders => told_of(scope, scope.of_orders(sql, "h.order_id")),
        Book::Customers => scope.with_orders(sql, "h.customer_id"),
        Book::Tasks | Book::Packs => scope.rows(sql, TASK_LINKS, filter.reader, "h"),
        Book::Corporate => scope.with_parties(sql, "h.customer_id"),
    };
    if let Some(order) = filter.order {
        sql = sql.push_with(" AND h.order_id = ?", [order.into()]);
    }
    if let Some(id) = &filter.order_external_id {
        sql = sql.push_with(" AND h.order_id IN (SELECT x.id FROM orders x WHERE x.external_id = ?)", [id.into()]);
    }
    if !filter.contacts.is_empty() {
        sql = sql.push(" AND EXISTS (SELECT 1 FROM corporate_contacts k WHERE k.corporate_id = h.customer_id AND ");
        sql = sql.push_in("k.customer_id", filter.contacts.iter().copied()).push(")");
    }
    if let Some(subjects) = &range.subjects {
        sql = sql.push(" AND ").push_in(&format!("h.{}", book.subject()), subjects.iter().copied());
    }
    if let Some(from) = filter.from {
        sql = sql.push_with(" AND +h.created_at >= ?", [from.into()]);
    }
    if let Some(to) = filter.to {
        sql = sql.push_with(" AND +h.created_at <= ?", [to.into()]);
    }
    if let Some(key) = filter.not_by {
        sql = sql.push_with(" AND (h.key_id IS NULL OR h.key_id <> ?)", [key.into()]);
    }
    sql
}

/// Excludes rows about orders outside the scope: links and merges.
pub(super) fn told_of(scope: &Scope, sql: Sql) -> Sql {
    if scope.is_whole() {
        return sql;
    }
    let sql = sql.push(" AND (h.field NOT IN ('links', 'combined_to') OR (1 = 1");
    scope.of_orders(sql, "CAST(h.body -> 'newValue' ->> 'id' AS BIGINT)").push("))")
}
