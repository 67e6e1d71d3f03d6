//! Spellings, and what they are read as.

use proptest::prelude::*;

use super::*;

fn one(text: &str, countries: &[&str]) -> String {
    let found: Vec<String> = keys(text, countries).collect();
    assert_eq!(found.len(), 1, "{text} in {countries:?}: {found:?}");
    found[0].clone()
}

#[test]
fn one_number_is_one_in_all_spellings() {
    let spellings: &[(&str, &[&str], &[&str])] = &[
        (
            "+34612345678",
            &["ES"],
            &[
                "612 34 56 78",
                "612345678",
                "+34 612 34 56 78",
                "34612345678",
                "0034612345678",
                "00 34 612-34-56-78",
                " 34612345678",
                "+34612345678",
                "(+34) 612.34.56.78",
                "tel:+34-612-34-56-78",
                "%2B34612345678",
                "６１２３４５６７８",
            ],
        ),
        ("+34612345678", &["RU"], &["34612345678", "0034612345678", "+34 612 34 56 78", "8 10 34 612345678"]),
        ("+34612345678", &["RU", "ES"], &["612345678", "612 34 56 78"]),
        (
            "+79261000001",
            &["RU"],
            &[
                "8 (926) 100-00-01",
                "+7 926 100 00 01",
                "79261000001",
                "+89261000001",
                "+8 (926) 100-00-01",
                " 79261000001",
                "9261000001",
                "8(926)100-00-01 доб. 12",
                "8 926 100-00-01, доб. 12",
                "+79261000001 ext 12",
                "+79261000001#12",
                "+7 926 100 00 01 x12",
                "89261000001 вн. 12",
                "89261000001 (внутр. 1234567)",
                "моб. 8 926 100 00 01",
                "8926 100 00 01 Анна",
                "8 926 100 00 01 / 02",
                "٨٩٢٦١٠٠٠٠٠١",
            ],
        ),
        ("+74951234567", &["RU"], &["+8 (495) 123-45-67", "8 495 123 45 67", "(495) 123-45-67"]),
        ("+380501234567", &["RU"], &["380501234567", "+38 (050) 123-45-67", "+380501234567"]),
        ("+380501234567", &["UA"], &["380501234567", "+38 (050) 123-45-67", "050 123 45 67"]),
        (
            "+525512345678",
            &["MX"],
            &["+52 1 55 1234 5678", "+5215512345678", "+52 55 1234 5678", "55 1234 5678", "044 55 1234 5678", "1 55 1234 5678"],
        ),
        ("+525512345678", &["ES"], &["+52 1 55 1234 5678", "+5215512345678", "5215512345678", "+52 55 1234 5678"]),
        ("+442079460958", &["GB"], &["+44 (0)20 7946 0958", "020 7946 0958", "00442079460958"]),
        ("+493012345678", &["DE"], &["030/12345678", "+49 30 12345678"]),
        // No plan has them, and yet they are one.
        ("+71112223344", &["RU"], &["+7 111 222-33-44", "8 111 222-33-44", "1112223344", "71112223344"]),
        ("+18003569377", &["US"], &["1-800-FLOWERS", "1 800 356 93 77"]),
    ];
    for (number, countries, texts) in spellings {
        for text in *texts {
            assert_eq!(one(text, countries), *number, "{text} in {countries:?}");
        }
    }
}

#[test]
fn each_of_two_numbers_counts() {
    for text in [
        "+7 926 100 00 01, 8 495 123 45 67",
        "+79261000001;84951234567",
        "8 926 100 00 01 / 8 (495) 123-45-67",
        "89261000001 84951234567",
        "8 926 100 00 01 8 495 123 45 67",
        "+79261000001 +74951234567",
        "8 926 100 00 01 и 8 495 123 45 67",
        "8 926 100 00 01 доб. 7, 8 495 123 45 67 доб. 8",
        "89261000001 (Анна) 84951234567 (Иван)",
    ] {
        assert_eq!(keys(text, &["RU"]).collect::<Vec<_>>(), ["+79261000001", "+74951234567"], "{text}");
    }
    assert_eq!(keys("8 926 100 00 01, +79261000001", &["RU"]).collect::<Vec<_>>(), ["+79261000001"]);
    assert_eq!(keys("8 926 100 00 01, 1234567", &["RU"]).collect::<Vec<_>>(), ["+79261000001", "1234567"]);
}

#[test]
fn what_no_country_has_is_compared_by_its_digits() {
    for (text, digits) in [("12-34-5", "12345"), ("нет, 612345678", "612345678"), ("112", "112"), ("6831234", "6831234")] {
        assert_eq!(read(text, &["RU"]), [Number { key: digits.to_owned(), whole: false }], "{text}");
    }
    assert_eq!(one(&"9".repeat(500), &["RU"]), "9".repeat(500));
    for nothing in ["", "call me", "+", "-", "0", "000-00-00", "12", "#"] {
        assert_eq!(read(nothing, &["RU"]), [], "{nothing}");
    }
    assert_eq!(one("+34 612 34 56 78", &[]), "+34612345678", "no country is needed for an international number");
    assert_eq!(one("612 34 56 78", &["XX"]), "612345678");
}

/// Every block of 10,000 numbers, for ranges are given by their first digits.
#[test]
fn the_short_cut_and_the_parser_agree() {
    let russian = (0..100_000).map(|block| format!("+79{block:05}{:04}", block % 10_000));
    let spanish = (0..10_000).map(|block| format!("+346{block:04}{block:04}"));
    for text in russian.chain(spanish).filter(|text| is_common(text)) {
        assert_eq!(international(&text[1..]), Some(text));
    }
    assert!(is_common("+79261000001") && is_common("+34612345678"));
    assert!(!is_common("+79300000000"));
    assert_eq!(international("79300000000"), None);
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in "\\PC{0,60}", country in "[A-Z]{0,2}") {
        let found = read(&text, &[&country]);
        let again = read(&text, &[&country]);
        prop_assert_eq!(&found, &again);
        let digits = text.chars().filter_map(digit).filter(|digit| *digit != '0').count();
        prop_assert!(digits < 3 || !found.is_empty(), "never dropped: {}", text);
    }
}

#[test]
fn different_numbers_stay_different() {
    let pairs: &[(&str, &str, &[&str])] = &[
        ("612345678", "+7 961 234 56 78", &["RU"]),
        ("612345678", "+34612345678", &["RU"]),
        ("+61 2345 6789", "612345678", &["ES"]),
        ("+84 95 123 45 67", "8 495 123 45 67", &["RU"]),
        ("89261000001 доб. 12", "8926100000112", &["RU"]),
        ("+79261000001", "+79261000002", &["RU"]),
        ("2125551234", "+52 12 5551 2345", &["US"]),
    ];
    for (one_text, other, countries) in pairs {
        assert_ne!(one(one_text, countries), one(other, countries), "{one_text} and {other} in {countries:?}");
    }
}
