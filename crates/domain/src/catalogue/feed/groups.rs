//! The groups of a feed: a tree of a bounded number of them, each with its depth.

use std::collections::HashMap;

/// The most groups of a feed.
pub const MOST_GROUPS: usize = 50_000;
/// The deepest level; what a circle of parents would have is cut off there.
const DEEPEST: i64 = 50;

/// A group of products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The shop's own id.
    pub id: String,
    /// The shop's own id of the group it is in.
    pub parent: Option<String>,
    /// Name.
    pub name: String,
    /// How deep it lies; a root has 1.
    pub level: i64,
}

/// Puts groups in order: parents that are not there are left out, a circle is cut open, levels are counted.
pub fn settle(groups: &mut Vec<Group>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    for group in groups.drain(..) {
        // The first of several with one id counts.
        if !places.contains_key(&group.id) {
            places.insert(group.id.clone(), kept.len());
            kept.push(group);
        }
    }
    let mut parents: Vec<Option<usize>> =
        kept.iter().map(|group| group.parent.as_ref().and_then(|parent| places.get(parent)).copied()).collect();
    for at in 0..kept.len() {
        let (mut level, mut up) = (1, parents[at]);
        while let Some(above) = up {
            level += 1;
            if above == at || level > DEEPEST {
                parents[at] = None;
                level = 1;
                break;
            }
            up = parents[above];
        }
        kept[at].level = level;
    }
    for at in 0..kept.len() {
        kept[at].parent = parents[at].map(|above| kept[above].id.clone());
    }
    *groups = kept;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: &str, parent: Option<&str>) -> Group {
        Group { id: id.to_owned(), parent: parent.map(str::to_owned), name: id.to_owned(), level: 0 }
    }

    #[test]
    fn circles_are_cut_open_and_unknown_parents_left_out() {
        let mut groups = vec![
            group("leaf", Some("branch")),
            group("root", None),
            group("branch", Some("root")),
            group("stray", Some("nowhere")),
            group("self", Some("self")),
            group("a", Some("b")),
            group("b", Some("a")),
            group("root", Some("leaf")),
        ];
        settle(&mut groups);
        let shown: Vec<(&str, Option<&str>, i64)> =
            groups.iter().map(|group| (group.id.as_str(), group.parent.as_deref(), group.level)).collect();
        assert_eq!(
            shown,
            [
                ("leaf", Some("branch"), 3),
                ("root", None, 1),
                ("branch", Some("root"), 2),
                ("stray", None, 1),
                ("self", None, 1),
                ("a", None, 1),
                ("b", Some("a"), 2),
            ]
        );
    }
}
