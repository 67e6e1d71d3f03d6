//! The charset of what is sent: UTF-8, or another one where the request declares it. Bytes that mean nothing are refused, never replaced.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::problem::Problem;

/// The charset that texts of a request are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

impl Charset {
    /// UTF-8, in which a request is written unless it declares another charset.
    pub const UTF_8: Self = Self(UTF_8);

    /// The charset of a label, such as `windows-1251` or `latin-1`.
    pub fn named(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']);
        // Common, although no standard lists it.
        let label = if label.eq_ignore_ascii_case("latin-1") { "latin1" } else { label };
        Encoding::for_label_no_replacement(label.as_bytes()).map(Self)
    }

    /// The charset of a media type (`…; charset=windows-1251`); `None` if it declares none.
    ///
    /// # Errors
    /// It declares a charset that is not known.
    pub fn of_type(kind: &str) -> Result<Option<Self>, Problem> {
        let parameters = kind.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
        let mut labels = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).map(|(_, label)| label);
        match labels.next() {
            None => Ok(None),
            Some(label) if label.trim().trim_matches('"').is_empty() => Ok(None),
            Some(label) => Self::named(label).map(Some).ok_or_else(|| unknown("Content-Type", label)),
        }
    }

    /// The same for a form, whose separators are ASCII.
    ///
    /// # Errors
    /// It is a charset such as UTF-16, in which a form cannot be written.
    pub fn of_form(self) -> Result<Self, Problem> {
        if self.0.is_ascii_compatible() { Ok(self) } else { Err(unknown("Content-Type", self.0.name())) }
    }

    /// True for UTF-8.
    pub fn is_utf8(self) -> bool {
        self == Self::UTF_8
    }

    /// The text that bytes stand for; `None` when they stand for none.
    pub fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        if self.is_utf8() {
            return std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
        }
        self.0.decode_without_bom_handling_and_without_replacement(bytes)
    }

    /// The refusal of bytes that are not in this charset; `parameter` holds them.
    pub fn refusal(self, parameter: &str) -> Problem {
        let text = if self.is_utf8() {
            "holds bytes that are not UTF-8; send UTF-8, or declare the charset in Content-Type".to_owned()
        } else {
            format!("holds bytes that are not {}", self.0.name())
        };
        Problem::new(400, "Errors in the input parameters").with(parameter, text)
    }
}

/// The error for an unknown or unsupported charset; `place` is where it was declared.
pub(crate) fn unknown(place: &str, label: &str) -> Problem {
    let label: String = label.trim().trim_matches('"').chars().filter(|sign| sign.is_ascii_graphic()).take(40).collect();
    Problem::new(400, "Errors in the input parameters").with(place, format!("the charset \"{label}\" is not supported; send UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charsets_are_known_by_their_usual_labels() {
        for label in ["utf-8", "UTF-8", "utf8", "\"utf-8\""] {
            assert_eq!(Charset::named(label), Some(Charset::UTF_8), "{label}");
        }
        for label in ["windows-1251", "CP1251", "win-1251", "latin-1", "latin1", "ISO-8859-1", "koi8-r"] {
            assert_eq!(Charset::named(label).is_some(), label != "win-1251", "{label}");
        }
        let declared = |kind: &str| Charset::of_type(kind);
        assert_eq!(declared("text/plain; Charset=\"windows-1251\"").ok().flatten(), Charset::named("cp1251"));
        assert_eq!(declared("application/json"), Ok(None));
        assert_eq!(declared("application/json; charset="), Ok(None));
        let refused = declared("application/json; charset=klingon").expect_err("there is no such charset");
        assert!(refused.errors["Content-Type"].as_str().is_some_and(|text| text.contains("klingon")));
        assert!(Charset::named("utf-16le").is_some_and(|charset| charset.of_form().is_err()));
    }

    #[test]
    fn nothing_is_replaced() {
        assert_eq!(Charset::UTF_8.decode(b"caf\xe9"), None);
        assert_eq!(Charset::named("latin-1").and_then(|latin| latin.decode(b"caf\xe9")).as_deref(), Some("caf\u{e9}"));
        assert_eq!(Charset::named("windows-1251").and_then(|cyrillic| cyrillic.decode(b"\xcf\xf0\xe8")).as_deref(), Some("При"));
        assert_eq!(Charset::named("shift_jis").and_then(|japanese| japanese.decode(b"\x81")), None);
    }
}
