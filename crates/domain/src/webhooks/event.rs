//! The events of webhooks, and which of them one webhook gets.

use crate::audit_log::Action;

/// The last link of the record's chain has moved on.
pub const ANCHORED: &str = "audit.anchored";
/// Somebody wants to see whether a webhook works.
pub const TEST: &str = "webhook.test";

/// What stands for every event of keys and of the server, also those that later versions add.
pub const ALL: &str = "all";

/// The events of orders and customers. They are chosen by name, since they are many and not about the account.
pub const OF_ROWS: [&str; 8] = [
    "order.created",
    "order.changed",
    "order.status_changed",
    "order.deleted",
    "customer.created",
    "customer.changed",
    "customer.merged",
    "customer.deleted",
];

/// The names of all events that can be chosen.
pub fn names() -> Vec<&'static str> {
    let mut names = account_names();
    names.extend(OF_ROWS);
    names
}

/// The names of the events of keys and of the server.
pub fn account_names() -> Vec<&'static str> {
    let view = Action::ALL.iter().filter(|action| is_told(**action)).map(|action| action.name());
    view.chain([ANCHORED]).collect()
}

/// Whether an action of the audit log is an event.
pub fn is_told(action: Action) -> bool {
    matches!(action, Action::AddressGuessing | Action::BackupFailed) || action.name().starts_with("key.")
}

/// Whether an event is about orders or customers.
pub fn is_of_rows(event: &str) -> bool {
    OF_ROWS.contains(&event)
}

/// Whether every event of keys and of the server was chosen.
pub fn has_all(chosen: &str) -> bool {
    chosen.split(',').any(|name| name == ALL)
}

/// Which of the events of orders and customers were chosen.
pub fn chosen_of_rows(chosen: &str) -> impl Iterator<Item = &str> {
    chosen.split(',').filter(|name| is_of_rows(name))
}

/// The event that stands for a change of an order or a customer, by the name under which the change is noted; `None` for
/// changes that are part of others.
pub fn of_change(noted: &str) -> Option<&'static str> {
    let name = match noted {
        "order.combined" => "order.deleted",
        "order.linked" => "order.changed",
        "customer.combined" => "customer.merged",
        other => other,
    };
    OF_ROWS.into_iter().find(|event| *event == name)
}

/// Whether a webhook with this choice gets an event.
pub fn covers(chosen: &str, event: &str) -> bool {
    chosen.split(',').any(|name| name == event || (name == ALL && !is_of_rows(event)))
}

/// Reads a choice: names separated by commas, `key.*` for all of a kind, `all` for all of keys and of the server. It is kept
/// in the order of the list.
///
/// # Errors
/// A name that is none, or no name at all; the text lists which there are.
pub fn read(text: &str) -> Result<String, String> {
    let asked: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let fits = |asked: &str, name: &str| {
        asked == name || asked.strip_suffix('*').is_some_and(|kind| kind.ends_with('.') && name.starts_with(kind))
    };
    let is_known = |asked: &str| asked == ALL || names().iter().any(|name| fits(asked, name));
    if let Some(unknown) = asked.iter().find(|asked| !is_known(asked)) {
        return Err(format!("There is no event \"{unknown}\"; the events are {}, or all.", names().join(", ")));
    }
    let all = asked.contains(&ALL);
    let named = |name: &&str| (!all || is_of_rows(name)) && asked.iter().any(|asked| fits(asked, name));
    let chosen: Vec<&str> = all.then_some(ALL).into_iter().chain(names().into_iter().filter(named)).collect();
    if chosen.is_empty() {
        return Err(format!("Choose at least one event: {}, or all.", names().join(", ")));
    }
    Ok(chosen.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_in_order_and_covers_what_it_names() {
        let chosen = read(" key.leaked , key.created,").unwrap_or_default();
        assert_eq!(chosen, "key.created,key.leaked");
        assert!(covers(&chosen, "key.leaked") && !covers(&chosen, "key.changed") && !covers(&chosen, "key"));
        assert_eq!(read("key.created, all").as_deref(), Ok("all"));
        assert!(covers(ALL, "key.of_a_later_version"));
        assert!(read("key.*").is_ok_and(|keys| covers(&keys, "key.rotation_finished") && !covers(&keys, ANCHORED)));
        assert!(read("address.guessing").is_ok());
        assert_eq!(read("order.created,all,key.leaked").as_deref(), Ok("all,order.created"));
        assert!(covers("all,order.created", "key.leaked") && covers("all,order.created", "order.created"));
        assert!(!covers(ALL, "order.created") && !covers("all,order.created", "order.changed"));
        assert_eq!(read("customer.*").as_deref(), Ok("customer.created,customer.changed,customer.merged,customer.deleted"));
        for wrong in ["", ",", "key", "*", "key.cre*", "coffee.made", "user.added"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_event_that_was_promised_is_there() {
        for name in
            "created changed rotated rotation_finished expiring expired disabled revealed reused leaked refused_often stale".split(' ')
        {
            assert!(names().contains(&format!("key.{name}").as_str()), "{name}");
        }
    }
}
