//! `latchkey backup` and `latchkey restore`.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use database::transfer::Source;
use domain::audit_log::check::Outcome;
use domain::clock::Clock;
use domain::fault::Fault;
use wire::Moment;

use crate::backup::bucket::Bucket;
use crate::backup::cipher::Passphrase;
use crate::backup::make::{self, Wishes};
use crate::backup::manifest::Manifest;
use crate::backup::place::Place;
use crate::backup::secrets::Secrets;
use crate::backup::sink::Sink;
use crate::backup::{Progress, read, restore};
use crate::cli::{Stop, output};
use crate::config::{self, Common, Config, Serving};
use crate::file_store;

/// Copy the account into one file while it is served. The file can be restored on either database
#[derive(clap::Args)]
pub struct Backup {
    /// A file, a folder in which the file is named after the time, or s3://BUCKET/FOLDER/ or s3://BUCKET/FILE with the credentials of
    /// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT
    #[arg(value_name = "FILE|DIR|s3://…")]
    to: String,
    /// Encrypt the file with the passphrase
    #[arg(long)]
    encrypt: bool,
    /// Put in the pepper and the seal of the data folder, encrypted with the passphrase. Who has them and the rest can do what the
    /// hub can: without this option they are to be kept apart
    #[arg(long)]
    with_secrets: bool,
    /// A file whose text is the passphrase, 12 characters at least [LATCHKEY_BACKUP_PASSPHRASE: the passphrase itself]
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Make a backup the account of this data folder and database. Stop every server first
#[derive(clap::Args)]
pub struct Restore {
    /// The backup, a file or s3://BUCKET/FILE
    #[arg(value_name = "FILE|s3://…")]
    from: String,
    /// Put it in the place of an account that is there
    #[arg(long)]
    replace: bool,
    /// Only read the file to its end and check all of it; nothing is restored
    #[arg(long, conflicts_with = "replace")]
    check: bool,
    /// A file whose text is the passphrase [LATCHKEY_BACKUP_PASSPHRASE: the passphrase itself]
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Shows on a terminal how far it is.
struct Terminal(bool);

impl Terminal {
    fn new() -> Self {
        Self(std::io::stderr().is_terminal())
    }

    /// Takes the line away.
    fn end(&self) {
        if self.0 {
            // It is a matter of looks.
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Progress for Terminal {
    fn rows(&mut self, doing: &str, table: &str, rows: u64) {
        if self.0 {
            let _ = write!(std::io::stderr(), "\r\x1b[Klatchkey: {doing}: {rows} rows of {table}");
        }
    }
}

pub fn backup(common: &Common, asked: &Backup) -> Result<(), Stop> {
    let config = Config::decide(common, &Serving::default()).map_err(Stop::Usage)?;
    let passphrase = config::passphrase(asked.passphrase_file.as_deref()).map_err(Stop::Usage)?;
    let passphrase = passphrase.map(|text| Passphrase::new(&text)).transpose()?;
    let needed = || {
        let passphrase = passphrase.clone();
        passphrase.ok_or_else(|| {
            Stop::Usage("a passphrase is needed: name a file with it with --passphrase-file, or set LATCHKEY_BACKUP_PASSPHRASE".to_owned())
        })
    };
    let wishes = Wishes {
        encrypt: if asked.encrypt { Some(needed()?) } else { None },
        secrets: if asked.with_secrets { Some((Secrets::of(&config.data)?, needed()?)) } else { None },
        files: file_store::Folder::beside(&config.data, &config.database),
    };
    let now = Clock::system().now();
    let mut sink = Sink::begin(&Place::read(&asked.to).map_err(Stop::Usage)?, now)?;
    let mut source = Source::open(&config.database).map_err(Fault::from)?;
    let mut terminal = Terminal::new();
    let made = make::write(&mut source, &wishes, now.0, &mut sink, &mut terminal);
    terminal.end();
    let manifest = made?;
    let file = sink.shown.clone();
    let bytes = sink.keep()?;
    if asked.json {
        return output::json(&serde_json::json!({"file": file, "bytes": bytes, "manifest": manifest}));
    }
    output::text(&format!("The backup {file} is made: {}, bytes {bytes}.", contents(&manifest)))
}

pub fn restore(common: &Common, asked: &Restore) -> Result<(), Stop> {
    let config = Config::decide(common, &Serving::default()).map_err(Stop::Usage)?;
    let passphrase = config::passphrase(asked.passphrase_file.as_deref()).map_err(Stop::Usage)?;
    let passphrase = passphrase.map(|text| Passphrase::new(&text)).transpose()?;
    let mut terminal = Terminal::new();
    let fetched = fetch(&asked.from)?;
    let from = fetched.as_ref().map_or_else(|| Path::new(&asked.from), tempfile::NamedTempFile::path);
    if asked.check {
        let checked = read::check(from, passphrase.as_ref(), &mut terminal);
        terminal.end();
        let manifest = checked?.manifest;
        return if asked.json { output::json(&manifest) } else { output::text(&format!("The backup is whole: {}.", contents(&manifest))) };
    }
    let order = restore::Order { file: from, passphrase, data: &config.data, location: &config.database, replace: asked.replace };
    let restored = restore::restore(&order, Clock::system().now(), &mut terminal);
    terminal.end();
    let restored = restored?;
    for notice in &restored.notices {
        eprintln!("latchkey: {notice}");
    }
    if asked.json {
        output::json(&serde_json::json!({
            "manifest": restored.manifest, "keptOff": restored.kept_off, "auditLog": restored.audit_log.to_string(),
        }))?;
    } else {
        let mut said = format!("The backup is restored: {}.", contents(&restored.manifest));
        if !restored.kept_off.is_empty() {
            let ids: Vec<String> = restored.kept_off.iter().map(i64::to_string).collect();
            said.push_str(&format!(" Keys that ended after it was made stay off: {}.", ids.join(", ")));
        }
        output::text(&said)?;
    }
    match restored.audit_log {
        Outcome::Whole { .. } => Ok(()),
        broken @ Outcome::Broken { .. } => {
            eprintln!("latchkey: the audit log of the backup is not whole: {broken}");
            Err(Stop::Silent(3))
        }
    }
}

/// The backup of a bucket in a file that is gone at the end; none for a backup that is a file.
fn fetch(from: &str) -> Result<Option<tempfile::NamedTempFile>, Stop> {
    let Place::Bucket(address) = Place::read(from).map_err(Stop::Usage)? else { return Ok(None) };
    if address.is_folder() {
        return Err(Stop::Usage(format!("{address} is a folder: name the backup in it")));
    }
    // It is for its owner only, in the folder that TMPDIR names.
    let mut file = tempfile::NamedTempFile::with_prefix("latchkey-").map_err(anyhow::Error::from)?;
    Bucket::open(&address)?.download(&address, file.as_file_mut())?;
    Ok(Some(file))
}

fn contents(manifest: &Manifest) -> String {
    let header = &manifest.header;
    let made = output::moment(Moment(header.created_at).0);
    format!("of {made}, by Latchkey {} on {}, rows {} in tables {}", header.version, header.engine, manifest.rows(), manifest.tables.len())
}
