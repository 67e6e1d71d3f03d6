//! Phones and e-mails that keys which do not see them gave to customers; such a key finds customers by these alone.

use crate::customers::{Candidate, candidate};
use crate::{Result, Scope, Sql, Tx};

/// What a customer is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A phone in E.164.
    Phone,
    /// An email, trimmed and lower-cased.
    Email,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
        }
    }
}

/// Notes that a key gave a customer a contact. `guessed` says that the customer did not have it before.
///
/// # Errors
/// The engine refused it.
pub fn add(tx: &mut Tx<'_>, key: i64, kind: Kind, value: &str, customer: i64, guessed: bool) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO sent_contacts (kind, value, customer_id, key_id, guessed) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(kind.name())
        .bind(value)
        .bind(customer)
        .bind(key)
        .bind(i64::from(guessed)),
    )
    .map(drop)
}

/// Customers that a key gave a contact, whether or not they still have it.
///
/// # Errors
/// The engine refused it.
pub fn find(tx: &mut Tx<'_>, scope: &Scope, key: i64, kind: Kind, value: &str) -> Result<Vec<Candidate>> {
    let sql = Sql::new(
        "SELECT c.id, c.site_id FROM sent_contacts s JOIN customers c ON c.id = s.customer_id
         WHERE s.kind = $1 AND s.value = $2 AND s.key_id = $3 AND c.merged_into IS NULL",
    )
    .bind(kind.name())
    .bind(value)
    .bind(key);
    tx.all(scope.customers(sql, "c").push(" ORDER BY c.id"), candidate)
}

/// Moves the notes on one customer to another that it is merged into. `settled` says that the one who merges sees contacts:
/// so it is no longer a guess.
///
/// # Errors
/// The engine refused it.
pub fn move_to(tx: &mut Tx<'_>, from: i64, to: i64, settled: bool) -> Result<()> {
    tx.execute(
        Sql::new(
            "INSERT INTO sent_contacts (kind, value, customer_id, key_id, guessed)
             SELECT kind, value, $1, key_id, guessed FROM sent_contacts WHERE customer_id = $2 ON CONFLICT DO NOTHING",
        )
        .bind(to)
        .bind(from),
    )?;
    tx.execute(Sql::new("DELETE FROM sent_contacts WHERE customer_id = $1").bind(from))?;
    if settled {
        tx.execute(Sql::new("UPDATE sent_contacts SET guessed = 0 WHERE customer_id = $1").bind(to))?;
    }
    Ok(())
}
