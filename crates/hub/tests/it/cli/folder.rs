//! The data folder of the built program: private to its owner.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Account, Server};

/// Modes of the data folder (named ".") and of everything in it.
fn modes(data: &Path) -> Vec<(String, u32)> {
    let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o7777;
    let mut modes = vec![(".".to_owned(), mode(data))];
    for entry in std::fs::read_dir(data).expect("the folder can be read") {
        let entry = entry.expect("an entry can be read");
        modes.push((entry.file_name().to_string_lossy().into_owned(), mode(&entry.path())));
    }
    modes
}

fn assert_private(data: &Path) {
    for (name, mode) in modes(data) {
        assert_eq!(mode, if name == "." { 0o700 } else { 0o600 }, "{name}: {mode:o}");
    }
}

/// A server on a data folder of this account, under a umask.
fn serve_under(account: &Account, umask: &str, data: &Path) -> Server {
    let plain = account.command(&["serve", "--listen", "127.0.0.1:0", "--log", "warn"]);
    let named = plain.get_args().position(|argument| argument == "--data").expect("the folder is named") + 1;
    let mut arguments: Vec<_> = plain.get_args().map(ToOwned::to_owned).collect();
    arguments[named] = data.into();
    let mut command = Command::new("sh");
    command.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.arg("-c").arg(format!("umask {umask}; exec \"$0\" \"$@\"")).arg(plain.get_program()).args(arguments);
    Server::start(command)
}

#[test]
fn only_its_owner_reads_it_whatever_the_umask() {
    let account = Account::new();
    for umask in ["000", "022", "077"] {
        let data = account.fresh.folder.path().join(umask).join("data");
        std::fs::create_dir(account.fresh.folder.path().join(umask)).expect("a folder can be made");
        let server = serve_under(&account, umask, &data);
        assert_private(&data);
        server.signal("TERM");
        let (status, _, log) = server.end();
        assert_eq!((status.code(), log.as_str()), (Some(0), ""), "{umask}");
        assert_private(&data);
    }
}

#[test]
fn what_was_open_is_closed_at_the_start_and_named() {
    let account = Account::new();
    let data = account.fresh.folder.path();
    account.site("north");
    for (name, _) in modes(data) {
        let mode = if name == "." { 0o755 } else { 0o644 };
        std::fs::set_permissions(data.join(name), std::fs::Permissions::from_mode(mode)).expect("a mode can be set");
    }
    let view = account.run(&["site", "list"]);
    assert_eq!(view.code, 0, "{view:?}");
    assert!(
        view.err.contains("pepper was readable by other users of this machine (mode 0644); its mode has been changed to 0600"),
        "{view:?}"
    );
    assert_private(data);
    for (name, _) in modes(data) {
        let mode = if name == "." { 0o755 } else { 0o644 };
        std::fs::set_permissions(data.join(name), std::fs::Permissions::from_mode(mode)).expect("a mode can be set");
    }
    let log = account.serve().kill();
    assert!(log.contains("pepper was readable by other users") && log.contains("(mode 0755); its mode has been changed to 0700"), "{log}");
    assert_private(data);
}
