//! Rows of an import that were refused, as a file to repair and to import again.

use database::Tx;
use database::imports as kept;
use serde::{Deserialize, Serialize};

use super::export::cell;
use super::plan::Plan;
use super::row::RowFault;
use crate::fault::Fault;

/// So many of them are read at a time.
const AT_ONCE: i64 = 500;

/// The column that says what is wrong with a row: it is the last one, and is not read when the file is imported.
pub const COLUMN: &str = "latchkey-error";

/// Rows that were refused together, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The cells of each row.
    pub rows: Vec<Vec<String>>,
    /// What is wrong.
    pub fault: RowFault,
}

/// The first row of the file.
pub fn header(plan: &Plan) -> String {
    let names = plan.header.iter().map(String::as_str).filter(|name| *name != COLUMN).chain([COLUMN]);
    format!("{}\r\n", names.map(cell).collect::<Vec<_>>().join(","))
}

/// Some rows after a line as they are written, and the last line, none at the end. `said` puts a fault into words.
///
/// # Errors
/// The database failed, or a row is damaged.
pub fn some(
    tx: &mut Tx<'_>,
    plan: &Plan,
    import: i64,
    after: i64,
    said: impl Fn(&RowFault) -> String,
) -> Result<(String, Option<i64>), Fault> {
    let found = kept::refused_after(tx, import, after, AT_ONCE)?;
    // A file that was repaired before has this column already.
    let own = plan.header.iter().position(|name| name == COLUMN);
    let mut out = String::new();
    for (_, body) in &found {
        let refused: Refused = serde_json::from_str(body)?;
        for (place, row) in refused.rows.iter().enumerate() {
            let width = plan.header.len().max(row.len());
            let cells = (0..width).filter(|place| Some(*place) != own).map(|place| row.get(place).map_or("", String::as_str));
            let mut line: Vec<String> = cells.map(|text| if text.is_empty() { String::new() } else { cell(text) }).collect();
            line.push(if place == 0 { cell(&said(&refused.fault)) } else { String::new() });
            out.push_str(&line.join(","));
            out.push_str("\r\n");
        }
    }
    Ok((out, found.last().map(|(line, _)| *line)))
}
