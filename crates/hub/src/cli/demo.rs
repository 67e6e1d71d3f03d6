//! `latchkey demo`: a shop window to try things on.

use domain::access::token;
use domain::demo;
use serde_json::{Value, json};

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

/// Fill a fresh account with two stores, a landing page, customers, orders and a key of each kind.
#[derive(clap::Args)]
pub struct Demo {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(common: &Common, demo: &Demo) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let tokens: Result<Vec<String>, _> = demo::KEYS.iter().map(|_| token::generate()).collect();
    let tokens = tokens.map_err(|error| Stop::Refused(format!("no token can be generated: {error}")))?;
    let (now, pepper, given) = (desk.now(), desk.storage.peppers.present.clone(), tokens.clone());
    let keys = desk.change(move |tx| demo::fill(tx, &pepper, &given, now))?;
    if demo.json {
        let shown: Vec<Value> =
            keys.iter().zip(&tokens).map(|(key, token)| json!({"id": key.id, "name": key.name, "token": token})).collect();
        return output::json(&shown);
    }
    let rows: Vec<[String; 3]> = keys.iter().zip(tokens).map(|(key, token)| [key.id.to_string(), key.name.clone(), token]).collect();
    output::text("Added two stores, a landing page, customers, orders and keys. Copy the tokens: they are shown only now.\n")?;
    output::table(["ID", "KEY", "TOKEN"], &rows, "")
}
