//! The smallest grant for a list of calls: a text that names calls becomes the methods they need, and what of it leads to
//! no method.
//!
//! It reads plain lists and logs (one call a line, with or without a verb, curl commands too), OpenAPI documents (JSON,
//! and YAML line by line), recordings of a browser (HAR) and Postman collections. Queries are dropped before anything
//! is looked at: they may hold tokens.

use std::collections::BTreeSet;

use serde_json::Value;

use wire::methods::{self, routes};

/// What a list of calls needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needed {
    /// The names of the methods.
    pub methods: BTreeSet<&'static str>,
    /// What leads to no method, each once, in the order of the text.
    pub unresolved: Vec<Unresolved>,
}

/// A call that leads to no method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The call: its verb, if it names one, and its address without query.
    pub call: String,
    /// Why.
    pub why: Why,
}

/// Why a call leads to no method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no method at the address.
    NoMethod,
    /// The method there has another verb.
    OtherVerb,
}

impl Why {
    /// Its word, by which texts about it are named.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoMethod => "no-method",
            Self::OtherVerb => "other-verb",
        }
    }
}

/// The longest address that is kept, in characters.
const LONGEST: usize = 200;
/// The verbs by which lines are recognised.
const VERBS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// What the calls that a text names need.
pub fn needed(text: &str) -> Needed {
    let mut needed = Needed::default();
    for call in calls(text) {
        // Browsers ask by themselves whether they may call; that needs no grant.
        if matches!(call.verb.as_deref(), Some("OPTIONS" | "HEAD")) {
            continue;
        }
        match call.resolve() {
            Ok(names) => needed.methods.extend(names),
            Err(why) => {
                let unresolved = Unresolved { call: call.view(), why };
                if !needed.unresolved.contains(&unresolved) {
                    needed.unresolved.push(unresolved);
                }
            }
        }
    }
    needed
}

/// A call: its verb, if there is one, and its address without query.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Call {
    verb: Option<String>,
    address: String,
}

impl Call {
    fn new(verb: Option<&str>, address: &str) -> Self {
        let address = address.split(['?', '#']).next().unwrap_or_default();
        Self { verb: verb.map(str::to_ascii_uppercase), address: address.to_owned() }
    }

    fn view(&self) -> String {
        let address: String = self.address.chars().take(LONGEST).collect();
        self.verb.as_ref().map_or_else(|| address.clone(), |verb| format!("{verb} {address}"))
    }

    fn resolve(&self) -> Result<Vec<&'static str>, Why> {
        let mut why = Why::NoMethod;
        for path in paths(&self.address) {
            match at(self.verb.as_deref(), &path) {
                Ok(names) => return Ok(names),
                Err(Why::OtherVerb) => why = Why::OtherVerb,
                Err(Why::NoMethod) => {}
            }
        }
        Err(why)
    }
}

/// The methods at a path; without a verb those that are named most exactly.
fn at(verb: Option<&str>, path: &str) -> Result<Vec<&'static str>, Why> {
    let found = |verb: &str| routes::find(verb, path).map(|found| (found.variables.len(), methods::all()[found.method].name()));
    if let Some(verb) = verb {
        return match found(verb) {
            Ok((_, name)) => Ok(vec![name]),
            Err(problem) if problem.status == 405 => Err(Why::OtherVerb),
            Err(_) => Err(Why::NoMethod),
        };
    }
    let found: Vec<(usize, &'static str)> = ["GET", "POST"].into_iter().filter_map(|verb| found(verb).ok()).collect();
    let fewest = found.iter().map(|(variables, _)| *variables).min().ok_or(Why::NoMethod)?;
    Ok(found.into_iter().filter(|(variables, _)| *variables == fewest).map(|(_, name)| name).collect())
}

/// The paths of the API an address may mean: with `*` for the version, and without `/api` as methods are named.
fn paths(address: &str) -> Vec<String> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        // `{{baseUrl}}/orders`: the variable stands for a host.
        None if address.starts_with("{{") => address.split_once("}}").map_or("", |(_, rest)| rest),
        None => address,
    };
    let path = path.trim_end_matches('/');
    let from_api = path.find("/api/").map(|at| &path[at..]).or_else(|| path.starts_with("api/").then_some(path));
    let path = from_api.unwrap_or(path).trim_start_matches('/');
    match path.strip_prefix("api/") {
        Some(rest) => match rest.strip_prefix("v*/") {
            Some(rest) => ["v5", "v4", "v3"].map(|version| format!("/api/{version}/{rest}")).to_vec(),
            None => vec![format!("/api/{rest}")],
        },
        None if path.is_empty() => Vec::new(),
        None => {
            let bare = ["/api/v5", "/api/v4", "/api/v3", "/api"].map(|prefix| format!("{prefix}/{path}"));
            // `v5/orders`, as documents write it whose server is `…/api`.
            let versioned = path.starts_with(['v', 'V']).then(|| format!("/api/{path}"));
            versioned.into_iter().chain(bare).collect()
        }
    }
}

fn calls(text: &str) -> Vec<Call> {
    match serde_json::from_str::<Value>(text.trim_start_matches('\u{feff}')) {
        Ok(document @ (Value::Object(_) | Value::Array(_))) => {
            let mut calls = Vec::new();
            read(&document, &mut calls);
            calls
        }
        _ => text.replace("\\\r\n", " ").replace("\\\n", " ").lines().filter_map(line).collect(),
    }
}

/// Reads a JSON document of any of the kinds.
fn read(document: &Value, calls: &mut Vec<Call>) {
    match document {
        Value::String(text) => calls.extend(line(text)),
        Value::Array(items) => items.iter().for_each(|item| read(item, calls)),
        Value::Object(members) => {
            if let Some(entries) = document.pointer("/log/entries") {
                return read(entries, calls);
            }
            if let Some(Value::Object(paths)) = members.get("paths") {
                return read_openapi(document, paths, calls);
            }
            for inner in ["item", "request", "requests", "calls", "endpoints"] {
                if let Some(inner) = members.get(inner) {
                    read(inner, calls);
                }
            }
            let url = members.get("url").or_else(|| members.get("path"));
            let address = url.and_then(|url| url.as_str().or_else(|| url["raw"].as_str()));
            if let Some(address) = address {
                let verb = members.get("method").or_else(|| members.get("verb")).and_then(Value::as_str);
                calls.push(Call::new(verb, address));
            }
        }
        _ => {}
    }
}

fn read_openapi(document: &Value, paths: &serde_json::Map<String, Value>, calls: &mut Vec<Call>) {
    let server = document["servers"][0]["url"].as_str().or_else(|| document["basePath"].as_str()).unwrap_or_default();
    let base = server.split_once("://").map_or(server, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..])).trim_end_matches('/');
    for (path, operations) in paths {
        for (verb, _) in operations.as_object().into_iter().flatten() {
            let verb = verb.to_ascii_uppercase();
            if VERBS.contains(&verb.as_str()) {
                calls.push(Call::new(Some(&verb), &format!("{base}{path}")));
            }
        }
    }
}

/// The call of a line, if it names one.
fn line(text: &str) -> Option<Call> {
    let text = text.trim();
    if text.starts_with('#') || text.starts_with("//") {
        return None;
    }
    let words: Vec<&str> =
        text.split(|letter: char| letter.is_whitespace() || "\"'`,|<>[]()".contains(letter)).filter(|word| !word.is_empty()).collect();
    let verb = words.iter().position(|word| VERBS.contains(word)).or_else(|| {
        let first = words.first()?.to_ascii_uppercase();
        VERBS.contains(&first.as_str()).then_some(0)
    });
    let is_address = |word: &&&str| word.starts_with('/') || word.contains("://") || word.starts_with("api/") || word.starts_with("{{");
    let address = words.iter().skip(verb.unwrap_or(0)).find(is_address).or_else(|| words.iter().find(is_address))?;
    let verb = verb.map(|place| words[place]).or_else(|| curl_verb(&words));
    Some(Call::new(verb, address.trim_end_matches([':', ';', '.'])))
}

/// The default verb of curl: POST where something is sent in the body.
fn curl_verb(words: &[&str]) -> Option<&'static str> {
    if words.first() != Some(&"curl") {
        return None;
    }
    let sends = words.iter().any(|word| ["-d", "-F", "--form", "--json"].contains(word) || word.starts_with("--data"));
    let in_query = words.iter().any(|word| ["-G", "--get"].contains(word));
    Some(if sends && !in_query { "POST" } else { "GET" })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        let needed = needed(text);
        assert_eq!(needed.unresolved, [], "{text}");
        needed.methods.into_iter().collect()
    }

    #[test]
    fn a_line_in_any_spelling_names_its_method() {
        for text in [
            "GET /api/v5/orders/statuses",
            "get https://hub.example.com/api/v4/orders/statuses?apiKey=lky_x&ids[]=1",
            "/api/v*/orders/statuses",
            "api/v3/orders/statuses/",
            "- `GET /orders/statuses`",
            "203.0.113.9 - - [24/Nov/2026:10:00:00 +0000] \"GET /api/v5/orders/statuses?ids[]=5 HTTP/1.1\" 200 44 \"https://x.example/a\"",
            "curl -G 'https://hub.example.com/api/v5/orders/statuses' \\\n  --data-urlencode 'ids[]=1'",
            "  /api/v5/orders/statuses:",
            "{{baseUrl}}/orders/statuses",
            "https://hub.example.com/below/api/v5/orders/statuses",
        ] {
            assert_eq!(names(text), ["/orders/statuses"], "{text}");
        }
        assert_eq!(names("curl https://h/api/v5/orders/create -d 'order={}'"), ["/orders/create"]);
        assert_eq!(names("# GET /api/v5/orders\n\nnothing here\n"), [""; 0]);
    }

    #[test]
    fn what_leads_nowhere_is_listed_once_and_without_its_query() {
        let text =
            "POST /api/v5/orders\nGET /api/v5/nothing?apiKey=secret\nGET /api/v5/nothing?page=2\nhttps://x.example/\nGET /api/v5/users";
        let needed = needed(text);
        assert_eq!(needed.methods.into_iter().collect::<Vec<_>>(), ["/users"]);
        let view: Vec<(&str, &str)> = needed.unresolved.iter().map(|one| (one.call.as_str(), one.why.name())).collect();
        assert_eq!(
            view,
            [("POST /api/v5/orders", "other-verb"), ("GET /api/v5/nothing", "no-method"), ("https://x.example/", "no-method")]
        );
    }

    #[test]
    fn documents_of_every_kind_are_read() {
        let har = json!({"log": {"entries": [
            {"request": {"method": "GET", "url": "https://h/api/v5/orders?apiKey=secret", "headers": [{"name": "X-API-KEY", "value": "s"}]}},
            {"request": {"method": "OPTIONS", "url": "https://h/api/v5/orders/create"}},
            {"request": {"method": "POST", "url": "https://h/api/v5/orders/17/edit"}},
        ]}});
        assert_eq!(names(&har.to_string()), ["/orders", "/orders/{externalId}/edit"]);
        let openapi = json!({"openapi": "3.1.0", "servers": [{"url": "https://h/api/v5/"}], "paths": {
            "/orders/{id}/edit": {"post": {}, "parameters": []}, "/customers": {"get": {}, "summary": "x"},
        }});
        assert_eq!(names(&openapi.to_string()), ["/customers", "/orders/{externalId}/edit"]);
        let swagger = json!({"swagger": "2.0", "basePath": "/api", "paths": {"/v4/orders": {"get": {}}, "/credentials": {"get": {}}}});
        assert_eq!(names(&swagger.to_string()), ["/credentials", "/orders"]);
        let postman = json!({"info": {}, "item": [{"name": "Orders", "item": [
            {"request": {"method": "GET", "url": {"raw": "{{host}}/api/v5/orders?limit=20", "path": ["api", "v5", "orders"]}}},
            {"request": "https://h/api/v5/users"},
        ]}]});
        assert_eq!(names(&postman.to_string()), ["/orders", "/users"]);
        assert_eq!(names(r#"["GET /api/v5/orders", {"method": "POST", "path": "/api/v5/orders/create"}]"#), ["/orders", "/orders/create"]);
        assert_eq!(needed("{\"log\": 5}"), Needed::default());
    }

    #[test]
    fn every_method_in_every_version_resolves_to_itself_alone() {
        for method in methods::all() {
            for prefix in method.versions.prefixes() {
                let address = format!("{prefix}{}", method.path);
                assert_eq!(names(&format!("{} {address}", method.verb.name())), [method.name()]);
                assert_eq!(names(&address), [method.name()], "without a verb");
                let filled: Vec<&str> = method.path.split('/').map(|part| if part.starts_with('{') { "17" } else { part }).collect();
                assert_eq!(names(&format!("{} {prefix}{}", method.verb.name(), filled.join("/"))), [method.name()]);
            }
            assert_eq!(names(&format!("{} {}", method.verb.name(), method.pattern())), [method.name()]);
        }
    }
}
