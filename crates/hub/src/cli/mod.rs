//! The command line: one file for each command, and what they share.

mod audit;
mod backup;
mod catalogue;
mod demo;
mod desk;
mod doctor;
mod export;
mod healthcheck;
mod import;
mod input;
mod key;
mod key_advice;
mod key_usage;
mod keys;
mod local_tls;
mod methods;
mod output;
mod pepper;
mod secrets;
mod serve;
mod settings;
mod site;
mod template;
mod user;
mod version;
mod webhook;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use domain::fault::Fault;

use crate::config::{Common, Serving};

/// A hub for online stores: it collects the orders and customers of all stores, and an API access key
/// decides, per store and method, what each caller may do. Without a command, it starts the server.
#[derive(Parser)]
#[command(
    name = "latchkey",
    version,
    after_help = "Options marked [LATCHKEY_…] can also be set by that variable of the environment, or by \
    their name in the configuration file. A flag wins over the environment, and the environment over the file."
)]
struct Program {
    #[command(flatten)]
    common: Common,
    #[command(flatten)]
    serving: Serving,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server (default)
    Serve(Box<Serving>),
    /// Stores: add, list, edit
    #[command(subcommand)]
    Site(site::Command),
    /// Catalogues of stores: load
    #[command(subcommand)]
    Catalogue(catalogue::Command),
    /// Orders and customers from CSV files: orders, customers, list, continue, undo
    #[command(subcommand)]
    Import(Box<import::Command>),
    /// Write all orders and customers of a store into CSV files
    Export(export::Export),
    /// API access keys: add, edit, enable, disable, replace tokens, explain refused calls
    #[command(subcommand)]
    Key(Box<key::Command>),
    /// Keys described in a file: plan, apply, export
    #[command(subcommand)]
    Keys(Box<keys::Command>),
    /// Key templates: list, show, add, edit, delete, apply
    #[command(subcommand)]
    Template(Box<template::Command>),
    /// Users: add, edit, reset, setup-link, list
    #[command(subcommand)]
    User(user::Command),
    /// Settings of the account: set, list
    #[command(subcommand)]
    Settings(settings::Command),
    /// The secret that tokens are hashed with: rotate, status, retire
    #[command(subcommand)]
    Pepper(pepper::Command),
    /// Lost secrets of the data folder: renew
    #[command(subcommand)]
    Secrets(secrets::Command),
    /// Audit log: verify, list, changes, anchor
    #[command(subcommand)]
    Audit(audit::Command),
    /// Webhooks: add, list, events, edit, disable, enable, rotate, delete, test, deliveries, resend
    #[command(subcommand)]
    Webhook(webhook::Command),
    /// Copy the account into one file while it is served
    Backup(backup::Backup),
    /// Make a backup the account of this data folder and database; stop every server first
    Restore(backup::Restore),
    /// Look for what may be wrong with the installation, and say what to do
    Doctor(Box<doctor::Doctor>),
    /// Ask the server of these options whether it is ready
    Healthcheck(healthcheck::Healthcheck),
    /// Fill a new account with sample stores, orders and keys
    Demo(demo::Demo),
    /// List the methods of the API
    Methods(methods::Methods),
    /// Print the version
    Version(version::Version),
}

/// Why a command failed.
enum Stop {
    /// Wrong usage.
    Usage(String),
    /// It was refused or failed.
    Refused(String),
    /// All has been said; only the exit code is left.
    Silent(u8),
}

impl From<anyhow::Error> for Stop {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<Fault>() {
            Ok(fault) => fault.into(),
            Err(error) => Self::Refused(format!("{error:#}")),
        }
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        match fault {
            // The fields' texts stand by themselves; the message above them is written for programs.
            Fault::Refused(problem) if !problem.errors.is_empty() => {
                Self::Refused(problem.errors.values().filter_map(|text| text.as_str()).collect::<Vec<_>>().join(" "))
            }
            fault => Self::Refused(fault.to_string()),
        }
    }
}

/// Runs the command of this process's arguments. Exit codes: 0 done, 1 refused or failed, 2 asked for wrongly, 3 done and
/// there are differences (`keys plan`).
pub fn run() -> ExitCode {
    let program = Program::parse();
    let (message, code) = match carry_out(program) {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Usage(message)) => (message, 2),
        Err(Stop::Refused(message)) => (message, 1),
        Err(Stop::Silent(code)) => return ExitCode::from(code),
    };
    eprintln!("latchkey: {}", message.split_whitespace().collect::<Vec<_>>().join(" "));
    ExitCode::from(code)
}

fn carry_out(program: Program) -> Result<(), Stop> {
    let Program { common, serving, command } = program;
    match command {
        None => serve::run(&common, &serving),
        Some(Command::Serve(own)) => serve::run(&common, &own.or(serving)),
        Some(Command::Site(command)) => site::run(&common, command),
        Some(Command::Catalogue(command)) => catalogue::run(&common, command),
        Some(Command::Import(command)) => import::run(&common, *command),
        Some(Command::Export(asked)) => export::run(&common, &asked),
        Some(Command::Key(command)) => key::run(&common, *command),
        Some(Command::Keys(command)) => keys::run(&common, *command),
        Some(Command::Template(command)) => template::run(&common, *command),
        Some(Command::User(command)) => user::run(&common, command),
        Some(Command::Settings(command)) => settings::run(&common, command),
        Some(Command::Pepper(command)) => pepper::run(&common, command),
        Some(Command::Secrets(command)) => secrets::run(&common, &command),
        Some(Command::Audit(command)) => audit::run(&common, command),
        Some(Command::Webhook(command)) => webhook::run(&common, command),
        Some(Command::Backup(asked)) => backup::backup(&common, &asked),
        Some(Command::Restore(asked)) => backup::restore(&common, &asked),
        Some(Command::Doctor(asked)) => doctor::run(&common, &asked),
        Some(Command::Healthcheck(asked)) => healthcheck::run(&common, &asked),
        Some(Command::Demo(demo)) => demo::run(&common, &demo),
        Some(Command::Methods(methods)) => methods::run(&methods),
        Some(Command::Version(version)) => version::run(&version),
    }
}
