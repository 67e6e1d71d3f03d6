//! `latchkey key rotate`, `finish`, `restore` and `leaked`: what becomes of a key and its tokens.

use domain::access::token;
use domain::audit_log::By;
use domain::keys::rotation::{self, Overlap};
use domain::keys::{self, cause};
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::{Stop, input, output};
use crate::config::Common;

/// Gives a key another token.
#[derive(Debug, clap::Args)]
pub struct Rotate {
    /// ID of the key
    id: i64,
    /// How long the old token keeps working: a period (90m, 24h, 7d), which ends early when the new token is used,
    /// "hold" (until `latchkey key finish`) or "none"
    #[arg(long, value_name = "SPAN|hold|none", default_value = "24h")]
    overlap: String,
    /// The new token, if it is not to be generated; "-" reads it from standard input
    #[arg(long)]
    token: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A fresh token, one that was given, or one from standard input.
pub fn token_of(given: Option<&str>) -> Result<String, Stop> {
    match given {
        None => token::generate().map_err(|error| Stop::Refused(format!("no token can be generated: {error}"))),
        Some("-") => input::line(),
        Some(token) => Ok(token.to_owned()),
    }
}

pub fn rotate(common: &Common, asked: &Rotate) -> Result<(), Stop> {
    let overlap = Overlap::parse(&asked.overlap).map_err(|error| Stop::Usage(format!("--overlap: {error}")))?;
    let token = token_of(asked.token.as_deref())?;
    let desk = Desk::open(common)?;
    let (id, now, pepper, given, seal) =
        (asked.id, desk.now(), desk.storage.peppers.present.clone(), token.clone(), desk.storage.seal.clone());
    let key = desk.change(move |tx| {
        let kept = keys::retrieval::is_kept(tx, id)?;
        let key = rotation::rotate(tx, &pepper, id, &given, overlap, &By::CommandLine, now)?;
        keys::retrieval::follow(tx, &seal, &key, &given, kept)?;
        Ok(key)
    })?;
    let ends_at = key.former.last().and_then(|former| former.ends_at);
    if asked.json {
        let ends_at = ends_at.map(output::moment);
        return output::json(&json!({"id": key.id, "token": token, "number": key.secret, "overlap": asked.overlap, "oldEndsAt": ends_at}));
    }
    let old = match overlap {
        Overlap::None => "The old token no longer works.".to_owned(),
        Overlap::Held => format!("The old token still works. To revoke it: latchkey key finish {}", key.id),
        Overlap::For(_) => format!(
            "The old token still works until the new one is used, at most until {}.",
            ends_at.map(output::moment).unwrap_or_default()
        ),
    };
    output::text(&format!("Key {}, {}, has a new token. Copy it to the client. {old}\n\n{token}\n", key.id, key.name))
}

pub fn finish(common: &Common, id: i64) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    let ended = desk.change(move |tx| rotation::finish(tx, id, &By::CommandLine, now))?;
    output::text(&if ended { format!("Old tokens of key {id} are revoked.") } else { format!("Key {id} has no old tokens.") })
}

pub fn restore(common: &Common, id: i64) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    let key = desk.change(move |tx| keys::restore(tx, id, &By::CommandLine, now))?;
    output::text(&format!("Key {id}, {}, is restored and {}.", key.name, if key.active { "enabled" } else { "disabled" }))
}

pub fn leaked(common: &Common, id: i64) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let now = desk.now();
    let (key, _) = desk.change(move |tx| keys::suspend(tx, id, cause::LEAKED, &By::CommandLine, now))?;
    output::text(&format!("Key {id}, {}, is disabled permanently. Add a new key for the client that uses it.", key.name))
}
