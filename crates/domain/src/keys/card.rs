//! What people want to know of a key: what it is for, whom to ask, who uses it, when to look again.

use database::keys::Key;
use database::users::User;
use serde_json::Value;

use super::body;
use super::contact::Contact;

/// What people want to know of a key; `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is for.
    pub purpose: Option<String>,
    /// Whom to ask about it: the e-mail of a person of the account, or any other name.
    pub owner: Option<String>,
    /// The company that uses it, if it is not one's own.
    pub party: Option<String>,
    /// Whether it was said to be one's own, whatever the template says that it was made from.
    pub ours: Option<bool>,
    /// The day by which to review whether it is still needed, `Y-m-d`.
    pub review: Option<String>,
}

impl Card {
    /// The card in a key's body; `people` are those of the account.
    pub fn of(key: &Key, people: &[User]) -> Self {
        let body = body(key);
        let text = |name: &str| body.get(name).and_then(Value::as_str).map(str::to_owned);
        let owner = Some(Contact::of_body(&body).view(people)).filter(|owner| !owner.is_empty());
        Self {
            purpose: text("purpose"),
            owner,
            party: text("party"),
            ours: body.get("ours").and_then(Value::as_bool),
            review: text("review"),
        }
    }

    /// The texts that are kept as they are.
    pub(super) fn texts(&self) -> [(&'static str, Option<&String>); 3] {
        [("purpose", self.purpose.as_ref()), ("party", self.party.as_ref()), ("review", self.review.as_ref())]
    }
}
