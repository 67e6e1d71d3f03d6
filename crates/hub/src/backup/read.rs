//! Reading a backup: everything in it is checked on the way, and nothing of it is believed before its end.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail, ensure};
use database::transfer::{Cell, Schema, Table};

use super::cipher::{Decrypting, Passphrase};
use super::make::SHOWN_EVERY;
use super::manifest::{Header, Manifest, TableEnd, TableStart};
use super::sections::{self, Reading};
use super::{FORMAT, MAGIC, Progress, row};

/// A backup that is read from its beginning to its end.
pub struct Walk {
    sections: Reading<Box<dyn Read>>,
    header: Header,
    schema: Schema,
    tables: Vec<TableEnd>,
    secrets: Option<Vec<u8>>,
    manifest: Option<Manifest>,
}

/// What a backup is, once it has been read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The tables of its version.
    pub schema: Schema,
    /// The pepper and the seal, encrypted.
    pub secrets: Option<Vec<u8>>,
}

/// True when a file begins as a backup does.
pub fn is_backup(path: &Path) -> bool {
    let mut magic = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut magic)).is_ok() && magic == *MAGIC
}

impl Walk {
    /// Opens a backup.
    ///
    /// # Errors
    /// It cannot be read, is no backup, is of a newer version, or needs a passphrase.
    pub fn open(path: &Path, passphrase: Option<&Passphrase>) -> anyhow::Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut file = BufReader::with_capacity(256 * 1024, file);
        let mut head = [0; MAGIC.len() + 2];
        let read = file.read_exact(&mut head);
        ensure!(read.is_ok() && head.starts_with(MAGIC), "{} is not a backup of Latchkey", path.display());
        let [.., format, encrypted] = head;
        ensure!(format == FORMAT, "the backup was made by a newer version of Latchkey (format {format}): restore it with that version");
        let stream: Box<dyn Read> = match (encrypted, passphrase) {
            (0, _) => Box::new(file),
            (1, Some(passphrase)) => Box::new(Decrypting::begin(file, passphrase)?),
            (1, None) => bail!("the backup is encrypted: name a file with its passphrase with --passphrase-file"),
            _ => bail!("the backup is damaged: its encryption is unknown"),
        };
        let mut sections = Reading::new(Box::new(zstd::Decoder::new(stream)?) as Box<dyn Read>);
        let Some((sections::HEADER, header)) = sections.next()? else { bail!("the backup is damaged: it has no header") };
        let header: Header = serde_json::from_slice(&header).context("the backup is damaged: its header")?;
        let schema = Schema::of(&header.steps).with_context(|| format!("the backup was made by Latchkey {}", header.version))?;
        Ok(Self { sections, header, schema, tables: Vec::new(), secrets: None, manifest: None })
    }

    /// What it says of itself at its beginning.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The tables of its version.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The next table, whose rows must be read next; `None` after the last one.
    ///
    /// # Errors
    /// The file is damaged.
    pub fn next_table(&mut self) -> anyhow::Result<Option<Table>> {
        while let Some((kind, payload)) = self.sections.next()? {
            ensure!(self.manifest.is_none(), "the backup is damaged: something follows its manifest");
            match kind {
                sections::TABLE => {
                    let start: TableStart = serde_json::from_slice(&payload).context("the backup is damaged: a table")?;
                    let table = self.schema.table(&start.name).filter(|table| TableStart::of(table) == start).cloned();
                    let table =
                        table.with_context(|| format!("the backup is damaged: its version has no such table as its {}", start.name))?;
                    ensure!(!self.tables.iter().any(|known| known.name == table.name), "the backup is damaged: {} comes twice", table.name);
                    return Ok(Some(table));
                }
                sections::SECRETS => self.secrets = Some(payload),
                sections::MANIFEST => {
                    self.manifest = Some(serde_json::from_slice(&payload).context("the backup is damaged: its manifest")?);
                }
                _ => bail!("the backup is damaged: a section is out of place"),
            }
        }
        Ok(None)
    }

    /// Hands every row of the table to `each`.
    ///
    /// # Errors
    /// The file is damaged, or `each` failed.
    pub fn rows(
        &mut self,
        table: &Table,
        doing: &str,
        progress: &mut dyn Progress,
        mut each: impl FnMut(&[Cell<'_>]) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let (mut rows, mut sum) = (0_u64, blake3::Hasher::new());
        loop {
            let (kind, payload) = self.sections.next()?.context("the backup is cut off")?;
            match kind {
                sections::ROWS => {
                    sum.update(&payload);
                    let (mut rest, mut row) = (payload.as_slice(), Vec::with_capacity(table.columns.len()));
                    while !rest.is_empty() {
                        row::read(&mut rest, table.columns.len(), &mut row)?;
                        each(&row)?;
                        rows += 1;
                        if rows.is_multiple_of(SHOWN_EVERY) {
                            progress.rows(doing, &table.name, rows);
                        }
                    }
                }
                sections::TABLE_END => {
                    let end: TableEnd = serde_json::from_slice(&payload).context("the backup is damaged: the end of a table")?;
                    let found = TableEnd { name: table.name.clone(), rows, blake3: sum.finalize().to_hex().to_string() };
                    ensure!(end == found, "the backup is damaged: the rows of {} are not those that were written", table.name);
                    self.tables.push(end);
                    return Ok(());
                }
                _ => bail!("the backup is damaged: a section is out of place"),
            }
        }
    }

    /// Once there are no more tables: what it was.
    ///
    /// # Errors
    /// The manifest is missing, or says something else than was read.
    pub fn end(self) -> anyhow::Result<Checked> {
        let manifest = self.manifest.context("the backup is damaged: it has no manifest")?;
        let whole = manifest.header == self.header
            && manifest.tables == self.tables
            && self.schema.tables.iter().map(|table| &table.name).eq(self.tables.iter().map(|table| &table.name))
            && manifest.secrets == self.secrets.is_some();
        ensure!(whole, "the backup is damaged: its manifest is not that of its content");
        Ok(Checked { manifest, schema: self.schema, secrets: self.secrets })
    }
}

/// Reads a backup to its end and checks all of it.
///
/// # Errors
/// It cannot be read, is no backup, is damaged, or is of a newer version.
pub fn check(path: &Path, passphrase: Option<&Passphrase>, progress: &mut dyn Progress) -> anyhow::Result<Checked> {
    let mut walk = Walk::open(path, passphrase)?;
    while let Some(table) = walk.next_table()? {
        walk.rows(&table, "checked", progress, |_| Ok(()))?;
    }
    walk.end()
}
