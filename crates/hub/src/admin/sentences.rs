//! Sentences for the errors of the API: which rule an English error text states, so that a page can state it in its own language.

/// Error texts of the API, `{}` for any text, with the name of the sentence that pages show. The first one that fits counts.
const RULES: [(&str, &str); 46] = [
    ("This value should not be blank.", "sentence-blank"),
    ("must be given", "sentence-blank"),
    ("must not be empty", "sentence-blank"),
    ("must not be blank; {}", "sentence-blank"),
    ("must not hold a blank", "sentence-blank"),
    ("\"{}\" with \"{}\"=\"{}\" does not exist.", "sentence-unknown"),
    ("There is no currency \"{}\"{}", "sentence-unknown-value"),
    ("There is no country \"{}\"{}", "sentence-unknown-value"),
    ("\"{}\" with \"{}\"=\"{}\" already exists", "sentence-taken"),
    ("\"{}\" with \"{}\"=\"{}\" already exists.", "sentence-taken"),
    ("Order already exists{}", "sentence-taken"),
    ("Payment already exists.", "sentence-taken"),
    ("The external id is {}", "sentence-taken"),
    ("There is already an entry with this code.", "sentence-taken"),
    ("The currency \"{}\" is there already.", "sentence-taken"),
    ("\"{}\" is taken in this store", "sentence-taken"),
    ("values must be unique inside the order", "sentence-taken"),
    ("must be a whole number{}", "sentence-whole"),
    ("must be a number of degrees{}", "sentence-number"),
    ("must be a number{}", "sentence-number"),
    ("must be a rate in per cent{}", "sentence-vat"),
    ("must be true or false{}", "sentence-flag"),
    ("must be a date (Y-m-d){}", "sentence-date"),
    ("must be a date and time (Y-m-d H:i:s){}", "sentence-moment"),
    ("must be a date and a time (Y-m-d H:i:s)", "sentence-moment"),
    ("must be a time (H:i){}", "sentence-time"),
    ("must be an email address", "sentence-email"),
    ("must be an e-mail address", "sentence-email"),
    ("must be a colour{}", "sentence-colour"),
    ("must be one of{}", "sentence-choice"),
    ("The value you selected is not a valid choice.", "sentence-choice"),
    ("must be {} or more", "sentence-least"),
    ("This value should be {} or more.", "sentence-least"),
    ("must be {} to {}", "sentence-most"),
    ("must not be negative", "sentence-negative"),
    ("is too large a number", "sentence-large"),
    ("is too long: at most {} characters", "sentence-long"),
    ("must not contain {}", "sentence-characters"),
    ("holds {}; at most {} are taken", "sentence-many"),
    ("may hold Latin letters{}", "sentence-code"),
    ("may hold {} values at most", "sentence-many"),
    ("must hold {} objects at most", "sentence-many"),
    ("must not be before {}", "sentence-before"),
    ("The payment status \"{}", "sentence-payment-status"),
    ("One currency is the base{}", "sentence-base"),
    ("\"{}\" is not a valid email.", "sentence-email"),
];

/// The name of the sentence for an error text, and the value that it speaks of (empty for none); `None` for a text that no rule has.
pub fn of(text: &str) -> Option<(&'static str, String)> {
    RULES.iter().find_map(|(pattern, name)| Some((*name, filled(pattern, text)?)))
}

/// What stands at the last `{}` of a pattern that a whole text fits; empty for a pattern without one.
fn filled(pattern: &str, text: &str) -> Option<String> {
    let mut parts = pattern.split("{}");
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut value = "";
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty().then(String::new);
    }
    while let Some(part) = parts.next() {
        let end = match (part.is_empty(), parts.peek().is_none()) {
            (true, _) => rest.len(),
            (false, true) => rest.strip_suffix(part)?.len(),
            (false, false) => rest.find(part)?,
        };
        value = &rest[..end];
        rest = &rest[end + part.len()..];
    }
    rest.is_empty().then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn an_error_of_the_api_leads_to_a_sentence_and_its_value() {
        let found = |text: &str| of(text).map(|(name, value)| (name.to_owned(), value));
        let named = |name: &str, value: &str| Some((name.to_owned(), value.to_owned()));
        assert_eq!(found("\"Status\" with \"code\"=\"no \"quotes\"\" does not exist."), named("sentence-unknown", "no \"quotes\""));
        assert_eq!(found("must be a number"), named("sentence-number", ""));
        assert_eq!(found("must be 0 to 100"), named("sentence-most", "100"));
        assert_eq!(found("is too long: at most 255 characters"), named("sentence-long", "255"));
        assert_eq!(found("Order already exists."), named("sentence-taken", "."));
        assert_eq!(found("must be given by others"), None);
        assert_eq!(found("Something else."), None);
    }
}
