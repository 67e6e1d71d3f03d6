//! `latchkey key bulk` and `latchkey key panic`: several keys at once, looked at first.

use database::Tx;
use database::key_list::{Filter, Stage};
use database::keys::Key;
use domain::access::grant::{self, Grant};
use domain::account::Account;
use domain::audit_log::{By, details};
use domain::fault::Fault;
use domain::keys::bulk::{self, BulkOperation, Outcome, Plan, Selection, Settings};
use domain::keys::{Contact, when};
use serde_json::{Value, json};
use wire::Moment;

use super::settings::Several;
use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

const DAY: i64 = 24 * 3_600;

/// An action on several keys.
#[derive(Debug, clap::Args)]
pub struct Bulk {
    /// Action: disable, enable, delete, restore, or set (see the options of that heading)
    #[arg(value_parser = ["disable", "enable", "delete", "restore", "set"])]
    operation: String,
    #[command(flatten)]
    which: Which,
    /// Expiry: 2027-01-31, 30d; "never" for no expiry
    #[arg(long, value_name = "WHEN", help_heading = "With set")]
    ends: Option<String>,
    #[command(flatten)]
    limits: Several,
    /// Contact; empty for none
    #[arg(long, value_name = "TEXT", help_heading = "With set")]
    owner: Option<String>,
    #[command(flatten)]
    how: How,
}

/// Filters; a key must match all of them.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// IDs of keys, separated by commas
    #[arg(long, value_name = "ID,…", value_delimiter = ',', help_heading = "Which keys")]
    ids: Vec<i64>,
    /// Every key
    #[arg(long, help_heading = "Which keys")]
    every: bool,
    /// Keys whose name or last token characters contain this text
    #[arg(long, value_name = "TEXT", help_heading = "Which keys")]
    search: Option<String>,
    /// Enabled or disabled keys
    #[arg(long, value_name = "on|off", value_parser = ["on", "off"], help_heading = "Which keys")]
    state: Option<String>,
    /// Keys with access to all stores or to individual stores
    #[arg(long, value_name = "all|individual", value_parser = ["all", "individual"], help_heading = "Which keys")]
    access: Option<String>,
    /// Keys with access to the store with this code
    #[arg(long, value_name = "CODE", help_heading = "Which keys")]
    store: Option<String>,
    /// Keys that may call this method
    #[arg(long, value_name = "PATTERN", help_heading = "Which keys")]
    method: Option<String>,
    /// Keys with exactly this contact
    #[arg(long, value_name = "TEXT", help_heading = "Which keys")]
    contact: Option<String>,
    /// Keys unused for this many days
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i64).range(1..=10_000), help_heading = "Which keys")]
    unused: Option<i64>,
    /// Keys that were never used
    #[arg(long, help_heading = "Which keys")]
    never_used: bool,
    /// Keys that expire within 30 days, have expired, are expired or disabled, have full access, or are deleted
    #[arg(long, value_name = "STAGE", value_parser = ["ending", "expired", "ended", "broad", "deleted"], help_heading = "Which keys")]
    stage: Option<String>,
    /// Keys created from the template with this code
    #[arg(long, value_name = "CODE", help_heading = "Which keys")]
    template: Option<String>,
    /// Third-party keys: their notes name a company, or they were created from a third-party template
    #[arg(long, help_heading = "Which keys")]
    third_party: bool,
}

/// How the action is carried out.
#[derive(Debug, clap::Args)]
pub struct How {
    /// Only show what would be changed
    #[arg(long)]
    pub dry_run: bool,
    /// Apply only if the keys are still as in the dry run that printed this confirmation
    #[arg(long, value_name = "AGREEMENT", conflicts_with = "dry_run")]
    pub agreed: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// All third-party keys at once.
#[derive(Debug, clap::Args)]
pub struct Panic {
    /// Resume the suspended keys
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    how: How,
}

impl Which {
    fn selection(&self, account: &Account, now: Moment) -> Result<Selection, Stop> {
        let (filter, named) = (self.filter(account, now)?, self.ids.clone());
        let narrowed = filter != Filter::default();
        match (named.is_empty(), narrowed, self.every) {
            (false, false, false) => Ok(Selection::These(named)),
            (true, true, false) | (true, false, true) => Ok(Selection::Fitting(Box::new(filter), Vec::new())),
            (true, false, false) => Err(Stop::Usage("select keys with --ids, --every or a filter such as --unused 90".to_owned())),
            _ => Err(Stop::Usage("use only one of --ids, --every and filters".to_owned())),
        }
    }

    fn filter(&self, account: &Account, now: Moment) -> Result<Filter, Stop> {
        let site = self
            .store
            .as_ref()
            .map(|code| account.site(code).map(|site| site.id).ok_or_else(|| Stop::Refused(format!("there is no store \"{code}\""))));
        let method = self.method.as_deref().map(|pattern| match Grant::parse(pattern) {
            Ok(Grant::Some(names)) if names.len() == 1 => Ok(names[0].clone()),
            Ok(_) => Err(Stop::Usage(format!("--method: \"{pattern}\" is not one method"))),
            Err(error) => Err(Stop::Refused(error)),
        });
        let method = method.transpose()?;
        let contact = Contact::meant(self.contact.as_deref().unwrap_or_default(), &account.users);
        Ok(contact.narrowing(Filter {
            works: self.state.as_deref().map(|state| (state == "on", now.0)),
            all_sites: self.access.as_deref().map(|access| access == "all"),
            site: site.transpose()?,
            search: self.search.as_deref().unwrap_or_default().trim().to_lowercase(),
            never_used: self.never_used,
            unused_since: self.unused.map(|days| now.0 - days * DAY),
            methods_apart: method.as_ref().is_some_and(|name| grant::manages_keys(name)),
            methods: method.into_iter().collect(),
            stage: self.stage.as_deref().map(|stage| match stage {
                "ending" => Stage::Ending(now.0, now.0 + 30 * DAY),
                "expired" => Stage::Expired(now.0),
                "ended" => Stage::Ended(now.0),
                "broad" => Stage::Broad,
                _ => Stage::Deleted,
            }),
            template: self.template.clone(),
            foreign: self.third_party.then(Vec::new),
            ..Filter::default()
        }))
    }
}

pub fn run(common: &Common, asked: Bulk) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (account, now) = (desk.read(Account::load)?, desk.now());
    let ends_at = match asked.ends.as_deref() {
        None => None,
        Some("never") => Some(None),
        Some(text) => Some(Some(when::parse(text, &account.zone, now).map_err(|error| Stop::Usage(format!("--ends: {error}")))?)),
    };
    let set = Settings { ends_at, limits: asked.limits.0, owner: asked.owner };
    let options = Several::options().join(", ");
    let nothing = set == Settings::default();
    let operation = match asked.operation.as_str() {
        "set" if nothing => return Err(Stop::Usage(format!("name what to set: --ends, {options} or --owner"))),
        "set" => BulkOperation::Set(set),
        _ if !nothing => return Err(Stop::Usage(format!("--ends, {options} and --owner require \"set\""))),
        "disable" => BulkOperation::Disable,
        "enable" => BulkOperation::Enable,
        "delete" => BulkOperation::Delete,
        _ => BulkOperation::Restore,
    };
    let selection = asked.which.selection(&account, now)?;
    carry_out(&desk, operation, selection, &asked.how)
}

pub fn panic(common: &Common, asked: &Panic) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (operation, selection) = match asked.undo {
        false => (BulkOperation::Suspend, bulk::to_suspend()),
        true => (BulkOperation::Resume, bulk::to_resume()),
    };
    carry_out(&desk, operation, selection, &asked.how)
}

/// Does it, or prints what would be done.
pub fn carry_out(desk: &Desk, operation: BulkOperation, selection: Selection, how: &How) -> Result<(), Stop> {
    let now = desk.now();
    if how.dry_run {
        let (plan, view) = desk.read(move |tx| {
            let plan = bulk::look(tx, &operation, &selection, now)?;
            let view = differences(tx, &plan)?;
            Ok((plan, view))
        })?;
        return print(&plan, &view, false, how.json);
    }
    let agreed = how.agreed.clone();
    let (outcome, view) = desk.change(move |tx| {
        let outcome = bulk::carry_out(tx, &operation, &selection, agreed.as_deref(), &By::CommandLine, now)?;
        let view = match &outcome {
            Outcome::Done(plan) | Outcome::Changed(plan) => differences(tx, plan)?,
        };
        Ok((outcome, view))
    })?;
    match outcome {
        Outcome::Done(plan) => print(&plan, &view, true, how.json),
        Outcome::Changed(_) => {
            Err(Stop::Refused("nothing was changed: the keys have changed since the dry run; repeat it with --dry-run".to_owned()))
        }
    }
}

/// What changes of each key, as programs read it.
fn differences(tx: &mut Tx<'_>, plan: &Plan) -> Result<Vec<Value>, Fault> {
    let mut view = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        let mut changes = details::differences(&details::of_key(tx, &step.before)?, &details::of_key(tx, &step.after)?);
        if let (Some(changes), true) = (changes.as_object_mut(), step.before.deleted_at != step.after.deleted_at) {
            let deleted = |key: &Key| key.deleted_at.is_some();
            changes.insert("deleted".to_owned(), json!({"before": deleted(&step.before), "after": deleted(&step.after)}));
        }
        view.push(changes);
    }
    Ok(view)
}

fn print(plan: &Plan, view: &[Value], done: bool, json: bool) -> Result<(), Stop> {
    let why = |problem: &wire::Problem| problem.errors.values().filter_map(Value::as_str).collect::<Vec<_>>().join(" ");
    if json {
        let keys = plan.steps.iter().zip(view).map(
            |(step, changes)| json!({"id": step.before.id, "name": step.before.name, "usedWithinTheHour": step.used, "changes": changes}),
        );
        let refused = plan.refused.iter().map(|(key, problem)| json!({"id": key.id, "name": key.name, "reason": why(problem)}));
        return output::json(&json!({
            "done": done, "agreement": plan.confirmation, "keys": keys.collect::<Vec<_>>(),
            "unchanged": plan.unchanged.iter().map(|key| key.id).collect::<Vec<_>>(), "refused": refused.collect::<Vec<_>>(),
        }));
    }
    let mut lines = vec![format!("{}, {} of them used in the last hour", keys(plan.steps.len()), plan.used_lately())];
    for (step, changes) in plan.steps.iter().zip(view) {
        let used = if step.used { " (used in the last hour)" } else { "" };
        lines.push(format!("  {}, {}{used}", step.before.id, step.before.name));
        lines.extend(changes.as_object().into_iter().flatten().map(|(field, sides)| format!("      {field}: {}", sides_of(sides))));
    }
    if !plan.unchanged.is_empty() {
        lines.push(format!("{} not affected", keys(plan.unchanged.len())));
    }
    for (key, problem) in &plan.refused {
        lines.push(format!("Not possible: key {}, {}: {}", key.id, key.name, why(problem)));
    }
    if done {
        lines.push("Done.".to_owned());
    } else if plan.refused.is_empty() {
        lines.push(format!(
            "Nothing was changed. To apply exactly this, repeat the command without --dry-run and with --agreed {}",
            plan.confirmation
        ));
    } else {
        lines.push("Nothing would be changed, because it is not possible for all of them.".to_owned());
    }
    output::text(&lines.join("\n"))
}

fn keys(count: usize) -> String {
    if count == 1 { "1 key".to_owned() } else { format!("{count} keys") }
}

fn sides_of(sides: &Value) -> String {
    let side = |name: &str| match &sides[name] {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    format!("{} → {}", side("before"), side("after"))
}
