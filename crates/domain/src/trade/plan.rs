//! How the columns of a file are read, and what is done with rows that exist.

use serde::{Deserialize, Serialize};

use super::columns::{Column, Kind, Part};
use super::custom;
use crate::fault::Fault;

/// What is done with an order or a customer that exists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Existing {
    /// Its fields become what the file says; empty cells change nothing.
    #[default]
    Update,
    /// Only its empty fields are filled.
    Fill,
    /// It stays as it is.
    Skip,
}

impl Existing {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Update, Self::Fill, Self::Skip];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Fill => "fill",
            Self::Skip => "skip",
        }
    }

    /// The choice of a word.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|existing| existing.name() == name)
    }
}

/// How the columns of a file are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The header of the file.
    pub header: Vec<String>,
    /// The name of a column for each cell of the header; empty for one that is left out.
    pub columns: Vec<String>,
    /// What is done with rows that exist.
    #[serde(default)]
    pub existing: Existing,
    /// Whether a customer without an id is found by phone or email.
    #[serde(default)]
    pub by_contacts: bool,
    /// The last line of the file.
    #[serde(default)]
    pub last_line: i64,
    /// The user who undid the import; none for the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<i64>,
}

impl Plan {
    /// A kept plan.
    ///
    /// # Errors
    /// It is damaged.
    pub fn read(kept: &str) -> Result<Self, Fault> {
        Ok(serde_json::from_str(kept)?)
    }

    /// As it is kept.
    pub fn stored(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// The columns, each with its place in the file.
    pub fn placed(&self, kind: Kind) -> impl Iterator<Item = (usize, &'static Column)> + '_ {
        self.columns.iter().enumerate().filter_map(move |(place, name)| Some((place, kind.column(name)?)))
    }

    /// The columns of custom fields, each with its place in the file: names and codes.
    pub fn custom(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        self.columns.iter().enumerate().filter_map(|(place, name)| Some((place, name.as_str(), custom::code(name)?)))
    }

    /// What is wrong with it: the reason in a word, and the column.
    pub fn fault(&self, kind: Kind) -> Option<(&'static str, String)> {
        if let Some(unknown) =
            self.columns.iter().find(|name| !name.is_empty() && kind.column(name).is_none() && custom::code(name).is_none())
        {
            return Some(("import-unknown-column", unknown.clone()));
        }
        let twice = |place: usize, name: &String| !name.is_empty() && self.columns[..place].contains(name);
        if let Some((_, name)) = self.columns.iter().enumerate().find(|(place, name)| twice(*place, name)) {
            return Some(("import-column-twice", name.clone()));
        }
        if !self.placed(kind).any(|(_, column)| column.is_written()) && self.custom().next().is_none() {
            return Some(("import-no-columns", String::new()));
        }
        let has_lines = self.placed(kind).any(|(_, column)| column.part == Part::Line);
        let names_row = self.columns.iter().any(|name| matches!(name.as_str(), "id" | "externalId" | "number"));
        // Without it every row would be an order of its own.
        (kind == Kind::Orders && has_lines && !names_row).then(|| ("import-no-order-name", String::new()))
    }
}
