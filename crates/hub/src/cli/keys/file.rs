//! The file that describes keys, `[keys.NAME]` for each: read here, with the fields of the API.

use std::io::Read;
use std::path::Path;

use domain::keys::external;
use domain::keys::plan::Wanted;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use wire::Zone;

use crate::cli::Stop;

/// The text of a file, or of standard input.
pub fn text(path: &Path) -> Result<String, Stop> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map_err(|error| Stop::Refused(format!("standard input cannot be read: {error}")))?;
        return Ok(text);
    }
    std::fs::read_to_string(path).map_err(|error| Stop::Refused(format!("{} cannot be read: {error}", path.display())))
}

/// The keys of a file, in the order of their names.
///
/// # Errors
/// It is no TOML, or says something that is not understood: names the key and the field.
pub fn read(text: &str, zone: &Zone) -> Result<Vec<Wanted>, String> {
    let file: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    if let Some(name) = file.keys().find(|name| *name != "keys") {
        return Err(format!("\"{name}\" is unknown; describe keys under [keys.NAME]"));
    }
    let keys = match file.get("keys") {
        None => return Ok(Vec::new()),
        Some(toml::Value::Table(keys)) => keys,
        Some(_) => return Err("describe keys under [keys.NAME]".to_owned()),
    };
    let known = known();
    keys.iter().map(|(name, key)| one(name, key, &known, zone).map_err(|error| format!("keys.{name}: {error}"))).collect()
}

fn one(name: &str, key: &toml::Value, known: &Value, zone: &Zone) -> Result<Wanted, String> {
    if external::read(name).ok().flatten().as_deref() != Some(name) {
        return Err("not a valid external ID: use letters A to Z and a to z, digits, \".\", \"_\" and \"-\"".to_owned());
    }
    let toml::Value::Table(fields) = key else { return Err("must be a table".to_owned()) };
    within(known, "", fields)?;
    let key = zone.scope(|| wire::patch::read_value(json(key))).map_err(|(field, error)| format!("{field}: {error}"))?;
    Ok(Wanted { external_id: name.to_owned(), key })
}

/// A value of the file as JSON; moments and days are texts.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.as_str().into(),
        toml::Value::Integer(number) => (*number).into(),
        toml::Value::Float(number) => (*number).into(),
        toml::Value::Boolean(flag) => (*flag).into(),
        toml::Value::Datetime(moment) => moment.to_string().into(),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(fields) => Value::Object(fields.iter().map(|(name, value)| (name.clone(), json(value))).collect()),
    }
}

/// What a key and its parts may say, from their types: a slip of the pen must not pass for nothing said.
fn known() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.inline_subschemas = true;
    settings.into_generator().into_root_schema_for::<wire::key::Key>().to_value()
}

fn within(schema: &Value, path: &str, fields: &toml::Table) -> Result<(), String> {
    let empty = Map::new();
    let known = schema["properties"].as_object().unwrap_or(&empty);
    for (name, value) in fields {
        let field = format!("{path}{name}");
        let property = known.get(name).filter(|property| property["readOnly"] != true && field != "externalId");
        let Some(property) = property else { return Err(format!("\"{field}\" is unknown")) };
        if let toml::Value::Table(fields) = value {
            within(property, &format!("{field}."), fields)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(text: &str) -> String {
        read(text, &Zone::utc()).err().unwrap_or_default()
    }

    #[test]
    fn what_is_not_understood_is_named() {
        assert_eq!(view("[key.a]"), "\"key\" is unknown; describe keys under [keys.NAME]");
        assert_eq!(view("keys = 5"), "describe keys under [keys.NAME]");
        assert_eq!(view("[keys.a]\nnmae = 'x'"), "keys.a: \"nmae\" is unknown");
        assert_eq!(view("[keys.a]\nexternalId = 'b'"), "keys.a: \"externalId\" is unknown");
        assert_eq!(view("[keys.a]\nhint = 'b'"), "keys.a: \"hint\" is unknown");
        assert_eq!(view("[keys.a.limits]\nrates = 5"), "keys.a: \"limits.rates\" is unknown");
        assert_eq!(view("[keys.a.masks]\nfax = 'hide'"), "keys.a: \"masks.fax\" is unknown");
        assert_eq!(view("[keys.a.rows]\ntype = ['x']\ndays = 'many'"), "keys.a: rows.days: must be a whole number");
        assert!(view("[keys.\"a b\"]").starts_with("keys.a b: not a valid external ID"));
        assert!(view("[keys.a").contains("TOML"), "{}", view("[keys.a"));
    }

    #[test]
    fn moments_and_days_may_be_written_as_toml_has_them() {
        let read = |text: &str| read(text, &Zone::utc()).unwrap_or_else(|error| panic!("{error}")).remove(0).key;
        let (bare, quoted) =
            (read("[keys.a]\nendsAt = 2027-01-31\nreview = 2027-02-01"), read("[keys.a]\nendsAt = '2027-01-31'\nreview = '2027-02-01'"));
        assert_eq!(bare, quoted);
        assert_eq!(read("[keys.a]\nendsAt = 2027-01-31 10:00:00"), read("[keys.a]\nendsAt = '2027-01-31T10:00:00Z'"));
    }
}
