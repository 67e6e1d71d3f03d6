//! Starting points for a key that manages keys: a template is narrowed by it, and one that still is not within is absent.

use database::Tx;
use database::keys::Key;
use wire::Zone;
use wire::key::KeyTemplate;
use wire::methods;

use super::manager::Manager;
use super::view::{limited, masked, narrowed as told_rows};
use super::{Changes, body, limits, masks, rows, wanted};
use crate::access::grant::Grant;
use crate::access::limits::Limits;
use crate::access::settings::SETTINGS;
use crate::access::templates::Template as BuiltIn;
use crate::fault::Fault;
use crate::refuse;
use crate::templates::{self, Contents, Start};

/// The templates of which a managing key can make keys, as it would make them; built-in ones first.
///
/// # Errors
/// The database failed, or a template cannot be read.
pub fn all(tx: &mut Tx<'_>, manager: &Manager) -> Result<Vec<KeyTemplate>, Fault> {
    let own = templates::all(tx)?.into_iter().map(Start::from);
    let starts = BuiltIn::all().iter().map(Start::BuiltIn).chain(own);
    Ok(starts.filter_map(|start| Some(view(&start, &within(&start, manager)?))).collect())
}

/// The changes that make a new key of a template: what is sent comes on top of it.
///
/// # Errors
/// As [`contents`], and refused: a field that is not what it should be.
pub fn passed_on(tx: &mut Tx<'_>, manager: &Manager, code: &str, sent: &wire::key::Key, zone: &Zone) -> Result<Changes, Fault> {
    let contents = contents(tx, manager, code)?;
    let drafted = drafted(&contents, manager)?;
    let mut changes = wanted::changes(sent, Some(&drafted), zone)?;
    changes.grant.get_or_insert(contents.grant);
    changes.limits.get_or_insert(contents.limits);
    changes.masks.get_or_insert(contents.masks);
    changes.rows.get_or_insert(contents.rows);
    changes.ends_at.get_or_insert(drafted.ends_at);
    Ok(Changes { template: Some(code.to_owned()), ..changes })
}

/// What a template makes of a key within a managing one.
///
/// # Errors
/// Refused: no such template, or none that can be made within.
pub fn contents(tx: &mut Tx<'_>, manager: &Manager, code: &str) -> Result<Contents, Fault> {
    let found = templates::start(tx, code)?.and_then(|start| within(&start, manager));
    found.ok_or_else(|| refuse("template", format!("There is no template \"{code}\".")))
}

/// What a key would start with, if that is within the managing one.
fn within(start: &Start, manager: &Manager) -> Option<Contents> {
    let contents = narrowed(start.contents(), manager.key());
    drafted(&contents, manager).is_ok_and(|key| manager.sees(&key)).then_some(contents)
}

/// The managing key, but with these contents.
fn drafted(contents: &Contents, manager: &Manager) -> Result<Key, Fault> {
    let mut body = body(manager.key());
    contents.put(&mut body);
    let (all_methods, methods) = match &contents.grant {
        Grant::Some(names) => (false, names.clone()),
        Grant::All | Grant::AllAnd(_) => (true, Vec::new()),
    };
    Ok(Key { all_methods, methods, body: serde_json::to_string(&body)?, ..manager.key().clone() })
}

/// Contents with what narrows a key where they say nothing of it, or allow more.
fn narrowed(mut contents: Contents, by: &Key) -> Contents {
    let theirs = limits(by);
    SETTINGS.iter().for_each(|setting| setting.narrow(&mut contents.limits, &theirs));
    for (class, mask) in masks(by).0 {
        contents.masks.0.entry(class).or_insert(mask);
    }
    let theirs = rows(by);
    for (field, values) in theirs.fields {
        contents.rows.fields.entry(field).or_insert(values);
    }
    contents.rows.days = [contents.rows.days, theirs.days].into_iter().flatten().min();
    contents
}

fn view(start: &Start, contents: &Contents) -> KeyTemplate {
    let (name, about, built_in) = match start {
        Start::BuiltIn(template) => (template.name.clone(), String::new(), true),
        Start::Own(own) => (own.name.clone(), own.about.clone(), false),
    };
    let said = |text: String| Some(text).filter(|text| !text.is_empty());
    let granted = |names: &[String]| {
        methods::all().iter().filter(|entry| names.iter().any(|name| name == entry.name())).map(|entry| entry.pattern()).collect()
    };
    KeyTemplate {
        code: start.code().to_owned(),
        name: said(name),
        about: said(about),
        built_in,
        stores: contents.stores.name().to_owned(),
        partner: contents.partner,
        methods: match &contents.grant {
            Grant::Some(names) => granted(names),
            Grant::All | Grant::AllAnd(_) => vec!["all".to_owned()],
        },
        limits: Some(&contents.limits).filter(|limits| **limits != Limits::default()).map(limited),
        masks: (!contents.masks.is_empty()).then(|| masked(&contents.masks)),
        rows: (!contents.rows.is_empty()).then(|| told_rows(&contents.rows)),
    }
}
