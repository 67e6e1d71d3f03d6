//! Which versions of the API have a method: a set of them, or an address without a version.

/// The versions of the API that have a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions(u8);

const NAMES: [&[&str]; 8] = [&[], &["v3"], &["v4"], &["v3", "v4"], &["v5"], &["v3", "v5"], &["v4", "v5"], &["v3", "v4", "v5"]];
const PREFIXES: [&[&str]; 8] = [
    &["/api"],
    &["/api/v3"],
    &["/api/v4"],
    &["/api/v3", "/api/v4"],
    &["/api/v5"],
    &["/api/v3", "/api/v5"],
    &["/api/v4", "/api/v5"],
    &["/api/v3", "/api/v4", "/api/v5"],
];

impl Versions {
    /// The address has no version: `/api/credentials`.
    pub const UNVERSIONED: Self = Self(0);
    /// v3 only.
    pub const V3: Self = Self(1);
    /// v4 only.
    pub const V4: Self = Self(2);
    /// v5 only.
    pub const V5: Self = Self(4);
    /// v3 and v4.
    pub const V3_AND_V4: Self = Self::V3.and(Self::V4);
    /// v4 and v5.
    pub const FROM_4: Self = Self::V4.and(Self::V5);
    /// v3, v4 and v5.
    pub const FROM_3: Self = Self::V3.and(Self::FROM_4);

    /// The versions of both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// `v3`, `v4`, `v5`; none for an address without version.
    pub fn names(self) -> &'static [&'static str] {
        NAMES[usize::from(self.0)]
    }

    /// The prefixes of the method's addresses, oldest first: `/api/v3`, or `/api` alone.
    pub fn prefixes(self) -> &'static [&'static str] {
        PREFIXES[usize::from(self.0)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_the_versions_it_is_made_of() {
        let all = [("v3", Versions::V3), ("v4", Versions::V4), ("v5", Versions::V5)];
        for set in (0..8).map(Versions) {
            let held: Vec<&str> = all.iter().filter(|(_, version)| set.and(*version) == set).map(|(name, _)| *name).collect();
            assert_eq!(set.names(), held);
            let prefixes: Vec<String> = held.iter().map(|name| format!("/api/{name}")).collect();
            assert_eq!(set.prefixes(), if held.is_empty() { vec!["/api".to_owned()] } else { prefixes });
        }
        assert_eq!(Versions::FROM_3.names(), ["v3", "v4", "v5"]);
        assert_eq!(Versions::V3_AND_V4.names(), ["v3", "v4"]);
    }
}
