//! Making a backup: every row as of one moment, in a stream that takes little memory.

use std::io::Write;

use database::transfer::Source;
use domain::audit_log::chain;

use super::cipher::{Encrypting, Passphrase};
use super::manifest::{AuditHead, Header, Manifest, TableEnd, TableStart};
use super::secrets::Secrets;
use super::sections::{self, Writing};
use super::{FORMAT, MAGIC, Progress, files, row};
use crate::file_store::Folder;

/// How many bytes of rows go into a section.
const AT_ONCE: usize = 256 * 1024;

/// How often progress is shown, in rows.
pub(super) const SHOWN_EVERY: u64 = 10_000;

/// What is wished for beside the rows.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// Encrypt all of it with this.
    pub encrypt: Option<Passphrase>,
    /// Put in the secrets, encrypted with this.
    pub secrets: Option<(Secrets, Passphrase)>,
    /// The folder of large files beside an embedded database.
    pub files: Option<Folder>,
}

/// Writes a backup of what the source holds; `now` is in Unix seconds.
///
/// # Errors
/// The database failed, or it cannot be written.
pub fn write(source: &mut Source, wishes: &Wishes, now: i64, mut out: impl Write, progress: &mut dyn Progress) -> anyhow::Result<Manifest> {
    out.write_all(MAGIC)?;
    out.write_all(&[FORMAT, u8::from(wishes.encrypt.is_some())])?;
    match &wishes.encrypt {
        None => {
            let (manifest, mut out) = compress(source, wishes, now, out, progress)?;
            out.flush()?;
            Ok(manifest)
        }
        Some(passphrase) => {
            let (manifest, out) = compress(source, wishes, now, Encrypting::begin(out, passphrase)?, progress)?;
            out.end()?.flush()?;
            Ok(manifest)
        }
    }
}

fn compress<W: Write>(
    source: &mut Source,
    wishes: &Wishes,
    now: i64,
    out: W,
    progress: &mut dyn Progress,
) -> anyhow::Result<(Manifest, W)> {
    let mut out = Writing::new(zstd::Encoder::new(out, 3)?);
    let manifest = content(source, wishes, now, &mut out, progress)?;
    Ok((manifest, out.end()?.finish()?))
}

fn content<W: Write>(
    source: &mut Source,
    wishes: &Wishes,
    now: i64,
    out: &mut Writing<W>,
    progress: &mut dyn Progress,
) -> anyhow::Result<Manifest> {
    let schema = source.schema().clone();
    let header = Header::of(source.engine(), &schema, now);
    out.write(sections::HEADER, &serde_json::to_vec(&header)?)?;
    let mut tables = Vec::with_capacity(schema.tables.len());
    for table in &schema.tables {
        out.write(sections::TABLE, &serde_json::to_vec(&TableStart::of(table))?)?;
        let (mut rows, mut sum, mut waiting) = (0_u64, blake3::Hasher::new(), Vec::new());
        let mut send = |waiting: &mut Vec<u8>, out: &mut Writing<W>| {
            sum.update(waiting);
            out.write(sections::ROWS, waiting)?;
            waiting.clear();
            anyhow::Ok(())
        };
        files::rows(source, table, wishes.files.as_ref(), |cells| {
            row::write(cells, &mut waiting);
            rows += 1;
            if rows.is_multiple_of(SHOWN_EVERY) {
                progress.rows("copied", &table.name, rows);
            }
            if waiting.len() >= AT_ONCE { send(&mut waiting, out) } else { Ok(()) }
        })?;
        if !waiting.is_empty() {
            send(&mut waiting, out)?;
        }
        let end = TableEnd { name: table.name.clone(), rows, blake3: sum.finalize().to_hex().to_string() };
        out.write(sections::TABLE_END, &serde_json::to_vec(&end)?)?;
        tables.push(end);
    }
    if let Some((secrets, passphrase)) = &wishes.secrets {
        out.write(sections::SECRETS, &secrets.close(passphrase)?)?;
    }
    let audit_head = source.head()?.map(|head| AuditHead { number: head.number, hash: chain::hex(&head.hash) });
    let (left_out, counters) = (schema.left_out.clone(), source.counters()?);
    let manifest = Manifest { header, tables, left_out, counters, audit_head, secrets: wishes.secrets.is_some() };
    out.write(sections::MANIFEST, &serde_json::to_vec(&manifest)?)?;
    Ok(manifest)
}
