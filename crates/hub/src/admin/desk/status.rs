//! The status of an order on pages: its name and the colour of its group.

use domain::account::{Account, Entry};

/// The colours of the groups, by their codes.
const COLOURS: [(&str, &str); 6] =
    [("new", "g-new"), ("approval", "g-ok"), ("assembling", "g-pack"), ("delivery", "g-go"), ("complete", "g-done"), ("cancel", "g-off")];

/// A status as it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Its code.
    pub code: String,
    /// Its name, as the merchant calls it.
    pub name: String,
    /// The class of its group's colour.
    pub colour: &'static str,
    /// The name of its group.
    pub group: String,
}

impl Status {
    /// The status of a code; one that is in no dictionary is shown by its code.
    pub fn of(account: &Account, code: &str) -> Self {
        let statuses = account.dictionary("statuses");
        let Some(entry) = statuses.get(code) else {
            return Self { code: code.to_owned(), name: code.to_owned(), ..Self::default() };
        };
        let group = entry.text("group").unwrap_or_default();
        let colour = COLOURS.iter().find(|(known, _)| *known == group).map_or("", |(_, colour)| colour);
        Self { code: code.to_owned(), name: name(account, "statuses", code), colour, group: name(account, "status-groups", group) }
    }

    /// Every status that is in use, in the order of the data book.
    pub fn all(account: &Account) -> Vec<Self> {
        let groups = account.dictionary("status-groups");
        let place = |entry: &&Entry| {
            let group = entry.text("group").and_then(|group| groups.get(group));
            (group.map_or(i64::MAX, |group| group.ordering), entry.ordering)
        };
        let mut active: Vec<&Entry> = account.dictionary("statuses").iter().filter(|entry| entry.active).collect();
        active.sort_by_key(place);
        active.into_iter().map(|entry| Self::of(account, &entry.code)).collect()
    }

    /// The status that follows this one in the same group, or the first of the next group; none once the order is complete or
    /// cancelled.
    pub fn next(account: &Account, code: &str) -> Option<Self> {
        let all = Self::all(account);
        let place = all.iter().position(|status| status.code == code && !matches!(status.colour, "g-done" | "g-off"))?;
        all.into_iter().nth(place + 1).filter(|next| !matches!(next.colour, "g-off" | ""))
    }
}

/// The name of an entry of a data book; its code where there is none of this code.
pub fn name(account: &Account, kind: &str, code: &str) -> String {
    account.dictionary(kind).get(code).map_or_else(|| code.to_owned(), |entry| entry.text("name").unwrap_or(code).to_owned())
}
