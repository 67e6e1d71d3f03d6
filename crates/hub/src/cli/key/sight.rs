//! What a key does not see of the rows it reaches, on the command line.

use database::keys::Key;

use crate::cli::Stop;
use crate::domain::keys::{self, Changes};
use crate::keys::masks::Masks;

/// What a key does not see.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// What is masked for it, and how: phone, email, address, names, prices, custom by hide, partial or pseudonym; "none"
    /// for nothing
    #[arg(long = "mask", value_name = "none|CLASS=MASK,…", help_heading = "Limits")]
    masks: Option<String>,
}

impl Options {
    /// The changes it asks for.
    pub fn changes(&self) -> Result<Changes, Stop> {
        let masks = self.masks.as_deref().map(Masks::parse).transpose().map_err(Stop::Refused)?;
        Ok(Changes { masks, ..Changes::default() })
    }
}

/// What is shown of it.
pub fn lines(key: &Key) -> Vec<String> {
    let masks = keys::masks(key);
    if masks.is_empty() { Vec::new() } else { vec![format!("Masked   {masks}")] }
}
