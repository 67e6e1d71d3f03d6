//! Invisible characters of a name: they change the direction of the text beside them, or make two names look alike.

/// Why a name with such a character is refused.
pub const HIDDEN_IN_NAME: &str =
    "The name holds a character that is invisible or changes the direction of text; write the name without it.";

/// Whether a text holds a control character, one that changes the direction of text, or one that takes no room.
///
/// The joiners of Persian, of Indian scripts and of emoji are part of spelling and are no such characters.
pub fn has_hidden(text: &str) -> bool {
    text.chars().any(is_hidden)
}

/// Whether a text shows nothing but joiners and marks of how another character is drawn.
pub fn is_empty(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{34f}'))
}

fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            // Directions of text: marks, embeddings, overrides, isolates.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Breaks of lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // Spaces without width, soft hyphen, invisible operators, the mark of byte order.
            | '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}'
            // Annotations and tags.
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
            // Fillers that are drawn as nothing.
            | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spelling_stays_and_what_is_hidden_is_found() {
        for name in ["CPA network", "Чайный дом", "می‌خواهم", "👩‍💻 mobile", "مفتاح", "Café – 2", "❤️"]
        {
            assert!(!has_hidden(name) && !is_empty(name), "{name:?}");
        }
        for hidden in ['\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}', '\u{ad}', '\u{7}', '\n', '\u{e0041}', '\u{2028}', '\u{61c}'] {
            assert!(has_hidden(&format!("CPA{hidden} network")), "{hidden:?}");
        }
        assert!(is_empty("\u{200d}\u{fe0f} "));
    }
}
