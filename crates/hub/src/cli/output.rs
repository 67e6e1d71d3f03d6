//! What commands print: texts, JSON, aligned tables.

use std::io::{ErrorKind, Write};

use serde::Serialize;

use crate::cli::Stop;

/// Prints lines.
pub fn text(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
    match written.and_then(|()| out.flush()) {
        // Whoever reads has seen enough: `latchkey methods | head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Stop::Refused(format!("the output cannot be written: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// Prints JSON.
pub fn json(value: &impl Serialize) -> Result<(), Stop> {
    let json = serde_json::to_string_pretty(value).map_err(|error| Stop::Refused(error.to_string()))?;
    text(&json)
}

/// Prints rows under headings, each column as wide as its widest cell; without rows, `empty`.
pub fn table<const N: usize>(headings: [&str; N], rows: &[[String; N]], empty: &str) -> Result<(), Stop> {
    if rows.is_empty() {
        return text(empty);
    }
    let headings = headings.map(str::to_owned);
    let lines: Vec<&[String; N]> = std::iter::once(&headings).chain(rows).collect();
    let widths: [usize; N] = std::array::from_fn(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0));
    let mut out = String::new();
    for line in lines {
        let cells = line.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    text(&out)
}

/// A moment in Unix seconds as people and programs both read it, `2026-05-01T12:00:00Z`.
pub fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|moment| moment.to_string()).unwrap_or_default()
}
