//! How readers answered whether an article of the help was useful: counts, without who answered.

use crate::{Result, Sql, Tx};

/// A count of equal answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The article, by its code.
    pub article: String,
    /// The language it was read in.
    pub language: String,
    /// `yes`, or the reason why it did not help.
    pub answer: String,
    /// How many readers answered so.
    pub readers: i64,
    /// When the last of them did, in Unix seconds.
    pub last_at: i64,
}

/// Counts an answer.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, article: &str, language: &str, answer: &str, now: i64) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO help_answers AS kept (article, language, answer, readers, last_at) VALUES ($1, $2, $3, 1, $4)
             ON CONFLICT (article, language, answer) DO UPDATE SET readers = kept.readers + 1, last_at = excluded.last_at",
        )
        .bind(article)
        .bind(language)
        .bind(answer)
        .bind(now),
    )
    .map(drop)
}

/// Every count, by article, language and answer.
///
/// # Errors
/// The engine refused it.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Count>> {
    let text = "SELECT article, language, answer, readers, last_at FROM help_answers ORDER BY article, language, answer";
    tx.all(text, |row| {
        Ok(Count { article: row.text(0)?, language: row.text(1)?, answer: row.text(2)?, readers: row.int(3)?, last_at: row.int(4)? })
    })
}
