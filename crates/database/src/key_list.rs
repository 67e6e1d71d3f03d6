//! Keys as lists show them: filtered, sorted, a page at a time.

use std::collections::HashMap;

use crate::condition::like;
use crate::{Result, Sql, Tx, Value};

/// A key in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Internal id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Prefix and last four characters of the token.
    pub hint: String,
    /// Whether it may be used.
    pub active: bool,
    /// Every store, also future ones.
    pub all_sites: bool,
    /// The stores, by id, when not all.
    pub sites: Vec<i64>,
    /// Every method, also future ones.
    pub all_methods: bool,
    /// The number of methods; with access to all methods, the number of key management methods.
    pub methods: i64,
    /// When it was made, in Unix seconds.
    pub created_at: i64,
    /// When it was last used, in Unix seconds, if ever.
    pub last_used: Option<i64>,
    /// From when on it does not work, in Unix seconds.
    pub ends_at: Option<i64>,
    /// Why it works no more, such as `leaked`.
    pub cause: Option<String>,
    /// When it was deleted, in Unix seconds.
    pub deleted_at: Option<i64>,
    /// The company it was given to, if another one.
    pub party: Option<String>,
    /// The template it was made from, by its code.
    pub template: Option<String>,
    /// Whether it was said to be one's own, whatever its template says.
    pub ours: bool,
}

/// The keys of a stage of life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Those that are on and end after the first and before the second moment.
    Ending(i64, i64),
    /// Those that have ended before this moment, or were ended for a reason.
    Ended(i64),
    /// Those whose end has come by this moment.
    Expired(i64),
    /// Those that were deleted.
    Deleted,
    /// Those for every store and every method.
    Broad,
    /// Those that are on and whose contact is a person who has been shut out.
    Orphaned,
    /// Those that are on and were to be looked at again by this day, `Y-m-d`, or earlier.
    ReviewDue(String),
}

/// Which keys are listed; what is `None` or empty narrows nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Enabled or disabled keys.
    pub active: Option<bool>,
    /// Keys that are enabled and have not expired at this time (Unix seconds), or the others.
    pub works: Option<(bool, i64)>,
    /// Those for all stores, or those for individual ones.
    pub all_sites: Option<bool>,
    /// Those that reach this store.
    pub site: Option<i64>,
    /// Those whose name or hint holds this text; lower-cased by the caller.
    pub search: String,
    /// Those that were never used.
    pub never_used: bool,
    /// Those that were made before this moment (Unix seconds) and have not been used since.
    pub unused_since: Option<i64>,
    /// Those whose token was in the address of a call since this day (days since 1970, in the account's zone).
    pub in_url_since: Option<i64>,
    /// Those that may call one of these methods, by their paths without version, if any is named.
    pub methods: Vec<String>,
    /// Whether these methods are all such as keys for every method do not have by that.
    pub methods_apart: bool,
    /// Those that see this class of fields as it is.
    pub sees: Option<&'static str>,
    /// Keys with exactly this contact.
    pub owner: Option<String>,
    /// Those whose contact is this person.
    pub contact: Option<i64>,
    /// Those of a stage of life; without one, all that have not been deleted.
    pub stage: Option<Stage>,
    /// Keys created from the template with this code.
    pub template: Option<String>,
    /// Third-party keys: they name a company, or were created from one of these templates.
    pub foreign: Option<Vec<String>>,
    /// Those that were ended for this reason.
    pub cause: Option<String>,
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By name.
    Name,
    /// Those that may be used first.
    State,
    /// In the order in which they were made.
    Made,
    /// By the moment of their last use, those that were never used first.
    LastUsed,
}

/// A key that is on and whose contact has been shut out.
pub(crate) const ORPHANED: &str = "k.active = 1 AND CAST(k.body ->> 'contact' AS BIGINT) IN (SELECT p.id FROM users p WHERE p.active = 0)";
/// A key that was to be looked at by a day.
pub(crate) const REVIEWED_BY: &str = " AND CAST(k.body ->> 'review' AS TEXT) <= ?";

/// How many keys one statement names; engines limit the number of bound values.
const TOGETHER: usize = 1000;

/// One page of the keys that fit a filter, and how many there are on all pages. Deleted ones are among them only where
/// they are asked for.
///
/// # Errors
/// The engine refused it.
pub fn page(tx: &mut Tx<'_>, filter: &Filter, order: Order, backwards: bool, limit: i64, skip: i64) -> Result<(Vec<Line>, i64)> {
    let total = tx.number(narrowed(Sql::new("SELECT count(*) FROM keys k WHERE 1 = 1"), filter))?;
    let direction = if backwards { "DESC" } else { "ASC" };
    let by = match order {
        Order::Name => format!("k.search {direction}, k.id {direction}"),
        Order::State => format!("1 - k.active {direction}, k.search {direction}, k.id {direction}"),
        Order::Made => format!("k.id {direction}"),
        Order::LastUsed => format!("coalesce(u.at, 0) {direction}, k.search {direction}, k.id {direction}"),
    };
    let text = "SELECT k.id, k.name, k.hint, k.active, k.all_sites, k.all_methods,
                (SELECT count(*) FROM key_methods m WHERE m.key_id = k.id), k.created_at, u.at,
                k.ends_at, k.cause, k.deleted_at, CAST(k.body ->> 'party' AS TEXT), CAST(k.body ->> 'template' AS TEXT),
                CASE WHEN CAST(k.body ->> 'ours' AS TEXT) IS NULL THEN 0 ELSE 1 END
                FROM keys k LEFT JOIN usage_last u ON u.key_id = k.id WHERE 1 = 1";
    let sql = narrowed(Sql::new(text), filter).push_with(&format!(" ORDER BY {by} LIMIT ? OFFSET ?"), [limit.into(), skip.into()]);
    let mut lines = tx.all(sql, |row| {
        Ok(Line {
            id: row.int(0)?,
            name: row.text(1)?,
            hint: row.text(2)?,
            active: row.flag(3)?,
            all_sites: row.flag(4)?,
            sites: Vec::new(),
            all_methods: row.flag(5)?,
            methods: row.int(6)?,
            created_at: row.int(7)?,
            last_used: row.maybe_int(8)?,
            ends_at: row.maybe_int(9)?,
            cause: row.maybe_text(10)?,
            deleted_at: row.maybe_int(11)?,
            party: row.maybe_text(12)?,
            template: row.maybe_text(13)?,
            ours: row.int(14)? == 1,
        })
    })?;
    let mut sites: HashMap<i64, Vec<i64>> = HashMap::new();
    for some in lines.chunks(TOGETHER) {
        let of_page = Sql::new("SELECT key_id, site_id FROM key_sites WHERE ").push_in("key_id", some.iter().map(|line| line.id));
        for (key, site) in tx.all(of_page.push(" ORDER BY site_id"), |row| Ok((row.int(0)?, row.int(1)?)))? {
            sites.entry(key).or_default().push(site);
        }
    }
    for line in &mut lines {
        line.sites = sites.remove(&line.id).unwrap_or_default();
    }
    Ok((lines, total))
}

/// The place of a key among all that have not been deleted, by name and from 1, and how many there are.
///
/// # Errors
/// The engine refused it.
pub fn place(tx: &mut Tx<'_>, id: i64) -> Result<(i64, i64)> {
    let before = Sql::new(
        "SELECT count(*) FROM keys k JOIN keys o ON o.id = $1 WHERE k.deleted_at IS NULL AND (k.search < o.search OR (k.search = o.search AND k.id <= o.id))",
    );
    let place = tx.number(before.bind(id))?;
    Ok((place, tx.number("SELECT count(*) FROM keys WHERE deleted_at IS NULL")?))
}

/// The ids of all keys that fit a filter, in the order in which they were made.
///
/// # Errors
/// The engine refused it.
pub fn ids(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<i64>> {
    tx.all(narrowed(Sql::new("SELECT k.id FROM keys k WHERE 1 = 1"), filter).push(" ORDER BY k.id"), |row| row.int(0))
}

/// The contacts of keys that have not been deleted, each once, in order.
///
/// # Errors
/// The engine refused it.
pub fn owners(tx: &mut Tx<'_>) -> Result<Vec<String>> {
    let text = "SELECT DISTINCT CAST(body ->> 'owner' AS TEXT) AS owner FROM keys
                WHERE deleted_at IS NULL AND CAST(body ->> 'owner' AS TEXT) IS NOT NULL ORDER BY owner LIMIT 500";
    tx.all(text, |row| row.text(0))
}

/// How many keys reach each store: those for all stores, then by store those for individual ones.
///
/// # Errors
/// The engine refused it.
pub fn reaching(tx: &mut Tx<'_>) -> Result<(i64, HashMap<i64, i64>)> {
    let all = tx.number("SELECT count(*) FROM keys WHERE deleted_at IS NULL AND all_sites = 1")?;
    let counts = tx.all(
        "SELECT s.site_id, count(*) FROM key_sites s JOIN keys k ON k.id = s.key_id WHERE k.deleted_at IS NULL GROUP BY s.site_id",
        |row| Ok((row.int(0)?, row.int(1)?)),
    )?;
    Ok((all, counts.into_iter().collect()))
}

fn narrowed(mut sql: Sql, filter: &Filter) -> Sql {
    sql = sql.push(if filter.stage == Some(Stage::Deleted) { " AND k.deleted_at IS NOT NULL" } else { " AND k.deleted_at IS NULL" });
    sql = match &filter.stage {
        None | Some(Stage::Deleted) => sql,
        Some(Stage::Ending(from, till)) => {
            sql.push_with(" AND k.active = 1 AND k.ends_at > ? AND k.ends_at <= ?", [(*from).into(), (*till).into()])
        }
        Some(Stage::Ended(now)) => sql.push_with(" AND (k.ends_at <= ? OR k.cause IS NOT NULL)", [(*now).into()]),
        Some(Stage::Expired(now)) => sql.push_with(" AND k.ends_at <= ?", [(*now).into()]),
        Some(Stage::Orphaned) => sql.push(" AND ").push(ORPHANED),
        Some(Stage::ReviewDue(day)) => sql.push(" AND k.active = 1").push_with(REVIEWED_BY, [day.into()]),
        Some(Stage::Broad) => sql.push(" AND k.all_sites = 1 AND k.all_methods = 1"),
    };
    if let Some(active) = filter.active {
        sql = sql.push_with(" AND k.active = ?", [active.into()]);
    }
    if let Some((works, now)) = filter.works {
        let not = if works { "" } else { "NOT " };
        sql = sql.push_with(&format!(" AND {not}(k.active = 1 AND coalesce(k.ends_at, ?) > ?)"), [i64::MAX.into(), now.into()]);
    }
    if let Some(all) = filter.all_sites {
        sql = sql.push_with(" AND k.all_sites = ?", [all.into()]);
    }
    if let Some(site) = filter.site {
        let reaches =
            " AND k.id IN (SELECT w.id FROM keys w WHERE w.all_sites = 1 UNION SELECT s.key_id FROM key_sites s WHERE s.site_id = ?)";
        sql = sql.push_with(reaches, [site.into()]);
    }
    if !filter.search.is_empty() {
        sql = sql.push_with(" AND k.search LIKE ? ESCAPE '\\'", [Value::from(like(&filter.search))]);
    }
    if filter.never_used {
        sql = sql.push(" AND NOT EXISTS (SELECT 1 FROM usage_last l WHERE l.key_id = k.id)");
    }
    if let Some(moment) = filter.unused_since {
        let unused = " AND k.created_at < ? AND NOT EXISTS (SELECT 1 FROM usage_last l WHERE l.key_id = k.id AND l.at >= ?)";
        sql = sql.push_with(unused, [moment.into(), moment.into()]);
    }
    if let Some(day) = filter.in_url_since {
        let shown = " AND EXISTS (SELECT 1 FROM usage_days d WHERE d.key_id = k.id AND d.day >= ? AND d.in_url > 0)";
        sql = sql.push_with(shown, [day.into()]);
    }
    if !filter.methods.is_empty() {
        let marks = vec!["?"; filter.methods.len()].join(", ");
        let by_all = if filter.methods_apart { "" } else { "SELECT w.id FROM keys w WHERE w.all_methods = 1 UNION " };
        let may = format!(" AND k.id IN ({by_all}SELECT m.key_id FROM key_methods m WHERE m.method IN ({marks}))");
        sql = sql.push_with(&may, filter.methods.iter().map(Value::from));
    }
    if let Some(class) = filter.sees {
        // The name comes from a closed list, never from user input.
        sql = sql.push(&format!(" AND CAST(k.body -> 'masks' ->> '{class}' AS TEXT) IS NULL"));
    }
    if let Some(owner) = &filter.owner {
        sql = sql.push_with(" AND CAST(k.body ->> 'owner' AS TEXT) = ?", [owner.into()]);
    }
    if let Some(person) = filter.contact {
        sql = sql.push_with(" AND CAST(k.body ->> 'contact' AS BIGINT) = ?", [person.into()]);
    }
    if let Some(template) = &filter.template {
        sql = sql.push_with(" AND CAST(k.body ->> 'template' AS TEXT) = ?", [template.into()]);
    }
    if let Some(templates) = &filter.foreign {
        sql = sql.push(" AND (CAST(k.body ->> 'party' AS TEXT) IS NOT NULL OR (CAST(k.body ->> 'ours' AS TEXT) IS NULL AND ");
        sql = sql.push_in("CAST(k.body ->> 'template' AS TEXT)", templates).push("))");
    }
    if let Some(cause) = &filter.cause {
        sql = sql.push_with(" AND k.cause = ?", [cause.into()]);
    }
    sql
}
