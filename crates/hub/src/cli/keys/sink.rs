//! Where the tokens of new keys go: once, to a store of secrets, and before a key begins to work.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::Stop;

/// Where the tokens of new keys go.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Write each token to a file in this folder, named after the key and readable by its owner only
    #[arg(long, value_name = "DIR", group = "sink")]
    tokens_to: Option<PathBuf>,
    /// Run this command for each token: the token is on standard input, the external ID in LATCHKEY_EXTERNAL_ID
    #[arg(long, value_name = "COMMAND", group = "sink")]
    tokens_command: Option<String>,
    /// Print the tokens
    #[arg(long, group = "sink")]
    show_tokens: bool,
}

/// Tokens on their way: files that get their names once the keys are there. Dropped before, they go.
pub struct Delivery {
    files: Vec<(PathBuf, PathBuf)>,
}

impl Options {
    /// Whether tokens have somewhere to go.
    pub fn are_named(&self) -> bool {
        self.tokens_to.is_some() || self.tokens_command.is_some() || self.show_tokens
    }

    /// Whether they are printed.
    pub fn are_shown(&self) -> bool {
        self.show_tokens
    }

    /// Hands tokens over, by external id.
    ///
    /// # Errors
    /// One of them could not be handed over.
    pub fn deliver(&self, tokens: &BTreeMap<String, String>) -> Result<Delivery, Stop> {
        let mut delivery = Delivery { files: Vec::new() };
        for (name, token) in tokens {
            if let Some(folder) = &self.tokens_to {
                delivery.write(folder, name, token).map_err(|error| {
                    Stop::Refused(format!("the token of {name} cannot be written into {}: {error}; nothing was done", folder.display()))
                })?;
            }
            if let Some(command) = &self.tokens_command {
                hand(command, name, token)
                    .map_err(|error| Stop::Refused(format!("the command for the token of {name} failed: {error}; nothing was done")))?;
            }
        }
        Ok(delivery)
    }
}

impl Delivery {
    fn write(&mut self, folder: &Path, name: &str, token: &str) -> std::io::Result<()> {
        make_folder(folder)?;
        let draft = folder.join(format!(".{name}.new"));
        // Left over from a run that was broken off.
        match std::fs::remove_file(&draft) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&draft)?;
        self.files.push((draft, folder.join(name)));
        file.write_all(token.as_bytes())?;
        file.sync_all()
    }

    /// The keys are there: the files get their names.
    ///
    /// # Errors
    /// A file cannot be renamed; its token is in the draft, which is named.
    pub fn complete(mut self) -> Result<(), Stop> {
        for (draft, path) in std::mem::take(&mut self.files) {
            std::fs::rename(&draft, &path)
                .map_err(|error| Stop::Refused(format!("the keys are added, but a token is still in {}: {error}", draft.display())))?;
        }
        Ok(())
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        // What cannot be taken away is the token of no key.
        self.files.iter().for_each(|(draft, _)| drop(std::fs::remove_file(draft)));
    }
}

fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn hand(command: &str, name: &str, token: &str) -> Result<(), String> {
    // The command's own output is dropped: standard output is that of the plan.
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).env("LATCHKEY_EXTERNAL_ID", name).stdin(Stdio::piped()).stdout(Stdio::null());
    let mut child = shell.spawn().map_err(|error| error.to_string())?;
    // A command that ends without reading everything says by its exit code whether that is well.
    let written = child.stdin.take().map(|mut input| input.write_all(token.as_bytes()));
    let status = child.wait().map_err(|error| error.to_string())?;
    match written {
        _ if !status.success() => Err(status.to_string()),
        Some(Ok(())) => Ok(()),
        _ => Err("it did not read the token".to_owned()),
    }
}
