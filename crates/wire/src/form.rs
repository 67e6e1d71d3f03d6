//! Query strings and form bodies: PHP's bracket notation, read into one tree of values.
//!
//! `filter[ids][]=1`, `filter[ids][0]=1` and sparse indexes mean the same; a repeated scalar: the last one
//! wins. A list arrives as an object whose keys are its indexes, which [`crate::List`] reads as a list.

use serde_json::map::Entry;
use serde_json::{Map, Value};

/// How deep brackets may nest; deeper keys are ignored, as PHP does past `max_input_nesting_level`.
const MAX_DEPTH: usize = 8;

/// The parameters of one call, query and body together.
pub type Tree = Map<String, Value>;

/// Reads an urlencoded text (a query string or a form body) into the tree.
pub fn read_urlencoded(tree: &mut Tree, text: &[u8]) {
    for (key, value) in form_urlencoded::parse(text) {
        insert(tree, &key, Value::String(value.into_owned()));
    }
}

/// Reads a JSON object body into the tree: each member is one parameter. Anything but an object is an error.
pub fn read_json(tree: &mut Tree, text: &[u8]) -> Result<(), String> {
    if text.trim_ascii().is_empty() {
        return Ok(());
    }
    match serde_json::from_slice(text) {
        Ok(Value::Object(members)) => {
            tree.extend(members);
            Ok(())
        }
        Ok(_) => Err("The JSON body must be an object.".to_owned()),
        Err(error) => Err(format!("The JSON body cannot be read: {error}.")),
    }
}

/// Puts one parameter where its key says: `a`, `a[b]`, `a[]`.
///
/// Of a repeated scalar the last one wins, but two different `apiKey` become an empty list: the call of two keys at once
/// is nobody's, and a list is no key.
pub fn insert(tree: &mut Tree, key: &str, value: Value) {
    let Some((base, rest)) = key.split_once('[').filter(|(base, _)| !base.is_empty()) else {
        let value = match tree.get(key) {
            Some(earlier) if key == "apiKey" && *earlier != value => Value::Array(Vec::new()),
            _ => value,
        };
        tree.insert(key.to_owned(), value);
        return;
    };
    let (mut path, mut depth, mut rest) = ([base; MAX_DEPTH], 1, rest);
    while let Some((segment, after)) = rest.split_once(']') {
        if depth == MAX_DEPTH {
            return;
        }
        path[depth] = segment;
        depth += 1;
        match after.strip_prefix('[') {
            Some(next) => rest = next,
            None => break,
        }
    }
    if depth == 1 {
        tree.insert(key.to_owned(), value);
        return;
    }
    put(tree, &path[..depth], value);
}

fn put(tree: &mut Tree, path: &[&str], value: Value) {
    let (first, rest) = (path[0], &path[1..]);
    // Most parameters with brackets belong to a list that is there already.
    if !rest.is_empty()
        && !first.is_empty()
        && let Some(Value::Object(inner)) = tree.get_mut(first)
    {
        return put(inner, rest, value);
    }
    if rest.is_empty() && first.is_empty() {
        return append(tree, value);
    }
    let key = if first.is_empty() { next_index(tree) } else { first.to_owned() };
    if rest.is_empty() {
        tree.insert(key, value);
        return;
    }
    let mut inner = Map::new();
    put(&mut inner, rest, value);
    tree.insert(key, Value::Object(inner));
}

/// Appends an element. Its index is nearly always one past the last.
fn append(tree: &mut Tree, value: Value) {
    match tree.entry(after_last(tree)) {
        Entry::Vacant(place) => {
            place.insert(value);
        }
        Entry::Occupied(_) => {
            tree.insert(next_index(tree), value);
        }
    }
}

fn after_last(tree: &Tree) -> String {
    let last = tree.keys().next_back().and_then(|key| key.parse::<u64>().ok());
    last.map_or(0, |index| index.saturating_add(1)).to_string()
}

/// The index of an appended element: one past the last, or past the highest where the indexes are out of order.
fn next_index(tree: &Tree) -> String {
    let next = after_last(tree);
    if !tree.contains_key(&next) {
        return next;
    }
    let highest = tree.keys().filter_map(|key| key.parse::<u64>().ok()).max();
    highest.map_or(0, |index| index.saturating_add(1)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        let mut tree = Tree::new();
        read_urlencoded(&mut tree, text.as_bytes());
        Value::Object(tree)
    }

    #[test]
    fn brackets_of_every_spelling_mean_the_same() {
        let expected = json!({"filter": {"ids": {"0": "1", "1": "2"}}});
        assert_eq!(read("filter[ids][]=1&filter[ids][]=2"), expected);
        assert_eq!(read("filter[ids][0]=1&filter[ids][1]=2"), expected);
        assert_eq!(read("filter%5Bids%5D%5B0%5D=1&filter%5Bids%5D%5B1%5D=2"), expected);
        assert_eq!(read("a[5]=x&a[]=y"), json!({"a": {"5": "x", "6": "y"}}));
    }

    #[test]
    fn the_last_scalar_wins_and_a_scalar_gives_way_to_a_list() {
        assert_eq!(read("page=2&page=3"), json!({"page": "3"}));
        assert_eq!(read("filter=None&filter[name]=a"), json!({"filter": {"name": "a"}}));
        assert_eq!(read("apiKey=a&apiKey=a"), json!({"apiKey": "a"}));
        assert_eq!(read("apiKey=a&apiKey=b"), json!({"apiKey": []}));
        assert_eq!(read("apiKey=a&apiKey=b&apiKey=b"), json!({"apiKey": []}));
    }

    #[test]
    fn odd_keys_are_kept_or_dropped_but_never_panic() {
        assert_eq!(read("[a]=1"), json!({"[a]": "1"}));
        assert_eq!(read("a[b=1"), json!({"a[b": "1"}));
        assert_eq!(read("a[b]c=1"), json!({"a": {"b": "1"}}));
        assert_eq!(read(&format!("a{}=1", "[x]".repeat(50))), json!({}));
        assert_eq!(read("=1&&a"), json!({"": "1", "a": ""}));
    }

    #[test]
    fn parts_are_decoded_as_forms_are() {
        assert_eq!(read("a+b=c+d&a+b=%2B%20%C3%A9&x=%ff%zz"), json!({"a b": "+ \u{e9}", "x": "\u{fffd}%zz"}));
        assert_eq!(read("a=1&a%5B%5D=2&a%5B%5D=3&a=4"), json!({"a": "4"}));
        assert_eq!(read("a==b&=&b"), json!({"a": "=b", "": "", "b": ""}));
        assert_eq!(read("a[7]=x&a[3]=y&a[4]=z&a[]=w"), json!({"a": {"7": "x", "3": "y", "4": "z", "5": "w"}}));
        assert_eq!(read("a[4]=x&a[3]=y&a[]=w"), json!({"a": {"4": "x", "3": "y", "5": "w"}}));
    }

    #[test]
    fn a_json_body_is_its_members() {
        let mut tree = Tree::new();
        assert!(read_json(&mut tree, b"{\"site\":\"a\",\"order\":{\"id\":1}}").is_ok());
        assert_eq!(tree["order"]["id"], json!(1));
        assert!(read_json(&mut tree, b"[1]").is_err());
        assert!(read_json(&mut tree, b"").is_ok());
    }
}
