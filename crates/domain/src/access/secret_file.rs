//! Secrets of 32 bytes, each in a file of the data folder that only its owner may read.

use std::path::Path;

use anyhow::Context;

use super::token;

/// Reads the secret of a file in a data folder; `None` where the file is missing.
///
/// # Errors
/// The file cannot be read, or is not 64 hexadecimal digits.
pub fn find(folder: &Path, name: &str) -> anyhow::Result<Option<[u8; 32]>> {
    let path = folder.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => {
            let hash =
                blake3::Hash::from_hex(text.trim()).with_context(|| format!("{} must hold 64 hexadecimal digits", path.display()))?;
            Ok(Some(*hash.as_bytes()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Reads the secret of a file in a data folder, or makes it on the first start.
///
/// # Errors
/// The file cannot be read or written, or is not 64 hexadecimal digits.
pub fn make(folder: &Path, name: &str) -> anyhow::Result<[u8; 32]> {
    if let Some(found) = find(folder, name)? {
        return Ok(found);
    }
    let path = folder.join(name);
    let bytes: [u8; 32] = token::random_bytes().context("the operating system gives no randomness")?;
    write_private(&path, &blake3::Hash::from_bytes(bytes).to_hex()).with_context(|| format!("cannot write {}", path.display()))?;
    // Two programs may have started at once: what is in the file counts.
    find(folder, name)?.with_context(|| format!("{} is missing", path.display()))
}

/// Writes a file that only its owner reads; one that is there already stays.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => return Ok(()),
        file => file?,
    };
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Opens a file to be locked, and makes it where it is missing, for its owner only.
///
/// # Errors
/// The file cannot be opened or made.
pub fn open_private(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Puts a whole file, which only its owner reads, in the place of another: a reader, also after a crash, finds
/// the one or the other. Each call has a draft of its own, so that several programs may do it at once.
///
/// # Errors
/// The file cannot be written; what was there stays.
pub fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut draft = tempfile::Builder::new().prefix(".").suffix(".new").tempfile_in(folder)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    draft.persist(path).map_err(|failed| failed.error)?;
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_by_several_at_once_and_no_draft_is_left() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ended");
        let texts = ["first\n".repeat(500), "second\n".repeat(900)];
        std::thread::scope(|scope| {
            let writers: Vec<_> = texts.iter().map(|text| scope.spawn(|| (0..50).try_for_each(|_| replace(&path, text)))).collect();
            writers.into_iter().try_for_each(|writer| writer.join().expect("a writer ends"))
        })?;
        assert!(texts.contains(&std::fs::read_to_string(&path)?));
        assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
        #[cfg(unix)]
        assert_eq!(std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&path)?) & 0o777, 0o600);
        Ok(())
    }

    #[test]
    fn a_secret_is_made_once_and_only_its_owner_may_read_it() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(find(folder.path(), "seal")?, None, "it is not made by looking for it");
        let made = make(folder.path(), "seal")?;
        assert_eq!(make(folder.path(), "seal")?, made);
        assert_ne!(make(folder.path(), "pepper")?, made);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(folder.path().join("seal"))?.permissions().mode() & 0o777, 0o600);
        }
        Ok(())
    }

    #[test]
    fn a_damaged_file_is_named_and_never_replaced() -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("seal"), "half a sec")?;
        let view = make(folder.path(), "seal").map_err(|error| error.to_string());
        assert!(view.is_err_and(|view| view.contains("seal must hold 64 hexadecimal digits")));
        assert_eq!(std::fs::read_to_string(folder.path().join("seal"))?, "half a sec");
        Ok(())
    }
}
