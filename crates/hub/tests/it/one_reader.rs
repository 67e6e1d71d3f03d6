//! Types of the wire are read by one reader: each further one would be the code of every entity once more.

use crate::tidy::{assert_none, naming, sources};

#[test]
fn wire_reads_json_in_one_place() {
    // The first reads entities, the second their names, the third takes a body apart into parameters.
    let own = ["wire/src/patch.rs", "wire/src/place.rs", "wire/src/form.rs"];
    let mut sources = sources("wire/src");
    sources.retain(|source| !own.contains(&source.path.as_str()));
    let readers = [
        "from_value",
        "from_slice",
        "from_reader",
        "Deserializer::from_str",
        "into_deserializer",
        "StrDeserializer",
        "serde_path_to_error",
    ];
    assert_none("entities are read by `read_entity`", naming(&sources, &readers));
}

#[test]
fn rules_read_entities_as_calls_do() {
    let sources: Vec<_> = ["domain/src", "hub/src"].into_iter().flat_map(self::sources).collect();
    let mut slips = Vec::new();
    for source in sources {
        let text = source.product();
        // Only what comes from another reader than that of texts is code of its own.
        for (at, _) in text.match_indices("from_value").chain(text.match_indices("from_slice")).chain(text.match_indices("from_reader")) {
            let line = text[..at].rfind('\n').map_or(&text[..], |start| &text[start + 1..]).lines().next().unwrap_or_default();
            let imported = |name: &str| text.lines().any(|line| line.starts_with("use wire") && line.contains(name));
            let types = line.split(|each: char| !each.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
            slips.extend(types.filter(|name| imported(name)).map(|name| format!("{}: {name}", source.path)));
        }
    }
    assert_none("entities are read by `wire::patch::read_value`", slips);
}
