//! The data folder: only its owner reads it, and a server leaves a note in it for as long as it runs.

use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::access::secret_file;

/// What is in it beside the database: the secrets, what has ended, the locks, the note of a running server.
const FILES: [&str; 6] = ["pepper", "seal", "ended", "latchkey.lock", "latchkey.turn", SERVING];
/// The database and what SQLite puts beside it.
const DATABASE: [&str; 4] = ["latchkey.db", "latchkey.db-wal", "latchkey.db-shm", "latchkey.db-journal"];
/// The note of a running server: the address under which it is reached.
const SERVING: &str = "serving";

/// Makes the data folder, and takes away the right of others to read it and the files that the hub keeps in it. What was
/// found open is returned, each as a sentence for the operator.
///
/// # Errors
/// The folder cannot be made.
pub fn open(data: &Path) -> anyhow::Result<Vec<String>> {
    let failed = || format!("the data folder {} cannot be created", data.display());
    if !data.exists() {
        if let Some(parent) = data.parent() {
            std::fs::create_dir_all(parent).with_context(failed)?;
        }
        match make_private_folder(data) {
            // Another program may have made it meanwhile.
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error).with_context(failed),
            _ => {}
        }
    }
    let mut found = Vec::new();
    let empty = !FILES.iter().chain(&DATABASE).any(|name| data.join(name).exists());
    // In a folder that was only just made there was nothing to read.
    match tighten(data, 0o700) {
        Ok(Some(_)) if empty => {}
        view => found.extend(view.unwrap_or_else(Some)),
    }
    for name in FILES.iter().chain(&DATABASE) {
        found.extend(tighten(&data.join(name), 0o600).unwrap_or_else(Some));
    }
    // Drafts of replaced files, left behind by a sudden end.
    for entry in std::fs::read_dir(data).with_context(|| format!("the data folder {} cannot be read", data.display()))?.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().starts_with('.') && name.to_string_lossy().ends_with(".new") {
            found.extend(tighten(&entry.path(), 0o600).unwrap_or_else(Some));
        }
    }
    Ok(found)
}

#[cfg(unix)]
fn make_private_folder(data: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    std::fs::DirBuilder::new().mode(0o700).create(data)?;
    // An odd umask takes rights from its owner too.
    std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn make_private_folder(data: &Path) -> std::io::Result<()> {
    std::fs::create_dir(data)
}

/// Leaves a path to its owner alone, where others have rights to it: what was done.
///
/// # Errors
/// It could not be done, in a sentence.
#[cfg(unix)]
fn tighten(path: &Path, mode: u32) -> Result<Option<String>, String> {
    use std::os::unix::fs::PermissionsExt;
    let Ok(known) = std::fs::metadata(path) else { return Ok(None) };
    let had = known.permissions().mode() & 0o7777;
    if had & 0o077 == 0 {
        return Ok(None);
    }
    let wanted = std::fs::Permissions::from_mode(had & 0o7000 | mode);
    let set = std::fs::set_permissions(path, wanted);
    let path = path.display();
    match set {
        Ok(()) => Ok(Some(format!(
            "{path} was readable by other users of this machine (mode {had:04o}); its mode has been changed to {mode:04o}"
        ))),
        Err(error) => Err(format!(
            "{path} is readable by other users of this machine (mode {had:04o}), and its mode cannot be changed: {error}; set it to {mode:04o}"
        )),
    }
}

#[cfg(not(unix))]
fn tighten(_: &Path, _: u32) -> Result<Option<String>, String> {
    Ok(None)
}

/// What in the folder is open to other users of the machine, by its paths; nothing is changed.
pub fn open_to_others(data: &Path) -> Vec<String> {
    let paths = FILES.iter().chain(&DATABASE).map(|name| data.join(name)).chain([data.to_owned()]);
    paths.filter(|path| is_open(path)).map(|path| path.display().to_string()).collect()
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|known| known.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_: &Path) -> bool {
    false
}

/// The note of a server that runs; it stays behind when the server ends suddenly.
#[derive(Debug)]
pub struct Note(PathBuf);

impl Note {
    /// Leaves the note. `address` is the one under which the server is reached.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn leave(data: &Path, address: &str) -> anyhow::Result<Self> {
        let path = data.join(SERVING);
        secret_file::replace(&path, &format!("{address}\n")).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self(path))
    }

    /// Takes it away, once the server has ended in order.
    pub fn remove(self) {
        // A note that stays only means a check at the next start.
        let _ = std::fs::remove_file(self.0);
    }
}

/// The address of the server that runs on this folder, or ran on it until it ended suddenly.
pub fn served_at(data: &Path) -> Option<String> {
    let text = std::fs::read_to_string(data.join(SERVING)).ok()?;
    Some(text.trim().to_owned()).filter(|address| !address.is_empty())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> anyhow::Result<u32> {
        Ok(std::fs::metadata(path)?.permissions().mode() & 0o7777)
    }

    #[test]
    fn what_was_open_to_others_is_closed_and_named() -> anyhow::Result<()> {
        let outside = tempfile::tempdir()?;
        let data = outside.path().join("a/data");
        assert_eq!(open(&data)?, Vec::<String>::new(), "a folder that is made is private from the start");
        assert_eq!(mode(&data)?, 0o700);
        let names = ["pepper", "latchkey.db", "latchkey.db-wal", "latchkey.db-shm", "latchkey.lock", "latchkey.turn", "ended", ".x1.new"];
        for name in names.iter().chain(&["latchkey.toml"]) {
            std::fs::write(data.join(name), "x")?;
            std::fs::set_permissions(data.join(name), std::fs::Permissions::from_mode(0o644))?;
        }
        std::fs::set_permissions(&data, std::fs::Permissions::from_mode(0o2755))?;
        let found = open(&data)?;
        assert_eq!(found.len(), names.len() + 1, "{found:?}");
        assert!(found[0].contains("a/data was readable by other users") && found[0].contains("2755"), "{found:?}");
        assert_eq!(mode(&data)?, 0o2700);
        for name in names {
            assert_eq!(mode(&data.join(name))?, 0o600, "{name}");
            assert!(found.iter().any(|sentence| sentence.contains(&format!("/{name} "))), "{name}: {found:?}");
        }
        assert_eq!(mode(&data.join("latchkey.toml"))?, 0o644, "what the operator put there is theirs");
        assert_eq!(open(&data)?, Vec::<String>::new());
        Ok(())
    }

    #[test]
    fn the_note_of_a_server_says_where_it_is() -> anyhow::Result<()> {
        let data = tempfile::tempdir()?;
        assert_eq!(served_at(data.path()), None);
        let note = Note::leave(data.path(), "http://127.0.0.1:8080")?;
        assert_eq!(served_at(data.path()).as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(mode(&data.path().join(SERVING))?, 0o600);
        note.remove();
        assert_eq!(served_at(data.path()), None);
        Ok(())
    }
}
