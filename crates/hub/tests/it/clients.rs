//! Client libraries as shops install them today, against the real program. `./test` installs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Program, fresh};

fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Runs a client's script against a hub with two stores and without orders.
fn a_day_of(interpreter: &Path, script: &str) {
    let hub = Program::start();
    hub.site("north");
    hub.site("south");
    let (one, two) = (hub.key("north", "all"), hub.key("north,south", "all"));
    let tokens = [one.token.unwrap_or_default(), two.token.unwrap_or_default()];
    let script = repository().join("tests/clients").join(script);
    let output = Command::new(interpreter).arg(script).arg(hub.url()).args(tokens).output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}; run ./test once, it installs the clients", interpreter.display()));
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_python_package_retailcrm() {
    let python = fresh::setting("LATCHKEY_TEST_PYTHON").map(PathBuf::from);
    a_day_of(&python.unwrap_or_else(|| repository().join("target/test-python/bin/python")), "python/store.py");
}

#[test]
fn the_npm_package_node_retailcrm_api() {
    let installed = repository().join("tests/clients/node/node_modules/node-retailcrm-api");
    assert!(installed.is_dir(), "node-retailcrm-api is not installed; run ./test once, it installs the clients");
    a_day_of(Path::new("node"), "node/store.mjs");
}
