//! The options of the declared settings of a key's limits, for one key and for several.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command, Error, value_parser};
use domain::access::addresses::Addresses;
use domain::access::hours::Hours;
use domain::access::limits::Limits;
use domain::access::settings::{Bulk, Kind, SETTINGS, Setting, Value};
use domain::keys::when;
use wire::{Moment, Zone};

use crate::cli::Stop;

/// What was given of a key's limits, and its expiry, whose option is among theirs.
#[derive(Debug, Clone, Default)]
pub struct Given {
    settings: Vec<(&'static Setting, Word)>,
    /// When the key expires, as it was given.
    pub ends: Option<String>,
}

/// What was given for a setting.
#[derive(Debug, Clone)]
enum Word {
    Value(Value),
    Text(String),
}

impl Given {
    /// Puts what was given into limits.
    pub fn put(&self, limits: &mut Limits, zone: &Zone, now: Moment) -> Result<(), Stop> {
        for (setting, word) in &self.settings {
            let values = match word {
                Word::Value(value) => vec![value.clone()],
                Word::Text(text) => {
                    read(setting, text, zone, now).map_err(|error| Stop::Usage(format!("--{}: {error}", setting.option)))?
                }
            };
            setting.clear(limits);
            values.iter().for_each(|value| setting.say(limits, value));
        }
        Ok(())
    }
}

/// What a text says; nothing where it takes the limit away.
fn read(setting: &Setting, text: &str, zone: &Zone, now: Moment) -> Result<Vec<Value>, String> {
    match (&setting.kind, text) {
        (Kind::Addresses(_), text) => Ok(Addresses::parse(text)?.texts().map(|range| Value::Address(range.to_owned())).collect()),
        (Kind::Moment(_), "now") | (Kind::Hours(_), "always") => Ok(Vec::new()),
        (Kind::Moment(_), text) => Ok(vec![Value::Moment(when::parse(text, zone, now)?)]),
        (Kind::Hours(_), text) => Ok(vec![Value::Hours(Hours::read(text, zone)?)]),
        (Kind::Status(..), text) => Ok(vec![Value::Flag(text == "429")]),
        // Read as they are parsed.
        (Kind::Flag(..) | Kind::Count(..), _) => Ok(Vec::new()),
    }
}

fn option(name: &'static str, value: &'static str, help: &'static str, heading: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).help_heading(heading)
}

fn flag(argument: Arg) -> Arg {
    argument.num_args(0..=1).default_missing_value("true").value_parser(value_parser!(bool))
}

fn argument(setting: &Setting) -> Arg {
    let option = |value: &'static str| option(setting.option, value, setting.help, "Limits");
    match setting.kind {
        Kind::Flag(..) => flag(option("true|false")),
        Kind::Status(..) => option("503|429").value_parser(PossibleValuesParser::new(["503", "429"])),
        Kind::Count(..) => option("NUMBER").value_parser(value_parser!(u32)),
        Kind::Addresses(_) => option("ADDRESS,…"),
        Kind::Moment(_) => option("WHEN"),
        Kind::Hours(_) => option("HOURS"),
    }
}

fn word(setting: &Setting, matches: &ArgMatches) -> Option<Word> {
    let name = setting.option;
    match setting.kind {
        Kind::Flag(..) => matches.get_one(name).map(|is| Word::Value(Value::Flag(*is))),
        Kind::Count(..) => matches.get_one(name).map(|count| Word::Value(Value::Count(*count))),
        _ => matches.get_one(name).cloned().map(Word::Text),
    }
}

impl clap::Args for Given {
    fn augment_args(mut command: Command) -> Command {
        for setting in &SETTINGS {
            command = command.arg(argument(setting));
            if matches!(setting.kind, Kind::Moment(_)) {
                command = command.arg(option("ends", "WHEN", "Expiry: 2027-01-31, 30d; \"never\" for no expiry", "Limits"));
            }
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let settings = SETTINGS.iter().filter_map(|setting| Some((setting, word(setting, matches)?))).collect();
        Ok(Self { settings, ends: matches.get_one("ends").cloned() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What was given of the settings that are set for several keys at once.
#[derive(Debug, Clone, Default)]
pub struct Several(pub Vec<(&'static Setting, Value)>);

impl Several {
    /// The options, as sentences list them.
    pub fn options() -> Vec<String> {
        SETTINGS.iter().filter(|setting| setting.bulk.is_some()).map(|setting| format!("--{}", setting.option)).collect()
    }
}

impl clap::Args for Several {
    fn augment_args(mut command: Command) -> Command {
        for setting in &SETTINGS {
            match setting.bulk {
                Some(Bulk::Flag { help, .. }) => command = command.arg(flag(option(setting.option, "true|false", help, "With set"))),
                Some(Bulk::Count { help, .. }) => {
                    command = command.arg(option(setting.option, "NUMBER", help, "With set").value_parser(value_parser!(u32)));
                }
                None => {}
            }
        }
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Several {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let value = |setting: &Setting| match setting.bulk {
            Some(Bulk::Flag { .. }) => matches.get_one(setting.option).map(|is| Value::Flag(*is)),
            Some(Bulk::Count { .. }) => matches.get_one(setting.option).map(|count| Value::Count(*count)),
            None => None,
        };
        Ok(Self(SETTINGS.iter().filter_map(|setting| Some((setting, value(setting)?))).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
