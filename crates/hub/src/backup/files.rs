//! The bytes of large files among the rows of a backup: what is in the data folder is written as the chunks that another database would
//! have in its place, so that a backup is the same wherever it was made.

use std::collections::VecDeque;

use database::files::{CHUNK, CHUNKS};
use database::transfer::{Cell, Source, Table};

use crate::file_store::{Folder, is_large};

/// Hands every row of a table to `each`; of the table of chunks also those that are in the folder, in the order of its key.
///
/// # Errors
/// The database failed, a file cannot be read, or `each` failed.
pub(super) fn rows(
    source: &mut Source,
    table: &Table,
    folder: Option<&Folder>,
    mut each: impl FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let Some(folder) = folder.filter(|_| table.name == CHUNKS) else { return source.rows(table, each) };
    let mut waiting = contents(source)?;
    source.rows::<anyhow::Error>(table, |cells| {
        if let Some(Cell::Text(hash)) = cells.first() {
            while waiting.front().is_some_and(|(next, _)| next.as_bytes() <= *hash) {
                let Some((next, size)) = waiting.pop_front() else { break };
                // One that is in the database is not looked for in the folder.
                if next.as_bytes() < *hash {
                    from_folder(folder, &next, size, &mut each)?;
                }
            }
        }
        each(cells)
    })?;
    waiting.into_iter().try_for_each(|(hash, size)| from_folder(folder, &hash, size, &mut each))
}

/// Every content that may be in the folder, with its size, by its hash.
fn contents(source: &mut Source) -> anyhow::Result<VecDeque<(String, i64)>> {
    let Some(table) = source.schema().table("file_contents").cloned() else { return Ok(VecDeque::new()) };
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let (Some(hash), Some(size)) = (place("hash"), place("size")) else { return Ok(VecDeque::new()) };
    let mut found = VecDeque::new();
    source.rows::<anyhow::Error>(&table, |row| {
        if let (Some(Cell::Text(hash)), Some(Cell::Int(size))) = (row.get(hash), row.get(size))
            && is_large(*size)
        {
            found.push_back((String::from_utf8_lossy(hash).into_owned(), *size));
        }
        Ok(())
    })?;
    Ok(found)
}

fn from_folder(folder: &Folder, hash: &str, size: i64, each: &mut impl FnMut(&[Cell<'_>]) -> anyhow::Result<()>) -> anyhow::Result<()> {
    if !folder.has(hash, size) {
        // Also one whose upload has only begun. The rest of the account is worth a backup all the same.
        tracing::warn!(hash, "the bytes of a file are not in the data folder: they are missing in this backup");
        return Ok(());
    }
    let count = size.saturating_add(CHUNK as i64 - 1) / CHUNK as i64;
    for number in 0..count {
        let bytes = folder.chunk(hash, number)?;
        each(&[Cell::Text(hash.as_bytes()), Cell::Int(number), Cell::Bytes(&bytes)])?;
    }
    Ok(())
}
