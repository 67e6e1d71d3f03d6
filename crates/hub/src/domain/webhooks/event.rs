//! The events that webhooks are told of, and which of them one is told of.

use crate::domain::audit_log::Action;

/// The last link of the record's chain has moved on.
pub const ANCHORED: &str = "audit.anchored";
/// Somebody wants to see whether a webhook works.
pub const TEST: &str = "webhook.test";

/// What stands for every event, also those that later versions add.
pub const ALL: &str = "all";

/// The names of all events that can be chosen.
pub fn names() -> Vec<&'static str> {
    let view = Action::ALL.iter().filter(|action| is_told(**action)).map(|action| action.name());
    view.chain([ANCHORED]).collect()
}

/// Whether an action that goes on record is told.
pub fn is_told(action: Action) -> bool {
    matches!(action, Action::AddressGuessing | Action::BackupFailed) || action.name().starts_with("key.")
}

/// Whether whoever chose these events is told of this one.
pub fn covers(chosen: &str, event: &str) -> bool {
    chosen == ALL || chosen.split(',').any(|name| name == event)
}

/// Reads a choice: names separated by commas, `key.*` for all of a kind, `all`. It is kept in the order of the list.
///
/// # Errors
/// A name that is none, or no name at all; the text tells which there are.
pub fn read(text: &str) -> Result<String, String> {
    let asked: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if asked.contains(&ALL) {
        return Ok(ALL.to_owned());
    }
    let fits = |asked: &str, name: &str| {
        asked == name || asked.strip_suffix('*').is_some_and(|kind| kind.ends_with('.') && name.starts_with(kind))
    };
    if let Some(unknown) = asked.iter().find(|asked| !names().iter().any(|name| fits(asked, name))) {
        return Err(format!("There is no event \"{unknown}\"; the events are {}, or all.", names().join(", ")));
    }
    let chosen: Vec<&str> = names().into_iter().filter(|name| asked.iter().any(|asked| fits(asked, name))).collect();
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
