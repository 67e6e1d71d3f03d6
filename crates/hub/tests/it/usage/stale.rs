//! Unused keys: reported once, disabled later, given another chance.

use database::Sql;
use domain::audit_log::By;
use domain::settings;
use domain::stale::{DISABLE, NOTICE};
use wire::Moment;

use crate::support::hub::START;
use crate::support::{Actor, TestHub};

const DAY: i64 = 86_400;

impl TestHub {
    fn rule(&self, notice: &str, disable: &str) {
        let (notice, disable, now) = (notice.to_owned(), disable.to_owned(), self.clock.now());
        let set = self.hub.db.write_now(move |tx| {
            settings::set(tx, NOTICE, &notice, &By::CommandLine, now)?;
            settings::set(tx, DISABLE, &disable, &By::CommandLine, now)
        });
        set.expect("days are days");
    }

    /// What has happened to keys by the end of a day, hour by hour.
    fn after(&self, days: i64) -> Vec<String> {
        for hour in 0..24 {
            let now = Moment(START.0 + days * DAY + hour * 3600);
            self.clock.set(now);
            hub::upkeep::tidy(&self.hub, now).expect("the database answers");
        }
        let text = "SELECT CASE WHEN r.details LIKE '%unusedDays%' THEN 'key.stale' ELSE 'key.disabled' END
            FROM records r WHERE r.action = 'key.stale' ORDER BY r.number";
        self.hub.db.read_now(move |tx| tx.all(Sql::new(text), |row| row.text(0))).expect("the audit log can be read")
    }
}

fn works(key: &Actor) -> bool {
    key.get("/api/credentials", form! {}).status == 200
}

#[test]
fn an_unused_key_is_told_of_then_switched_off_then_given_another_chance() {
    let hub = TestHub::new();
    let (idle, busy) = (hub.key("all", "all"), hub.key("all", "all"));
    hub.flush();
    hub.rule("30", "7");
    assert!(hub.after(29).is_empty());
    assert!(works(&busy));
    hub.flush();
    // Never used, and older than the rule allows.
    assert_eq!(hub.after(30), ["key.stale"]);
    assert_eq!(hub.after(36), ["key.stale"], "reported once");
    assert!(works(&busy));
    hub.flush();
    assert_eq!(hub.after(37), ["key.stale", "key.disabled"]);
    assert!(!works(&idle) && works(&busy));
    hub.flush();
    // Switched on again it begins anew, however long the hub was not running.
    hub.edit_key(idle.key, |key| key.active = true);
    assert_eq!(hub.after(38).len(), 2);
    assert!(works(&busy));
    hub.flush();
    assert_eq!(hub.after(67).len(), 2);
    assert_eq!(hub.after(68)[2..], ["key.stale", "key.stale"], "by now the other one is unused as well");
    assert!(works(&idle));
    hub.flush();
    // Used after it was reported: the count begins anew for it, not for the other one.
    assert_eq!(hub.after(76)[4..], ["key.disabled"]);
    assert!(works(&idle) && !works(&busy));
}

#[test]
fn without_a_rule_nothing_happens() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    hub.flush();
    assert!(hub.after(1000).is_empty());
    hub.rule("10", "0");
    assert_eq!(hub.after(1001), ["key.stale"]);
    assert_eq!(hub.after(1400), ["key.stale"], "reported, never disabled");
    assert!(works(&key));
}

#[test]
fn a_key_older_than_the_counting_is_judged_from_then_on() {
    let hub = TestHub::new();
    let old = hub.key("all", "all");
    hub.rule("30", "1");
    // Calls have not been counted yet: its use is unknown.
    assert!(hub.after(500).is_empty());
    assert!(works(&old));
}
