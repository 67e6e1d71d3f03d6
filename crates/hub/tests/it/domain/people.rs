//! Which users may change which: none gives or changes more than they hold, and an administrator always stays.

use database::Tx;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::people::{self, Administrator, Changes};
use domain::users::Role;
use wire::Moment;

use crate::support::TestHub;

fn view<T>(outcome: Result<T, Fault>) -> String {
    match outcome {
        Ok(_) => "done".to_owned(),
        Err(Fault::Refused(problem)) => problem.errors.keys().cloned().collect::<Vec<_>>().join(","),
        Err(fault) => panic!("{fault}"),
    }
}

#[test]
fn nobody_grants_or_changes_more_than_they_hold() {
    let hub = TestHub::new();
    hub.staff("keeper@hub.test", "administrator");
    for by in Role::ALL {
        for target in Role::ALL {
            for given in Role::ALL {
                let email = format!("{by:?}-{target:?}-{given:?}@hub.test").to_lowercase();
                hub.staff(&email, target.name());
                let id = hub.hub.account().users.iter().find(|user| user.email == email).map_or(0, |user| user.id);
                let (keeper, now) = (Administrator { by: By::CommandLine, role: by }, hub.clock.now());
                let as_keeper = |work: fn(&mut Tx<'_>, &Administrator, i64, Role, Moment) -> Result<(), Fault>| {
                    let keeper = keeper.clone();
                    view(hub.hub.db.write_now(move |tx| work(tx, &keeper, id, given, now)))
                };
                let edited = as_keeper(|tx, keeper, id, role, now| {
                    people::edit(tx, keeper, id, &Changes { role: Some(role), ..Changes::default() }, now).map(drop)
                });
                let may = by.covers(target) && by.covers(given);
                assert_eq!(edited, if may { "done" } else { "role" }, "{by:?} makes {target:?} {given:?}");
                let invited = as_keeper(|tx, keeper, id, role, now| {
                    people::invite(tx, keeper, &format!("new-{id}@hub.test"), "New", role, &format!("new {id}"), now).map(drop)
                });
                assert_eq!(invited, if by.covers(given) { "done" } else { "role" }, "{by:?} invites {given:?}");
                let now_has = if may { given } else { target };
                for outcome in [
                    as_keeper(|tx, keeper, id, _, now| people::turn_second_step_off(tx, keeper, id, now)),
                    as_keeper(|tx, keeper, id, _, now| people::reset(tx, keeper, id, &format!("reset {id}"), now).map(drop)),
                ] {
                    assert_eq!(outcome, if by.covers(now_has) { "done" } else { "role" }, "{by:?} resets {now_has:?}");
                }
            }
        }
    }
}

#[test]
fn of_two_administrators_who_demote_each_other_at_once_one_stays() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    hub.staff("eve@hub.test", "administrator");
    let ids: Vec<i64> = hub.hub.account().users.iter().map(|user| user.id).collect();
    let outcomes: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = ids
            .iter()
            .map(|id| {
                let (hub, id) = (&hub, *id);
                scope.spawn(move || {
                    let (keeper, now) = (keeper(), hub.clock.now());
                    let changes = Changes { role: Some(Role::Manager), ..Changes::default() };
                    view(hub.hub.db.write_now(move |tx| people::edit(tx, &keeper, id, &changes, now)))
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().expect("the thread ends")).collect()
    });
    assert_eq!(outcomes.iter().filter(|outcome| *outcome == "done").count(), 1, "{outcomes:?}");
    assert!(outcomes.contains(&"administrator".to_owned()), "{outcomes:?}");
}

#[test]
fn whoever_has_no_password_yet_does_not_count_as_one_who_can_sign_in() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let ada = hub.hub.account().users[0].id;
    let now = hub.clock.now();
    let invited = move |tx: &mut Tx<'_>| people::invite(tx, &keeper(), "eve@hub.test", "Eve", Role::Administrator, "token", now);
    hub.hub.db.write_now(invited).expect("a user can be invited");
    let shut_out = || {
        let changes = Changes { active: Some(false), ..Changes::default() };
        view(hub.hub.db.write_now(move |tx| people::edit(tx, &keeper(), ada, &changes, now)))
    };
    assert_eq!(shut_out(), "administrator");
    assert_eq!(view(hub.hub.db.write_now(move |tx| people::reset(tx, &keeper(), ada, "other", now))), "administrator");
    hub.hub.db.write_now(move |tx| people::accept(tx, "token", "$argon2id$", now)).expect("the link works");
    assert_eq!(shut_out(), "done");
}

#[test]
fn the_record_remembers_who_looked_after_whom() {
    let hub = TestHub::new();
    hub.staff("ada@hub.test", "administrator");
    let ada = hub.hub.account().users[0].clone();
    let (by, now) = (Administrator { by: By::from(&ada), role: Role::Administrator }, hub.clock.now());
    let mona = hub.hub.db.write_now(move |tx| {
        let mona = people::invite(tx, &by, "mona@hub.test", "Mona", Role::Manager, "token", now)?.id;
        people::edit(tx, &by, mona, &Changes { role: Some(Role::ReadOnly), ..Changes::default() }, now)?;
        // What is no change is not remembered as one.
        people::edit(tx, &by, mona, &Changes { role: Some(Role::ReadOnly), ..Changes::default() }, now)?;
        people::edit(tx, &by, mona, &Changes { active: Some(false), ..Changes::default() }, now)?;
        people::edit(tx, &by, mona, &Changes { active: Some(true), ..Changes::default() }, now)?;
        people::accept(tx, "token", "$argon2id$", now)?;
        people::reset(tx, &by, mona, "another", now)?;
        Ok::<_, Fault>(mona)
    });
    let mona = mona.expect("she is looked after");
    let rows = hub.hub.db.read_now(|tx| database::audit_log::after(tx, 0, 100)).expect("the record can be read");
    let rows: Vec<_> = rows.iter().filter(|row| row.subject_id == Some(mona) && row.subject_kind == "user").collect();
    let view: Vec<(&str, &str)> = rows.iter().map(|row| (row.action.as_str(), row.by_name.as_str())).collect();
    let (ada, mona) = ("ada@hub.test", "mona@hub.test");
    assert_eq!(
        view,
        [
            ("user.added", ada),
            ("user.changed", ada),
            ("user.disabled", ada),
            ("user.enabled", ada),
            ("user.password_changed", mona),
            ("user.password_changed", ada),
        ]
    );
    assert_eq!(rows[1].details, r#"{"role":{"after":"read-only","before":"manager"}}"#);
    assert!(rows.iter().all(|row| !row.details.contains("argon2") && !row.details.contains("token")));
}

fn keeper() -> Administrator {
    Administrator { by: By::CommandLine, role: Role::Administrator }
}
