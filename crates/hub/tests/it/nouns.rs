//! Nouns that are declared as data: the list of them is whole, and each declaration agrees with its table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use database::rows::Visible;
use domain::noun::NOUNS;

fn texts(folder: &Path, out: &mut Vec<String>) {
    let entries: Vec<PathBuf> = std::fs::read_dir(folder).expect("a folder of sources").flatten().map(|entry| entry.path()).collect();
    for path in entries {
        if path.is_dir() {
            texts(&path, out);
        } else {
            out.push(std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn every_declared_noun_is_on_the_list() {
    let mut sources = Vec::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src"), &mut sources);
    let declared: usize = sources.iter().map(|text| text.matches(": Noun = ").count()).sum();
    assert!(declared > 0, "no noun is declared");
    assert_eq!(NOUNS.len(), declared, "a noun that is not on the list is left behind when orders or customers are merged");
    let tables: BTreeSet<&str> = NOUNS.iter().map(|noun| noun.table.name).collect();
    assert_eq!(tables.len(), declared, "each has a table of its own");
}

#[test]
fn a_noun_agrees_with_its_table() {
    for noun in NOUNS {
        let name = noun.table.name;
        assert_eq!(noun.links.len(), noun.table.links.len(), "{name}: a column for each link");
        assert_eq!(noun.facts.len(), noun.table.facts.len(), "{name}: a column for each fact");
        for (link, column) in noun.links.iter().zip(noun.table.links) {
            let hangs =
                noun.table.visible.iter().any(|visible| matches!(visible, Visible::Row(to, own) if *to == link.to && own == column));
            assert!(hangs, "{name}: who does not see the {} sees the row", link.field);
        }
        assert!(!noun.table.visible.is_empty(), "{name}: seen by everyone");
    }
}
