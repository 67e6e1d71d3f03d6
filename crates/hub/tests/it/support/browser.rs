//! Somebody at a browser: addresses, plain forms, a cookie jar. No scripts.

use std::net::SocketAddr;

use super::TestHub;
use super::call::urlencoded;
use super::form::Form;
use super::reply::exchange_bytes;

/// The password of everyone in the tests.
pub const PASSWORD: &str = "correct horse battery";

/// A page as it came.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The HTTP status.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Shown {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Asserts the status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// Asserts that the page holds a text.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.text.contains(text), "no \"{text}\" in {}", self.text);
        self
    }

    /// Asserts that the page does not hold a text.
    #[track_caller]
    pub fn hides(self, text: &str) -> Self {
        assert!(!self.text.contains(text), "\"{text}\" is in {}", self.text);
        self
    }

    /// Asserts a redirection that begins with this address.
    #[track_caller]
    pub fn leads(self, address: &str) -> Self {
        assert_eq!(self.status, 303, "{self:?}");
        assert!(self.header("location").is_some_and(|location| location.starts_with(address)), "{self:?}");
        self
    }

    /// What stands between two texts, the first time.
    pub fn between(&self, before: &str, after: &str) -> Option<&str> {
        let rest = &self.text[self.text.find(before)? + before.len()..];
        Some(&rest[..rest.find(after)?])
    }

    /// The value of a field of a form.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let named = format!("name=\"{name}\"");
        if let Some(list) = self.text.split("<select").find(|list| list.split('>').next().is_some_and(|tag| tag.contains(&named))) {
            let chosen = list.split("</select>").next().unwrap_or_default().split("<option ").find(|option| option.contains(" selected>"));
            return chosen.and_then(|option| option.split("value=\"").nth(1)?.split('"').next()).unwrap_or_default().to_owned();
        }
        let tag = self.text.split('<').find(|tag| tag.starts_with("input") && tag.contains(&named));
        let tag = tag.unwrap_or_else(|| panic!("no field {name} in {}", self.text));
        tag.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }
}

/// A browser with its cookies.
#[derive(Debug, Clone)]
pub struct Browser {
    address: SocketAddr,
    /// The name it calls the hub by.
    pub host: String,
    cookies: Vec<(String, String)>,
}

impl Browser {
    /// A fresh browser.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, host: "localhost".to_owned(), cookies: Vec::new() }
    }

    /// A browser of a user who is signed in with this role.
    pub fn signed_in(hub: &TestHub, role: &str) -> Self {
        let email = format!("{role}@hub.test");
        hub.staff(&email, role);
        let mut browser = Self::new(hub.address());
        browser.post("/sign-in", form! { email: email, password: PASSWORD }).leads("/start");
        browser
    }

    /// Opens an address.
    #[track_caller]
    pub fn get(&mut self, path: &str) -> Shown {
        self.send("GET", path, &[], "")
    }

    /// Sends a form, as a browser does from a page of the hub itself.
    #[track_caller]
    pub fn post(&mut self, path: &str, form: Form) -> Shown {
        let origin = format!("https://{}", self.host);
        self.send("POST", path, &[("Sec-Fetch-Site", "same-origin"), ("Origin", &origin)], &urlencoded(&form))
    }

    /// Sends a form with files, as a browser does from a page of the hub itself: names, file names (or none), contents.
    #[track_caller]
    pub fn upload(&mut self, path: &str, parts: &[(&str, Option<&str>, &str)]) -> Shown {
        const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
        let mut body = String::new();
        for (name, file, content) in parts {
            let file = file.map(|file| format!("; filename=\"{file}\"\r\nContent-Type: application/octet-stream")).unwrap_or_default();
            body.push_str(&format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n"));
        }
        body.push_str(&format!("--{BOUNDARY}--\r\n"));
        let (origin, kind) = (format!("https://{}", self.host), format!("multipart/form-data; boundary={BOUNDARY}"));
        let headers = [("Sec-Fetch-Site", "same-origin"), ("Origin", origin.as_str()), ("Content-Type", kind.as_str())];
        self.send("POST", path, &headers, &body)
    }

    /// Sends anything.
    #[track_caller]
    pub fn send(&mut self, verb: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Shown {
        let mut request = format!("{verb} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", self.host);
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.push_str(&format!("Cookie: {}\r\n", cookies.join("; ")));
        }
        if verb == "POST" {
            if !headers.iter().any(|(name, _)| *name == "Content-Type") {
                request.push_str("Content-Type: application/x-www-form-urlencoded\r\n");
            }
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        request.push_str("\r\n");
        request.push_str(body);
        let shown = parse(&exchange_bytes(self.address, request.as_bytes()).expect("the hub listens"));
        for (_, cookie) in shown.headers.iter().filter(|(name, _)| name == "set-cookie") {
            self.keep(cookie);
        }
        shown
    }

    /// The cookies it has, by name.
    pub fn cookies(&self) -> &[(String, String)] {
        &self.cookies
    }

    fn keep(&mut self, cookie: &str) {
        let (name, value) = cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie has a name");
        self.cookies.retain(|(known, _)| known != name);
        if !cookie.contains("Max-Age=0") {
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }
}

fn parse(answer: &[u8]) -> Shown {
    let mut slots = [httparse::EMPTY_HEADER; 64];
    let mut head = httparse::Response::new(&mut slots);
    let length = match head.parse(answer) {
        Ok(httparse::Status::Complete(length)) => length,
        other => panic!("no HTTP answer: {other:?}"),
    };
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("pages are UTF-8");
    let headers: Vec<(String, String)> = head.headers.iter().map(|header| (header.name.to_ascii_lowercase(), text(header.value))).collect();
    let chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let body = if chunked { whole(&answer[length..]) } else { answer[length..].to_vec() };
    let drawn = headers.iter().any(|(name, value)| name == "content-type" && value.starts_with("font/"));
    let shown = if drawn { String::new() } else { text(&body) };
    Shown { status: head.code.unwrap_or_default(), headers, text: shown, bytes: body }
}

/// A body that came in chunks.
fn whole(mut rest: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(httparse::Status::Complete((begin, length))) = httparse::parse_chunk_size(rest) {
        let end = begin + usize::try_from(length).expect("a chunk fits into memory");
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&rest[begin..end]);
        rest = &rest[end + 2..];
    }
    panic!("the chunks do not end: {}", String::from_utf8_lossy(rest))
}

/// A text of the pages, in English.
pub fn text(name: &str) -> String {
    hub::admin::words::Words::of("en").say(name)
}

/// How a setting is now and how it would be, as a review of changes shows it.
pub fn sides(review: &Shown, setting: &str) -> Option<(String, String)> {
    let row = review.text.split("<tr>").find(|row| row.starts_with(&format!("<th scope=\"row\">{setting}</th>")))?;
    let cells = row.split("<p>").skip(1).filter_map(|cell| cell.split("</p>").next());
    let mut texts = cells.map(|cell| cell.replace("<b>", "").replace("</b>", ""));
    Some((texts.next()?, texts.next()?))
}
