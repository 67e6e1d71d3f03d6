//! Marks in a text what was searched for.

use std::fmt::Write;

/// The text as HTML, with every place that holds the wanted text in `<mark>`; upper and lower case are the same.
pub fn marked(text: &str, wanted: &str) -> String {
    let wanted: Vec<char> = wanted.trim().chars().flat_map(char::to_lowercase).collect();
    let letters: Vec<char> = text.chars().collect();
    let mut html = String::new();
    let mut place = 0;
    while place < letters.len() {
        let length = if wanted.is_empty() { None } else { length_at(&letters[place..], &wanted) };
        match length {
            Some(length) => {
                html.push_str("<mark>");
                letters[place..place + length].iter().for_each(|letter| push(&mut html, *letter));
                html.push_str("</mark>");
                place += length;
            }
            None => {
                push(&mut html, letters[place]);
                place += 1;
            }
        }
    }
    html
}

/// How many letters of the text make up the wanted ones, if it begins with them.
fn length_at(letters: &[char], wanted: &[char]) -> Option<usize> {
    let mut rest = wanted;
    for (place, letter) in letters.iter().enumerate() {
        for lower in letter.to_lowercase() {
            let (first, others) = rest.split_first()?;
            if *first != lower {
                return None;
            }
            rest = others;
        }
        if rest.is_empty() {
            return Some(place + 1);
        }
    }
    None
}

fn push(html: &mut String, letter: char) {
    match letter {
        '<' | '>' | '&' | '"' | '\'' => {
            let _ = write!(html, "&#{};", u32::from(letter));
        }
        letter => html.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn what_was_found_is_marked_and_nothing_becomes_html() {
        for (text, wanted, html) in [
            ("Tea House Madrid", "tea", "<mark>Tea</mark> House Madrid"),
            ("Чайная на Арбате", "ЧАЙ", "<mark>Чай</mark>ная на Арбате"),
            ("<b>tea</b>", "TEA", "&#60;b&#62;<mark>tea</mark>&#60;/b&#62;"),
            ("a&a", "a", "<mark>a</mark>&#38;<mark>a</mark>"),
            ("tea", "", "tea"),
            ("", "tea", ""),
            ("İstanbul", "stan", "İ<mark>stan</mark>bul"),
        ] {
            assert_eq!(marked(text, wanted), html);
        }
        // One letter that is two in lower case must not be cut in half.
        assert!(marked("İstanbul", "i").ends_with("stanbul"));
    }
}
