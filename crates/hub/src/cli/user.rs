//! `latchkey user`: people of the account.

use database::users::User;
use serde_json::{Map, Value};

use crate::admin;
use crate::cli::desk::Desk;
use crate::cli::{Stop, input, output};
use crate::config::{Common, Config, Serving};
use crate::domain::passwords;
use crate::domain::people::{self, Changes, Keeper};
use crate::domain::record::By;
use crate::domain::users::{self, Role};
use crate::folder;

/// What to do with people.
#[derive(clap::Subcommand)]
pub enum Command {
    /// Add a person who may sign in
    Add {
        /// E-mail, by which they sign in
        email: String,
        /// First name and, after a space, last name
        #[arg(long)]
        name: String,
        #[command(flatten)]
        password: Password,
        /// What they may do
        #[arg(long, default_value = "administrator", value_parser = ["administrator", "manager", "read-only"])]
        role: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Change what a person is called, their e-mail, their role, or whether they may sign in
    Edit {
        /// E-mail, by which they sign in
        email: String,
        /// First name and, after a space, last name
        #[arg(long)]
        name: Option<String>,
        /// Another e-mail
        #[arg(long, value_name = "EMAIL")]
        new_email: Option<String>,
        /// What they may do
        #[arg(long, value_parser = ["administrator", "manager", "read-only"])]
        role: Option<String>,
        /// Whether they may sign in
        #[arg(long)]
        active: Option<bool>,
    },
    /// Give a person another password, turn their second step off and end every session they have
    Reset {
        /// E-mail, by which they sign in
        email: String,
        #[command(flatten)]
        password: Password,
    },
    /// Print the link by which the first administrator is made, as long as there is nobody who could sign in
    SetupLink {
        /// The address under which browsers reach the hub, such as https://hub.example.com [LATCHKEY_PUBLIC_URL; default: where the
        /// server listens]
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// List the people
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// Where the password comes from.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub struct Password {
    /// Make a password and print it, once
    #[arg(long)]
    random_password: bool,
    /// Read the password, one line of at least 10 characters, from standard input
    #[arg(long)]
    password_stdin: bool,
}

pub fn run(common: &Common, command: Command) -> Result<(), Stop> {
    match command {
        Command::Add { email, name, password, role, json } => {
            let role = Role::named(&role).ok_or_else(|| Stop::Usage(format!("there is no role \"{role}\"")))?;
            add(common, email, name, role, password.random_password, json)
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

fn add(common: &Common, email: String, name: String, role: Role, random: bool, json: bool) -> Result<(), Stop> {
    let password = if random { passwords::random()? } else { input::line()? };
    let hash = passwords::hash(&password)?;
    let desk = Desk::open(common)?;
    let now = desk.now();
    let user = desk.change(move |tx| users::add(tx, &email, &name, role, &hash, &By::CommandLine, now))?;
    if json {
        let mut shown = shown(&user);
        if random {
            shown.shift_insert(1, "password".to_owned(), Value::String(password));
        }
        return output::json(&shown);
    }
    let added = format!("Added user {}: {}, {}.", user.id, user.email, user.role);
    if random {
        return output::text(&format!("{added} The password is shown only now and kept nowhere: hand it over safely.\n\n{password}\n"));
    }
    output::text(&added)
}

fn edit(common: &Common, email: &str, changes: Changes) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let id = find(&desk, email)?.id;
    let (keeper, now) = (Keeper { by: By::CommandLine, role: Role::Administrator }, desk.now());
    let user = desk.change(move |tx| people::edit(tx, &keeper, id, &changes, now))?;
    let state = if user.active { "may sign in" } else { "shut out" };
    output::text(
        &format!("User {}: {}, {} {}, {}, {state}.", user.id, user.email, user.first_name, user.last_name, user.role).replace(" ,", ","),
    )
}

fn setup_link(common: &Common, public_url: Option<String>) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    if !desk.read(|tx| Ok(database::users::all(tx)?))?.is_empty() {
        return Err(Stop::Refused("the set-up link is over: there are people already; `latchkey user add` adds another one".to_owned()));
    }
    let given = Config::decide(common, &Serving { public_url, ..Serving::default() }).map_err(Stop::Usage)?;
    let address = given.public_url.or_else(|| folder::served_at(desk.data())).unwrap_or_else(|| format!("http://{}", given.listen));
    output::text(&admin::setup_link(&address, &desk.account.seal.setup_code()))
}

fn find(desk: &Desk, email: &str) -> Result<User, Stop> {
    let email = email.trim().to_lowercase();
    let user = desk.read(|tx| Ok(database::users::all(tx)?))?.into_iter().find(|user| user.email == email);
    user.ok_or_else(|| Stop::Refused(format!("there is no user with the e-mail {email}; `latchkey user list` lists them")))
}

fn reset(common: &Common, email: &str, random: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let user = find(&desk, email)?;
    let email = user.email;
    let password = if random { passwords::random()? } else { input::line()? };
    let hash = passwords::hash(&password)?;
    let now = desk.now();
    desk.change(move |tx| users::reset_password(tx, user.id, &hash, &By::CommandLine, now))?;
    let told = format!("The password of {email} is changed, their second step is off, and every session of theirs is ended.");
    if random {
        return output::text(&format!("{told} The new one is shown only now and kept nowhere: hand it over safely.\n\n{password}\n"));
    }
    output::text(&told)
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
            let state = if user.active { "may sign in" } else { "shut out" };
            [user.id.to_string(), user.email.clone(), name, user.role.clone(), state.to_owned()]
        })
        .collect();
    let empty = "There are no users yet: latchkey user add EMAIL --name NAME --random-password";
    output::table(["ID", "E-MAIL", "NAME", "ROLE", "STATE"], &rows, empty)
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
