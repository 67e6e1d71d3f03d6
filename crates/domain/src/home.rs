//! Where an account is at home: its country, currency and time zone, as far as they can be assumed before anyone was asked.

use iso_currency::{Country, Currency};
use wire::Zone;

/// The currency of an account of which no country is known.
const CURRENCY: &str = "USD";

/// A country, a currency and a time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// ISO 3166-1 alpha-2; empty when it is not known.
    pub country: String,
    /// ISO 4217.
    pub currency: String,
    /// Name in the time zone database.
    pub zone: String,
}

impl Home {
    /// That of the machine, by its own time zone: `TZ`, else what the system is set to.
    pub fn of_system() -> Self {
        Self::of_zone(&crate::clock::zone())
    }

    /// That of a time zone: the country it belongs to, and its currency. A zone that there is not is UTC.
    pub fn of_zone(zone: &str) -> Self {
        let zone = Zone::named(zone).ok().and_then(|zone| zone.name().map(str::to_owned)).unwrap_or_else(|| "UTC".to_owned());
        let country = country_of(&zone).unwrap_or_default().to_owned();
        Self { currency: currency_of(&country), country, zone }
    }

    /// That of a browser: by its time zone, where a script sent it, else by the country of its language
    /// (`Accept-Language`), else the same.
    #[must_use]
    pub fn or_of_browser(&self, zone: &str, languages: &str) -> Self {
        let view = Self::of_zone(zone);
        if !view.country.is_empty() {
            return view;
        }
        let regions = languages.split(',').filter_map(|one| one.split(';').next()?.trim().rsplit_once('-')).map(|(_, region)| region);
        let Some(country) = regions.map(str::to_ascii_uppercase).find(|code| rust_iso3166::from_alpha2(code).is_some()) else {
            return self.clone();
        };
        if country == self.country {
            return self.clone();
        }
        // A country of one zone decides it; elsewhere the machine's own is as good a guess as any.
        let mut zones = zones().filter(|(code, zone)| *code == country && Zone::named(zone).is_ok()).map(|(_, zone)| zone);
        let zone = match (zones.next(), zones.next()) {
            (Some(zone), None) => zone.to_owned(),
            _ => self.zone.clone(),
        };
        Self { currency: currency_of(&country), country, zone }
    }

    /// In words, as a terminal shows it.
    pub fn view(&self) -> String {
        let country = if self.country.is_empty() { "no country".to_owned() } else { format!("country {}", self.country) };
        format!("{country}, currency {}, time zone {}", self.currency, self.zone)
    }
}

/// Countries and their zones.
fn zones() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("zones.tab").lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

fn country_of(zone: &str) -> Option<&'static str> {
    zones().find(|(_, known)| known.eq_ignore_ascii_case(zone)).map(|(country, _)| country)
}

/// The currency that is paid with in a country.
pub fn currency_of(country: &str) -> String {
    let used = country.parse::<Country>().map(Currency::from_country).unwrap_or_default();
    used.into_iter().find(|currency| currency.flags().is_empty()).map_or_else(|| CURRENCY.to_owned(), |currency| currency.code().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(country: &str, currency: &str, zone: &str) -> Home {
        Home { country: country.to_owned(), currency: currency.to_owned(), zone: zone.to_owned() }
    }

    #[test]
    fn a_time_zone_leads_to_its_country_and_the_currency_there() {
        for (zone, country, currency) in [
            ("Europe/Madrid", "ES", "EUR"),
            ("Atlantic/Canary", "ES", "EUR"),
            ("America/Mexico_City", "MX", "MXN"),
            ("Europe/Moscow", "RU", "RUB"),
            ("Europe/Kiev", "UA", "UAH"),
            ("Asia/Calcutta", "IN", "INR"),
            ("America/New_York", "US", "USD"),
            ("Europe/Zurich", "CH", "CHF"),
        ] {
            let found = Home::of_zone(zone);
            assert_eq!((found.country.as_str(), found.currency.as_str()), (country, currency), "{zone}");
        }
        assert_eq!(Home::of_zone("UTC"), home("", "USD", "UTC"), "no country is assumed where none can be known");
        assert_eq!(Home::of_zone("Mars/Phobos"), home("", "USD", "UTC"));
    }

    #[test]
    fn a_browser_is_believed_by_its_zone_then_by_its_language() {
        let machine = home("", "USD", "UTC");
        let spain = home("ES", "EUR", "Europe/Madrid");
        assert_eq!(machine.or_of_browser("Europe/Madrid", "en-US,en;q=0.9"), spain);
        assert_eq!(machine.or_of_browser("", "es-MX,es;q=0.9").country, "MX");
        assert_eq!(machine.or_of_browser("UTC", "de-CH"), home("CH", "CHF", "Europe/Zurich"));
        for languages in ["", "es", "fr,en;q=0.5", "x-klingon", "zh-Hans"] {
            assert_eq!(spain.or_of_browser("nonsense", languages), spain, "{languages}");
        }
    }
}
