//! Where a text holds e-mails, however they are written: RFC 5321 and 6531, and what people make of them.

use super::signs::Sign;

/// Signs that mean "at".
const AT: [char; 3] = ['@', '\u{ff20}', '\u{fe6b}'];
/// Signs that end what stands before an at: they are legal there only inside quotes.
const ENDS: &str = "<>()[]:;,\"\\";
/// What ends a domain beside blanks and ASCII signs.
const AFTER: &str = "«»„“”‘’‹›…–—·¿¡";
/// Dots between the labels of a domain.
const DOTS: [char; 4] = ['.', '\u{3002}', '\u{ff0e}', '\u{ff61}'];

/// Ranges of signs that are e-mails; they ascend and do not overlap.
pub(super) fn find(signs: &[Sign]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in (0..signs.len()).filter(|at| AT.contains(&signs[*at].letter)) {
        let Some((mut from, to)) = around(signs, at) else { continue };
        while let Some((start, _)) = found.last().copied().filter(|(_, end)| *end > from) {
            from = from.min(start);
            found.pop();
        }
        found.push((from, to));
    }
    found
}

fn around(signs: &[Sign], at: usize) -> Option<(usize, usize)> {
    let blanks_before = signs[..at].iter().rev().take_while(|sign| sign.is_blank()).count();
    let blanks_after = signs[at + 1..].iter().take_while(|sign| sign.is_blank()).count();
    let (from, to) = (local(&signs[..at - blanks_before])?, at + 1 + blanks_after + domain(&signs[at + 1 + blanks_after..])?);
    let domain = &signs[at + 1 + blanks_after..to];
    let spaced = blanks_before + blanks_after > 0;
    (!spaced || is_domain(domain)).then_some((from, to))
}

/// Where the part before the at begins.
fn local(before: &[Sign]) -> Option<usize> {
    let end = before.len();
    if before.last()?.letter == '"'
        && let Some(open) = before[..end - 1].iter().rposition(|sign| sign.letter == '"')
    {
        // A quote inside quotes is written with a stroke before it.
        let mut open = open;
        while open > 0 && before[open - 1].letter == '\\' {
            open = before[..open - 1].iter().rposition(|sign| sign.letter == '"').unwrap_or(0);
        }
        return Some(open);
    }
    let is_legal =
        |sign: &&Sign| !sign.is_blank() && !sign.letter.is_control() && !ENDS.contains(sign.letter) && !AT.contains(&sign.letter);
    match before.iter().rev().take_while(is_legal).count() {
        0 => match before.iter().rev().take_while(|sign| !sign.is_blank()).count() {
            0 => None,
            length => Some(end - length),
        },
        length => Some(end - length),
    }
}

/// How many signs the part after the at has.
fn domain(after: &[Sign]) -> Option<usize> {
    if after.first()?.letter == '[' {
        let end = after.iter().take_while(|sign| !sign.is_blank()).position(|sign| sign.letter == ']');
        return Some(end.map_or(1, |end| end + 1));
    }
    let is_legal = |sign: &&Sign| {
        let letter = sign.letter;
        let other = !letter.is_ascii() && !sign.is_blank() && !letter.is_control() && !AFTER.contains(letter) && !AT.contains(&letter);
        letter.is_alphanumeric() || "-._".contains(letter) || other
    };
    let length = after.iter().take_while(is_legal).count();
    let ends = |sign: &&Sign| "-_".contains(sign.letter) || DOTS.contains(&sign.letter);
    let length = length - after[..length].iter().rev().take_while(ends).count();
    (length > 0).then_some(length)
}

/// Whether it can only be a domain: what stands after an at with blanks around it may be anything.
fn is_domain(domain: &[Sign]) -> bool {
    let last = domain.iter().rposition(|sign| DOTS.contains(&sign.letter));
    domain[0].letter == '[' || last.is_some_and(|dot| domain[dot + 1..].iter().any(|sign| sign.letter.is_alphabetic()))
}

/// The domain of an e-mail, where it is unambiguous.
pub(super) fn domain_of(signs: &[Sign]) -> String {
    let Some(at) = signs.iter().rposition(|sign| AT.contains(&sign.letter)) else { return String::new() };
    let after = &signs[at + 1..];
    let blanks = after.iter().take_while(|sign| sign.is_blank()).count();
    let length = domain(&after[blanks..]).unwrap_or(0);
    let domain: String = after[blanks..blanks + length].iter().map(|sign| sign.letter).collect();
    if domain.chars().all(|letter| letter.is_alphanumeric() || "-.".contains(letter)) { domain } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::masking::signs;

    fn found(text: &str) -> Vec<String> {
        let signs = signs::of(text);
        find(&signs).into_iter().map(|(from, to)| text[signs[from].from..signs[to - 1].to].to_owned()).collect()
    }

    #[test]
    fn every_way_of_writing_an_email_is_found() {
        for email in [
            "anna.b@shop.example",
            "anna%40shop.example",
            "anna%2540shop.example",
            "\"anna b\"@shop.example",
            "\"a\\\"n@na\"@shop.example",
            "anna@[10.0.0.1]",
            "anna@[IPv6:2001:db8::1]",
            "anna＠shop.example",
            "anna @ shop.example",
            "anna\u{a0}@\tshop.example",
            "a!#$%&'*+-/=?^_`{|}~b@shop.example",
            "анна@пример.рф",
            "anna@उदाहरण.भारत",
            "anna@shop。example",
            "anna&#64;shop.example",
            "root@localhost",
        ] {
            let text = format!("write to {email}, please");
            assert_eq!(found(&text), [email], "{text}");
        }
        assert_eq!(found("one a@b.test; two c@d.test"), ["a@b.test", "c@d.test"]);
        assert_eq!(found("x(comment)@b.test"), ["x(comment)@b.test"]);
        assert_eq!(found("a@b@c.test"), ["a@b@c.test"]);
    }

    #[test]
    fn what_is_no_email_is_left() {
        for text in ["a @ b", "@", "a@", "@b", " @ ", "2 @ 10.50 each", "write @anna", "", "a @ , b"] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
