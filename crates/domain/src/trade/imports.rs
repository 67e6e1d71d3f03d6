//! The life of an import: uploaded, checked, run, stopped and continued, undone, forgotten.

use database::imports::{self as kept, Import};
use database::{Scope, Sites, Tx};
use serde_json::json;
use wire::{Moment, Problem};

use super::columns::Kind;
use super::faulty;
use super::plan::Plan;
use super::row::RowFault;
use super::sheet::Format;
use crate::access::masks::Masks;
use crate::account::Account;
use crate::act::{Act, Actor, Origin};
use crate::audit_log::{self, Action, By, Subject};
use crate::desk::DeskAccess;
use crate::fault::Fault;
use crate::refuse_as;

/// For so many seconds an import can be undone, and is remembered.
pub const KEPT: i64 = 30 * 86_400;
/// An import that nothing has worked on for so many seconds is taken up by a server.
pub const PATIENCE: i64 = 30;
/// So many faults are remembered.
pub const FAULTS: usize = 500;

/// Who works on an import, and what they see.
#[derive(Debug, Clone)]
pub struct Access {
    /// The rows they see.
    pub scope: Scope,
    /// What is hidden from them.
    pub masks: Masks,
    /// As whom history remembers them.
    pub actor: Actor,
    /// As whom the audit log remembers them.
    pub by: By,
}

impl Access {
    /// The access of a user, or of the command line, to a store; `None` where they may not change its orders and customers.
    pub fn of(account: &Account, user: Option<i64>, site: i64) -> Option<Self> {
        let Some(id) = user else {
            let scope = Scope::of(Sites::of([site]));
            return Some(Self { scope, masks: Masks::default(), actor: Actor::Code, by: By::CommandLine });
        };
        let user = account.users.iter().find(|user| user.id == id && user.active)?;
        let desk = DeskAccess::of(user);
        let scope = desk.scope();
        let may = desk.changes() && scope.sites.contains(site);
        may.then(|| Self { scope, masks: desk.masks, actor: Actor::User(id), by: user.into() })
    }

    /// The circumstances of what is done for an import; `reference` is [`reference`] of it.
    pub fn act<'a>(&'a self, account: &'a Account, reference: &'a str, now: Moment) -> Act<'a> {
        Act {
            scope: &self.scope,
            actor: self.actor,
            behind: Some(Origin { request_id: reference, secret: None }),
            account,
            now,
            masks: Some(&self.masks).filter(|masks| !masks.is_empty()),
        }
    }
}

/// What histories name as the origin of a change that an import made.
pub fn reference(import: i64) -> String {
    format!("import-{import}")
}

/// The number of the import that such an origin names; 0 where it names none.
pub fn numbered(request_id: Option<&str>) -> i64 {
    request_id.and_then(|id| id.strip_prefix("import-")?.parse().ok()).unwrap_or(0)
}

/// Begins an import whose file is still to be added; nothing works on it before [`uploaded`].
///
/// # Errors
/// The database failed.
pub fn begin(tx: &mut Tx<'_>, site: i64, user: Option<i64>, kind: Kind, file: &str, format: Format, now: Moment) -> Result<i64, Fault> {
    let import = Import {
        site,
        user,
        kind: kind.name().to_owned(),
        file: file.chars().filter(|letter| !letter.is_control()).take(200).collect(),
        encoding: format.encoding.name().to_owned(),
        separator: format.separator_name().to_owned(),
        plan: Plan::default().stored(),
        state: "loading".to_owned(),
        faults: "[]".to_owned(),
        created_at: now.0,
        ..Import::default()
    };
    Ok(kept::add(tx, &import)?)
}

/// Notes that the whole file is there, with its header and how many rows it has; columns are read as they were the last time.
///
/// # Errors
/// There is no such import, or the database failed.
pub fn uploaded(tx: &mut Tx<'_>, scope: &Scope, id: i64, format: Format, mut plan: Plan, total: i64) -> Result<(), Fault> {
    let mut import = take(tx, scope, id)?;
    let kind = kind(&import);
    let mut known = kept::remembered(tx, import.user.unwrap_or(0), &import.kind, &header_key(&plan.header))?;
    // Rows that were repaired are read as the file that they are from.
    if let (None, Some((last, rest))) = (&known, plan.header.split_last())
        && last == faulty::COLUMN
    {
        known = kept::remembered(tx, import.user.unwrap_or(0), &import.kind, &header_key(rest))?;
    }
    if let Some(known) = known {
        let known = Plan::read(&known)?;
        (plan.columns, plan.existing, plan.by_contacts) = (known.columns, known.existing, known.by_contacts);
    } else if plan.columns.is_empty() {
        plan.columns = super::columns::guess(kind, &plan.header);
    }
    plan.columns.resize(plan.header.len(), String::new());
    (import.plan, import.total, import.state) = (plan.stored(), total, "uploaded".to_owned());
    (import.encoding, import.separator) = (format.encoding.name().to_owned(), format.separator_name().to_owned());
    Ok(kept::save(tx, &import)?)
}

fn header_key(header: &[String]) -> String {
    blake3::hash(json!(header).to_string().as_bytes()).to_hex().to_string()
}

/// What a file of an import holds.
pub fn kind(import: &Import) -> Kind {
    Kind::named(&import.kind).unwrap_or(Kind::Orders)
}

/// The faults of an import that are remembered.
pub fn faults(import: &Import) -> Vec<RowFault> {
    serde_json::from_str(&import.faults).unwrap_or_default()
}

/// Whether an import can be undone now.
pub fn can_undo(import: &Import, now: Moment) -> bool {
    matches!(import.state.as_str(), "done" | "stopped" | "failed") && import.added + import.changed > 0 && now.0 - import.created_at < KEPT
}

/// Sets how the file is read, and has it checked.
///
/// # Errors
/// Refused: the import runs already, or the columns make no sense.
pub fn check(tx: &mut Tx<'_>, scope: &Scope, id: i64, plan: &Plan, now: Moment) -> Result<(), Fault> {
    let mut import = take(tx, scope, id)?;
    is_one_of(&import, &["uploaded", "checked"])?;
    let known = Plan::read(&import.plan)?;
    let plan = Plan { header: known.header, last_line: known.last_line, ..plan.clone() };
    if let Some((reason, column)) = plan.fault(kind(&import)) {
        return Err(refuse_as("columns", reason, format!("{reason} {column}").trim_end().to_owned()));
    }
    kept::drop_refused(tx, id)?;
    kept::remember(tx, import.user.unwrap_or(0), &import.kind, &header_key(&plan.header), &plan.stored())?;
    import.plan = plan.stored();
    begin_state(&mut import, "checking", now);
    Ok(kept::save(tx, &import)?)
}

/// Runs an import that was checked, or continues one that was stopped.
///
/// # Errors
/// Refused: it is neither.
pub fn run(tx: &mut Tx<'_>, scope: &Scope, id: i64, by: &By, now: Moment) -> Result<(), Fault> {
    let mut import = take(tx, scope, id)?;
    is_one_of(&import, &["checked", "stopped"])?;
    if import.state == "checked" {
        begin_state(&mut import, "running", now);
        kept::drop_refused(tx, id)?;
        import.created_at = now.0;
    } else {
        (import.state, import.seen_at, import.ended_at) = ("running".to_owned(), 0, None);
    }
    kept::save(tx, &import)?;
    note(tx, &import, by, Action::ImportStarted, now)
}

/// Stops an import that is checked or run; what it did stays.
///
/// # Errors
/// Refused: nothing works on it.
pub fn stop(tx: &mut Tx<'_>, scope: &Scope, id: i64, now: Moment) -> Result<(), Fault> {
    let mut import = take(tx, scope, id)?;
    is_one_of(&import, &["checking", "running"])?;
    let state = if import.state == "checking" { "uploaded" } else { "stopped" };
    (import.state, import.ended_at) = (state.to_owned(), Some(now.0));
    Ok(kept::save(tx, &import)?)
}

/// Undoes an import: its last row first. `user` is who does it; none for the command line.
///
/// # Errors
/// Refused: it did nothing, it runs, or it is too old.
pub fn undo(tx: &mut Tx<'_>, scope: &Scope, id: i64, user: Option<i64>, now: Moment) -> Result<(), Fault> {
    let mut import = take(tx, scope, id)?;
    if !can_undo(&import, now) {
        return Err(Problem::new(400, "The import cannot be undone: it runs, it changed nothing, or it is older than 30 days.").into());
    }
    let plan = Plan { undone_by: user, ..Plan::read(&import.plan)? };
    import.plan = plan.stored();
    (import.state, import.seen_at, import.ended_at) = ("undoing".to_owned(), 0, None);
    (import.done, import.refused, import.faults) = (i64::MAX, 0, "[]".to_owned());
    Ok(kept::save(tx, &import)?)
}

/// Forgets an import that did nothing.
///
/// # Errors
/// Refused: it did something, or something works on it.
pub fn delete(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<(), Fault> {
    let import = take(tx, scope, id)?;
    is_one_of(&import, &["loading", "uploaded", "checked"])?;
    Ok(kept::delete(tx, id)?)
}

/// Forgets imports that are too old to be undone. True when there may be more.
///
/// # Errors
/// The database failed.
pub fn forget(tx: &mut Tx<'_>, now: Moment) -> Result<bool, Fault> {
    let old = kept::begun_before(tx, now.0 - KEPT)?;
    for id in &old {
        kept::delete(tx, *id)?;
    }
    Ok(!old.is_empty())
}

/// Notes in the audit log what became of an import.
///
/// # Errors
/// The database failed.
pub(super) fn note(tx: &mut Tx<'_>, import: &Import, by: &By, action: Action, now: Moment) -> Result<(), Fault> {
    let subject = Subject::numbered("import", import.id, &import.file);
    let details = match action {
        Action::ImportStarted => json!({"kind": {"after": import.kind}}),
        Action::ImportUndone => json!({"kept": {"after": import.refused}}),
        _ => json!({
            "kind": {"after": import.kind}, "added": {"after": import.added}, "changed": {"after": import.changed},
            "refused": {"after": import.refused},
        }),
    };
    audit_log::note(tx, by, action, &subject, &details, now)
}

fn begin_state(import: &mut Import, state: &str, now: Moment) {
    import.state = state.to_owned();
    (import.done, import.added, import.changed, import.same, import.refused) = (0, 0, 0, 0, 0);
    (import.faults, import.seen_at, import.ended_at) = ("[]".to_owned(), 0, None);
    import.created_at = now.0;
}

fn take(tx: &mut Tx<'_>, scope: &Scope, id: i64) -> Result<Import, Fault> {
    kept::take(tx, scope, id)?.ok_or_else(|| Problem::not_found().into())
}

fn is_one_of(import: &Import, states: &[&str]) -> Result<(), Fault> {
    if states.contains(&import.state.as_str()) {
        return Ok(());
    }
    Err(Problem::new(400, format!("This cannot be done with an import that is {}.", import.state)).into())
}
