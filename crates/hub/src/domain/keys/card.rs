//! What people want to know of a key: what it is for, whom to ask, who uses it, when to look again.

use database::keys::Key;
use serde_json::Value;

use super::body;

/// What people want to know of a key; `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is for.
    pub purpose: Option<String>,
    /// Whom to ask about it: a name, an e-mail.
    pub owner: Option<String>,
    /// The company that uses it, if it is not one's own.
    pub party: Option<String>,
    /// The day by which somebody should look whether it is still needed, `Y-m-d`.
    pub review: Option<String>,
}

impl Card {
    /// The card in a key's body.
    pub fn of(key: &Key) -> Self {
        let body = body(key);
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        Self { purpose: text("purpose"), owner: text("owner"), party: text("party"), review: text("review") }
    }

    pub(super) fn texts(&self) -> [(&'static str, Option<&String>); 4] {
        [
            ("purpose", self.purpose.as_ref()),
            ("owner", self.owner.as_ref()),
            ("party", self.party.as_ref()),
            ("review", self.review.as_ref()),
        ]
    }
}
