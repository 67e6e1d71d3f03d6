//! Words for people, in English, Russian and Spanish; numbers choose the form by the rules of the language.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::when;

type Bundle = FluentBundle<FluentResource>;

/// The files of a language, one for each part of the pages, as one text.
macro_rules! texts {
    ($language:literal: $($file:literal)*) => {
        concat!($(include_str!(concat!("../../locales/", $language, "/", $file, ".ftl")), "\n"),*)
    };
    ($language:literal) => {
        texts!($language: "pages" "book" "people" "keys" "audit_log" "usage" "masks" "automation" "care" "can" "templates" "key_page" "key_edit" "errors" "when" "start" "search" "store_page" "help" "own_account" "catalogue" "desk" "custom-fields" "operations" "corporate" "files" "legacy" "hooks" "import" "shops" "lists" "cards" "rows")
    };
}

/// The texts of each language, by its code; the first one is spoken where a language lacks a text.
pub const SOURCES: [(&str, &str); 3] = [("en", texts!("en")), ("ru", texts!("ru")), ("es", texts!("es"))];

static BUNDLES: LazyLock<Vec<(&'static str, Bundle)>> =
    LazyLock::new(|| SOURCES.iter().map(|(code, text)| (*code, bundle(code, text))).collect());

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    /// The language's code, such as `ru`.
    pub language: &'static str,
    bundle: &'static Bundle,
}

impl Words {
    /// The words of a language; of English for a code that is none of ours.
    pub fn of(language: &str) -> Self {
        let (language, bundle) = BUNDLES.iter().find(|(code, _)| *code == language).unwrap_or(&BUNDLES[0]);
        Self { language, bundle }
    }

    /// The words a browser asks for (`Accept-Language`), if we speak one of its languages.
    pub fn wanted(header: &str) -> Option<Self> {
        let codes = header.split(',').map(|part| part.split([';', '-']).next().unwrap_or_default().trim().to_ascii_lowercase());
        codes.filter_map(|code| BUNDLES.iter().find(|(known, _)| *known == code)).map(|(code, _)| Self::of(code)).next()
    }

    /// A text.
    pub fn say(&self, name: &str) -> String {
        self.text(name, None).unwrap_or_else(|| name.to_owned())
    }

    /// A text, if there is one of this name.
    pub fn find(&self, name: &str) -> Option<String> {
        self.text(name, None)
    }

    /// A text with a number in it.
    pub fn count(&self, name: &str, count: impl TryInto<i64>) -> String {
        self.with(name, "count", count.try_into().unwrap_or_default())
    }

    /// A text with something in it.
    pub fn with(&self, name: &str, what: &str, value: impl Into<FluentValue<'static>>) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(what.to_owned(), value);
        self.text(name, Some(&arguments)).unwrap_or_else(|| name.to_owned())
    }

    /// A text with several numbers in it.
    pub fn with_all(&self, name: &str, values: &[(&str, i64)]) -> String {
        let mut arguments = FluentArgs::new();
        for (what, value) in values {
            arguments.set((*what).to_owned(), *value);
        }
        self.text(name, Some(&arguments)).unwrap_or_else(|| name.to_owned())
    }

    /// A text with numbers and words in it.
    pub fn fill(&self, name: &str, numbers: &[(&'static str, i64)], words: &[(&'static str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        numbers.iter().for_each(|(what, number)| arguments.set(*what, *number));
        words.iter().for_each(|(what, word)| arguments.set(*what, (*word).to_owned()));
        self.text(name, Some(&arguments)).unwrap_or_else(|| name.to_owned())
    }

    fn text(&self, name: &str, arguments: Option<&FluentArgs<'_>>) -> Option<String> {
        [self.bundle, &BUNDLES[0].1].into_iter().find_map(|bundle| {
            let pattern = bundle.get_message(name)?.value()?;
            Some(bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned())
        })
    }
}

/// The name of the text about a method: `/orders/{externalId}/edit` has `method-orders-externalId-edit`.
pub fn method_text(method: &str) -> String {
    let parts = method.split('/').filter(|part| !part.is_empty()).map(|part| part.trim_matches(['{', '}']));
    format!("method-{}", parts.collect::<Vec<_>>().join("-"))
}

/// A whole number with the separators of a language; nothing for other values.
fn separated(language: &str, value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    (number.value.fract() == 0.0).then(|| when::number(language, number.value as i64))
}

fn bundle(code: &str, text: &str) -> Bundle {
    // What cannot be read of a file is left out of it; a test reads every file without a slip.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    let language: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match code {
        "ru" => |value, _| separated("ru", value),
        "es" => |value, _| separated("es", value),
        _ => |value, _| separated("en", value),
    }));
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_choose_the_form_of_the_language() {
        let said = |language: &str, count: i64| Words::of(language).count("keys-count", count);
        assert_eq!([said("en", 1), said("en", 2)], ["1 key", "2 keys"]);
        assert_eq!([said("ru", 1), said("ru", 3), said("ru", 5), said("ru", 21)], ["1 ключ", "3 ключа", "5 ключей", "21 ключ"]);
        assert_eq!([said("es", 1), said("es", 7)], ["1 clave", "7 claves"]);
    }

    #[test]
    fn numbers_in_texts_have_the_separators_of_the_language() {
        let said = |language: &str, count: i64| Words::of(language).count("keys-count", count);
        assert_eq!([said("en", 12_345), said("ru", 12_345), said("es", 12_345)], ["12,345 keys", "12\u{a0}345 ключей", "12.345 claves"]);
    }

    #[test]
    fn a_browser_is_answered_in_the_first_language_that_is_ours() {
        assert_eq!(Words::wanted("fr-FR,fr;q=0.9,es-ES;q=0.8,en;q=0.5").map(|words| words.language), Some("es"));
        assert!(Words::wanted("fr, *").is_none());
    }
}
