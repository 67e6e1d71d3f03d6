//! From an address to a method. Literal parts win over variables, as in `orders/statuses` over `orders/{externalId}`.

use std::sync::LazyLock;

use matchit::Router;

use crate::methods::{self, Verb};
use crate::{Problem, Version};

/// The method an address leads to.
pub struct Found {
    /// Its place in the list.
    pub method: usize,
    /// The variables of the address, decoded.
    pub variables: Vec<(String, String)>,
    /// The version in the address.
    pub version: Version,
}

struct Routes {
    get: Router<usize>,
    post: Router<usize>,
}

static ROUTES: LazyLock<Routes> = LazyLock::new(|| {
    let mut routes = Routes { get: Router::new(), post: Router::new() };
    for (index, method) in methods::all().iter().enumerate() {
        let router = match method.verb {
            Verb::Get => &mut routes.get,
            Verb::Post => &mut routes.post,
        };
        for prefix in method.versions.prefixes() {
            let address = format!("{prefix}{}", method.path);
            let free = router.insert(&address, index).is_ok();
            debug_assert!(free, "two methods at one address: {address}");
        }
    }
    routes
});

/// Whether a router leads anywhere from a path.
fn leads(router: &Router<usize>, path: &str) -> bool {
    router.at(path).is_ok()
}

/// The verbs under which there is a method at a path, as the header `Allow` lists them; `None` for none.
pub fn verbs(path: &str) -> Option<&'static str> {
    match (leads(&ROUTES.get, path), leads(&ROUTES.post, path)) {
        (true, true) => Some("GET, POST"),
        (true, false) => Some("GET"),
        (false, true) => Some("POST"),
        (false, false) => None,
    }
}

/// Finds the method of a verb and a path.
///
/// # Errors
/// 404 for an address that no method has, 405 for one that exists under the other verb.
pub fn find(verb: &str, path: &str) -> Result<Found, Problem> {
    let router = match verb {
        "GET" => Some(&ROUTES.get),
        "POST" => Some(&ROUTES.post),
        _ => None,
    };
    let matched = router.and_then(|router| router.at(path).ok());
    let Some(matched) = matched else {
        return Err(if verbs(path).is_some() { Problem::wrong_verb() } else { Problem::no_method() });
    };
    let mut variables = Vec::new();
    for (name, value) in matched.params.iter() {
        let decoded = percent_encoding::percent_decode_str(value).decode_utf8().map_err(|_| Problem::not_found())?;
        variables.push((name.to_owned(), decoded.into_owned()));
    }
    Ok(Found { method: *matched.value, variables, version: version(path) })
}

fn version(path: &str) -> Version {
    if path.starts_with("/api/v3/") {
        Version::V3
    } else if path.starts_with("/api/v4/") {
        Version::V4
    } else {
        Version::V5
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_method() {
        for (place, method) in methods::all().iter().enumerate() {
            for prefix in method.versions.prefixes() {
                let found = find(method.verb.name(), &format!("{prefix}{}", method.path));
                assert_eq!(found.ok().map(|found| found.method), Some(place), "{} {prefix}{}", method.verb.name(), method.path);
            }
        }
    }
}
