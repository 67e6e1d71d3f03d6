//! The API on one screen: every method there is. Router, permissions, lists and reference book are derived from here.

mod account;
pub mod caller;
pub mod door;
pub mod method;
pub mod routes;

pub use caller::Caller;
pub use method::{Call, Entry, Method, Scope, Verb, Versions, Weight};

/// Lists the methods of a group.
macro_rules! group {
    ($name:literal: $($method:ty),* $(,)?) => {
        &[$(Entry::of::<$method>($name)),*]
    };
}

const GROUPS: &[&[Entry]] =
    &[group!["api": account::versions::ApiVersions, account::credentials::Credentials, account::system_info::SystemInfo]];

const COUNT: usize = {
    let (mut count, mut group) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].len();
        group += 1;
    }
    count
};

static METHODS: [&Entry; COUNT] = {
    let mut methods = [&GROUPS[0][0]; COUNT];
    let (mut at, mut group) = (0, 0);
    while group < GROUPS.len() {
        let mut index = 0;
        while index < GROUPS[group].len() {
            methods[at] = &GROUPS[group][index];
            at += 1;
            index += 1;
        }
        group += 1;
    }
    methods
};

/// Every method, in the order of the groups. A method's place in this list is its number while the program runs.
pub fn methods() -> &'static [&'static Entry] {
    &METHODS
}
