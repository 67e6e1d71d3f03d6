//! What a key does not see of the rows it reaches, on the command line.

use database::keys::Key;
use domain::access::masks::Masks;
use domain::access::rows::Rows;
use domain::keys::{self, Changes};

use crate::cli::Stop;

/// What a key does not see.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Sight {
    /// Hidden data: phone, email, address, names, prices or custom, each with hide, partial or pseudonym; "none"
    /// for nothing. A key that may write finds customers only by phone numbers and emails that it sent itself, and cannot confirm a
    /// guess; with pseudonym it can learn the pseudonym of every value it writes, so use hide for such a key
    #[arg(long = "mask", value_name = "none|CLASS=MASK,…", help_heading = "Limits")]
    masks: Option<String>,
    /// Order filter: conditions on source, medium, campaign, keyword, content, method, type, group
    /// (of the status) and days (since creation), such as "source=cpa|partner,days=30"; "all" for every order
    #[arg(long, value_name = "all|FIELD=VALUE,…", help_heading = "Limits")]
    rows: Option<String>,
}

impl Sight {
    /// The changes it asks for.
    pub fn changes(&self) -> Result<Changes, Stop> {
        let masks = self.masks.as_deref().map(Masks::parse).transpose().map_err(Stop::Refused)?;
        let rows = self.rows.as_deref().map(Rows::parse).transpose().map_err(Stop::Refused)?;
        Ok(Changes { masks, rows, ..Changes::default() })
    }
}

/// What is shown of it.
pub fn lines(key: &Key) -> Vec<String> {
    let (masks, rows) = (keys::masks(key), keys::rows(key));
    let masks = (!masks.is_empty()).then(|| format!("Masked   {masks}"));
    let rows = (!rows.is_empty()).then(|| format!("Orders   {rows}"));
    masks.into_iter().chain(rows).collect()
}
