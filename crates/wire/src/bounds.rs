//! The bounds of one call: parameters, brackets, JSON values. Errors name the bound.

use serde_json::Value;

use crate::problem::Problem;

/// The most parameters of a call, in its address and its body together.
pub const PARAMETERS: usize = 10_000;
/// How deep brackets may nest in the name of a parameter.
pub const DEPTH: usize = 16;
/// The most JSON values of a body, the JSON texts in its parameters included.
pub const VALUES: usize = 100_000;

/// The refusal of a call that brings more than a bound allows.
pub(crate) fn beyond(place: impl Into<String>, text: String) -> Problem {
    Problem::new(400, "Errors in the input parameters").with(place, text)
}

/// The refusal of too many JSON values.
pub(crate) fn too_many_values(place: &str) -> Problem {
    beyond(place, format!("the JSON of one call may hold {VALUES} values at most"))
}

/// Whether a JSON text this long may hold more than [`VALUES`] values at all: each takes a byte, and one more to part it from the next.
pub(crate) fn may_exceed(length: usize) -> bool {
    length / 2 >= VALUES
}

/// The number of values in a JSON text. It is only counted, so invalid JSON has a number too.
pub(crate) fn values(text: &[u8]) -> usize {
    let (mut count, mut at, mut opened) = (1, 0, false);
    while let Some(byte) = text.get(at) {
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {}
            b']' | b'}' => opened = false,
            b',' => {
                count += 1;
                opened = false;
            }
            _ => {
                count += usize::from(opened);
                opened = matches!(byte, b'[' | b'{');
                if *byte == b'"' {
                    at = end_of_string(text, at + 1);
                }
            }
        }
        at += 1;
    }
    count
}

/// The place of the quote that ends a string.
fn end_of_string(text: &[u8], mut at: usize) -> usize {
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if text[at] == b'"' {
            return at;
        }
        at += 2;
    }
    text.len()
}

/// How many values the JSON texts inside a value hold; other texts are not looked at.
pub(crate) fn values_in_texts(value: &Value) -> usize {
    match value {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => values(text.as_bytes()),
        Value::Array(items) => items.iter().map(values_in_texts).sum(),
        Value::Object(members) => members.values().map(values_in_texts).sum(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The count as a reader of the text makes it.
    fn read(value: &Value) -> usize {
        1 + match value {
            Value::Array(items) => items.iter().map(read).sum(),
            Value::Object(members) => members.values().map(read).sum(),
            _ => 0,
        }
    }

    #[test]
    fn values_are_counted_as_a_reader_counts_them() {
        for text in [
            "1",
            "\"\"",
            "[]",
            "{}",
            "[ ]",
            "[1]",
            "[1,2]",
            "[[],[],{}]",
            "[[[[]]]]",
            "{\"a\":1}",
            "{ \"a\" : [ 1 , 2 ] , \"b\" : {} }",
            r#"["a,b","[1,2]","\"],[","\\",{"x,y":"{"}]"#,
            "[null,true,false,-1.5e3,\"\"]",
            "{\"a\":{\"b\":{\"c\":[{}]}}}",
        ] {
            let value: Value = serde_json::from_str(text).expect(text);
            assert_eq!(values(text.as_bytes()), read(&value), "{text}");
            assert!(may_exceed(2 * VALUES) && !may_exceed(text.len()));
        }
        for broken in ["", "[", "\"", "\"\\", "[\"a", "{{{{", "]]]]", ",,,"] {
            values(broken.as_bytes());
        }
    }
}
