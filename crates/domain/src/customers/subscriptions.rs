//! Mailing subscriptions of a customer.

use database::{Tx, subscriptions as kept};
use serde_json::{Value, json};
use wire::customer::Subscription;
use wire::{Problem, Reference};

use crate::act::Act;
use crate::change::Change;
use crate::customers::change::locate;
use crate::customers::save::{self, Draft};
use crate::fault::Fault;

/// Switches subscriptions.
///
/// # Errors
/// The customer does not exist, a subscription lacks its channel or whether it is on, or the database failed.
pub fn subscribe(tx: &mut Tx<'_>, act: &Act<'_>, which: &Reference, site: Option<i64>, sent: &[Subscription]) -> Result<(), Fault> {
    let row = locate(tx, act, which, site)?;
    let known = kept::of(tx, &[row.id])?;
    let mut view = Vec::new();
    for (index, subscription) in sent.iter().enumerate() {
        let missing = |field: &str| Problem::entity(format!("subscriptions[{index}].{field}"), "must be given");
        let channel = subscription.channel.value().ok_or_else(|| missing("channel"))?;
        let active = subscription.active.value().ok_or_else(|| missing("active"))?.0;
        let code = subscription.subscription.value().map(|code| code.0.clone()).unwrap_or_default();
        let was = known.iter().find(|known| known.channel == channel.0 && known.subscription == code).map(|known| known.subscribed);
        if was == Some(active) {
            continue;
        }
        let switched = kept::Subscription {
            customer: row.id,
            channel: channel.0.clone(),
            subscription: code.clone(),
            subscribed: active,
            changed_at: act.now.0,
        };
        kept::switch(tx, &switched)?;
        let old = was.map_or(Value::Null, Value::Bool);
        view.push(Change::new(format!("subscription.{}.{code}", channel.0).trim_end_matches('.'), old, json!(active)));
    }
    save::record(tx, act, &Draft::of(&row, act)?, view, "customer.changed")
}
