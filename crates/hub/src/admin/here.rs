//! Where a browser may be sent on to: paths of this hub, in which no token stands.

use std::borrow::Cow;

use domain::access::token;

/// Where everything leads that leads nowhere else.
pub const FIRST: &str = "/start";

/// Parameters by which clients send tokens.
const TOKENS: [&str; 4] = ["apikey", "api_key", "token", "access_token"];

/// Whether an address is a path of this hub, for every browser: they pass over tabs and line ends, and take a backslash for
/// a slash.
pub fn is_path(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && address.bytes().all(|byte| matches!(byte, 0x21..=0x7e) && byte != b'\\')
}

/// A path to go on to after the sign-in: what was wanted without anything that may be a token, or the first page instead of
/// anything that leads elsewhere.
pub fn onward(wanted: &str) -> String {
    let wanted = wanted.split('#').next().unwrap_or_default();
    let (path, query) = wanted.split_once('?').unwrap_or((wanted, ""));
    if !is_path(wanted) || token::may_be_in(&percent_encoding::percent_decode_str(path).decode_utf8_lossy()) {
        return FIRST.to_owned();
    }
    let harmless = |(name, value): &(Cow<'_, str>, Cow<'_, str>)| {
        !TOKENS.contains(&name.to_ascii_lowercase().as_str()) && !token::may_be_in(name) && !token::may_be_in(value)
    };
    let kept =
        form_urlencoded::Serializer::new(String::new()).extend_pairs(form_urlencoded::parse(query.as_bytes()).filter(harmless)).finish();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{kept}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_on_stays_here() {
        for (wanted, onward) in [
            ("/integration/keys?page=2", "/integration/keys?page=2"),
            ("/integration/keys?name=tea+%26+coffee&page=2#top", "/integration/keys?name=tea+%26+coffee&page=2"),
            ("/people/7/keys", "/people/7/keys"),
            ("/", "/"),
        ] {
            assert_eq!(super::onward(wanted), onward);
        }
        let mut elsewhere: Vec<String> =
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a\\b", "javascript:x", "evil.example", "/é", " /a"]
                .map(str::to_owned)
                .to_vec();
        for byte in (0..=0x20_u8).chain([0x7f]) {
            let byte = char::from(byte);
            elsewhere.extend([format!("/{byte}/evil.example"), format!("{byte}/evil.example"), format!("/a{byte}b")]);
        }
        for address in elsewhere {
            assert_eq!(super::onward(&address), FIRST, "{address:?}");
            assert!(!is_path(&address), "{address:?}");
        }
    }

    #[test]
    fn no_token_goes_along() {
        let (own, imported) = (token::sample(), "Zx9-".repeat(8));
        for token in [&own, &imported] {
            let coded: String = token.bytes().map(|byte| format!("%{byte:02x}")).collect();
            for token in [token, &coded] {
                for (wanted, onward) in [
                    (format!("/integration/keys?apiKey={token}&page=2"), "/integration/keys?page=2"),
                    (format!("/integration/keys?page=2&x=see+{token}"), "/integration/keys?page=2"),
                    (format!("/integration/keys?{token}"), "/integration/keys"),
                    (format!("/integration/keys#{token}"), "/integration/keys"),
                    (format!("/integration/keys/{token}?page=2"), FIRST),
                ] {
                    assert_eq!(super::onward(&wanted), onward, "{wanted}");
                }
            }
        }
        assert_eq!(super::onward("/integration/keys?ApiKey=short&page=2"), "/integration/keys?page=2");
    }
}
