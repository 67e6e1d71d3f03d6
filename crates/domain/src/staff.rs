//! Who works in the account: how users and their groups are shown and found, and what they are doing.

use database::users::User;
use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::user::{UserFilter, UserGroup, UserGroupName, WorkStatus};
use wire::{Moment, Patch, Problem, user};

use crate::account::{Account, Entry};
use crate::contact;
use crate::fault::Fault;

const GROUPS: &str = "user-groups";

/// Whether a user is at work right now: being signed in to the pages does not show it.
const ONLINE: bool = false;

/// People who match a filter, oldest first.
pub fn find<'a>(account: &'a Account, filter: &UserFilter) -> Vec<&'a User> {
    account.users.iter().filter(|user| matches(account, user, filter)).collect()
}

fn matches(account: &Account, user: &User, filter: &UserFilter) -> bool {
    let groups = groups_of(account, user);
    let says = |wanted: &Patch<wire::Flag>, is: bool| wanted.value().is_none_or(|wanted| wanted.0 == is);
    filter.email.value().is_none_or(|text| match contact::whole_email(text) {
        Some(email) => user.email == email,
        None => user.email.contains(&text.trim().to_lowercase()),
    }) && filter.status.value().is_none_or(|status| user.status == status.name())
        && says(&filter.online, ONLINE)
        && says(&filter.active, user.active)
        && says(&filter.is_manager, groups.iter().any(|group| group.flag("isManager")))
        && says(&filter.is_pos_manager, groups.iter().any(|group| group.flag("isPosManager")))
        && says(&filter.is_admin, is_admin(user))
        && (filter.groups.is_empty() || groups.iter().any(|group| filter.groups.iter().any(|code| **code == *group.code)))
        && filter.created_at_from.value().is_none_or(|from| user.created_at >= from.0)
        && filter.created_at_to.value().is_none_or(|to| user.created_at <= to.0.0)
}

/// A user as the API shows them; nothing of their password.
pub fn view(account: &Account, user: &User) -> user::User {
    let body = body(user);
    let text = |field: &str| body.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
    let groups = groups_of(account, user);
    user::User {
        id: user.id,
        created_at: Moment(user.created_at),
        active: user.active,
        email: user.email.clone(),
        first_name: user.first_name.clone(),
        last_name: Some(user.last_name.clone()).filter(|name| !name.is_empty()),
        patronymic: text("patronymic"),
        position: text("position"),
        phone: text("phone"),
        photo_url: text("photoUrl"),
        status: user.status.clone(),
        online: ONLINE,
        is_admin: is_admin(user),
        is_manager: groups.iter().any(|group| group.flag("isManager")),
        groups: groups
            .iter()
            .map(|group| UserGroupName { id: group.id, name: group.text("name").unwrap_or_default().to_owned(), code: group.code.clone() })
            .collect(),
        mg_user_id: body.get("mgUserId").and_then(Value::as_i64),
        sender_email: text("senderEmail"),
        sender_name: text("senderName"),
    }
}

/// Groups of people, in order. A group for which nothing else was set sees every order type, and every store of those
/// that are shown.
pub fn groups(account: &Account, sites: &Sites) -> Vec<UserGroup> {
    let stores: Vec<String> = account.visible(sites).map(|site| site.code.clone()).collect();
    let types: Vec<String> = account.dictionary("order-types").iter().map(|entry| entry.code.clone()).collect();
    let shown = |group: &Entry| {
        let codes = |field: &str| -> Option<Vec<String>> {
            let codes = group.body.get(field)?.as_array()?;
            Some(codes.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        };
        let seen = |field: &str| codes(field).map(|codes| codes.into_iter().filter(|code| stores.contains(code)).collect());
        UserGroup {
            id: group.id,
            name: group.text("name").unwrap_or_default().to_owned(),
            code: group.code.clone(),
            signature_template: group.text("signatureTemplate").map(str::to_owned),
            is_manager: group.flag("isManager"),
            is_pos_manager: group.flag("isPosManager"),
            is_delivery_men: group.flag("isDeliveryMen"),
            delivery_types: codes("deliveryTypes").unwrap_or_default(),
            breakdown_order_types: codes("breakdownOrderTypes").unwrap_or_default(),
            breakdown_sites: seen("breakdownSites").unwrap_or_default(),
            breakdown_order_methods: codes("breakdownOrderMethods").unwrap_or_default(),
            granted_order_types: codes("grantedOrderTypes").unwrap_or_else(|| types.clone()),
            granted_sites: seen("grantedSites").unwrap_or_else(|| stores.clone()),
        }
    };
    account.dictionary(GROUPS).iter().map(shown).collect()
}

/// Notes what a user is doing.
///
/// # Errors
/// There is no such person.
pub fn set_status(tx: &mut Tx<'_>, id: i64, status: WorkStatus) -> Result<(), Fault> {
    if database::users::set_status(tx, id, status.name())? { Ok(()) } else { Err(Problem::not_found().into()) }
}

/// Somebody's groups: those that were chosen, or the one that belongs to their role.
fn groups_of<'a>(account: &'a Account, user: &User) -> Vec<&'a Entry> {
    let dictionary = account.dictionary(GROUPS);
    if let Some(codes) = body(user).get("groups").and_then(Value::as_array) {
        return codes.iter().filter_map(Value::as_str).filter_map(|code| dictionary.get(code)).collect();
    }
    let group = match user.role.as_str() {
        "administrator" => "superadmins",
        "manager" => "manager",
        _ => return Vec::new(),
    };
    dictionary.get(group).into_iter().collect()
}

fn is_admin(user: &User) -> bool {
    user.role == "administrator"
}

fn body(user: &User) -> Map<String, Value> {
    serde_json::from_str(&user.body).unwrap_or_default()
}
