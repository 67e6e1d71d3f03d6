//! `latchkey key reveal`: a token that was kept is shown again, for a reason that goes on record.

use domain::audit_log::By;
use domain::keys::retrieval;
use serde_json::json;

use crate::cli::desk::Desk;
use crate::cli::{Stop, output};
use crate::config::Common;

pub fn run(common: &Common, id: i64, reason: String, json: bool) -> Result<(), Stop> {
    let desk = Desk::open(common)?;
    let (now, seal) = (desk.now(), desk.storage.seal.clone());
    let token = desk.change(move |tx| retrieval::reveal(tx, &seal, id, &reason, &By::CommandLine, now))?;
    if json { output::json(&json!({"id": id, "token": token})) } else { output::text(&token) }
}
