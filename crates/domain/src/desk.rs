//! What a person sees of orders and customers on the pages, and whether they may change them.

use std::collections::BTreeSet;

use database::users::User;
use database::{Scope, Sites, Tx};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use wire::Moment;

use crate::access::masks::Masks;
use crate::account::Account;
use crate::audit_log::{self, Action, details};
use crate::fault::Fault;
use crate::people::{self, Administrator};
use crate::refuse;
use crate::users::Role;

/// What a person may do with orders and customers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum May {
    /// Nothing: the pages do not exist for them.
    #[default]
    Nothing,
    /// Read them.
    See,
    /// Read and change them.
    Change,
}

impl May {
    /// Every level, the widest first.
    pub const ALL: [Self; 3] = [Self::Change, Self::See, Self::Nothing];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::See => "see",
            Self::Change => "change",
        }
    }

    /// The level of a word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|may| may.name() == name)
    }
}

/// What a person sees of orders and customers: in which stores, and which data are hidden, with the same classes as keys have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskAccess {
    /// What they may do.
    pub may: May,
    /// Ids of the stores; `None` for all of them, also those to come.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stores: Option<BTreeSet<i64>>,
    /// What is hidden from them.
    #[serde(skip_serializing_if = "Masks::is_empty", default)]
    pub masks: Masks,
}

impl DeskAccess {
    /// Everything.
    pub fn whole() -> Self {
        Self { may: May::Change, ..Self::default() }
    }

    /// What a person of a role begins with.
    pub fn of_role(role: Role) -> Self {
        let may = if role == Role::ReadOnly { May::See } else { May::Change };
        Self { may, ..Self::default() }
    }

    /// What a person has. Nothing where it was never chosen, but for administrators, who can choose it themselves; nothing
    /// where it cannot be read.
    pub fn of(user: &User) -> Self {
        if user.desk.is_empty() {
            return if user.role == Role::Administrator.name() { Self::whole() } else { Self::default() };
        }
        serde_json::from_str(&user.desk).unwrap_or_default()
    }

    /// As it is kept.
    pub fn stored(&self) -> String {
        json!(self).to_string()
    }

    /// Whether orders and customers are shown at all.
    pub fn sees(&self) -> bool {
        self.may >= May::See
    }

    /// Whether they may be changed.
    pub fn changes(&self) -> bool {
        self.may == May::Change
    }

    /// The rows the person sees.
    pub fn scope(&self) -> Scope {
        Scope::of(match &self.stores {
            _ if !self.sees() => Sites::of([]),
            None => Sites::All,
            Some(stores) => Sites::of(stores.iter().copied()),
        })
    }

    /// What is hidden; `None` when everything is shown.
    pub fn masks(&self) -> Option<&Masks> {
        Some(&self.masks).filter(|masks| !masks.is_empty())
    }
}

/// Chooses what a person sees.
///
/// # Errors
/// There is no such person, or one who may do more than the administrator; a store that there is not; masks that make no
/// sense; no store is chosen.
pub fn choose(
    tx: &mut Tx<'_>,
    account: &Account,
    administrator: &Administrator,
    id: i64,
    access: &DeskAccess,
    now: Moment,
) -> Result<(), Fault> {
    let user = people::to_change(tx, administrator, id)?;
    if let Some(fault) = access.masks.fault() {
        return Err(refuse("masks", fault));
    }
    if let Some(stores) = &access.stores {
        if stores.is_empty() && access.sees() {
            return Err(refuse("sites", "Choose at least one store, or all stores."));
        }
        if let Some(absent) = stores.iter().find(|id| account.site_by_id(**id).is_none()) {
            return Err(refuse("sites", format!("There is no store with the id {absent}.")));
        }
    }
    let before = DeskAccess::of(&user);
    if before == *access && !user.desk.is_empty() {
        return Ok(());
    }
    database::users::set_desk(tx, id, &access.stored())?;
    let differences = details::differences(&fields(account, &before), &fields(account, access));
    audit_log::note(tx, &administrator.by, Action::UserChanged, &(&user).into(), &differences, now)
}

/// As the audit log writes it: stores by their codes.
fn fields(account: &Account, access: &DeskAccess) -> Map<String, Value> {
    let sites = match &access.stores {
        None => json!("all"),
        Some(stores) => json!(stores.iter().map(|id| account.site_code(*id)).collect::<Vec<_>>()),
    };
    let mut fields = Map::new();
    fields.insert("orders".to_owned(), json!(access.may.name()));
    fields.insert("sites".to_owned(), sites);
    fields.insert("masks".to_owned(), json!(access.masks));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_and_what_is_damaged_shows_nothing() {
        let access = DeskAccess {
            may: May::See,
            stores: Some(BTreeSet::from([2, 7])),
            masks: Masks::parse("phone=partial,email=hide").expect("masks"),
        };
        assert_eq!(serde_json::from_str::<DeskAccess>(&access.stored()).ok(), Some(access.clone()));
        assert_eq!(access.stored(), r#"{"may":"see","stores":[2,7],"masks":{"phone":"partial","email":"hide"}}"#);
        assert_eq!(serde_json::from_str::<DeskAccess>(&DeskAccess::whole().stored()).ok(), Some(DeskAccess::whole()));
        assert!(!DeskAccess::default().sees() && DeskAccess::default().scope().sites == Sites::of([]));
    }
}
