//! Paging: `page`, `limit`, and the `pagination` block of a list.

use schemars::JsonSchema;
use serde::Serialize;

use crate::Int;
use crate::form::Tree;
use crate::problem::Problem;
use crate::scalar::FromScalar;

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
pub struct Page {
    /// The page, from 1.
    #[schemars(rename = "page", default = "first", range(min = 1))]
    pub number: i64,
    /// Rows on a page: 20, 50 or 100.
    #[schemars(default = "usual", extend("enum" = [20, 50, 100]))]
    pub limit: i64,
}

/// Which part of a list is asked for, where any number of rows may be.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "the shape of the parameters, for the reference book")]
pub(crate) struct AnyPage {
    /// The page, from 1.
    #[schemars(default = "first", range(min = 1))]
    page: i64,
    /// Rows on a page, at most 100.
    #[schemars(default = "usual", range(min = 1, max = 100))]
    limit: i64,
}

fn first() -> i64 {
    1
}

fn usual() -> i64 {
    20
}

impl Page {
    /// Reads `page` (1 or more, 1 by default) and `limit` (20, 50 or 100, 20 by default).
    ///
    /// # Errors
    /// Any other value, as a [`Problem`] that names the parameter.
    pub fn read(tree: &Tree) -> Result<Self, Problem> {
        Self::read_with(tree, &[20, 50, 100])
    }

    /// The same for a list that also takes other limits.
    pub fn read_with(tree: &Tree, limits: &[i64]) -> Result<Self, Problem> {
        let number = whole(tree, "page")?.unwrap_or(1);
        let limit = whole(tree, "limit")?.unwrap_or(20);
        if !(1..=10_000_000).contains(&number) {
            return Err(Problem::input("page", "This value should be 1 or more."));
        }
        if !limits.contains(&limit) {
            return Err(Problem::input("limit", "The value you selected is not a valid choice."));
        }
        Ok(Self { number, limit })
    }

    /// Rows before this page.
    pub fn offset(self) -> i64 {
        (self.number - 1) * self.limit
    }

    /// How many rows the whole list has, where this page shows it: the first page, and not full.
    pub fn whole(self, rows: usize) -> Option<i64> {
        let rows = i64::try_from(rows).ok()?;
        (self.number == 1 && rows < self.limit).then_some(rows)
    }

    /// The rows of this page of a list that is at hand as a whole.
    pub fn cut<T>(self, rows: Vec<T>) -> Vec<T> {
        let before = usize::try_from(self.offset()).unwrap_or(usize::MAX);
        rows.into_iter().skip(before).take(usize::try_from(self.limit).unwrap_or(0)).collect()
    }

    /// The `pagination` block for a list of `total` rows.
    pub fn of(self, total: i64) -> Pagination {
        Pagination {
            limit: self.limit,
            total_count: total,
            current_page: self.number,
            total_page_count: (total + self.limit - 1) / self.limit,
        }
    }
}

fn whole(tree: &Tree, name: &str) -> Result<Option<i64>, Problem> {
    let text = match tree.get(name) {
        None | Some(serde_json::Value::Null) => return Ok(None),
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    if text == "None" {
        return Ok(None);
    }
    Int::from_text(&text).map(|number| number.map(|number| number.0)).map_err(|error| Problem::input(name, error))
}

/// How long a list is and which part of it this is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Pagination {
    /// Rows on a page.
    pub limit: i64,
    /// Rows in all that the key may see and that match the filter.
    pub total_count: i64,
    /// This page, from 1.
    pub current_page: i64,
    /// Pages in all.
    pub total_page_count: i64,
}
