//! Which field of a JSON text an error is about: the path to the place where the reader stopped.

/// An object or a list that is open at some place of a text.
enum Open<'a> {
    /// An object, and the member that is being read, as its name is written.
    Object(Option<&'a [u8]>),
    /// A list, and the element that is being read.
    List(usize),
}

/// What a JSON text goes on with.
#[derive(PartialEq)]
enum Next<'a> {
    Value,
    Name,
    /// The colon after this name.
    Colon(&'a [u8]),
    /// A comma or the end of what is open.
    End,
}

/// The path of the value that an error of reading a text is about: `items[0].initialPrice`; empty for the whole of it.
///
/// An error stands where the reader stopped: behind a value that is wrong, or on a character that is not JSON.
pub(crate) fn path(text: &str, error: &serde_json::Error) -> String {
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let read = &text.as_bytes()[..(before + error.column()).min(text.len())];
    let (mut open, next, is_stopped) = walk(read);
    // Nothing of the list was there.
    if error.is_eof() && !is_stopped && next == Next::Value && matches!(open.last(), Some(Open::List(0))) {
        open.pop();
    }
    // A value that is complete is not what is wrong with the text.
    if next == Next::End && (is_stopped || error.is_eof()) {
        match open.last_mut() {
            Some(Open::Object(member)) => *member = None,
            Some(Open::List(element)) => *element += 1,
            None => {}
        }
    }
    written(&open)
}

/// Reads the start of a text: what is open at its end, what comes next, and whether it ends in something else than that.
fn walk(read: &[u8]) -> (Vec<Open<'_>>, Next<'_>, bool) {
    let (mut open, mut next, mut rest) = (Vec::new(), Next::Value, read);
    while let [first, ..] = rest.trim_ascii_start() {
        rest = rest.trim_ascii_start();
        let mut length = 1;
        next = match (next, first) {
            (Next::Value, b'{') => {
                open.push(Open::Object(None));
                Next::Name
            }
            (Next::Value, b'[') => {
                open.push(Open::List(0));
                Next::Value
            }
            (Next::Value, b'"') => match string(rest) {
                Some(end) => {
                    length = end;
                    Next::End
                }
                None => return (open, Next::Value, true),
            },
            (Next::Name, b'"') => match string(rest) {
                Some(end) => {
                    length = end;
                    Next::Colon(&rest[..end])
                }
                None => return (open, Next::Name, true),
            },
            (Next::Value, b'-' | b'0'..=b'9' | b'a'..=b'z') => {
                length = rest
                    .iter()
                    .position(|byte| !matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'))
                    .unwrap_or(rest.len());
                let is_whole = match &rest[..length] {
                    b"true" | b"false" | b"null" => true,
                    number => !first.is_ascii_lowercase() && number.last().is_some_and(u8::is_ascii_digit),
                };
                if !is_whole {
                    return (open, Next::Value, true);
                }
                Next::End
            }
            (Next::Colon(name), b':') => {
                open.pop();
                open.push(Open::Object(Some(name)));
                Next::Value
            }
            (Next::End, b',') => match open.last_mut() {
                Some(Open::Object(member)) => {
                    *member = None;
                    Next::Name
                }
                Some(Open::List(element)) => {
                    *element += 1;
                    Next::Value
                }
                None => return (open, Next::End, true),
            },
            (Next::Name | Next::End, b'}') if matches!(open.last(), Some(Open::Object(_))) => {
                open.pop();
                Next::End
            }
            (Next::Value, b']') if matches!(open.last(), Some(Open::List(0))) => {
                open.pop();
                Next::End
            }
            (Next::End, b']') if matches!(open.last(), Some(Open::List(_))) => {
                open.pop();
                Next::End
            }
            (next, _) => return (open, next, true),
        };
        rest = &rest[length..];
    }
    (open, next, false)
}

/// The length of the string that a text begins with, quotes included; none where it does not end.
fn string(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match text.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn written(open: &[Open<'_>]) -> String {
    let mut path = String::new();
    for step in open {
        match step {
            Open::Object(Some(name)) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&serde_json::from_slice::<String>(name).unwrap_or_default());
            }
            Open::List(element) => path.push_str(&format!("[{element}]")),
            // The object is what is wrong, not one of its members.
            Open::Object(None) => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use crate::order::Order;
    use crate::patch::read_entity;

    /// Each wrong text with the field that is wrong in it, on one line, on many, and with spaces.
    #[test]
    fn errors_name_their_field() {
        let wrong = [
            (r#"{"number":[1,2],"firstName":"a"}"#, "number"),
            (r#"{"number":{"a":{"b":1}}}"#, "number"),
            (r#"{"number":"\u0000"}"#, "number"),
            (r#"{"items":[{"quantity":1},{"initialPrice":"much"}]}"#, "items[1].initialPrice"),
            (r#"{"items":[{"externalIds":[{"code":"a"},{"code":[]}]}]}"#, "items[0].externalIds[1].code"),
            (r#"{"items":[1]}"#, "items[0]"),
            (r#"{"items":[null]}"#, "items[0]"),
            (r#"{"items":[[]  ,[7,8]]}"#, "items[1]"),
            (r#"{"items":{"a\"b":{"quantity":true},"c":{"quantity":"q"}}}"#, "items.c.quantity"),
            (r#"{"items":"[{\"quantity\":\"q\"}]"}"#, "items"),
            (r#"{"items":"one"}"#, "items"),
            (r#"{"delivery":{"address":{"city":["M"]}}}"#, "delivery.address.city"),
            (r#"{"delivery":[{"code":"c"}],"number":"1"}"#, "delivery"),
            (r#"{"delivery":"courier"}"#, "delivery"),
            (r#"{"delivery":{"data":{"a":"\u0000"}}}"#, "delivery.data"),
            (r#"{"customFields":{"a":[1,{"b":"\u0000"}]}}"#, "customFields"),
            (r#"{"payments":[{"type":"cash"},{"paidAt":"soon"}]}"#, "payments[1].paidAt"),
            (r#"{"number":"1","number":"2"}"#, ""),
            (r#"{"delivery":{"code":"a","code":"b"}}"#, "delivery"),
            (r#"{"delivery":{"code":tru}}"#, "delivery.code"),
            (r#"{"delivery":{"cost":1e999}}"#, "delivery.cost"),
            (r#"{"delivery":{"cost":-}}"#, "delivery.cost"),
            (r#"{"delivery":{"code":"a" "cost":1}}"#, "delivery"),
            (r#"{"delivery":{"code":}}"#, "delivery.code"),
            (r#"{"delivery":{"code":"a",}}"#, "delivery"),
            (r#"{"items":[{} {}]}"#, "items[1]"),
            (r#"{"items":[{},]}"#, "items[1]"),
            (r#"{"items":["#, "items"),
            (r#"{"items":[{"quantity":1"#, "items[0]"),
            (r#"{"items":[{"productName":"x"#, "items[0].productName"),
        ];
        for (text, field) in wrong {
            let spread = text.replace(':', " :\n ").replace(',', " ,\r\n\n").replace('}', "\t\n} ");
            for text in [text, &spread] {
                let (path, error) = read_entity::<Order>(text).expect_err(text);
                assert_eq!(path, field, "{text}: {error}");
                assert!(!error.is_empty() && !error.contains(" line "), "{text}: {error}");
            }
        }
    }

    #[test]
    fn what_clients_write_for_an_object_or_a_list_is_read() {
        for text in
            [r#"{"delivery":[],"items":{"0":{"quantity":1},"1":[]}}"#, r#"{"items":"","payments":null}"#, r#"{"tags":"a","items":"[[]]"}"#]
        {
            assert!(read_entity::<Order>(text).is_ok(), "{text}");
        }
    }
}
