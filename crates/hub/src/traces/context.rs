//! Which trace a call belongs to: that of its caller (W3C Trace Context), or one of its own.

use std::fmt::Write;

/// The trace of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The id of the trace: 32 characters of `[0-9a-f]`.
    pub trace: String,
    /// The id of the caller's span: 16 characters; none for a trace that begins here.
    pub parent: Option<String>,
    /// What ids of spans are made of.
    seed: [u8; 32],
}

impl Context {
    /// The trace of a call. The caller's `traceparent` decides whether it is traced; without one, `percent` of a hundred calls are.
    pub fn of_call(request_id: &str, header: Option<&[u8]>, percent: u8) -> Option<Self> {
        let seed = *blake3::hash(request_id.as_bytes()).as_bytes();
        if let Some((trace, parent, sampled)) = header.and_then(read) {
            return sampled.then_some(Self { trace, parent: Some(parent), seed });
        }
        let drawn = u32::from_le_bytes([seed[0], seed[1], seed[2], seed[3]]) % 100;
        (drawn < u32::from(percent)).then(|| Self { trace: hexadecimal(&seed[16..]), parent: None, seed })
    }

    /// The id of one of the call's spans: 0 for the call itself.
    pub fn span(&self, number: u64) -> String {
        let hash = blake3::keyed_hash(&self.seed, &number.to_le_bytes());
        hexadecimal(&hash.as_bytes()[..8])
    }
}

/// The ids of a `traceparent`, and whether the caller records the trace; `None` for an invalid header.
fn read(header: &[u8]) -> Option<(String, String, bool)> {
    let text = std::str::from_utf8(header).ok()?.trim();
    let mut parts = text.split('-');
    let (version, trace, parent, flags) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let is_id = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) && text.bytes().any(|byte| byte != b'0')
    };
    let is_hexadecimal = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Later versions may have further parts; version 00 has four, and ff is none.
    let is_version = is_hexadecimal(version) && version != "ff" && (version != "00" || parts.next().is_none());
    let sampled = is_hexadecimal(flags) && u8::from_str_radix(flags, 16).ok()? & 1 == 1;
    (is_version && is_id(trace, 32) && is_id(parent, 16)).then(|| (trace.to_owned(), parent.to_owned(), sampled))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[test]
    fn a_call_joins_the_trace_of_its_caller() {
        let context = Context::of_call("a", Some(CALLER.as_bytes()), 0).expect("the caller records it");
        assert_eq!(context.trace, "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(context.parent.as_deref(), Some("00f067aa0ba902b7"));
        let silent = CALLER.replace("-01", "-00");
        assert_eq!(Context::of_call("a", Some(silent.as_bytes()), 100), None);
    }

    #[test]
    fn a_header_that_is_no_traceparent_is_ignored() {
        let zero = CALLER.replace("00f067aa0ba902b7", "0000000000000000");
        let more = format!("{CALLER}-more");
        let upper = CALLER.to_uppercase();
        for wrong in ["", "00", "00-x-y-01", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", &zero, &more, &upper] {
            let context = Context::of_call("a", Some(wrong.as_bytes()), 100).expect("all calls are traced");
            assert_eq!(context.parent, None, "{wrong}");
        }
        assert!(Context::of_call("a", Some(b"\xff\xfe"), 100).is_some());
        let later = format!("01{}-more", &CALLER[2..]);
        assert!(Context::of_call("a", Some(later.as_bytes()), 0).is_some_and(|context| context.parent.is_some()));
    }

    #[test]
    fn a_share_of_calls_is_traced_and_ids_differ() {
        let traced = (0..4000).filter(|number| Context::of_call(&number.to_string(), None, 25).is_some()).count();
        assert!((800..1200).contains(&traced), "{traced}");
        assert_eq!(Context::of_call("a", None, 0), None);
        let (one, other) = (Context::of_call("a", None, 100).expect("traced"), Context::of_call("b", None, 100).expect("traced"));
        assert_ne!(one.trace, other.trace);
        assert_ne!(one.span(0), one.span(1));
        assert_eq!((one.trace.len(), one.span(0).len()), (32, 16));
    }
}
