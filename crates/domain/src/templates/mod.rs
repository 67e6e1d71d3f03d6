//! Starting points of keys: those that are built in, and those that people make of a key's settings. A template grants
//! nothing by itself; a key remembers which one it was made from, and follows its changes only where a user agrees.

mod contents;

use database::Tx;
use database::templates::Template as Kept;
use serde_json::{Map, Value, json};
use wire::methods;
use wire::{Moment, Problem};

use crate::access::grant::Grant;
use crate::access::limits::Limits;
use crate::access::templates::Template as BuiltIn;
use crate::audit_log::{self, Action, By, Subject, details};
use crate::fault::Fault;
use crate::keys;
use crate::{gather, name_of, refuse, refuse_as, without_token};

pub use contents::Contents;

/// The longest description, in characters.
const LONGEST_ABOUT: usize = 1000;

/// A template of one's own, or what is to become one.
#[derive(Debug, Clone, PartialEq)]
pub struct Own {
    /// Its code, which never changes.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// What a key starts with.
    pub contents: Contents,
}

/// A starting point of either kind.
#[derive(Debug, Clone)]
pub enum Start {
    /// A built-in one.
    BuiltIn(&'static BuiltIn),
    /// One that a user has made.
    Own(Box<Own>),
}

impl From<Own> for Start {
    fn from(own: Own) -> Self {
        Self::Own(Box::new(own))
    }
}

impl Start {
    /// Its code.
    pub fn code(&self) -> &str {
        match self {
            Self::BuiltIn(template) => &template.code,
            Self::Own(own) => &own.code,
        }
    }

    /// What a key starts with.
    pub fn contents(&self) -> Contents {
        match self {
            Self::BuiltIn(template) => Contents::of_built_in(template),
            Self::Own(own) => own.contents.clone(),
        }
    }
}

/// Templates of one's own, in the order in which they were made.
///
/// # Errors
/// The database failed, or a template cannot be read.
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Own>, Fault> {
    database::templates::all(tx)?.into_iter().map(own).collect()
}

/// The starting point of a code, if there is one.
///
/// # Errors
/// The database failed, or the template cannot be read.
pub fn start(tx: &mut Tx<'_>, code: &str) -> Result<Option<Start>, Fault> {
    if let Some(template) = BuiltIn::named(code) {
        return Ok(Some(Start::BuiltIn(template)));
    }
    Ok(database::templates::find(tx, code)?.map(own).transpose()?.map(Start::from))
}

/// A template of one's own.
///
/// # Errors
/// Refused: no such template, or a built-in one.
pub fn find(tx: &mut Tx<'_>, code: &str) -> Result<Own, Fault> {
    own(kept(tx, code)?)
}

/// The codes of all templates whose keys are other companies'.
///
/// # Errors
/// The database failed.
pub fn of_partners(tx: &mut Tx<'_>) -> Result<Vec<String>, Fault> {
    let built_in = BuiltIn::all().iter().filter(|template| template.partner).map(|template| template.code.clone());
    let own = all(tx)?.into_iter().filter(|own| own.contents.partner).map(|own| own.code);
    Ok(built_in.chain(own).collect())
}

/// Refuses a code that cannot be one, or that another template has or had.
fn check_code(tx: &mut Tx<'_>, code: &str) -> Result<(), Fault> {
    without_token("template-code", code)?;
    let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if code.is_empty() || code.len() > 60 || !code.chars().all(letters) || ["add", "none"].contains(&code) {
        return Err(refuse("template-code", format!("\"{code}\" is no code; it has 1 to 60 letters A to Z and a to z, digits, - and _.")));
    }
    if BuiltIn::named(code).is_some() {
        return Err(refuse("template-code", format!("A built-in template has the code \"{code}\".")));
    }
    // Whoever finds such a key would take the new template for the one it was made from.
    if database::templates::is_remembered(tx, code)? {
        return Err(refuse(
            "template-code",
            format!("Keys were made from another template \"{code}\", which is deleted; choose another code."),
        ));
    }
    Ok(())
}

/// Everything that is wrong with a template at once, for a form; `fresh` is a new one.
///
/// # Errors
/// The database failed.
pub fn faults(tx: &mut Tx<'_>, template: &Own, fresh: bool) -> Result<Option<Problem>, Fault> {
    let mut found = None;
    if fresh {
        let outcome = check_code(tx, &template.code);
        gather(&mut found, outcome)?;
        if database::templates::find(tx, &template.code)?.is_some() {
            let text = format!("There is a template \"{}\" already.", template.code);
            gather::<()>(&mut found, Err(refuse("template-code", text)))?;
        }
    }
    gather(&mut found, name_of(&template.name, "template"))?;
    let plain = Own { about: String::new(), ..template.clone() };
    for part in [template, &plain] {
        let outcome = body(tx, part);
        gather(&mut found, outcome)?;
    }
    Ok(found)
}

/// Adds a template.
///
/// # Errors
/// Refused: a code that cannot be one or is taken, a template without name or methods, limits that cannot be.
pub fn add(tx: &mut Tx<'_>, template: &Own, by: &By, now: Moment) -> Result<(), Fault> {
    let code = template.code.as_str();
    check_code(tx, code)?;
    let body = body(tx, template)?;
    let kept = Kept {
        id: 0,
        code: code.to_owned(),
        name: name_of(&template.name, "template")?.to_owned(),
        created_at: now.0,
        changed_at: now.0,
        body: serde_json::to_string(&body)?,
    };
    let id =
        database::templates::add(tx, &kept)?.ok_or_else(|| refuse("template-code", format!("There is a template \"{code}\" already.")))?;
    let subject = Subject::numbered("template", id, code);
    audit_log::note(tx, by, Action::TemplateAdded, &subject, &details::added(&view(&kept)?), now)
}

/// Changes a template, found by its code. Keys that were made from it stay as they are.
///
/// # Errors
/// As [`add`], and refused: no such template, or a built-in one.
pub fn edit(tx: &mut Tx<'_>, template: &Own, by: &By, now: Moment) -> Result<(), Fault> {
    let before = kept(tx, &template.code)?;
    let body = body(tx, template)?;
    let name = name_of(&template.name, "template")?.to_owned();
    let after = Kept { name, changed_at: now.0, body: serde_json::to_string(&body)?, ..before.clone() };
    let changed = details::differences(&view(&before)?, &view(&after)?);
    if details::is_empty(&changed) {
        return Ok(());
    }
    database::templates::save(tx, &after)?;
    audit_log::note(tx, by, Action::TemplateChanged, &Subject::numbered("template", after.id, &after.code), &changed, now)
}

/// Deletes a template. Keys that were made from it stay as they are.
///
/// # Errors
/// Refused: no such template, or a built-in one.
pub fn delete(tx: &mut Tx<'_>, code: &str, by: &By, now: Moment) -> Result<(), Fault> {
    let before = kept(tx, code)?;
    database::templates::remove(tx, before.id)?;
    let gone = details::differences(&view(&before)?, &Map::new());
    audit_log::note(tx, by, Action::TemplateDeleted, &Subject::numbered("template", before.id, code), &gone, now)
}

fn kept(tx: &mut Tx<'_>, code: &str) -> Result<Kept, Fault> {
    if BuiltIn::named(code).is_some() {
        return Err(refuse("built-in", format!("The template \"{code}\" is built in; add one of your own that begins like it.")));
    }
    let absent = || Problem::not_found().with("template", format!("There is no template \"{code}\"."));
    Ok(database::templates::find(tx, code)?.ok_or_else(absent)?)
}

/// The body of a template that can be kept.
fn body(tx: &mut Tx<'_>, template: &Own) -> Result<Map<String, Value>, Fault> {
    let about = template.about.trim();
    without_token("about", about)?;
    if about.chars().count() > LONGEST_ABOUT {
        return Err(refuse("about", format!("The description may have {LONGEST_ABOUT} characters at most.")));
    }
    if matches!(&template.contents.grant, Grant::Some(names) if names.is_empty()) {
        return Err(refuse("methods", "Name at least one method, or \"all\"."));
    }
    if template.contents.grant.clone().without_managing() != template.contents.grant {
        return Err(refuse_as(
            "methods",
            "template-managing",
            "A template grants no methods that manage keys; name them with each key that is to have them.",
        ));
    }
    keys::check(tx, &template.contents.changes(&Limits::default()))?;
    let mut body = Map::new();
    if !about.is_empty() {
        body.insert("about".to_owned(), about.into());
    }
    template.contents.put(&mut body);
    Ok(body)
}

fn own(kept: Kept) -> Result<Own, Fault> {
    let body: Map<String, Value> = serde_json::from_str(&kept.body)?;
    let contents = Contents::of_body(&body).map_err(|error| database::Error::Row(format!("the template \"{}\": {error}", kept.code)))?;
    let about = body.get("about").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Own { code: kept.code, name: kept.name, about, contents })
}

/// A template in words a program can read: methods by path.
fn view(kept: &Kept) -> Result<Map<String, Value>, Fault> {
    let mut fields: Map<String, Value> = serde_json::from_str(&kept.body)?;
    fields.insert("name".to_owned(), json!(kept.name));
    if let Some(Value::Array(names)) = fields.get("methods") {
        let granted = methods::all().iter().filter(|method| names.iter().any(|name| name == method.name()));
        let patterns: Vec<String> = granted.map(|method| method.pattern()).collect();
        fields.insert("methods".to_owned(), json!(patterns));
    }
    Ok(fields)
}
