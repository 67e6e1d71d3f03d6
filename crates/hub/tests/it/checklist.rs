//! The checklist of docs/security.md: every line names tests, and every test it names is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The crates' tests by their names, as `./test NAME` takes them, without the `tests` of unit tests.
pub fn tests() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in ["tests/it", "src", "../domain/src"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(part);
        walk(&root, &root, &mut names);
    }
    names
}

fn walk(root: &Path, folder: &Path, names: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources can be read") {
        let path: PathBuf = entry.expect("an entry can be read").path();
        if path.is_dir() {
            walk(root, &path, names);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let inside = path.strip_prefix(root).expect("it is in there").with_extension("");
            let parts = inside.iter().map(|part| part.to_string_lossy().into_owned());
            let module: Vec<String> = parts.filter(|part| part != "mod" && part != "tests").collect();
            let text = std::fs::read_to_string(&path).expect("a source can be read");
            let mut marked = false;
            for line in text.lines().map(str::trim) {
                marked |= line == "#[test]";
                if let Some(name) = line.strip_prefix("fn ").filter(|_| marked) {
                    let name = name.split(['(', '<']).next().unwrap_or_default();
                    names.insert(format!("{}::{name}", module.join("::")));
                    marked = false;
                }
            }
        }
    }
}

#[test]
fn every_line_names_tests_that_are_there() {
    let text =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/security.md")).expect("the checklist is there");
    let (_, list) = text.split_once("## Checklist").expect("there is a checklist");
    let lines: Vec<&str> = list.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    assert!(lines.len() > 50, "the checklist is whole");
    let tests = tests();
    for line in lines {
        let named = line.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
        let named: Vec<&str> = named.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test: {line}");
        for name in named {
            assert!(tests.contains(name), "there is no test {name}: {line}");
        }
    }
}
