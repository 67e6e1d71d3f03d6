//! From an address to a method. Literal parts win over variables, as in `orders/statuses` over `orders/{externalId}`.

use std::sync::LazyLock;

use matchit::Router;
use wire::{Problem, Version};

use crate::api;
use crate::api::{Verb, Versions};

/// The method an address leads to.
pub struct Found {
    /// Its place in the list.
    pub method: usize,
    /// The variables of the address, decoded.
    pub variables: Vec<(String, String)>,
    /// The version in the address.
    pub version: Version,
}

/// Literal addresses of methods that the API has and this hub does not have yet. Without them they would be rows of that
/// name.
const ABSENT: [&str; 1] = ["/orders/packs"];

struct Routes {
    get: Router<Option<usize>>,
    post: Router<Option<usize>>,
}

static ROUTES: LazyLock<Routes> = LazyLock::new(|| {
    let mut routes = Routes { get: Router::new(), post: Router::new() };
    for (index, method) in api::methods().iter().enumerate() {
        let router = match method.verb {
            Verb::Get => &mut routes.get,
            Verb::Post => &mut routes.post,
        };
        for prefix in method.versions.prefixes() {
            let address = format!("{prefix}{}", method.path);
            // Two methods at one address are caught by the test of the list.
            if let Err(error) = router.insert(&address, Some(index)) {
                tracing::error!(%error, address, "two methods at one address");
            }
        }
    }
    for path in ABSENT {
        for prefix in Versions::FROM_3.prefixes() {
            let address = format!("{prefix}{path}");
            // One of them is there meanwhile, under this verb.
            let _ = (routes.get.insert(&address, None), routes.post.insert(&address, None));
        }
    }
    routes
});

/// Whether a router leads anywhere from a path.
fn leads(router: &Router<Option<usize>>, path: &str) -> bool {
    router.at(path).is_ok_and(|matched| matched.value.is_some())
}

/// The verbs under which there is a method at a path, as a header tells them; `None` for none.
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
    let Some((matched, method)) = matched.and_then(|matched| matched.value.map(|method| (matched, method))) else {
        return Err(if verbs(path).is_some() { Problem::wrong_verb() } else { Problem::no_method() });
    };
    let mut variables = Vec::new();
    for (name, value) in matched.params.iter() {
        let decoded = percent_encoding::percent_decode_str(value).decode_utf8().map_err(|_| Problem::not_found())?;
        variables.push((name.to_owned(), decoded.into_owned()));
    }
    Ok(Found { method, variables, version: version(path) })
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
