//! Backups: when the server makes them, how many are kept, and what became of the last ones.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use database::backups::Backup;
use domain::account::Account;
use domain::backups::{self, Encryption, Plan, Schedule};
use domain::fault::Fault;
use domain::settings;
use wire::Problem;

use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::{self, Times, When};
use crate::admin::{Office, Visitor};
use crate::app::Hub;
use crate::backup::place::Place;
use crate::work;

/// The fields of the form.
const FIELDS: [&str; 5] = ["schedule", "time", "hours", "keep", "encryption"];
/// How many backups are listed.
const LISTED: i64 = 30;

/// A backup in the list.
struct Line {
    begun: When,
    /// `running`, `done` or `failed`.
    state: String,
    scheduled: bool,
    size: String,
    rows: String,
    encrypted: bool,
    place: String,
    error: String,
}

#[derive(Template)]
#[template(path = "backups.html")]
struct Backups {
    page: Page,
    values: Fields,
    base: String,
    faults: Faults,
    /// Where backups go.
    place: String,
    /// Whether that is on the disk of the database.
    same_disk: bool,
    /// Whether the server has a passphrase for them.
    passphrase: bool,
    next: Option<When>,
    last: Option<Line>,
    failed: Option<Line>,
    running: Option<Line>,
    lines: Vec<Line>,
}

impl Backups {
    fn is(&self, field: &str, value: &str) -> bool {
        self.values.text(field) == value
    }
}

/// What is set, as the form shows it.
fn values(account: &Account) -> Fields {
    let plan = Plan::of(account);
    let (schedule, time, hours) = match plan.schedule {
        Schedule::Off => ("off", "03:30".to_owned(), "24".to_owned()),
        Schedule::Daily(minute) => ("daily", format!("{:02}:{:02}", minute / 60, minute % 60), "24".to_owned()),
        Schedule::Every(hours) => ("every", "03:30".to_owned(), hours.to_string()),
    };
    let values = [schedule.to_owned(), time, hours, plan.keep.to_string(), plan.encryption.name().to_owned()];
    Fields::of(FIELDS.iter().map(|field| (*field).to_owned()).zip(values).collect())
}

/// Shows the form and the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings").noticing(query.text("done"));
    let values = values(&office.hub.account());
    let base = conflict::base(&values);
    draw(&office.hub, page, values, base, Faults::default()).await
}

async fn draw(hub: &Hub, page: Page, values: Fields, base: String, faults: Faults) -> Response {
    let (account, now) = (hub.account(), hub.clock.now());
    let (plan, zone) = (Plan::of(&account), account.zone.clone());
    let read = hub.db.read(move |tx| {
        let last = database::backups::last_done(tx)?;
        Ok::<_, Fault>((database::backups::latest(tx, LISTED)?, last, backups::next(tx, &plan, &zone, now)?))
    });
    let (found, last, next) = match read.await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let times = Times::new(page.words, &account.zone, now);
    let line = |backup: &Backup| Line {
        begun: times.when(backup.started_at),
        size: size(&page, backup.bytes),
        rows: when::number(page.words.language, backup.rows),
        state: backup.state.clone(),
        scheduled: backup.scheduled,
        encrypted: backup.encrypted,
        place: backup.place.clone(),
        error: backup.error.clone(),
    };
    let (status, place) = (if faults.0.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST }, &hub.settings.backups.place);
    let ended = found.iter().find(|backup| backup.state != "running");
    page::show(
        status,
        &Backups {
            running: found.iter().find(|backup| backup.state == "running").map(line),
            failed: ended.filter(|backup| backup.state == "failed").map(line),
            last: last.as_ref().map(line),
            lines: found.iter().map(line).collect(),
            next: next.map(|next| times.when(next)),
            same_disk: matches!(place, Place::Folder(folder) if folder.starts_with(&hub.settings.data)),
            place: place.to_string(),
            passphrase: hub.settings.backups.passphrase.is_some(),
            page,
            values,
            base,
            faults,
        },
    )
}

/// Saves what is different.
pub async fn save(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "settings");
    let (hub, by, now) = (&office.hub, visitor.by(), office.hub.clock.now());
    let there = values(&hub.account());
    let mine = conflict::only(&fields, &FIELDS);
    if fields.has("again") {
        return draw(hub, page, mine, fields.text(conflict::BASE).to_owned(), Faults::default()).await;
    }
    let fields = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => settled,
        Settled::Ask(differing) => {
            let about = (page.say("backups-title"), "/settings/backups".to_owned(), "/settings/backups".to_owned());
            let label = |page: &Page, field: &str| page.say(&format!("backups-{field}"));
            return conflict::ask(page, about, (&mine, &there), differing, label, |_, _, value| value.to_owned());
        }
    };
    let wanted = match read(hub, &fields) {
        Ok(wanted) => wanted,
        Err(problem) => {
            let faults = page.faults(&problem);
            return draw(hub, page, fields, conflict::base(&there), faults).await;
        }
    };
    let account = hub.account();
    let changed: Vec<_> = wanted.into_iter().filter(|(name, value)| account.setting(name) != Some(value)).collect();
    let saved = hub.db.write(move |tx| {
        for (name, value) in &changed {
            settings::set(tx, name, value, &by, now)?;
        }
        Ok::<_, Fault>(())
    });
    match saved.await {
        Ok(()) => page::go("/settings/backups?done=settings"),
        Err(fault) => page::failed(page, fault),
    }
}

/// The settings that a form asks for, or what is wrong with it.
fn read(hub: &Hub, fields: &Fields) -> Result<Vec<(&'static str, String)>, Problem> {
    let mut problem = Problem::new(400, "Errors in the entity format");
    let schedule = match fields.text("schedule") {
        "daily" => ("backup-time", format!("daily {}", fields.text("time"))),
        "every" => ("backup-hours", format!("every {}", fields.text("hours"))),
        other => ("backup-schedule", other.to_owned()),
    };
    let mut fail = |field: &str, text: String| problem.errors.insert(field.to_owned(), text.into());
    let (keep, encryption) = (fields.text("keep"), fields.text("encryption"));
    if let Err(text) = Schedule::read(&schedule.1) {
        fail(schedule.0, text);
    }
    if let Err(text) = backups::keep(keep) {
        fail("backup-keep", text);
    }
    match Encryption::read(encryption) {
        Ok(Encryption::None) => {}
        Ok(_) if hub.settings.backups.passphrase.is_some() => {}
        Ok(_) => drop(fail("backup-passphrase", "The server has no passphrase for backups.".to_owned())),
        Err(text) => drop(fail("backup-encryption", text)),
    }
    if !problem.errors.is_empty() {
        return Err(problem);
    }
    Ok(vec![(backups::SCHEDULE, schedule.1), (backups::KEEP, keep.to_owned()), (backups::ENCRYPTION, encryption.to_owned())])
}

/// Makes a backup now.
pub async fn run(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>) -> Response {
    match work::backups::ask(&office.hub, visitor.by()).await {
        Ok(true) => page::go("/settings/backups"),
        Ok(false) => page::go("/settings/backups?done=backup-runs-already"),
        Err(fault) => page::failed(Page::new(&office, Some(&visitor), "settings"), fault),
    }
}

/// A size in the largest unit that fits, such as "12.4 MB".
pub(super) fn size(page: &Page, bytes: i64) -> String {
    const UNITS: [&str; 4] = ["size-kb", "size-mb", "size-gb", "size-tb"];
    let mut unit = 0;
    let mut tenths = bytes.max(0).saturating_mul(10).saturating_add(999) / 1000;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths = (tenths + 500) / 1000;
        unit += 1;
    }
    let point = if page.words.language == "en" { '.' } else { ',' };
    let whole = when::number(page.words.language, tenths / 10);
    let number = if tenths >= 1000 || tenths % 10 == 0 { whole } else { format!("{whole}{point}{}", tenths % 10) };
    page.words.with(UNITS[unit], "size", number)
}
