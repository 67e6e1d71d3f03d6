//! The texts of cells as the API takes them: numbers, days, moments, flags, codes.

use rust_decimal::Decimal;

use super::columns::{Column, Form};
use crate::account::Account;

/// Why a cell cannot be read: the reason in a word.
pub type Reason = &'static str;

/// A number with a comma or a point before its fraction, perhaps with spaces between groups of digits.
pub fn number(text: &str) -> Option<Decimal> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '\'')).collect();
    let text = match (text.rfind(','), text.rfind('.')) {
        // The last of the two is before the fraction.
        (Some(comma), Some(point)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (Some(_), None) => text.replace(',', "."),
        _ => text,
    };
    text.parse::<Decimal>().ok().map(|number| number.normalize())
}

/// The text of a cell as it is sent.
///
/// # Errors
/// It can be read in two ways, or in none; what only the rules of the API can judge passes.
pub fn sent(column: &Column, cell: &str, account: &Account) -> Result<String, Reason> {
    if cell.is_empty() {
        return Ok(String::new());
    }
    match column.form {
        Form::Text => Ok(cell.to_owned()),
        Form::Number => number(cell).map(|number| number.to_string()).ok_or("number"),
        Form::Day => moment(cell).map(|(day, _)| day),
        Form::Moment => moment(cell).map(|(day, time)| format!("{day} {time}")),
        Form::Flag => match cell.to_lowercase().as_str() {
            "1" | "true" | "yes" | "да" | "sí" | "si" | "x" | "+" => Ok("true".to_owned()),
            "0" | "false" | "no" | "нет" | "-" => Ok("false".to_owned()),
            _ => Err("flag"),
        },
        Form::Code(kind) => {
            let dictionary = account.dictionary(kind);
            if dictionary.get(cell).is_some() {
                return Ok(cell.to_owned());
            }
            let named = dictionary.iter().find(|entry| entry.text("name").is_some_and(|name| name.to_lowercase() == cell.to_lowercase()));
            named.map(|entry| entry.code.clone()).ok_or("code")
        }
    }
}

/// A day and a time, as `2026-03-14` and `15:00:00`: `2026-03-14 15:00`, `14.03.2026`, `14/3/2026 9:05`.
fn moment(cell: &str) -> Result<(String, String), Reason> {
    let (day, time) = cell.split_once([' ', 'T']).map_or((cell, ""), |(day, time)| (day, time.trim()));
    let time = if time.is_empty() { "00:00:00".to_owned() } else { clock(time).ok_or("date")? };
    let parts = |sign: char| {
        let parts: Vec<&str> = day.split(sign).collect();
        let all: Option<Vec<i64>> = parts.iter().map(|part| part.parse::<i64>().ok().filter(|part| *part >= 0)).collect();
        all.filter(|all| all.len() == 3)
    };
    let (year, month, day) = if let Some(parts) = parts('-').filter(|parts| parts[0] > 999) {
        (parts[0], parts[1], parts[2])
    } else if let Some(parts) = parts('.') {
        (parts[2], parts[1], parts[0])
    } else if let Some(parts) = parts('/') {
        match (parts[0], parts[1]) {
            _ if parts[0] > 999 => (parts[0], parts[1], parts[2]),
            (day, month) if day > 12 => (parts[2], month, day),
            (month, day) if day > 12 => (parts[2], month, day),
            (same, other) if same == other => (parts[2], same, same),
            _ => return Err("two-dates"),
        }
    } else {
        return Err("date");
    };
    let (Ok(year), Ok(month), Ok(day)) = (i16::try_from(year), i8::try_from(month), i8::try_from(day)) else { return Err("date") };
    let date = jiff::civil::Date::new(year, month, day).map_err(|_| "date")?;
    if year < 1000 {
        return Err("date");
    }
    Ok((date.to_string(), time))
}

fn clock(text: &str) -> Option<String> {
    // A fraction of a second, or a zone, is for the rules of the API.
    let parts: Vec<u8> = text.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts[..] {
        [hour, minute] if hour < 24 && minute < 60 => Some(format!("{hour:02}:{minute:02}:00")),
        [hour, minute, second] if hour < 24 && minute < 60 && second < 60 => Some(format!("{hour:02}:{minute:02}:{second:02}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let read = |text: &str| number(text).map(|number| number.to_string());
        for (text, number) in [("1 234,50", "1234.5"), ("1,234.50", "1234.5"), ("1.234,5", "1234.5"), ("10", "10"), ("-3,1", "-3.1")] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
        for wrong in ["", "ten", "1,2,3,4.5.6", "5 pcs"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_read_unless_they_can_be_two() {
        let read = |text: &str| moment(text).map(|(day, time)| format!("{day} {time}"));
        for text in
            ["2026-03-14 09:05:00", "14.03.2026 9:05", "14/3/2026 9:05:00", "3/14/2026 9:05", "2026/3/14 9:05", "2026-03-14T09:05:00"]
        {
            assert_eq!(read(text).as_deref(), Ok("2026-03-14 09:05:00"), "{text}");
        }
        assert_eq!(read("04/04/2026").as_deref(), Ok("2026-04-04 00:00:00"));
        assert_eq!(read("04/05/1975"), Err("two-dates"));
        for wrong in ["yesterday", "31.02.2026", "1.1.26", "14.03.2026 25:00", "2026-03", "99999999999999999999-1-1"] {
            assert_eq!(read(wrong), Err("date"), "{wrong}");
        }
    }
}
