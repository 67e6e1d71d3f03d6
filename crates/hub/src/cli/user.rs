//! `latchkey user`: people of the account.

use database::users::User;
use domain::account::Account;
use domain::audit_log::By;
use domain::home::{self, Home};
use domain::passwords;
use domain::people::{self, Administrator, Changes};
use domain::settings;
use domain::users::{self, Role};
use serde_json::{Map, Value};

use crate::admin;
use crate::cli::desk::Desk;
use crate::cli::{Stop, input, output};
use crate::config::{Common, Config, Serving};
use crate::folder;

/// Actions on users.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a user
    Add {
        /// Email of the user
        email: String,
        /// First and last name, separated by a space
        #[arg(long)]
        name: String,
        #[command(flatten)]
        password: Password,
        /// Role
        #[arg(long, default_value = "administrator", value_parser = ["administrator", "manager", "read-only"])]
        role: String,
        #[command(flatten)]
        place: Place,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Edit a user: name, email, role, active or deactivated
    Edit {
        /// Email of the user
        email: String,
        /// First and last name, separated by a space
        #[arg(long)]
        name: Option<String>,
        /// New email
        #[arg(long, value_name = "EMAIL")]
        new_email: Option<String>,
        /// Role
        #[arg(long, value_parser = ["administrator", "manager", "read-only"])]
        role: Option<String>,
        /// Whether the user is active and can sign in
        #[arg(long)]
        active: Option<bool>,
    },
    /// Reset the password of a user, disable two-step verification and end all sessions
    Reset {
        /// Email of the user
        email: String,
        #[command(flatten)]
        password: Password,
    },
    /// Print the set-up link that creates the first administrator, while there are no users
    SetupLink {
        /// Public URL of the server, such as https://hub.example.com [LATCHKEY_PUBLIC_URL; default: where the
        /// server listens]
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// List the users
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Country, currency and time zone of the account; asked for when the first user is added in a terminal.
#[derive(clap::Args)]
pub struct Place {
    /// Country of a new account, ISO 3166-1 alpha-2
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Currency of a new account, ISO 4217; default: that of the country
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Time zone of a new account, such as Europe/Madrid
    #[arg(long, value_name = "ZONE")]
    timezone: Option<String>,
}

/// Where the password comes from.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub struct Password {
    /// Generate a password and print it, once
    #[arg(long)]
    random_password: bool,
    /// Read the password, one line of at least 10 characters, from standard input
    #[arg(long)]
    password_stdin: bool,
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Add { email, name, password, role, place, json } => {
            let role = Role::named(&role).ok_or_else(|| Stop::Usage(format!("there is no role \"{role}\"")))?;
            add(common, New { email, name, role, place, json }, password.random_password)
        }
        Command::Edit { email, name, new_email, role, active } => {
            let role = role.as_deref().and_then(Role::named);
            edit(common, &email, Changes { name, email: new_email, role, active })
        }
        Command::Reset { email, password } => reset(common, &email, password.random_password),
        Command::SetupLink { public_url } => setup_link(common, public_url),
        Command::List { json } => list(&Desk::open(common)?, json),
    }
}

/// A user to add.
struct New {
    email: String,
    name: String,
    role: Role,
    place: Place,
    json: bool,
}

/// Where the account is to be at home: as the options say, else as is answered in a terminal, else as is assumed.
fn place(assumed: &Home, named: Place, asks: bool) -> Result<Vec<(&'static str, String)>, Stop> {
    let ask = |what: &str, assumed: &str| if asks { input::answer(what, assumed).map(Some) } else { Ok(None) };
    let mut set = Vec::new();
    let country = match named.country {
        Some(country) => Some(country),
        None => ask("Country (ISO 3166-1 alpha-2)", &assumed.country)?,
    };
    let other = country.as_deref().filter(|country| !country.eq_ignore_ascii_case(&assumed.country));
    let usual = other.map_or_else(|| assumed.currency.clone(), |country| home::currency_of(&country.to_ascii_uppercase()));
    let currency = match named.currency {
        Some(currency) => Some(currency),
        None => ask("Currency (ISO 4217)", &usual)?.or_else(|| other.map(|_| usual.clone())),
    };
    let timezone = match named.timezone {
        Some(timezone) => Some(timezone),
        None => ask("Time zone", &assumed.zone)?,
    };
    for (name, value) in [("country", country), ("currency", currency), ("timezone", timezone)] {
        set.extend(value.filter(|value| !value.is_empty()).map(|value| (name, value)));
    }
    Ok(set)
}

fn add(common: &Common, new: New, random: bool) -> Result<(), Stop> {
    let New { email, name, role, place: named, json } = new;
    let password = if random { passwords::random()? } else { input::line()? };
    let hash = passwords::hash(&password)?;
    let desk = Desk::open(common)?;
    let now = desk.now();
    let (is_first, account) = desk.read(|tx| Ok((database::users::all(tx)?.is_empty(), Account::load(tx)?)))?;
    let is_named = named.country.is_some() || named.currency.is_some() || named.timezone.is_some();
    if !is_first && is_named {
        return Err(Stop::Usage(
            "country, currency and time zone can only be given with the first user; use `latchkey settings set`".to_owned(),
        ));
    }
    // Standard input that holds a password answers no questions.
    let asks = is_first && random && !json && std::io::IsTerminal::is_terminal(&std::io::stdin());
    let set = if is_first { place(&account.home(), named, asks)? } else { Vec::new() };
    let user = desk.change(move |tx| {
        let user = users::add(tx, &email, &name, role, &hash, &By::CommandLine, now)?;
        for (name, value) in &set {
            settings::set(tx, name, value, &By::CommandLine, now)?;
        }
        Ok(user)
    })?;
    if json {
        let mut shown = shown(&user);
        if random {
            shown.shift_insert(1, "password".to_owned(), Value::String(password));
        }
        return output::json(&shown);
    }
    let mut added = format!("Added user {}: {}, {}.", user.id, user.email, user.role);
    if is_first {
        let home = desk.read(Account::load)?.home();
        added.push_str(&format!("\nThe account uses {}; to change this: latchkey settings set", home.view()));
    }
    if random {
        return output::text(&format!(
            "{added} The password is shown only now and not stored: send it over a secure channel.\n\n{password}\n"
        ));
    }
    output::text(&added)
}

fn edit(common: &Common, email: &str, changes: Changes) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let id = find(&desk, email)?.id;
    let (keeper, now) = (Administrator { by: By::CommandLine, role: Role::Administrator }, desk.now());
    let user = desk.change(move |tx| people::edit(tx, &keeper, id, &changes, now))?;
    let state = if user.active { "active" } else { "deactivated" };
    output::text(
        &format!("User {}: {}, {} {}, {}, {state}.", user.id, user.email, user.first_name, user.last_name, user.role).replace(" ,", ","),
    )
}

fn setup_link(common: &Common, public_url: Option<String>) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    if !desk.read(|tx| Ok(database::users::all(tx)?))?.is_empty() {
        return Err(Stop::Refused(
            "the set-up link is no longer valid: there are users already; to add another: latchkey user add".to_owned(),
        ));
    }
    let given = Config::decide(common, &Serving { public_url, ..Serving::default() }).map_err(Stop::Usage)?;
    let address = given.public_url.or_else(|| folder::served_at(desk.data())).unwrap_or_else(|| format!("http://{}", given.listen));
    output::text(&admin::setup_link(&address, &desk.storage.seal.setup_code()))
}

fn find(desk: &Desk, email: &str) -> Result<User, Stop> {
    let email = email.trim().to_lowercase();
    let user = desk.read(|tx| Ok(database::users::all(tx)?))?.into_iter().find(|user| user.email == email);
    user.ok_or_else(|| Stop::Refused(format!("there is no user with the email {email}; `latchkey user list` lists them")))
}

fn reset(common: &Common, email: &str, random: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let user = find(&desk, email)?;
    let email = user.email;
    let password = if random { passwords::random()? } else { input::line()? };
    let hash = passwords::hash(&password)?;
    let now = desk.now();
    desk.change(move |tx| users::reset_password(tx, user.id, &hash, &By::CommandLine, now))?;
    let view = format!("Password of {email} changed, two-step verification disabled, all sessions ended.");
    if random {
        return output::text(&format!(
            "{view} The new password is shown only now and not stored: send it over a secure channel.\n\n{password}\n"
        ));
    }
    output::text(&view)
}

fn list(desk: &Desk, json: bool) -> Result<(), Stop> {
    let users = desk.read(|tx| Ok(database::users::all(tx)?))?;
    if json {
        return output::json(&users.iter().map(shown).collect::<Vec<_>>());
    }
    let rows: Vec<[String; 5]> = users
        .iter()
        .map(|user| {
            let name = format!("{} {}", user.first_name, user.last_name).trim_end().to_owned();
            let state = if user.active { "active" } else { "deactivated" };
            [user.id.to_string(), user.email.clone(), name, user.role.clone(), state.to_owned()]
        })
        .collect();
    let empty = "No users yet: latchkey user add EMAIL --name NAME --random-password";
    output::table(["ID", "EMAIL", "NAME", "ROLE", "STATE"], &rows, empty)
}

fn shown(user: &User) -> Map<String, Value> {
    let mut shown = Map::new();
    let mut set = |name: &str, value: Value| shown.insert(name.to_owned(), value);
    set("id", user.id.into());
    set("email", user.email.clone().into());
    set("firstName", user.first_name.clone().into());
    set("lastName", user.last_name.clone().into());
    set("role", user.role.clone().into());
    set("active", user.active.into());
    set("createdAt", output::moment(user.created_at).into());
    shown
}
