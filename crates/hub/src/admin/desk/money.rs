//! Sums as people write them: "€1,249.00", "1 249,00 €".

use serde_json::Value;

use crate::admin::when;

/// Signs of currencies that people know better than the code.
const SIGNS: [(&str, &str); 9] =
    [("EUR", "€"), ("USD", "$"), ("GBP", "£"), ("RUB", "₽"), ("UAH", "₴"), ("KZT", "₸"), ("BYN", "Br"), ("PLN", "zł"), ("TRY", "₺")];

/// A sum in a currency, in the way of a language. `amount` is a number of whole units with cents behind the point.
pub fn written(language: &str, amount: f64, currency: &str) -> String {
    // Sums are kept in ten-thousandths; half a cent is rounded away from zero, as receipts do it.
    let cents = (amount * 100.0).round() as i64;
    let whole = when::number(language, cents / 100);
    let minus = if cents < 0 && cents > -100 { "\u{2212}" } else { "" };
    let point = if language == "en" { '.' } else { ',' };
    let number = format!("{minus}{whole}{point}{:02}", cents.unsigned_abs() % 100);
    let sign = SIGNS.iter().find(|(code, _)| *code == currency).map_or(currency, |(_, sign)| sign);
    match (language, sign) {
        (_, "") => number,
        ("en", sign) if sign.chars().count() == 1 => match number.strip_prefix('\u{2212}') {
            Some(number) => format!("\u{2212}{sign}{number}"),
            None => format!("{sign}{number}"),
        },
        (_, sign) => format!("{number}\u{a0}{sign}"),
    }
}

/// A sum of an answer; empty where there is none, as where it is hidden.
pub fn of(language: &str, amount: &Value, currency: &str) -> String {
    amount.as_f64().map_or_else(String::new, |amount| written(language, amount, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_in_the_way_of_the_language() {
        assert_eq!(written("en", 1249.0, "EUR"), "€1,249.00");
        assert_eq!(written("en", -3.7, "EUR"), "\u{2212}€3.70");
        assert_eq!(written("en", -0.5, "USD"), "\u{2212}$0.50");
        assert_eq!(written("ru", 12_345.678, "RUB"), "12\u{a0}345,68\u{a0}₽");
        assert_eq!(written("es", 1249.0, "EUR"), "1249,00\u{a0}€");
        assert_eq!(written("en", 5.0, "CHF"), "5.00\u{a0}CHF");
        assert_eq!(written("en", 0.005, ""), "0.01");
    }
}
